"""Polynomials as vectors of their coefficients, the constant term first."""

import numpy as np

from . import intrinsics
from .declare import numpy_function


@numpy_function(np.polynomial.polyutils.trimseq)
def trimseq(seq):
    """Without the zeros at the end; at least one coefficient stays."""
    if intrinsics.kind(seq) == "tuple" or intrinsics.kind(seq) == "number":
        intrinsics.refuse('The argument "seq" must be array-like')
    if np.ndim(seq) > 1:
        intrinsics.refuse("Coefficient array is not 1-d")
    return _trimmed(np.asarray(seq))


def _trimmed(array):
    last = len(array)
    while last > 1 and array[last - 1] == 0:
        last -= 1
    return array[:last]


@numpy_function(np.polynomial.polyutils.as_series)
def as_series(alist, trim=True):
    """A list of vectors of coefficients, all of one type."""
    if intrinsics.dtype_kind(trim) != "b":
        intrinsics.refuse('The argument "trim" must be boolean')
    if intrinsics.kind(alist) == "tuple":
        return _series_of_tuple(alist, trim)
    array = np.asarray(alist)
    if array.ndim == 1:
        return _series_of_rows(array.reshape((-1, 1)), trim)
    if array.ndim != 2:
        intrinsics.refuse("Coefficient array is not 1-d")
    return _series_of_rows(array, trim)


def _series_of_rows(array, trim):
    rows = array.astype(np.promote_types(array.dtype, np.float64))
    if rows.size == 0:
        raise ValueError("Coefficient array is empty")
    return [_trimmed(row.copy()) if trim else row.copy() for row in rows]


def _series_of_tuple(items, trim):
    if len(items) == 1:
        return [_as_one(_series(items[0]), trim)]
    if len(items) == 2:
        return _two_series(_series(items[0]), _series(items[1]), trim)
    intrinsics.refuse("a tuple of one or two series")
    return [np.zeros(1)]


def _two_series(one, other, trim):
    dtype = np.zeros(1, np.promote_types(one.dtype, other.dtype))
    return [_as_one(one.astype(dtype.dtype), trim), _as_one(other.astype(dtype.dtype), trim)]


def _as_one(array, trim):
    return _trimmed(array) if trim else array


def _series(c):
    """The coefficients in double precision."""
    array = np.asarray(c)
    if array.ndim > 1:
        intrinsics.refuse("Coefficient array is not 1-d")
    if array.size == 0:
        raise ValueError("Coefficient array is empty")
    return np.atleast_1d(array).astype(np.promote_types(array.dtype, np.float64))


def _coefficients(c):
    return _trimmed(_series(c))


@numpy_function(np.polynomial.polynomial.polyadd)
def polyadd(c1, c2):
    """The sum."""
    return _sum(_coefficients(c1), _coefficients(c2))


@numpy_function(np.polynomial.polynomial.polysub)
def polysub(c1, c2):
    """The difference."""
    return _sum(_coefficients(c1), -_coefficients(c2))


def _sum(one, other):
    result = np.zeros(max(len(one), len(other)), (one[:0] + other[:0]).dtype)
    for i in range(len(one)):
        result[i] += one[i]
    for i in range(len(other)):
        result[i] += other[i]
    return _trimmed(result)


@numpy_function(np.polynomial.polynomial.polymul)
def polymul(c1, c2):
    """The product."""
    return _trimmed(np.convolve(_coefficients(c1), _coefficients(c2)))


@numpy_function(np.polynomial.polynomial.polydiv)
def polydiv(c1, c2):
    """Quotient and remainder."""
    one, other = _coefficients(c1), _coefficients(c2)
    if other[-1] == 0:
        raise ZeroDivisionError("division by zero")
    rest = np.zeros(len(one), (one[:0] / other[:0]).dtype)
    rest[:] = one
    last = len(other) - 1
    if len(one) <= last:
        return rest[:1] * 0, rest
    quotient = np.empty(len(one) - last, rest.dtype)
    for i in range(len(one) - 1, last - 1, -1):
        factor = rest[i] / other[last]
        quotient[i - last] = factor
        for j in range(last):
            rest[i - last + j] -= factor * other[j]
    return quotient, _trimmed(rest[: max(last, 1)] if last > 0 else rest[:1] * 0)


@numpy_function(np.polynomial.polynomial.polyint)
def polyint(c, m=1):
    """The integral that is 0 at 0, taken `m` times; of the rows of a matrix."""
    if intrinsics.dtype_kind(m) != "i":
        intrinsics.refuse('The argument "m" must be an integer')
    array = np.atleast_1d(np.asarray(c))
    result = array.astype(np.promote_types(array.dtype, np.float64))
    for _ in range(m):
        longer = np.zeros((len(result) + 1,) + result.shape[1:], result.dtype)
        for i in range(len(result)):
            longer[i + 1] = result[i] / (i + 1)
        result = longer
    if array.ndim == 1:
        return _trimmed(result)
    return result


@numpy_function(np.polynomial.polynomial.polyval)
def polyval(x, c, tensor=True):
    """The value at x, by Horner's rule; of each column of a matrix of coefficients, at each x or at its own."""
    if intrinsics.dtype_kind(tensor) != "b":
        intrinsics.refuse('The argument "tensor" must be boolean')
    coefficients, places = np.asarray(c), np.asarray(x)
    dtype = np.zeros(1, np.promote_types(np.promote_types(coefficients.dtype, places.dtype), np.float64))
    if intrinsics.kind(x) != "number" and tensor:
        shape = coefficients.shape + (1,) * places.ndim
        return _horner(places.astype(dtype.dtype), coefficients.astype(dtype.dtype).reshape(shape))
    if intrinsics.kind(x) == "number":
        return _horner(dtype.dtype.type(x), coefficients.astype(dtype.dtype))
    return _horner(places.astype(dtype.dtype), coefficients.astype(dtype.dtype))


def _horner(x, c):
    value = c[-1] + x * 0
    for i in range(len(c) - 2, -1, -1):
        value = c[i] + value * x
    return value
