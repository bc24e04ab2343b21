"""What the compiler itself calls: `x ** n`, `round(x, n)`, `x in array` and the like."""

import math

import numpy as np


def power(base, exponent):
    """A float to an integer power, by squaring: the multiplications that Numba does, in its order."""
    result = base.dtype.type(1)
    factor = base
    left = exponent
    if exponent < 0:
        left = -exponent
        if left < 0:
            raise OverflowError  # the least int64 has no opposite: the loop below would not end
    if left > 0x10000:
        return np.power(base, exponent)
    while left != 0:
        if left & 1:
            result *= factor
        left >>= 1
        factor *= factor
    if exponent < 0:
        return np.divide(1, result)
    return result


def power_or_raise(base, exponent):
    """The same, with Numba's ZeroDivisionError where the last step divides by zero."""
    result = power(base, exponent)
    if -0x10000 <= exponent < 0 and math.isinf(result):
        raise ZeroDivisionError("division by zero")
    return result


def round_digits(x, digits):
    """Rounds to a number of decimal places, ties to even, by scaling: as Numba does."""
    if math.isinf(x) or math.isnan(x):
        return x
    if digits >= 0:
        more = 1.0
        scale = 10.0**digits
        if digits > 22:
            scale = 10.0 ** (digits - 22)
            more = 1e22
        scaled = (x * scale) * more
        if math.isinf(scaled):
            return x
        return (np.rint(x.dtype.type(scaled)) / more) / scale
    scale = 10.0 ** (-digits)
    return np.rint(x.dtype.type(x / scale)) * scale


def log_base(x, base):
    """`math.log(x, base)`."""
    return math.log(x) / math.log(base)


def contains(array, value):
    """`value in array`."""
    if array.ndim == 1:
        for item in array:
            if item == value:
                return True
        return False
    for row in array:
        if contains(row, value):
            return True
    return False


def sum_of(items, start):
    """`sum(array, start)`."""
    total = start
    for item in items:
        total = total + item  # not in place: `start` is the caller's
    return total
