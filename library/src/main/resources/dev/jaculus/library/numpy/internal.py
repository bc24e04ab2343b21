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
            raise OverflowError  # the least integer has no opposite: the loop below would not end
    if left > 0x10000:
        return base.dtype.type(math.pow(base, np.float64(exponent)))
    while left != 0:
        if left & 1:
            result *= factor
        left >>= 1
        factor *= factor
    if exponent < 0:
        if result == 0:
            raise ZeroDivisionError("division by zero")
        return np.divide(base.dtype.type(1), result)
    return result


def integer_power(base, exponent):
    """An integer to an integer power, as Numba computes it; 0 to a negative power gives the least integer."""
    left = exponent
    if exponent < 0:
        left = -exponent
        if left < 0:
            raise OverflowError
        if base == 0:
            return base.dtype.type(-0x8000000000000000)
        if base != 1 and base != -1:
            return base.dtype.type(0)
    if left > 0x10000:
        return base.dtype.type(math.pow(base, exponent))  # Numba goes through float64 from here on
    result = base.dtype.type(1)
    factor = base
    while left != 0:
        if left & 1:
            result *= factor
        left >>= 1
        factor *= factor
    return result


def integer_power_or_raise(base, exponent):
    """The same, with Numba's ZeroDivisionError."""
    if base == 0 and exponent < 0 and -exponent > 0:
        raise ZeroDivisionError("0 cannot be raised to a negative power")
    return integer_power(base, exponent)


def quotient_and_rest(a, b):
    """`divmod` of two numbers of one type."""
    if b == 0:
        if b.dtype == np.int64 or b.dtype == np.uint64:
            raise ZeroDivisionError("integer divmod by zero")
        raise ZeroDivisionError("modulo by zero")
    return a // b, a % b


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


def slice_indices(items, length):
    """`slice.indices(length)`: start, stop and step inside of so many items."""
    start, stop, step = items.start, items.stop, items.step
    if length < 0:
        raise ValueError("length should not be negative")
    if step == 0:
        raise ValueError("slice step cannot be zero")
    if step > 0:
        return _inside(start, length, 0, length), _inside(stop, length, 0, length), step
    return _inside(start, length, -1, length - 1), _inside(stop, length, -1, length - 1), step


def _inside(place, length, low, high):
    if place < 0:
        place += length
    return min(max(place, low), high)


def tuple_index(items, wanted):
    """`tuple.index(wanted)`."""
    return _index_from(items, wanted, 0)


def _index_from(items, wanted, at):
    if len(items) == 0:
        raise ValueError("tuple.index(x): x not in tuple")
    if items[0] == wanted:
        return at
    return _index_from(items[1:], wanted, at + 1)


def tuple_count(items, wanted):
    """`tuple.count(wanted)`."""
    if len(items) == 0:
        return 0
    return int(items[0] == wanted) + tuple_count(items[1:], wanted)
