"""Items at places of the sorted order, found without sorting the others."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .lines import reduced
from .ordering import less
from .sorting import sorted_by_host, unique


@numpy_function(np.partition)
def partition(a, kth):
    """A copy with the items at `kth` where sorting would put them, smaller ones before, greater ones after."""
    array = _checked(a)
    places = _places(array, kth)
    result = np.copy(array)
    if array.size > 0:
        _each_row(result, places)
    return result


@numpy_function(np.argpartition)
def argpartition(a, kth):
    """The places that would make `partition`."""
    array = _checked(a)
    places = _places(array, kth)
    result = _empty_places(array)
    if array.size > 0:
        _each_row_of_places(np.copy(array), result, places)
    return result


def _checked(a):
    if intrinsics.kind(a) == "number" or intrinsics.kind(a) == "other":
        intrinsics.refuse("The first argument must be an array-like")
    array = np.asarray(a)
    if array.ndim == 0:
        intrinsics.refuse("The first argument must be at least 1-D (found 0-D)")
    return array


def _empty_places(a):
    if intrinsics.layout(a) == "F":
        return np.empty(a.shape[::-1], np.int64).T
    return np.empty(a.shape, np.int64)


def _places(a, kth):
    """The places in sorted order, counted from 0."""
    given = np.asarray(kth)
    if given.dtype.kind != "i" and given.dtype.kind != "u":
        intrinsics.refuse("Partition index must be integer")
    _check_axes(given)
    length = a.shape[-1]
    result = np.empty(given.size, np.int64)
    flat = given.ravel()
    for i in range(len(flat)):
        place = np.int64(flat[i])
        if a.size > 0 and (place < -length or place >= length):
            raise ValueError("kth out of bounds")
        result[i] = place + length if place < 0 else place
    return unique(result)


def _check_axes(kth):
    if kth.ndim > 1:
        raise ValueError("kth must be scalar or 1-D")


def _each_row(a, places):
    if a.ndim > 1:
        for row in a:
            _each_row(row, places)
    elif not sorted_by_host(a):  # sorting by vectors is faster than our selecting
        low = 0
        for place in places:
            select(a, place, low)
            low = place


def _each_row_of_places(a, order, places):
    if a.ndim > 1:
        for i in range(len(a)):
            _each_row_of_places(a[i], order[i], places)
    else:
        for i in range(len(a)):
            order[i] = i
        low = 0
        for place in places:
            select(a, place, low, order)
            low = place


def select(a, k, low, order=None):
    """Hoare's selection from `low` on; the middle of three as pivot. The places in `order` move along."""
    high = len(a) - 1
    while low < high:
        middle = (low + high) // 2
        if less(a[middle], a[low]):
            _swap(a, order, middle, low)
        if less(a[high], a[low]):
            _swap(a, order, high, low)
        if less(a[high], a[middle]):
            _swap(a, order, high, middle)
        pivot = a[middle]
        i, j = low, high
        while i <= j:
            while less(a[i], pivot):
                i += 1
            while less(pivot, a[j]):
                j -= 1
            if i <= j:
                _swap(a, order, i, j)
                i += 1
                j -= 1
        if k <= j:
            high = j
        elif k >= i:
            low = i
        else:
            return


def _swap(a, order, i, j):
    a[i], a[j] = a[j], a[i]
    if order is not None:
        order[i], order[j] = order[j], order[i]


@numpy_function(np.median)
def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    """The middle item, or the mean of the two in the middle; of all, or along axes."""
    return reduced(_median, np.asarray(a), axis, keepdims, out, True)


def _median(array):
    if array.dtype.kind == "M" or array.dtype.kind == "m":
        intrinsics.refuse("the median of times")
    if array.size == 0:
        return np.nan
    items = array.flatten()
    for item in items:
        if item != item:
            return np.nan
    half = len(items) // 2
    is_sorted = sorted_by_host(items)
    if not is_sorted:
        select(items, half, 0)
    if len(items) % 2 == 1:
        return items[half] * 1.0
    below = items[half - 1] if is_sorted else np.max(items[:half])
    return (below * 1.0 + items[half]) / 2
