"""Products of vectors and matrices."""

import numpy as np

from . import intrinsics
from .axes import product
from .blas import WORTH_A_CALL, product_of_matrices, product_with_vector
from .declare import numpy_function
from .reductions import sum
from .sharing import ENOUGH, of_pairs


@numpy_function(np.dot)
def dot(a, b, out=None):
    """The inner product of vectors, or the product of matrices; of more axes, over the last of `a` and the last but one of `b`."""
    if out is None:
        return _dot(np.asarray(a), np.asarray(b))
    return _into(out, _dot(np.asarray(a), np.asarray(b)))


def _into(out, result):
    if out.dtype != result.dtype or intrinsics.layout(out) != "C":
        intrinsics.refuse("`out` must be a C-contiguous array of the type of the result")
    if out.shape != result.shape:
        raise ValueError("incompatible output array size for np.dot(a, b, out)")
    out[...] = result
    return out


def _dot(a, b):
    if a.ndim == 0 or b.ndim == 0:
        return np.multiply(a, b)
    if a.ndim > 2 or b.ndim > 2:
        return _of_rows(a, b)
    return matmul(a, b)


def _of_rows(a, b):
    """Each row of the one with each column of the other."""
    if b.ndim == 1:
        return matmul(a, b)
    _check(a.shape[-1], b.shape[-2])
    columns = np.moveaxis(b, -2, 0)
    left = np.ascontiguousarray(a).reshape((product(a.shape[:-1]), a.shape[-1]))
    right = np.ascontiguousarray(columns).reshape((a.shape[-1], product(columns.shape[1:])))
    return matmul(left, right).reshape(a.shape[:-1] + columns.shape[1:])


@numpy_function(np.inner)
def inner(a, b):
    """The sum of products over the last axis of both."""
    one, other = np.asarray(a), np.asarray(b)
    if one.ndim == 0 or other.ndim == 0:
        return np.multiply(one, other)
    if other.ndim == 1:
        return dot(one, other)
    return dot(one, np.swapaxes(other, -1, -2))


@numpy_function(np.matmul)
def matmul(x1, x2):
    """`x1 @ x2`: products of the matrices in the last two axes; the others are broadcast."""
    a, b = np.asarray(x1), np.asarray(x2)
    if a.ndim == 0 or b.ndim == 0:
        intrinsics.refuse("'@': inputs must have at least one axis")
    if a.ndim == 1 and b.ndim == 1:
        return vectors(a, b)
    if a.ndim > 2 or b.ndim > 2:
        return _stacked(a, b)
    if a.ndim == 2 and b.ndim == 1:
        _check(a.shape[1], len(b))
        return _of_vector(a, b)
    if a.ndim == 1 and b.ndim == 2:
        _check(len(a), b.shape[0])
        return matmul(b.T, a)
    return _matrices(a, b)


def _of_vector(a, x):
    result = np.empty(a.shape[0], np.promote_types(a.dtype, x.dtype))
    if result.dtype.kind == "f" or result.dtype.kind == "c":
        if product_with_vector(result, _as(a, result), _as(x, result)):
            return result
    for i in intrinsics.prange(a.shape[0]):
        result[i] = vectors(a[i], x)
    return result


def _as(a, result):
    """The array with the elements' type of the result; only where it has another, it is copied."""
    return a if a.dtype == result.dtype else a.astype(result.dtype)


def _check(one, other):
    if one != other:
        raise ValueError("incompatible array sizes for np.dot(a, b)")


def _stacked(a, b):
    if a.ndim == 1:
        return _stacked(np.expand_dims(a, 0), b)[..., 0, :]
    if b.ndim == 1:
        return _stacked(a, np.expand_dims(b, 1))[..., 0]
    shape = np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    left, right = np.broadcast_to(a, shape + a.shape[-2:]), np.broadcast_to(b, shape + b.shape[-2:])
    _check(a.shape[-1], b.shape[-2])
    result = np.empty(shape + (a.shape[-2], b.shape[-1]), np.promote_types(a.dtype, b.dtype))
    for place in np.ndindex(shape):
        result[place] = _matrices(left[place], right[place])
    return result


def _zero(a, b):
    """0 of the type in which products are added: single precision in double, so that a long sum does not stand still."""
    if np.promote_types(a.dtype, b.dtype) == np.float32:
        return np.float64(0)
    if np.promote_types(a.dtype, b.dtype) == np.complex64:
        return np.complex128(0)
    return np.promote_types(a.dtype, b.dtype).type(0)


def vectors(a, b):
    """The inner product of two vectors."""
    _check(len(a), len(b))
    total = _zero(a, b)
    if a.dtype == np.float64 and b.dtype == np.float64:
        if intrinsics.layout(a) != "A" and intrinsics.layout(b) != "A":
            if len(a) >= WORTH_A_CALL and not intrinsics.is_parallel():
                return _eight_at_a_time(a, b)
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            parts = of_pairs(lambda x, y: _products(x, y, total), a, b, total)
            return np.promote_types(a.dtype, b.dtype).type(sum(parts))
    return np.promote_types(a.dtype, b.dtype).type(_products(a, b, total))


def _eight_at_a_time(a, b):
    """In eight sums, which are one vector of the processor: as fast as memory is."""
    n = len(a)
    s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = 0.0
    for i in range(0, n - 7, 8):
        s0 += a[i] * b[i]
        s1 += a[i + 1] * b[i + 1]
        s2 += a[i + 2] * b[i + 2]
        s3 += a[i + 3] * b[i + 3]
        s4 += a[i + 4] * b[i + 4]
        s5 += a[i + 5] * b[i + 5]
        s6 += a[i + 6] * b[i + 6]
        s7 += a[i + 7] * b[i + 7]
    total = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))
    for i in range(n - n % 8, n):
        total += a[i] * b[i]
    return total


def _products(a, b, total):
    for i in range(len(a)):
        total = total.dtype.type(total + total.dtype.type(a[i]) * total.dtype.type(b[i]))
    return total


def _matrices(a, b):
    _check(a.shape[1], b.shape[0])
    result = np.empty((a.shape[0], b.shape[1]), np.promote_types(a.dtype, b.dtype))
    if result.dtype.kind == "f" or result.dtype.kind == "c":
        if product_of_matrices(result, _as(a, result), _as(b, result)):
            return result
    zero = _zero(a, b)
    for i in intrinsics.prange(a.shape[0]):
        row = np.zeros(b.shape[1], zero.dtype)
        for k in range(a.shape[1]):
            factor = zero.dtype.type(a[i, k])
            for j in range(b.shape[1]):
                row[j] += factor * zero.dtype.type(b[k, j])
        result[i] = row
    return result


@numpy_function(np.vdot)
def vdot(a, b):
    """The inner product of the flattened arrays, of the first one's conjugate."""
    one, other = np.asarray(a).ravel(), np.asarray(b).ravel()
    if one.dtype.kind == "c":
        return vectors(np.conj(one), other)
    return vectors(one, other)


@numpy_function(np.outer)
def outer(a, b, out=None):
    """All products of an element of one and one of the other."""
    one, other = np.asarray(a).ravel(), np.asarray(b).ravel()
    return np.multiply(one.reshape((-1, 1)), other.reshape((1, -1)), out)


@numpy_function(np.kron)
def kron(a, b):
    """Each element of the one array times the other array."""
    one, other = np.asarray(a), np.asarray(b)
    if one.ndim > 2 or other.ndim > 2:
        intrinsics.refuse("np.kron() only supported on 1 and 2-D arrays")
    if one.ndim == 0 or other.ndim == 0:
        return np.multiply(one, other)
    if one.ndim == 1 and other.ndim == 1:
        return kron(np.expand_dims(one, 0), np.expand_dims(other, 0))[0]
    if one.ndim < other.ndim:
        return kron(np.expand_dims(one, 0), other)
    if other.ndim < one.ndim:
        return kron(one, np.expand_dims(other, 0))
    rows, columns = other.shape
    shape = (one.shape[0] * rows, one.shape[1] * columns)
    result = np.empty(shape, np.promote_types(one.dtype, other.dtype))
    for i in range(one.shape[0]):
        for j in range(one.shape[1]):
            block = np.multiply(one[i, j], other)
            result[i * rows : (i + 1) * rows, j * columns : (j + 1) * columns] = block
    return result
