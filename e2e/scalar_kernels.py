"""What Python does with one or two numbers, as functions to compile: each is tried with every type."""

import math

import numpy as np


def arithmetic(a, b):
    return a + b, a - b, a * b


def comparison(a, b):
    return a < b, a <= b, a > b, a >= b, a == b, a != b


def logic(a, b):
    return a and b, a or b, not a


def bits(a, b):
    return a & b, a | b, a ^ b


def shifts(a, b):
    return a << b, a >> b


def divide(a, b):
    return a / b


def floor_divide(a, b):
    return a // b


def modulo(a, b):
    return a % b


def divmod_of(a, b):
    return divmod(a, b)


def power(a, b):
    return a**b


def least_and_most(a, b):
    return min(a, b), max(a, b)


def ufuncs(a, b):
    return np.add(a, b), np.minimum(a, b), np.maximum(a, b)


def augmented(a, b):
    a += b
    a *= b
    a -= b
    return a


def choice(a, b):
    return a if a > b else b


def accumulated(a, b):
    total = a
    for _ in range(3):
        total += b
    return total


def signs(a):
    return -a, +a, abs(a)


def inverted(a):
    return ~a


def negated(a):
    return not a, bool(a)


def constants(a):
    return a + 1, a * 2, a - 3, a + 1.5, 2 - a, a**2


def divided_by_constants(a):
    return a // 16, a % 16, a / 4, a // -3, a % -3, a // 2.5


def shifted_by_constants(a):
    return a << 3, a >> 1, 1 & a


def to_int(a):
    return int(a)


def to_float(a):
    return float(a), np.float64(a), np.float32(a)


def to_signed(a):
    return np.int8(a), np.int16(a), np.int32(a), np.int64(a)


def to_unsigned(a):
    return np.uint8(a), np.uint16(a), np.uint32(a), np.uint64(a)


def rounded(a):
    return round(a), np.round(a), math.floor(a), math.ceil(a), math.trunc(a)


def roots(a):
    return math.sqrt(a), np.sqrt(a), np.exp(a), np.log(a)


def angles(a):
    return math.sin(a), math.cos(a), math.tan(a), math.atan(a), np.tanh(a)


def classified(a):
    return math.isnan(a), math.isinf(a), math.isfinite(a), np.isnan(a)


def count_to(a):
    total = 0
    for i in range(a):
        total += i
    return total
