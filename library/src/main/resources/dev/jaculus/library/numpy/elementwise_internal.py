"""Ufuncs that are written here and not one operation of the machine: each of one element."""

import math

import numpy as np

_LN_2 = 0.6931471805599453
_LOG2_E = 1.4426950408889634


def log_add_exp(x, y):
    """The logarithm of the sum of two numbers whose logarithms these are."""
    if x == y:
        return x + x.dtype.type(_LN_2)  # infinities too, whose difference is NaN
    distance = x - y
    if distance > 0:
        return x + np.log1p(np.exp(-distance))
    if distance <= 0:
        return y + np.log1p(np.exp(distance))
    return distance


def log_add_exp2(x, y):
    """The same to base 2."""
    if x == y:
        return x + x.dtype.type(1)
    distance = x - y
    if distance > 0:
        return x + x.dtype.type(_LOG2_E) * np.log1p(np.exp2(-distance))
    if distance <= 0:
        return y + x.dtype.type(_LOG2_E) * np.log1p(np.exp2(distance))
    return distance


def spacing_of(x):
    """The distance to the next number away from zero."""
    if math.isinf(x):
        return x.dtype.type(np.nan)
    size = np.abs(x)
    distance = np.nextafter(size, x.dtype.type(np.inf)) - size
    return -distance if x < 0 else distance


def gcd_of(a, b):
    """The greatest common divisor."""
    x, y = _size(a), _size(b)
    while y != 0:
        x, y = y, x % y
    return x


def lcm_of(a, b):
    """The least common multiple; 0 of 0."""
    divisor = gcd_of(a, b)
    if divisor == 0:
        return divisor
    return _size(a) // divisor * _size(b)


def _size(a):
    if a.dtype.kind == "u":
        return np.uint64(a)
    return np.int64(-a if a < 0 else a)
