"""Lengths of vectors and norms of matrices."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .lapack import inexact, rows, singular_values
from .lines import reduced, reduced_matrices


@numpy_function(np.linalg.norm)
def norm(x, ord=None, axis=None, keepdims=False):
    """The norm of a vector or a matrix, or along axes."""
    array = np.asarray(x)
    if axis is not None:
        if intrinsics.kind(axis) == "tuple":
            if len(axis) == 1:
                return norm(array, ord, axis[0], keepdims)
            return reduced_matrices(lambda m: _matrix_norm(m, ord), inexact(array), axis, keepdims)
        return reduced(lambda v: _vector_norm(v, ord), inexact(array), axis, keepdims)
    if keepdims:
        return np.full((1,) * array.ndim, norm(array, ord))
    if array.ndim > 2 and ord is None:
        return _length(inexact(array).ravel())
    if array.ndim == 1:
        return _vector_norm(inexact(array), ord)
    if array.ndim == 2:
        return _matrix_norm(inexact(array), ord)
    intrinsics.refuse("np.linalg.norm() takes vectors and matrices")


def _length(a):
    """The root of the sum of squares."""
    total = _squares(a)
    if np.isfinite(total) and total > 1e-30:
        return np.sqrt(total)
    return _scaled_length(a)


def _squares(a):
    if a.dtype.kind == "c":
        return _squares(a.real) + _squares(a.imag)
    vector = a.ravel()
    return np.dot(vector, vector)


def _scaled_length(a):
    """By the largest: squares are too large, or too small."""
    sizes = np.abs(a)
    most = sizes.dtype.type(0)
    for size in sizes.flat:
        if size > most or np.isnan(size):
            most = size
    if most == 0 or not np.isfinite(most):
        return most
    total = sizes.dtype.type(0)
    for size in sizes.flat:
        total += (size / most) ** 2
    return most * np.sqrt(total)


def _vector_norm(a, ord):
    if ord is None or ord == 2:
        return _length(a)
    sizes = np.abs(a)
    if ord == np.inf:
        return np.max(sizes)
    if ord == -np.inf:
        return np.min(sizes)
    if ord == 0:
        return sizes.dtype.type(np.count_nonzero(sizes))
    if ord == 1:
        return np.sum(sizes)
    return sizes.dtype.type(np.sum(sizes**ord) ** (1 / ord))


def _matrix_norm(a, ord):
    if ord is None:
        return _length(a)
    if ord == "fro":
        return _length(a)
    if a.size == 0:
        return np.abs(a).dtype.type(0)
    if ord == "nuc":
        return np.sum(singular_values(rows(a)))
    if ord == 2 or ord == -2:
        values = singular_values(rows(a))
        return values[0] if ord == 2 else values[-1]
    sizes = np.abs(a)
    if ord == np.inf:
        return np.max(np.sum(sizes, 1))
    if ord == -np.inf:
        return np.min(np.sum(sizes, 1))
    if ord == 1:
        return np.max(np.sum(sizes, 0))
    if ord == -1:
        return np.min(np.sum(sizes, 0))
    raise ValueError("Invalid norm order for matrices.")


@numpy_function(np.linalg.vector_norm)
def vector_norm(x, axis=None, keepdims=False, ord=2):
    """The norm of all elements, or of the vectors along axes."""
    return reduced(lambda v: _vector_norm(v.ravel(), ord), inexact(np.asarray(x)), axis, keepdims)


@numpy_function(np.linalg.matrix_norm)
def matrix_norm(x, keepdims=False, ord="fro"):
    """The norm of each matrix in the last two axes."""
    return reduced_matrices(lambda m: _matrix_norm(m, ord), inexact(np.asarray(x)), (-2, -1), keepdims)
