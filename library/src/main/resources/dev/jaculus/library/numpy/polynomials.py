"""Polynomials as vectors of their coefficients, the constant term first."""

import numpy as np

from .declare import numpy_function


@numpy_function(np.polynomial.polyutils.trimseq)
def trimseq(seq):
    """Without the zeros at the end; at least one coefficient stays."""
    last = len(seq)
    while last > 1 and seq[last - 1] == 0:
        last -= 1
    return seq[:last]


def _coefficients(c):
    array = np.asarray(c).ravel() * 1.0
    if len(array) == 0:
        raise ValueError("Coefficient array is empty")
    return trimseq(array)


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
    return trimseq(result)


@numpy_function(np.polynomial.polynomial.polymul)
def polymul(c1, c2):
    """The product."""
    return trimseq(np.convolve(_coefficients(c1), _coefficients(c2)))


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
    return quotient, trimseq(rest[: max(last, 1)] if last > 0 else rest[:1] * 0)


@numpy_function(np.polynomial.polynomial.polyint)
def polyint(c, m=1):
    """The integral that is 0 at 0, taken `m` times."""
    result = np.asarray(c) * 1.0
    for _ in range(m):
        longer = np.zeros(len(result) + 1, result.dtype)
        for i in range(len(result)):
            longer[i + 1] = result[i] / (i + 1)
        result = longer
    return result


@numpy_function(np.polynomial.polynomial.polyval)
def polyval(x, c, tensor=True):
    """The value at x, by Horner's rule."""
    coefficients = np.asarray(c)
    value = coefficients[-1] + x * 0.0
    for i in range(len(coefficients) - 2, -1, -1):
        value = coefficients[i] + value * x
    return value
