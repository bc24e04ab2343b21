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
        result[i] = _bessel(beta * np.sqrt(1 - distance**2.0)) / _bessel(np.float64(beta))
    return result


def _bessel(x):
    """The modified Bessel function of order 0: exp(x) times Chebyshev series up to 8 and beyond (S. Moshier, Cephes)."""
    size = abs(x)
    if size <= 8.0:
        return np.exp(size) * _chebyshev(0.5 * size - 2.0, _small())
    return np.exp(size) * _chebyshev(32.0 / size - 2.0, _large()) / np.sqrt(size)


def _small():
    return (
    -4.41534164647933937950e-18, 3.33079451882223809783e-17, -2.43127984654795469359e-16, 1.71539128555513303061e-15,
    -1.16853328779934516808e-14, 7.67618549860493561688e-14, -4.85644678311192946090e-13, 2.95505266312963983461e-12,
    -1.72682629144155570723e-11, 9.67580903537323691224e-11, -5.18979560163526290666e-10, 2.65982372468238665035e-9,
    -1.30002500998624804212e-8, 6.04699502254191894932e-8, -2.67079385394061173391e-7, 1.11738753912010371815e-6,
    -4.41673835845875056359e-6, 1.64484480707288970893e-5, -5.75419501008210370398e-5, 1.88502885095841655729e-4,
    -5.76375574538582365885e-4, 1.63947561694133579842e-3, -4.32430999505057594430e-3, 1.05464603945949983183e-2,
    -2.37374148058994688156e-2, 4.93052842396707084878e-2, -9.49010970480476444210e-2, 1.71620901522208775349e-1,
    -3.04682672343198398683e-1, 6.76795274409476084995e-1,
)  # fmt: skip


def _large():
    return (
    -7.23318048787475395456e-18, -4.83050448594418207126e-18, 4.46562142029675999901e-17, 3.46122286769746109310e-17,
    -2.82762398051658348494e-16, -3.42548561967721913462e-16, 1.77256013305652638360e-15, 3.81168066935262242075e-15,
    -9.55484669882830764870e-15, -4.15056934728722208663e-14, 1.54008621752140982691e-14, 3.85277838274214270114e-13,
    7.18012445138366623367e-13, -1.79417853150680611778e-12, -1.32158118404477131188e-11, -3.14991652796324136454e-11,
    1.18891471078464383424e-11, 4.94060238822496958910e-10, 3.39623202570838634515e-9, 2.26666899049817806459e-8,
    2.04891858946906374183e-7, 2.89137052083475648297e-6, 6.88975834691682398426e-5, 3.36911647825569408990e-3,
    8.04490411014108831608e-1,
)  # fmt: skip


def _chebyshev(x, coefficients):
    now, before, last = coefficients[0], 0.0, 0.0
    for i in range(1, len(coefficients)):
        last = before
        before = now
        now = x * before - last + coefficients[i]
    return 0.5 * (now - last)


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
        return np.asarray(np.sin(y) / y).astype(x.dtype)
    return np.sin(y) / y
