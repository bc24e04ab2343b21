"""Windows for spectra, and sinc."""

import math

import numpy as np

from . import intrinsics
from .declare import numpy_function


@numpy_function(np.bartlett)
def bartlett(M):
    """A triangle."""
    n = _places(M)
    return np.where(n <= 0, 1 + n / (M - 1), 1 - n / (M - 1)) if M > 1 else _short(M)


@numpy_function(np.blackman)
def blackman(M):
    """Three cosines."""
    turn = np.pi * _places(M) / (M - 1)
    return 0.42 + 0.5 * np.cos(turn) + 0.08 * np.cos(2.0 * turn) if M > 1 else _short(M)


@numpy_function(np.hamming)
def hamming(M):
    """A raised cosine that does not reach 0."""
    return 0.54 + 0.46 * np.cos(np.pi * _places(M) / (M - 1)) if M > 1 else _short(M)


@numpy_function(np.hanning)
def hanning(M):
    """A raised cosine."""
    return 0.5 + 0.5 * np.cos(np.pi * _places(M) / (M - 1)) if M > 1 else _short(M)


def _places(M):
    """1 - M, 3 - M, ..., M - 1."""
    _check(M)
    result = np.empty(max(int(M), 0), np.float64)
    for i in range(len(result)):
        result[i] = 1.0 - M + 2 * i
    return result


def _short(M):
    return np.ones(max(int(M), 0), np.float64)


def _check(M):
    if intrinsics.dtype_kind(M) != "i" and intrinsics.dtype_kind(M) != "u":
        intrinsics.refuse("M must be an integer")


@numpy_function(np.kaiser)
def kaiser(M, beta):
    """A window of Bessel functions; `beta` is its shape."""
    _check(M)
    if intrinsics.dtype_kind(beta) == "c" or intrinsics.dtype_kind(beta) == "b":
        intrinsics.refuse("beta must be an integer or float")
    if M == 1:
        return np.ones(1)
    result = np.empty(max(int(M), 0), np.float64)
    middle = (M - 1) / 2.0
    for i in range(len(result)):
        distance = (i - middle) / middle
        result[i] = _bessel(beta * math.sqrt(max(1 - distance * distance, 0.0))) / _bessel(np.float64(beta))
    return result


def _bessel(x):
    """The modified Bessel function of order 0, by its power series: all terms are positive."""
    quarter = x * x / 4
    term, total, k = 1.0, 1.0, 1
    while term > total * 1e-17:
        term *= quarter / (k * k)
        total += term
        k += 1
    return total


@numpy_function(np.sinc)
def sinc(x):
    """sin(pi x) / (pi x), and 1 at 0."""
    if intrinsics.kind(x) == "number":
        return _sinc(x)
    return _sincs(np.asarray(x))


def _sinc(x):
    y = np.pi * (1e-20 if x == 0 else x)
    return np.sin(y) / y


def _sincs(x):
    y = np.pi * np.where(np.equal(x, 0), 1e-20, x)
    if x.dtype.kind == "f" or x.dtype.kind == "c":
        return (np.sin(y) / y).astype(x.dtype)
    return np.sin(y) / y
