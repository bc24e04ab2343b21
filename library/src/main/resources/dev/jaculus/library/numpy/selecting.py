"""Items at places of the sorted order, found without sorting the others."""

import numpy as np

from . import intrinsics
from .axes import with_axis
from .declare import numpy_function
from .lines import empty_like, reduced
from .quickselect import numbers_first, select
from .reductions import not_a_number, zero_of
from .uniqueness import unique


@numpy_function(np.partition)
def partition(a, kth, axis=-1, kind="introselect", order=None):
    """A copy with the items at `kth` where sorting would put them, smaller ones before, greater ones after; along an axis, of all for None."""
    array = _checked(a)
    if axis is None:
        return partition(array.ravel(), kth, 0, kind, order)
    result = np.copy(array)
    partition_in_place(result, kth, axis, kind, order)
    return result


@numpy_function(np.ndarray.partition)
def partition_in_place(a, kth, axis=-1, kind="introselect", order=None):
    """The same, of the array itself."""
    _check_kind(kind, order)
    if a.ndim == 0:
        intrinsics.refuse("The first argument must be at least 1-D (found 0-D)")
    with_axis(lambda k: _partition_along(a, kth, k), axis, a.ndim)


def _partition_along(a, kth, axis):
    places = _places(a.shape[axis], a.size, kth)
    if a.size > 0:
        _each_row(np.moveaxis(a, axis, -1), places)


@numpy_function(np.argpartition)
def argpartition(a, kth, axis=-1, kind="introselect", order=None):
    """The places that would make `partition`."""
    _check_kind(kind, order)
    array = _checked(a)
    if axis is None:
        return argpartition(array.ravel(), kth)
    result = empty_like(array, array.shape, np.int64)
    with_axis(lambda k: _argpartition_along(array, result, kth, k), axis, array.ndim)
    return result


def _argpartition_along(a, result, kth, axis):
    places = _places(a.shape[axis], a.size, kth)
    if a.size > 0:
        _each_row_of_places(np.moveaxis(np.copy(a), axis, -1), np.moveaxis(result, axis, -1), places)


def _check_kind(kind, order):
    if kind != "introselect":
        intrinsics.refuse("the kind of partitioning must be 'introselect'")
    if order is not None:
        intrinsics.refuse("`order` names fields, which no array has here")


def _checked(a):
    if intrinsics.kind(a) == "number" or intrinsics.kind(a) == "other":
        intrinsics.refuse("The first argument must be an array-like")
    array = np.asarray(a)
    if array.ndim == 0:
        intrinsics.refuse("The first argument must be at least 1-D (found 0-D)")
    return array


def _places(length, size, kth):
    """The places in sorted order, counted from 0."""
    given = np.asarray(kth)
    if given.dtype.kind != "i" and given.dtype.kind != "u":
        intrinsics.refuse("Partition index must be integer")
    _check_axes(given)
    result = np.empty(given.size, np.int64)
    flat = given.ravel()
    for i in range(len(flat)):
        place = np.int64(flat[i])
        if size > 0 and (place < -length or place >= length):
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
    else:
        _select_all(a, places, None)


def _each_row_of_places(a, order, places):
    if a.ndim > 1:
        for i in range(len(a)):
            _each_row_of_places(a[i], order[i], places)
    else:
        for i in range(len(a)):
            order[i] = i
        _select_all(a, places, order)


def _select_all(a, places, order):
    low, high = 0, numbers_first(a, order)
    for place in places:
        if place < high:
            select(a, place, low, high, order)
            low = place


@numpy_function(np.median)
def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    """The middle item, or the mean of the two in the middle; of all, or along axes."""
    return reduced(_median, np.asarray(a), axis, keepdims, out, True)


def _median(array):
    if array.dtype.kind == "M" or array.dtype.kind == "m":
        intrinsics.refuse("the median of times")
    if array.size == 0:
        return not_a_number(zero_of(array))
    items = array.flatten()
    for item in items:
        if item != item:
            return not_a_number(zero_of(array))
    half = len(items) // 2
    select(items, half, 0, len(items), None)
    if len(items) % 2 == 1:
        return items[half] * 1.0
    return (np.max(items[:half]) * 1.0 + items[half]) / 2
