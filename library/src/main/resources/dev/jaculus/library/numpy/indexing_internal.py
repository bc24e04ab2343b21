"""`a[mask]`, `a[rows, columns]`: reading and storing by arrays of truth values or of integers."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .shapes import all_stretched, common_shape


def take(a, index, axis, checked):
    """`a[:, …, i, j, …]`: a new array. Each array of `index` chooses from one axis, from `axis` on."""
    places = _as_one(index)
    result = np.empty(a.shape[:axis] + places[0].shape + a.shape[axis + len(index) :], a.dtype)
    _move(a, places, result, axis, checked, False)
    return result


def store(a, index, axis, checked, value):
    """`a[:, …, i, j, …] = value`."""
    places = _as_one(index)
    if intrinsics.kind(value) == "number":
        _move(a, places, value, axis, checked, True)
    elif intrinsics.may_overlap(a, value):
        store(a, index, axis, checked, value.copy())
    else:
        shape = a.shape[:axis] + places[0].shape + a.shape[axis + len(index) :]
        _move(a, places, intrinsics.stretched(value, shape), axis, checked, True)


def _as_one(index):
    """The index arrays in their common shape."""
    if len(index) == 1:
        return index
    return all_stretched(index, common_shape(index))


def _move(a, index, other, axis, checked, storing):
    """Between the chosen places of `a` and those of `other`, which may be a number that is stored everywhere."""
    if axis > 0:
        for i in range(len(a)):
            _move(a[i], index, _part(other, i), axis - 1, checked, storing)
    elif index[0].ndim > 1:
        for i in range(len(index[0])):
            _move(a, _parts(index, i), _part(other, i), axis, checked, storing)
    else:
        for i in range(len(index[0])):
            place = _parts(index, i)
            if checked:
                _check(place, a.shape)
            if storing:
                a[place] = _part(other, i)
            else:
                other[i] = a[place]


def _part(other, i):
    return other if intrinsics.kind(other) == "number" else other[i]


def _parts(index, i):
    if len(index) == 1:
        return (index[0][i],)
    return (index[0][i],) + _parts(index[1:], i)


def _check(place, shape):
    if place[0] < -shape[0] or place[0] >= shape[0]:
        raise IndexError("index is out of bounds")
    if len(place) > 1:
        _check(place[1:], shape[1:])


def take_where(a, mask):
    """`a[mask]`: a new array."""
    _same_shape(a, mask, 0)
    result = np.empty((np.count_nonzero(mask),) + a.shape[mask.ndim :], a.dtype)
    _move_where(a, mask, result, 0, False)
    return result


def store_where(a, mask, value):
    """`a[mask] = value`."""
    _same_shape(a, mask, 0)
    if intrinsics.kind(value) == "number":
        _move_where(a, mask, value, 0, True)
    elif intrinsics.may_overlap(a, value):
        store_where(a, mask, value.copy())
    else:
        shape = (np.count_nonzero(mask),) + a.shape[mask.ndim :]
        _move_where(a, mask, intrinsics.stretched(value, shape), 0, True)


def _move_where(a, mask, other, at, storing):
    """Between the places of `a` where the mask is true and the rows of `other` from `at` on; gives the next row."""
    for i in range(len(mask)):
        if mask.ndim > 1:
            at = _move_where(a[i], mask[i], other, at, storing)
        elif mask[i]:
            if storing:
                a[i] = _part(other, at)
            else:
                other[at] = a[i]
            at += 1
    return at


def places_in(a, mask, axis):
    """For each axis of the mask, where it is true."""
    _same_shape(a, mask, axis)
    return np.nonzero(mask)


def _same_shape(a, mask, axis):
    if a.shape[axis : axis + mask.ndim] != mask.shape:
        raise IndexError("boolean index did not match indexed array")


@numpy_function(np.ndarray.item)
def item(a, *index):
    """The only element, the one at a place of the flattened array, or the one at an index for each axis."""
    if len(index) == 0:
        if a.size != 1:
            raise ValueError("item(): can only convert an array of size 1 to a Python scalar")
        return a[(0,) * a.ndim]
    if len(index) == 1:
        return flat_item(a, index[0])
    return a[index]


def flat_item(a, place):
    """`a.flat[place]`."""
    return a[_index(_flat_place(a, place), a.shape)]


def set_flat_item(a, place, value):
    """`a.flat[place] = value`."""
    a[_index(_flat_place(a, place), a.shape)] = value


def _flat_place(a, place):
    if place < -a.size or place >= a.size:
        raise IndexError("index is out of bounds")
    return place + a.size if place < 0 else place


def _index(place, shape):
    if len(shape) == 0:
        return ()
    return _index(place // shape[-1], shape[:-1]) + (place % shape[-1],)


def c_ordered(a):
    """`a.flags.c_contiguous`, where the type does not tell."""
    expected = a.itemsize
    for axis in range(a.ndim - 1, -1, -1):
        if a.shape[axis] != 1 and a.strides[axis] != expected and a.size > 0:
            return False
        expected *= a.shape[axis]
    return True


def f_ordered(a):
    """`a.flags.f_contiguous`, where the type does not tell."""
    return c_ordered(a.T)
