"""The methods of ufuncs that users make with @vectorize, for calls from kernels. The first argument is the ufunc."""

import numpy as np

from . import intrinsics


def _array(items):
    if intrinsics.kind(items) != "list":
        return np.asarray(items)
    if len(items) == 0:
        raise ValueError("an empty list: of which type?")
    result = np.full(len(items), items[0])
    for i in range(len(items)):
        result[i] = items[i]
    return result


def ufunc_reduce(ufunc, array, axis=0, dtype=None, initial=None):
    """Along one axis, some, or with None all; begins with `initial`, else with the identity, else the first item."""
    if intrinsics.kind(array) != "array":
        return ufunc_reduce(ufunc, _array(array), axis, dtype, initial)
    if dtype is not None:
        return ufunc_reduce(ufunc, array.astype(dtype), axis, None, initial)
    if axis is None:
        return _from(ufunc, array.ravel(), initial)
    if intrinsics.kind(axis) == "tuple":
        return _axes(ufunc, array, axis, initial)
    return _along(ufunc, array, _checked(axis, array.ndim), initial)


def _checked(axis, ndim):
    if axis < -ndim or axis >= ndim:
        raise ValueError("Invalid axis")
    return axis + ndim if axis < 0 else axis


def _axes(ufunc, array, axes, initial):
    if len(axes) == 0:
        return array
    ordered = _largest_first(axes, array.ndim)
    first = _along(ufunc, array, ordered[0], initial)
    if len(axes) == 1:
        return first
    return _axes(ufunc, first, ordered[1:], None)


def _largest_first(axes, ndim):
    first = _checked(axes[0], ndim)
    if len(axes) == 1:
        return (first,)
    rest = _largest_first(axes[1:], ndim)
    if first == rest[0]:
        raise ValueError("duplicate value in 'axis'")
    if first > rest[0]:
        return (first,) + rest  # noqa: RUF005 (kernels have no * in tuples)
    return (rest[0], first) + rest[1:]  # noqa: RUF005


def _along(ufunc, array, axis, initial):
    if array.ndim == 1:
        return _from(ufunc, array, initial)
    if axis == 0:
        return _rows(ufunc, array, initial)
    result = np.empty(_without(array.shape, axis), array.dtype)
    for i in range(len(array)):
        result[i] = _along(ufunc, array[i], axis - 1, initial)
    return result


def _without(shape, axis):
    if len(shape) == 1:
        return ()
    if axis == 0:
        return shape[1:]
    return (shape[0],) + _without(shape[1:], axis - 1)  # noqa: RUF005


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


def ufunc_reduceat(ufunc, array, indices, axis=0, dtype=None, out=None):
    """Reductions of the parts that begin at these indices of the first axis."""
    if intrinsics.kind(array) != "array":
        return ufunc_reduceat(ufunc, _array(array), indices, axis, dtype, out)
    if intrinsics.kind(indices) != "array":
        return ufunc_reduceat(ufunc, array, _array(indices), axis, dtype, out)
    if dtype is not None:
        return ufunc_reduceat(ufunc, array.astype(dtype), indices, axis, None, out)
    if _checked(axis, array.ndim) != 0:
        raise ValueError("in kernels, reduceat goes along the first axis")
    shape = (len(indices),) + array.shape[1:]  # noqa: RUF005
    if out is None:
        return _parts(ufunc, array, indices, np.empty(shape, array.dtype))
    if out.shape != shape:
        raise ValueError("operands could not be broadcast together with remapped shapes")
    return _parts(ufunc, array, indices, out)


def _parts(ufunc, array, indices, result):
    for i in range(len(indices)):
        start = indices[i]
        end = indices[i + 1] if i + 1 < len(indices) else len(array)
        if start < 0 or start >= len(array):
            raise ValueError("Invalid value for indices")
        if end > start + 1:
            if array.ndim == 1:
                result[i] = _onto(ufunc, array[start], array[start + 1 : end])
            else:
                result[i] = _rows(ufunc, array[start:end], None)
        else:
            result[i] = array[start]
    return result


def ufunc_at(ufunc, array, indices, values=None):
    """Applies it to what these indices choose, as often as they do."""
    if intrinsics.kind(indices) == "list":
        return ufunc_at(ufunc, array, _array(indices), values)
    if intrinsics.kind(values) == "list":
        return ufunc_at(ufunc, array, indices, _array(values))
    if intrinsics.kind(indices) == "number":
        _item(ufunc, array, indices, values)
    elif intrinsics.kind(indices) == "tuple":
        _items(ufunc, array, indices, values)
    elif indices.dtype == np.bool_:
        _items(ufunc, array, np.nonzero(indices), values)
    else:
        _items(ufunc, array, (indices,), values)
    return None


def _item(ufunc, array, index, value):
    if array.ndim > 1:
        if value is None:
            ufunc(array[index], array[index])
        else:
            ufunc(array[index], value, array[index])
    elif value is None:
        array[index] = ufunc(array[index])
    else:
        array[index] = ufunc(array[index], value)


def _items(ufunc, array, indices, values):
    for i in range(len(indices[0])):
        value = values[i % len(values)] if intrinsics.kind(values) == "array" else values
        if len(indices) == 1:
            _item(ufunc, array, indices[0][i], value)
        elif len(indices) == 2:
            _item(ufunc, array[indices[0][i]], indices[1][i], value)
        else:
            _item(ufunc, array[indices[0][i]][indices[1][i]], indices[2][i], value)
