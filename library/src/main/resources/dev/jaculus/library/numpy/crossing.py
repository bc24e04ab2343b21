"""Vector products, and the diagonals of arrays."""

import numpy as np

from . import intrinsics
from .axes import normal, with_axis
from .declare import numpy_function
from .lines import into


@numpy_function(np.linalg.diagonal)
def diagonal_of_last(x, offset=0):
    """The same of the matrices in the last two axes."""
    return _read_only(_diagonal(np.asarray(x), offset, -2, -1))


@numpy_function(np.diagonal)
def diagonal(a, offset=0, axis1=0, axis2=1):
    """A read-only view of the diagonals of the matrices along two axes, as a last axis."""
    return _read_only(_diagonal(np.asarray(a), offset, axis1, axis2))


def _read_only(a):
    return np.broadcast_to(a, a.shape)


def _diagonal(array, offset, axis1, axis2):
    if array.ndim < 2:
        intrinsics.refuse("diag requires an array of at least two dimensions")
    if normal(axis1, array.ndim) == normal(axis2, array.ndim):
        raise ValueError("axis1 and axis2 cannot be the same")
    return _of_last(np.moveaxis(array, (axis1, axis2), (-2, -1)), np.int64(offset))


def _of_last(a, offset):
    rows, columns = max(-offset, 0), max(offset, 0)
    length = max(min(a.shape[-2] - rows, a.shape[-1] - columns), 0)
    corner = a[..., min(rows, a.shape[-2]) :, min(columns, a.shape[-1]) :]
    step = a.strides[-2] + a.strides[-1]
    return intrinsics.strided(corner, a.shape[:-2] + (length,), a.strides[:-2] + (step,))


@numpy_function(np.trace)
def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    """The sum of a diagonal of a matrix, or of each of the matrices along two axes."""
    return into(out, np.sum(_diagonal(np.asarray(a), offset, axis1, axis2), -1, dtype))


@numpy_function(np.linalg.trace)
def trace_of_last(x, offset=0, dtype=None):
    """The sum of a diagonal of each matrix in the last two axes."""
    return np.sum(_diagonal(np.asarray(x), offset, -2, -1), -1, dtype)


@numpy_function(np.cross)
def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    """The vector product of vectors of three, or of two whose third is 0; of those along an axis, where there are more."""
    if axis is not None:
        return cross(a, b, axis, axis, axis)
    left, right = np.asarray(a), np.asarray(b)
    if left.ndim == 0 or right.ndim == 0:
        intrinsics.refuse("np.cross takes vectors")
    if left.dtype.kind == "b" and right.dtype.kind == "b":
        intrinsics.refuse("np.cross of truth values")
    return with_axis(
        lambda i: with_axis(
            lambda j: _placed(_cross(np.moveaxis(left, i, -1), np.moveaxis(right, j, -1)), axisc), axisb, right.ndim
        ),
        axisa,
        left.ndim,
    )


def _placed(result, axis):
    if result.ndim == 1:
        return result
    return with_axis(lambda k: np.moveaxis(result, -1, k), axis, result.ndim)


def _cross(one, other):
    if not (_is_vector(one) and _is_vector(other)):
        raise ValueError("Incompatible dimensions for cross product\n(dimension must be 2 or 3)")
    if one.shape[-1] == 2 and other.shape[-1] == 2:
        raise ValueError("Dimensions for both inputs is 2.\nGive one of them a third element.")
    shape = np.broadcast_shapes(one.shape[:-1], other.shape[:-1])
    result = np.empty(shape + (3,), np.promote_types(one.dtype, other.dtype))
    result[..., 0] = np.multiply(one[..., 1], _third(other)) - np.multiply(_third(one), other[..., 1])
    result[..., 1] = np.multiply(_third(one), other[..., 0]) - np.multiply(one[..., 0], _third(other))
    result[..., 2] = np.multiply(one[..., 0], other[..., 1]) - np.multiply(one[..., 1], other[..., 0])
    return result


def _is_vector(a):
    return a.shape[-1] == 2 or a.shape[-1] == 3


def _third(a):
    if a.ndim == 1:
        return a[2] if len(a) == 3 else a.dtype.type(0)
    return a[..., 2].copy() if a.shape[-1] == 3 else np.zeros(a.shape[:-1], a.dtype)
