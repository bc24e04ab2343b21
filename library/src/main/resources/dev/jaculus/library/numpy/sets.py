"""Vectors as sets: sorted, each element once."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .sorting import searchsorted, sort_in_place
from .uniqueness import unique


def _elements(a, assume_unique):
    if intrinsics.dtype_kind(assume_unique) != "b":
        intrinsics.refuse('argument "assume_unique" must be boolean')
    if intrinsics.kind(a) == "number" or intrinsics.kind(a) == "other":
        intrinsics.refuse("the sets must be array-like")
    return np.asarray(a).ravel() if assume_unique else unique(a)


def _sorted(one, other):
    both = np.concatenate((one, other))
    sort_in_place(both)
    return both


@numpy_function(np.intersect1d)
def intersect1d(ar1, ar2, assume_unique=False):
    """What is in both: neighbours that are equal, when each has its elements once."""
    both = _sorted(_elements(ar1, assume_unique), _elements(ar2, assume_unique))
    result = np.empty(len(both), both.dtype)
    count = 0
    for i in range(1, len(both)):
        if both[i] == both[i - 1]:
            result[count] = both[i]
            count += 1
    return result[:count].copy()


@numpy_function(np.setxor1d)
def setxor1d(ar1, ar2, assume_unique=False):
    """What is in one and not in both."""
    both = _sorted(_elements(ar1, assume_unique), _elements(ar2, assume_unique))
    result = np.empty(len(both), both.dtype)
    count = 0
    for i in range(len(both)):
        if (i == 0 or both[i] != both[i - 1]) and (i == len(both) - 1 or both[i] != both[i + 1]):
            result[count] = both[i]
            count += 1
    return result[:count].copy()


@numpy_function(np.setdiff1d)
def setdiff1d(ar1, ar2, assume_unique=False):
    """What is in the first only."""
    items, among = _elements(ar1, assume_unique), unique(ar2)
    result = np.empty(len(items), items.dtype)
    count = 0
    for item in items:
        if not _contains(among, item):
            result[count] = item
            count += 1
    return result[:count].copy()


@numpy_function(np.union1d)
def union1d(ar1, ar2):
    """What is in one or both."""
    return unique(np.concatenate((np.asarray(ar1).ravel(), np.asarray(ar2).ravel())))


def _contains(items, item):
    place = searchsorted(items, item)
    return place < len(items) and items[place] == item


@numpy_function(np.isin)
def isin(element, test_elements, assume_unique=False, invert=False):
    """For each element whether it is among the others, or not if `invert`."""
    if intrinsics.dtype_kind(assume_unique) != "b" or intrinsics.dtype_kind(invert) != "b":
        intrinsics.refuse('arguments "assume_unique" and "invert" must be boolean')
    among = unique(test_elements)
    given = np.asarray(element)
    flat = given.ravel()
    result = np.empty(len(flat), np.bool_)
    for i in range(len(flat)):
        result[i] = _contains(among, flat[i]) != invert
    return result.reshape(given.shape)
