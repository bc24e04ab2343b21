"""The methods of ufuncs that users make with @vectorize, for calls from kernels. The first argument is the ufunc."""

import numpy as np


def ufunc_reduce(ufunc, array, axis=0, initial=None):
    """Along one axis, or with None along all; begins with `initial`, else with the identity, else the first item."""
    if axis is None:
        return _from(ufunc, array.ravel(), initial)
    if array.ndim == 1:
        return _from(ufunc, array, initial)
    if axis < 0:
        return ufunc_reduce(ufunc, array, axis + array.ndim, initial)
    if axis == 0:
        return _rows(ufunc, array, initial)
    result = np.empty(array.shape[:axis] + array.shape[axis + 1 :], array.dtype)
    for i in range(len(array)):
        result[i] = ufunc_reduce(ufunc, array[i], axis - 1, initial)
    return result


def _from(ufunc, array, initial):
    if initial is not None:
        return _onto(ufunc, array.dtype.type(initial), array)
    if ufunc.identity is not None:
        return _onto(ufunc, array.dtype.type(ufunc.identity), array)
    if len(array) == 0:
        raise ValueError("zero-size array to reduction operation which has no identity")
    return _onto(ufunc, array[0], array[1:])


def _onto(ufunc, result, array):
    for item in array:
        result = array.dtype.type(ufunc(result, item))
    return result


def _rows(ufunc, array, initial):
    if initial is not None:
        result = np.full(array.shape[1:], array.dtype.type(initial))
        rest = array
    elif ufunc.identity is not None:
        result = np.full(array.shape[1:], array.dtype.type(ufunc.identity))
        rest = array
    else:
        if len(array) == 0:
            raise ValueError("zero-size array to reduction operation which has no identity")
        result = array[0].copy()
        rest = array[1:]
    for row in rest:
        ufunc(result, row, result)
    return result


def ufunc_accumulate(ufunc, array, axis=0):
    """All that a reduction goes through, along the first axis."""
    if axis != 0:
        raise ValueError("in kernels, accumulate goes along the first axis")
    result = array.copy()
    for i in range(1, len(array)):
        if array.ndim == 1:
            result[i] = ufunc(result[i - 1], array[i])
        else:
            ufunc(result[i - 1], array[i], result[i])
    return result


def ufunc_reduceat(ufunc, array, indices):
    """Reductions of the parts of a vector that begin at these indices."""
    result = np.empty(len(indices), array.dtype)
    for i in range(len(indices)):
        start = indices[i]
        end = indices[i + 1] if i + 1 < len(indices) else len(array)
        result[i] = array[start] if end <= start else _onto(ufunc, array[start], array[start + 1 : end])
    return result


def ufunc_at(ufunc, array, indices, values=None):
    """Applies it to the items at these indices, as often as they occur."""
    if values is None:
        for index in indices:
            array[index] = ufunc(array[index])
    else:
        each = np.empty(len(indices), array.dtype)
        each[:] = values
        for i in range(len(indices)):
            array[indices[i]] = ufunc(array[indices[i]], each[i])
