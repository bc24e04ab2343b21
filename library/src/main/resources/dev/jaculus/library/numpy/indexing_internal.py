"""`a[mask]` and `a[places]`: reading and storing by arrays of truth values or of integers, along one axis."""

import numpy as np

from .searching import places


def take(a, index, axis):
    """`a[:, …, index]`: a new array."""
    if index.dtype == np.bool_:
        if axis == 0 and a.ndim == index.ndim:
            _same_length(a, index)
            result = np.empty(np.count_nonzero(index), a.dtype)
            _pick(a, index, result, 0)
            return result
        return _gather(a, places(index), axis)
    return _gather(a, index, axis)


def _same_length(a, mask):
    if a.shape[0] != mask.shape[0]:
        raise IndexError("boolean index did not match indexed array")


def _pick(a, mask, result, at):
    _same_length(a, mask)
    for i in range(len(mask)):
        if mask.ndim > 1:
            at = _pick(a[i], mask[i], result, at)
        elif mask[i]:
            result[at] = a[i]
            at += 1
    return at


def _gather(a, index, axis):
    result = np.empty(a.shape[:axis] + index.shape + a.shape[axis + 1 :], a.dtype)
    if axis == 0:
        _gather_into(a, index, result)
    else:
        for i in range(len(a)):
            result[i] = _gather(a[i], index, axis - 1)
    return result


def _gather_into(a, index, result):
    for i in range(len(index)):
        if index.ndim > 1:
            _gather_into(a, index[i], result[i])
        else:
            result[i] = a[index[i]]


def fill_at(a, index, axis, value):
    """`a[:, …, index] = value` for a number."""
    if axis > 0:
        for i in range(len(a)):
            fill_at(a[i], index, axis - 1, value)
    elif index.dtype == np.bool_:
        _fill_where(a, index, value)
    else:
        _fill_places(a, index, value)


def _fill_where(a, mask, value):
    _same_length(a, mask)
    for i in range(len(mask)):
        if mask.ndim > 1:
            _fill_where(a[i], mask[i], value)
        elif mask[i]:
            a[i] = value


def _fill_places(a, index, value):
    for i in range(len(index)):
        if index.ndim > 1:
            _fill_places(a, index[i], value)
        else:
            a[index[i]] = value


def put_at(a, index, axis, values):
    """`a[:, …, index] = values` for an array."""
    if axis > 0:
        for i in range(len(a)):
            if a.ndim == values.ndim:
                put_at(a[i], index, axis - 1, values[i])
            else:
                put_at(a[i], index, axis - 1, values)
    elif index.dtype == np.bool_:
        if np.count_nonzero(index) != len(values):
            raise ValueError("cannot assign slice from input of different size")
        _put_where(a, index, values, 0)
    else:
        if len(index) != len(values):
            raise ValueError("cannot assign slice from input of different size")
        _put_places(a, index, values)


def _put_where(a, mask, values, at):
    _same_length(a, mask)
    for i in range(len(mask)):
        if mask.ndim > 1:
            at = _put_where(a[i], mask[i], values, at)
        elif mask[i]:
            a[i] = values[at]
            at += 1
    return at


def _put_places(a, index, values):
    for i in range(len(index)):
        if index.ndim > 1:
            _put_places(a, index[i], values[i])
        else:
            a[index[i]] = values[i]
