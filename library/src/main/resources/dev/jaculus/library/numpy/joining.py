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
def concatenate(arrays: tuple, axis=0, out=None, dtype=None, casting="same_kind"):
    """Arrays one behind the other along an axis, which they have; flattened for None."""
    if intrinsics.kind(arrays) == "list":
        return _typed(_of_list(arrays, axis), out, dtype)
    if axis is None:
        return _typed(concatenate(_all_flat(arrays)), out, dtype)
    given = _all_arrays(arrays)
    if given[0].ndim == 0:
        intrinsics.refuse("zero-dimensional arrays cannot be concatenated")
    _check_ranks(given, given[0].ndim)
    return _typed(with_axis(lambda k: _concatenated(given, k), axis, given[0].ndim), out, dtype)


def _typed(result, out, dtype):
    if out is not None:
        if dtype is not None:
            intrinsics.refuse("concatenate() only takes `out` or `dtype` as an argument, but both were provided.")
        if out.shape != result.shape:
            raise ValueError("Output array is the wrong shape")
        out[...] = result
        return out
    if dtype is None:
        return result
    return result.astype(dtype)


def _all_flat(arrays):
    if len(arrays) == 0:
        return ()
    return (np.asarray(arrays[0]).ravel(),) + _all_flat(arrays[1:])


def _of_list(arrays, axis):
    """Those of a list whose length only the run tells; all are of one type."""
    if len(arrays) == 0:
        raise ValueError("need at least one array to concatenate")
    if axis is None:
        return with_axis(lambda k: _all_of_list([one.ravel() for one in arrays], k), 0, 1)
    return with_axis(lambda k: _all_of_list(arrays, k), axis, arrays[0].ndim)


def _all_of_list(arrays, axis):
    length = 0
    for one in arrays:
        for dimension in range(one.ndim):
            if dimension != axis and one.shape[dimension] != arrays[0].shape[dimension]:
                raise ValueError("all the input array dimensions except for the concatenation axis must match exactly")
        length += one.shape[axis]
    first = arrays[0].shape
    result = np.empty(first[:axis] + (length,) + first[axis + 1 :], arrays[0].dtype)
    start = 0
    for one in arrays:
        part = result[(slice(None),) * axis + (slice(start, start + one.shape[axis]),)]
        part[...] = one
        start += one.shape[axis]
    return result


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
def stack(arrays: tuple, axis=0, out=None, casting="same_kind", dtype=None):
    """Arrays of one shape along a new axis."""
    if intrinsics.kind(arrays) == "list":
        if len(arrays) == 0:
            raise ValueError("need at least one array to stack")
        return _typed(with_axis(lambda k: _list_stacked(arrays, k), axis, arrays[0].ndim + 1), out, dtype)
    given = _all_arrays(arrays)
    _check_ranks(given, given[0].ndim)
    return _typed(with_axis(lambda k: _stacked(given, k), axis, given[0].ndim + 1), out, dtype)


def _stacked(arrays, axis):
    shape = arrays[0].shape
    _check_shapes(arrays, shape)
    whole = shape[:axis] + (len(arrays),) + shape[axis:]
    result = _empty_for(arrays, whole, np.result_type(*arrays), 0)
    _fill_rows(result, arrays, axis, 0)
    return result


def _list_stacked(arrays, axis):
    shape = arrays[0].shape
    result = np.empty(shape[:axis] + (len(arrays),) + shape[axis:], arrays[0].dtype)
    for i in range(len(arrays)):
        if arrays[i].shape != shape:
            raise ValueError("all input arrays must have the same shape")
        row = np.moveaxis(result, axis, 0)[i]
        row[...] = arrays[i]
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


def _by_rank(alike, mixed, arrays, ndim):
    """`alike()` if all arrays have so many axes, else `mixed()`."""
    if len(arrays) == 0:
        return alike()
    if arrays[0].ndim != ndim:
        return mixed()
    return _by_rank(alike, mixed, arrays[1:], ndim)


@numpy_function(np.vstack)
@numpy_function(np.row_stack)
def vstack(tup: tuple, dtype=None, casting="same_kind"):
    """Rows, or matrices, one below the other."""
    if intrinsics.kind(tup) == "list":
        return _typed(stack(tup, 0) if tup[0].ndim == 1 else concatenate(tup, 0), None, dtype)
    given = _all_arrays(tup)
    rows = _by_rank(lambda: _below(given), lambda: concatenate(np.atleast_2d(*given), 0), given, given[0].ndim)
    return _typed(rows, None, dtype)


def _below(given):
    if given[0].ndim == 0:
        return np.expand_dims(stack(given, 0), 1)
    if given[0].ndim == 1:
        return stack(given, 0)
    return concatenate(given, 0)


@numpy_function(np.hstack)
def hstack(tup: tuple, dtype=None, casting="same_kind"):
    """Side by side: along the second axis, or vectors along their only one."""
    if intrinsics.kind(tup) == "list":
        return _typed(concatenate(tup, 0 if tup[0].ndim == 1 else 1), None, dtype)
    given = _all_arrays(tup)
    if given[0].ndim == 0:
        parts = _by_rank(lambda: stack(given, 0), lambda: concatenate(np.atleast_1d(*given), 0), given, 0)
        return _typed(parts, None, dtype)
    return _typed(
        concatenate(np.atleast_1d(*given) if len(given) > 1 else given, 0 if given[0].ndim == 1 else 1), None, dtype
    )


@numpy_function(np.column_stack)
def column_stack(tup: tuple):
    """Vectors as columns of a matrix, matrices side by side."""
    if intrinsics.kind(tup) == "list":
        return stack(tup, 1) if tup[0].ndim == 1 else concatenate(tup, 1)
    return concatenate(_columns(_all_arrays(tup)), 1)


def _columns(arrays):
    if arrays[0].ndim < 1 or arrays[0].ndim > 2:
        intrinsics.refuse("np.column_stack() is only defined on 1-d and 2-d arrays")
    first = (np.expand_dims(arrays[0], 1) if arrays[0].ndim == 1 else arrays[0],)
    if len(arrays) == 1:
        return first
    return first + _columns(arrays[1:])


@numpy_function(np.dstack)
def dstack(tup: tuple):
    """Along the third axis."""
    given = _all_arrays(tup)
    return _by_rank(lambda: _behind(given), lambda: concatenate(np.atleast_3d(*given), 2), given, given[0].ndim)


def _behind(given):
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


@numpy_function(np.block)
def block(arrays: tuple):
    """Arrays that lists in lists say how to lay side by side: the innermost along the last axis, the others along those before it."""
    return _with_depth(lambda depth: _block(arrays, depth), arrays, 0)


def _with_depth(function, arrays, depth):
    if intrinsics.kind(arrays) == "tuple":
        if len(arrays) == 0:
            intrinsics.refuse("List at arrays cannot be empty")
        return _with_depth(function, arrays[0], depth + 1)
    return function(depth)


def _block(arrays, depth):
    if intrinsics.kind(arrays) != "tuple":
        if depth > 0:
            intrinsics.refuse("List depths are mismatched")
        return np.asarray(arrays)
    if depth == 0:
        intrinsics.refuse("List depths are mismatched")
    parts = _blocks(arrays, depth - 1)
    return concatenate(_raised(parts, parts, depth), -depth)


def _blocks(arrays, depth):
    if len(arrays) == 0:
        return ()
    return (_block(arrays[0], depth),) + _blocks(arrays[1:], depth)


def _raised(parts, others, least):
    """The arrays with axes in front, so that all have as many, and `least` at least."""
    if len(parts) == 0:
        return ()
    return (_raised_to(parts[0], others, least),) + _raised(parts[1:], others, least)


def _raised_to(a, others, least):
    if a.ndim < least:
        return _raised_to(np.expand_dims(a, 0), others, least)
    if len(others) == 0:
        return a
    if a.ndim < others[0].ndim:
        return _raised_to(np.expand_dims(a, 0), others, least)
    return _raised_to(a, others[1:], least)
