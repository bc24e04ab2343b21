"""The methods of ufuncs that users make with @vectorize, for calls from kernels. The first argument is the ufunc."""

import numpy as np

from . import intrinsics
from .axes import normal, with_axis, without


def _array(items):
    """An array-like as an array, which has axes."""
    if intrinsics.kind(items) == "other":
        intrinsics.refuse('The first argument "array" must be array-like')
    return np.atleast_1d(items)


def _check_binary(ufunc):
    if ufunc.nin != 2:
        intrinsics.refuse("reduceat only supported for binary functions")


def ufunc_reduce(ufunc, array, axis=0, dtype=None, initial=None):
    """Along one axis, some, or with None all; begins with `initial`, else with the identity, else the first item."""
    _check_binary(ufunc)
    if intrinsics.kind(array) != "array":
        return ufunc_reduce(ufunc, _array(array), axis, dtype, initial)
    if dtype is not None:
        return ufunc_reduce(ufunc, array.astype(dtype), axis, None, initial)
    if axis is None:
        return _from(ufunc, array.ravel(), initial)
    if intrinsics.kind(axis) == "tuple":
        return _axes(ufunc, array, axis, initial)
    _check_axis(axis, array.ndim)
    return with_axis(lambda k: _along(ufunc, array, k, initial), axis, array.ndim)


def _check_axis(axis, ndim):
    if axis < -ndim or axis >= ndim:
        raise ValueError("Invalid axis")


def _axes(ufunc, array, axes, initial):
    if len(axes) == 0:
        return array
    ordered = _largest_first(axes, array.ndim)
    first = with_axis(lambda k: _along(ufunc, array, k, initial), ordered[0], array.ndim)
    if len(axes) == 1:
        return first
    return _axes(ufunc, first, ordered[1:], None)


def _largest_first(axes, ndim):
    first = normal(axes[0], ndim)
    if len(axes) == 1:
        return (first,)
    rest = _largest_first(axes[1:], ndim)
    if first == rest[0]:
        raise ValueError("duplicate value in 'axis'")
    if first > rest[0]:
        return (first,) + rest  # noqa: RUF005 (kernels have no * in tuples)
    return (rest[0], first) + rest[1:]  # noqa: RUF005


def _check_items(ufunc, length, initial):
    """Nothing to begin with is an error, also where the result has no items."""
    if initial is None and ufunc.identity is None and length == 0:
        raise ValueError("zero-size array to reduction operation which has no identity")


def _along(ufunc, array, axis, initial):
    _check_items(ufunc, array.shape[axis], initial)
    if array.ndim == 1:
        return _from(ufunc, array, initial)
    if axis == 0:
        return _rows(ufunc, array, initial)
    result = np.empty(without(array.shape, axis), array.dtype)
    for i in range(len(array)):
        result[i] = _along(ufunc, array[i], axis - 1, initial)
    return result


def _from(ufunc, array, initial):
    if initial is not None:
        return _onto(ufunc, array.dtype.type(initial), array)
    if ufunc.identity is not None:
        return _onto(ufunc, array.dtype.type(ufunc.identity), array)
    _check_items(ufunc, len(array), initial)
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
        result = array[0].copy()
        rest = array[1:]
    for row in rest:
        ufunc(result, row, result)
    return result


def ufunc_accumulate(ufunc, array, axis=0):
    """All that a reduction goes through, along an axis."""
    _check_binary(ufunc)
    given = _array(array)
    result = given.copy()
    with_axis(lambda k: _accumulate(ufunc, np.moveaxis(result, k, 0)), axis, given.ndim)
    return result


def _accumulate(ufunc, a):
    for i in range(1, len(a)):
        if a.ndim == 1:
            a[i] = ufunc(a[i - 1], a[i])
        else:
            ufunc(a[i - 1], a[i], a[i])


def ufunc_reduceat(ufunc, array, indices, axis=0, dtype=None, out=None):
    """Reductions of the parts that begin at these indices of an axis."""
    _check_binary(ufunc)
    if dtype is not None:
        return ufunc_reduceat(ufunc, _array(array).astype(dtype), indices, axis, None, out)
    given, places = _array(array), np.asarray(indices)
    if places.ndim > 1:
        intrinsics.refuse("the indices of reduceat have at most 1 dimension")
    starts = np.atleast_1d(places)
    return with_axis(lambda k: _reduced_at(ufunc, given, starts, k, out), axis, given.ndim)


def _reduced_at(ufunc, array, starts, axis, out):
    shape = array.shape[:axis] + (len(starts),) + array.shape[axis + 1 :]
    if out is None:
        result = np.empty(shape, array.dtype)
        _parts(ufunc, np.moveaxis(array, axis, 0), starts, np.moveaxis(result, axis, 0))
        return result
    if out.shape != shape:
        raise ValueError("operands could not be broadcast together with remapped shapes")
    _parts(ufunc, np.moveaxis(array, axis, 0), starts, np.moveaxis(out, axis, 0))
    return out


def _parts(ufunc, array, indices, result):
    for i in range(len(indices)):
        start = np.int64(indices[i])
        end = np.int64(indices[i + 1]) if i + 1 < len(indices) else len(array)
        if start < 0 or start >= len(array):
            raise IndexError("index out of bounds in reduceat")
        if end > start + 1:
            if array.ndim == 1:
                result[i] = _onto(ufunc, array[start], array[start + 1 : end])
            else:
                result[i] = _rows_from(ufunc, array[start:end])
        else:
            result[i] = array[start]
    return result


def _rows_from(ufunc, array):
    result = array[0].copy()
    for row in array[1:]:
        ufunc(result, row, result)
    return result


def ufunc_at(ufunc, array, indices, values=None):
    """Applies it to what these indices choose, as often as they do."""
    if intrinsics.kind(array) != "array":
        intrinsics.refuse("the first operand must be an array")
    if ufunc.nin == 2 and values is None:
        intrinsics.refuse("second operand needed for ufunc")
    if intrinsics.kind(indices) == "list":
        return ufunc_at(ufunc, array, np.asarray(indices), values)
    if array.ndim == 1 and (intrinsics.dtype_kind(indices) == "i" or intrinsics.dtype_kind(indices) == "u"):
        _apply(ufunc, array, _in_range(np.asarray(indices), len(array)), values)
    else:
        places = np.arange(array.size).reshape(array.shape)  # of the flattened array: any index chooses from them
        _apply(ufunc, array, np.asarray(places[indices]), values)
    return None


def _in_range(indices, length):
    result = np.empty(indices.shape, np.int64)
    flat = indices.ravel()
    for i in range(len(flat)):
        place = np.int64(flat[i])
        if place < -length or place >= length:
            raise IndexError("index is out of bounds")
        result.flat[i] = place + length if place < 0 else place
    return result


def _apply(ufunc, array, chosen, values):
    """To the elements at these places of the flattened array."""
    flat = chosen.ravel()
    if values is None:
        for place in flat:
            array.flat[place] = array.dtype.type(ufunc(array.flat[place]))
    elif np.ndim(values) == 0:
        value = np.asarray(values)[()]
        for place in flat:
            array.flat[place] = array.dtype.type(ufunc(array.flat[place], value))
    else:
        items = np.broadcast_to(np.asarray(values), chosen.shape).ravel()
        for i in range(len(flat)):
            array.flat[flat[i]] = array.dtype.type(ufunc(array.flat[flat[i]], items[i]))


def ufunc_outer(ufunc, a, b):
    """Of each item of the one with each item of the other."""
    _check_binary(ufunc)
    one, other = np.asarray(a), np.asarray(b)
    return ufunc(one.reshape(one.shape + (1,) * other.ndim), other)
