"""Vectors as sets: sorted, each element once."""

import numpy as np

from .declare import numpy_function
from .sorting import searchsorted, unique


@numpy_function(np.intersect1d)
def intersect1d(ar1, ar2, assume_unique=False):
    """What is in both."""
    return _chosen(unique(ar1), unique(ar2), True)


@numpy_function(np.setdiff1d)
def setdiff1d(ar1, ar2, assume_unique=False):
    """What is in the first only."""
    return _chosen(ar1 if assume_unique else unique(ar1), unique(ar2), False)


@numpy_function(np.union1d)
def union1d(ar1, ar2):
    """What is in one or both."""
    return unique(np.concatenate((np.asarray(ar1).ravel(), np.asarray(ar2).ravel())))


@numpy_function(np.setxor1d)
def setxor1d(ar1, ar2, assume_unique=False):
    """What is in one and not in both."""
    return union1d(setdiff1d(ar1, ar2), setdiff1d(ar2, ar1))


def _chosen(items, among, wanted):
    result = np.empty(len(items), items.dtype)
    count = 0
    for item in items:
        if _contains(among, item) == wanted:
            result[count] = item
            count += 1
    return result[:count].copy()


def _contains(items, item):
    place = searchsorted(items, item)
    return place < len(items) and items[place] == item


@numpy_function(np.isin)
def isin(element, test_elements, assume_unique=False, invert=False):
    """For each element whether it is among the others, or not if `invert`."""
    among = unique(np.asarray(test_elements))
    given = np.asarray(element)
    flat = given.ravel()
    result = np.empty(len(flat), np.bool_)
    for i in range(len(flat)):
        result[i] = _contains(among, flat[i]) != invert
    return result.reshape(given.shape)
