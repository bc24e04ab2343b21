"""Polynomials as vectors of their coefficients, the highest power first: NumPy's older functions."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .lines import empty_like


def _coefficients(c):
    array = np.asarray(c)
    if array.ndim > 1:
        intrinsics.refuse("the coefficients of a polynomial are a vector")
    return np.atleast_1d(array)


@numpy_function(np.polyval)
def polyval(p, x):
    """The value at x, by Horner's rule."""
    coefficients = _coefficients(p)
    if intrinsics.kind(x) == "number":
        return _horner(coefficients, x, np.promote_types(coefficients.dtype, np.asarray(x).dtype).type(0))
    places = np.asarray(x)
    result = empty_like(places, places.shape, np.promote_types(coefficients.dtype, places.dtype))
    result[...] = 0
    for c in coefficients:
        result[...] = result * places + c
    return result


def _horner(coefficients, x, value):
    for c in coefficients:
        value = value.dtype.type(value * x + c)
    return value


@numpy_function(np.polyadd)
def polyadd(a1, a2):
    """The sum."""
    one, other = _coefficients(a1), _coefficients(a2)
    dtype = np.promote_types(one.dtype, other.dtype)
    return np.add(_longer(one.astype(dtype), len(other)), _longer(other.astype(dtype), len(one)))


@numpy_function(np.polysub)
def polysub(a1, a2):
    """The difference."""
    one, other = _coefficients(a1), _coefficients(a2)
    if one.dtype.kind == "b" and other.dtype.kind == "b":
        intrinsics.refuse("numpy boolean subtract, the `-` operator, is not supported")
    dtype = np.promote_types(one.dtype, other.dtype)
    return np.subtract(_longer(one.astype(dtype), len(other)), _longer(other.astype(dtype), len(one)))


def _longer(c, length):
    """With zeros in front."""
    result = np.zeros(max(len(c), length), c.dtype)
    result[len(result) - len(c) :] = c
    return result


@numpy_function(np.polymul)
def polymul(a1, a2):
    """The product."""
    return np.convolve(_trimmed(_coefficients(a1)), _trimmed(_coefficients(a2)))


def _trimmed(c):
    """Without the zeros in front; one coefficient stays."""
    first = 0
    while first < len(c) - 1 and c[first] == 0:
        first += 1
    return c[first:]


@numpy_function(np.polydiv)
def polydiv(u, v):
    """Quotient and remainder."""
    one, other = _coefficients(u), _coefficients(v)
    dtype = np.promote_types(np.promote_types(one.dtype, other.dtype), np.float64)
    rest = one.astype(dtype)
    last = len(other) - 1
    quotient = np.zeros(max(len(one) - last, 1), rest.dtype)
    scale = 1.0 / other[0]
    for k in range(len(one) - last):
        factor = rest.dtype.type(scale * rest[k])
        quotient[k] = factor
        for j in range(last + 1):
            rest[k + j] -= factor * other[j]
    while len(rest) > 1 and _is_nothing(rest[0]):
        rest = rest[1:]
    return quotient, rest.copy()


def _is_nothing(x):
    return np.abs(x) <= 1e-14


@numpy_function(np.polyder)
def polyder(p, m=1):
    """The derivative, taken `m` times."""
    coefficients = _coefficients(p)
    if m < 0:
        raise ValueError("Order of derivative must be positive (see polyint)")
    result = coefficients.astype(np.promote_types(coefficients.dtype, np.int64))
    for _ in range(m):
        powers = np.arange(len(result) - 1, 0, -1)
        result = (result[: len(powers)] * powers).astype(result.dtype)
    return result


@numpy_function(np.polyint)
def polyint(p, m=1, k=None):
    """The integral, taken `m` times; `k` are the constants, 0 unless given."""
    coefficients = _coefficients(p)
    if m < 0:
        raise ValueError("Order of integral must be positive (see polyder)")
    constants = np.zeros(max(m, 1)) if k is None else np.atleast_1d(np.asarray(k)).astype(np.float64)
    if len(constants) < m and len(constants) > 1:
        raise ValueError("k must be a scalar or a rank-1 array of length 1 or >m.")
    result = coefficients.astype(np.promote_types(coefficients.dtype, np.float64))
    for i in range(m):
        longer = np.zeros(len(result) + 1, result.dtype)
        for j in range(len(result)):
            longer[j] = result[j] / (len(result) - j)
        longer[len(result)] = constants[i if len(constants) > 1 else 0]
        result = longer
    return result


@numpy_function(np.poly)
def poly(seq_of_zeros):
    """The polynomial with these zeros, or that of a square matrix's eigenvalues."""
    given = np.asarray(seq_of_zeros)
    if given.ndim == 2:
        if given.shape[0] != given.shape[1] or given.shape[0] == 0:
            raise ValueError("input must be 1d or non-empty square 2d array.")
        return _with_zeros(np.linalg.eigvals(given))
    if given.ndim > 2:
        intrinsics.refuse("input must be 1d or non-empty square 2d array.")
    return _with_zeros(np.atleast_1d(given))


def _with_zeros(zeros):
    result = np.zeros(len(zeros) + 1, _inexact(zeros).dtype)
    result[0] = 1
    for i in range(len(zeros)):
        for j in range(i + 1, 0, -1):
            result[j] -= zeros[i] * result[j - 1]
    return result


@numpy_function(np.roots)
def roots(p):
    """The zeros of a polynomial, as eigenvalues of its companion matrix; of a real one, which must be real."""
    given = np.asarray(p)
    if given.ndim != 1:
        intrinsics.refuse("Input must be a 1d array.")
    inexact = given.astype(
        np.promote_types(given.dtype, np.float64) if given.dtype.kind in ("b", "i", "u") else given.dtype
    )
    places = np.flatnonzero(inexact)
    if len(places) == 0:
        return np.zeros(0, inexact.dtype)
    at_zero = len(inexact) - places[-1] - 1
    inner = inexact[places[0] : places[-1] + 1]
    n = len(inner) - 1
    result = np.zeros(n + at_zero, inexact.dtype)
    if n > 0:
        companion = np.zeros((n, n), inexact.dtype)
        for i in range(n):
            companion[0, i] = -inner[i + 1] / inner[0]
            if i > 0:
                companion[i, i - 1] = 1
        result[:n] = np.linalg.eigvals(companion)
    return result


@numpy_function(np.polyfit)
def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    """The polynomial of this degree for which the squares of the distances from y, by weights, are least; of the columns of y."""
    places, values = _inexact(np.asarray(x)), _inexact(np.asarray(y))
    if places.ndim != 1 or values.ndim < 1 or values.ndim > 2:
        intrinsics.refuse("expected 1D vector for x, and a vector or a matrix for y")
    if deg < 0:
        raise ValueError("expected deg >= 0")
    if len(places) == 0:
        raise TypeError("expected non-empty vector for x")
    if len(places) != len(values):
        raise TypeError("expected x and y to have same length")
    if w is None:
        return _fitted(np.vander(places, deg + 1), values, _cut(rcond, places), full, cov)
    weights = _inexact(np.asarray(w))
    if weights.ndim != 1:
        intrinsics.refuse("expected a 1-d array for weights")
    if len(weights) != len(values):
        raise TypeError("expected w and y to have the same length")
    heavy = values * weights if values.ndim == 1 else values * np.expand_dims(weights, 1)
    return _fitted(np.vander(places, deg + 1) * np.expand_dims(weights, 1), heavy, _cut(rcond, places), full, cov)


def _inexact(a):
    if a.dtype.kind == "f" or a.dtype.kind == "c":
        return a
    return a.astype(np.float64)


def _cut(rcond, x):
    if rcond is None:
        return len(x) * np.finfo(np.real(x[:0]).dtype).eps
    return rcond


def _fitted(matrix, values, rcond, full, cov):
    scale = np.sqrt(np.sum(np.real(matrix * np.conj(matrix)), 0))
    scaled = matrix / scale
    found, remains, rank, singular = np.linalg.lstsq(scaled, values, rcond)
    coefficients = found / scale if values.ndim == 1 else found / np.expand_dims(scale, 1)
    if full:
        return coefficients, remains, rank, singular, rcond
    if cov:
        return coefficients, _covariances(scaled, scale, values, remains)
    return coefficients


def _covariances(scaled, scale, values, remains):
    base = np.linalg.inv(np.dot(scaled.T, scaled)) / np.outer(scale, scale)
    freedom = len(values) - scaled.shape[1]
    if freedom <= 0:
        raise ValueError("the number of data points must exceed order to scale the covariance matrix")
    factor = remains / freedom
    return base * factor[0] if values.ndim == 1 else np.expand_dims(base, 2) * factor
