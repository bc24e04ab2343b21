"""Several arrays in one. The result is Fortran-ordered where all of them are."""

import numpy as np

from . import intrinsics
from .axes import with_axis
from .declare import numpy_function


def _empty_for(arrays, shape, dtype, at):
    """A new array as these lie, which is known while compiling."""
    if at == len(arrays):
        return np.empty(shape[::-1], dtype).T
    if intrinsics.layout(arrays[at]) != "F":
        return np.empty(shape, dtype)
    return _empty_for(arrays, shape, dtype, at + 1)


@numpy_function(np.concatenate)
@numpy_function(np.concat)
def concatenate(arrays, axis=0):
    """Arrays one behind the other along an axis, which they have."""
    given = _all_arrays(arrays)
    if given[0].ndim == 0:
        intrinsics.refuse("zero-dimensional arrays cannot be concatenated")
    _check_ranks(given, given[0].ndim)
    return with_axis(lambda k: _concatenated(given, k), axis, given[0].ndim)


def _all_arrays(arrays):
    if intrinsics.kind(arrays) != "tuple":
        intrinsics.refuse("expecting a non-empty tuple of arrays")
    if len(arrays) == 0:
        intrinsics.refuse("expecting a non-empty tuple of arrays")
    if len(arrays) == 1:
        return (np.asarray(arrays[0]),)
    return (np.asarray(arrays[0]),) + _all_arrays(arrays[1:])


def _check_ranks(arrays, ndim):
    if arrays[0].ndim != ndim:
        intrinsics.refuse("all the input arrays must have same number of dimensions")
    if len(arrays) > 1:
        _check_ranks(arrays[1:], ndim)


def _concatenated(arrays, axis):
    _check_lengths(arrays, axis, 0)
    first = arrays[0].shape
    shape = first[:axis] + (_length(arrays, axis),) + first[axis + 1 :]
    result = _empty_for(arrays, shape, np.result_type(*arrays), 0)
    _fill(result, arrays, axis, 0)
    return result


def _length(arrays, axis):
    if len(arrays) == 0:
        return 0
    return arrays[0].shape[axis] + _length(arrays[1:], axis)


def _check_lengths(arrays, axis, dimension):
    if dimension < arrays[0].ndim:
        if dimension != axis:
            _check_one(arrays, dimension)
        _check_lengths(arrays, axis, dimension + 1)


def _check_one(arrays, dimension):
    if len(arrays) > 1:
        if arrays[0].shape[dimension] != arrays[1].shape[dimension]:
            shown = ("0", "1", "2", "3", "4", "5", "6", "7")[dimension] if dimension < 8 else "> 7"
            raise ValueError("np.concatenate(): input sizes over dimension " + shown + " do not match")
        _check_one(arrays[1:], dimension)


def _fill(result, arrays, axis, start):
    if len(arrays) > 0:
        end = start + arrays[0].shape[axis]
        part = result[(slice(None),) * axis + (slice(start, end),)]
        part[...] = arrays[0]
        _fill(result, arrays[1:], axis, end)


@numpy_function(np.stack)
def stack(arrays, axis=0):
    """Arrays of one shape along a new axis."""
    given = _all_arrays(arrays)
    _check_ranks(given, given[0].ndim)
    return with_axis(lambda k: _stacked(given, k), axis, given[0].ndim + 1)


def _stacked(arrays, axis):
    shape = arrays[0].shape
    _check_shapes(arrays, shape)
    whole = shape[:axis] + (len(arrays),) + shape[axis:]
    result = _empty_for(arrays, whole, np.result_type(*arrays), 0)
    _fill_rows(result, arrays, axis, 0)
    return result


def _check_shapes(arrays, shape):
    if arrays[0].shape != shape:
        raise ValueError("np.stack(): all input arrays must have the same shape")
    if len(arrays) > 1:
        _check_shapes(arrays[1:], shape)


def _fill_rows(result, arrays, axis, number):
    if len(arrays) > 0:
        if result.ndim == 1:
            result[number] = arrays[0][()]
        else:
            row = result[(slice(None),) * axis + (number,)]
            row[...] = arrays[0]
        _fill_rows(result, arrays[1:], axis, number + 1)


@numpy_function(np.vstack)
@numpy_function(np.row_stack)
def vstack(tup):
    """Rows, or matrices, one below the other."""
    given = _all_arrays(tup)
    if given[0].ndim == 0:
        return np.expand_dims(stack(given, 0), 1)
    if given[0].ndim == 1:
        return stack(given, 0)
    return concatenate(given, 0)


@numpy_function(np.hstack)
def hstack(tup):
    """Side by side: along the second axis, or vectors along their only one."""
    given = _all_arrays(tup)
    if given[0].ndim == 0:
        return stack(given, 0)
    if given[0].ndim == 1:
        return concatenate(given, 0)
    return concatenate(given, 1)


@numpy_function(np.column_stack)
def column_stack(tup):
    """Vectors as columns of a matrix, matrices side by side."""
    return concatenate(_columns(_all_arrays(tup)), 1)


def _columns(arrays):
    if arrays[0].ndim < 1 or arrays[0].ndim > 2:
        intrinsics.refuse("np.column_stack() is only defined on 1-d and 2-d arrays")
    first = (np.expand_dims(arrays[0], 1) if arrays[0].ndim == 1 else arrays[0],)
    if len(arrays) == 1:
        return first
    return first + _columns(arrays[1:])


@numpy_function(np.dstack)
def dstack(tup):
    """Along the third axis."""
    given = _all_arrays(tup)
    if given[0].ndim == 0:
        return stack(given, 0).reshape((1, 1, -1))
    if given[0].ndim == 1:
        return np.expand_dims(stack(given, 1), 0)
    if given[0].ndim == 2:
        return stack(given, 2)
    return concatenate(given, 2)


@numpy_function(np.append)
def append(arr, values, axis=None):
    """Both, flattened, one behind the other; or along an axis."""
    if axis is not None:
        return concatenate((arr, values), axis)
    return concatenate((np.asarray(arr).ravel(), np.asarray(values).ravel()))


@numpy_function(np.split)
def split(ary, indices_or_sections, axis=0):
    """A list of parts along an axis: so many of one length, or cut before these places."""
    array = _sliced(np.asarray(ary), axis)
    if np.ndim(indices_or_sections) == 0:
        return with_axis(lambda k: _equal_parts(array, indices_or_sections, k), axis, array.ndim)
    return array_split(array, indices_or_sections, axis)


def _sliced(a, axis):
    """The array; with an axis that is known only at run time as one of any strides, so that parts along each axis have one type."""
    if intrinsics.is_known(axis):
        return a
    return a[(slice(None, None, 1),) * a.ndim]


def _equal_parts(ary, sections, axis):
    if sections == 0:
        raise ZeroDivisionError("integer modulo by zero")
    if ary.shape[axis] % sections != 0:
        raise ValueError("array split does not result in an equal division")
    return _parts(ary, sections, axis)


def _check_sections(sections):
    if sections <= 0:
        raise ValueError("number sections must be larger than 0.")


@numpy_function(np.array_split)
def array_split(ary, indices_or_sections, axis=0):
    """The same; where lengths cannot be equal the first parts are longer by one."""
    array = _sliced(np.asarray(ary), axis)
    return with_axis(lambda k: _parts(array, indices_or_sections, k), axis, array.ndim)


def _parts(ary, indices_or_sections, axis):
    parts = [_part(ary, 0, 0, axis)]
    parts.clear()
    start = 0
    if np.ndim(indices_or_sections) == 0:
        _check_sections(indices_or_sections)
        length, longer = ary.shape[axis] // indices_or_sections, ary.shape[axis] % indices_or_sections
        for i in range(indices_or_sections):
            stop = start + length + (1 if i < longer else 0)
            parts.append(_part(ary, start, stop, axis))
            start = stop
        return parts
    for stop in np.asarray(indices_or_sections):
        parts.append(_part(ary, start, stop, axis))
        start = np.int64(stop)
    parts.append(_part(ary, start, ary.shape[axis], axis))
    return parts


def _part(ary, start, stop, axis):
    return ary[(slice(None),) * axis + (slice(start, stop),)]


@numpy_function(np.vsplit)
def vsplit(ary, indices_or_sections):
    """Parts along the first axis."""
    array = np.asarray(ary)
    if array.ndim < 2:
        raise ValueError("vsplit only works on arrays of 2 or more dimensions")
    return split(array, indices_or_sections, 0)


@numpy_function(np.hsplit)
def hsplit(ary, indices_or_sections):
    """Parts along the second axis, or of a vector."""
    array = np.asarray(ary)
    if array.ndim == 0:
        raise ValueError("hsplit only works on arrays of 1 or more dimensions")
    return split(array, indices_or_sections, 0 if array.ndim == 1 else 1)


@numpy_function(np.dsplit)
def dsplit(ary, indices_or_sections):
    """Parts along the third axis."""
    array = np.asarray(ary)
    if array.ndim < 3:
        raise ValueError("dsplit only works on arrays of 3 or more dimensions")
    return split(array, indices_or_sections, 2)
