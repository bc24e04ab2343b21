"""Functions of the lines of an array, and the products that are made of lines."""

import numpy as np

from . import intrinsics
from .axes import with_axis
from .declare import numpy_function
from .products import vectors


@numpy_function(np.apply_along_axis)
def apply_along_axis(func1d, axis, arr, *args):
    """What a function gives for each line along an axis: a number, or an array that lies along the axis instead."""
    array = np.asarray(arr)
    if array.ndim == 0:
        intrinsics.refuse("np.apply_along_axis takes an array with axes")
    return with_axis(lambda k: _applied(func1d, k, array, args), axis, array.ndim)


def _applied(function, axis, a, args):
    if a.ndim == 1:
        return np.asarray(function(a, *args))
    lines = np.moveaxis(a, axis, -1)
    for length in lines.shape[:-1]:
        if length == 0:
            raise ValueError("Cannot apply_along_axis when any iteration dimensions are 0")
    first = np.asarray(function(lines[(0,) * (a.ndim - 1)], *args))
    result = np.empty(lines.shape[:-1] + first.shape, first.dtype)
    at_first = True
    for place in np.ndindex(lines.shape[:-1]):
        if at_first:
            result[place] = first[()] if first.ndim == 0 else first
            at_first = False
        else:
            result[place] = function(lines[place], *args)
    return _moved(result, axis, first.ndim)


def _moved(result, axis, count):
    """The last `count` axes stand from `axis` on."""
    if count == 0:
        return result
    if axis == result.ndim - count:
        return result
    return _turned(result, axis, count)


def _turned(result, axis, count):
    if count == 0:
        return result
    return _turned(np.moveaxis(result, -1, axis), axis, count - 1)


@numpy_function(np.apply_over_axes)
def apply_over_axes(func, a, axes):
    """A function of the array and an axis, applied for one axis after the other; the array keeps its number of axes."""
    array = np.asarray(a)
    if intrinsics.kind(axes) == "number":
        return _over(func, array, axes)
    return _over_each(func, array, axes)


def _over_each(function, a, axes):
    if len(axes) == 0:
        return a
    return _over_each(function, _over(function, a, axes[0]), axes[1:])


def _over(function, a, axis):
    result = np.asarray(function(a, axis))
    return np.expand_dims(result, axis) if result.ndim < a.ndim else result


@numpy_function(np.vecdot)
def vecdot(x1, x2, axis=-1):
    """The inner products of vectors along an axis, of the first one's conjugates."""
    one, other = np.asarray(x1), np.asarray(x2)
    if one.ndim == 0 or other.ndim == 0:
        intrinsics.refuse("np.vecdot takes arrays with axes")
    return with_axis(
        lambda j: with_axis(lambda k: _dots(np.moveaxis(one, j, -1), np.moveaxis(other, k, -1)), axis, other.ndim),
        axis,
        one.ndim,
    )


def _dots(a, b):
    if a.dtype.kind == "c":
        return _rows_with_rows(np.conj(a), b)
    return _rows_with_rows(a, b)


def _rows_with_rows(a, b):
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(
            "inputs have a mismatch in their core dimension: sizes "
            + str(a.shape[-1])
            + " and "
            + str(b.shape[-1])
            + " are different"
        )
    if a.ndim == 1 and b.ndim == 1:
        return vectors(a, b)
    shape = np.broadcast_shapes(a.shape[:-1], b.shape[:-1])
    left, right = np.broadcast_to(a, shape + a.shape[-1:]), np.broadcast_to(b, shape + b.shape[-1:])
    result = np.empty(shape, np.promote_types(a.dtype, b.dtype))
    for place in np.ndindex(shape):
        result[place] = vectors(left[place], right[place])
    return result


@numpy_function(np.matvec)
def matvec(x1, x2):
    """Products of matrices, in the last two axes, with vectors."""
    one, other = np.asarray(x1), np.asarray(x2)
    if one.ndim < 2 or other.ndim == 0:
        intrinsics.refuse("np.matvec takes matrices and vectors")
    return np.matmul(one, np.expand_dims(other, -1))[..., 0]


@numpy_function(np.vecmat)
def vecmat(x1, x2):
    """Products of vectors, conjugated, with matrices, in the last two axes."""
    one, other = np.asarray(x1), np.asarray(x2)
    if one.ndim == 0 or other.ndim < 2:
        intrinsics.refuse("np.vecmat takes vectors and matrices")
    return np.matmul(np.expand_dims(np.conj(one) if one.dtype.kind == "c" else one, -2), other)[..., 0, :]


@numpy_function(np.ix_)
def ix_(*args):
    """Vectors of places, or of truth values, as indices of the table that they span: each along an axis of its own."""
    return _spanned(args, 0, len(args))


def _spanned(vectors, axis, count):
    if axis == count:
        return ()
    return (_along(np.asarray(vectors[axis]), axis, count),) + _spanned(vectors, axis + 1, count)


def _along(vector, axis, count):
    if vector.ndim != 1:
        intrinsics.refuse("Cross index must be 1 dimensional")
    if vector.dtype.kind == "b":
        return _along(np.flatnonzero(vector), axis, count)
    return vector.reshape((1,) * axis + (-1,) + (1,) * (count - 1 - axis))
