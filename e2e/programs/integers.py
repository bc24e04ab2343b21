"""Integers of all widths, by Numba's rules."""

import numpy as np
from numba import njit

from programs import calls


@calls("2**62, 2**62", "-2**63, -1", "7, -3")
@njit
def wrap_around(a, b):
    return a + b, a - b, a * b


@calls("np.int8(100), np.int8(100)", "np.int8(-128), np.int8(1)")
@njit
def small_signed(a, b):
    return a + b, a - b, a * b, -a, abs(a)


@calls("np.uint8(1), np.uint8(2)", "np.uint8(255), np.uint8(255)")
@njit
def small_unsigned(a, b):
    return a + b, a - b, a * b, a // b, a % b, ~a


@calls("7, 2", "-7, 2", "7, -2", "-7, -2", "0, 3", "1, 0")
@njit
def floor_division(a, b):
    return a // b, a % b, divmod(a, b)


@calls("np.int16(-7), np.int16(2)", "np.int32(9), np.int8(-4)", "np.uint16(9), np.uint8(4)")
@njit
def division_of_widths(a, b):
    return a // b, a % b, a / b


@calls("1, 3", "-1, 3", "-17, 2", "2**40, 5")
@njit
def shifts(a, n):
    return a << n, a >> n


@calls("np.int32(1), 40", "np.uint8(200), 1", "np.int8(-2), 1")
@njit
def shifts_of_widths(a, n):
    return a << n, a >> n


@calls("12, 10", "-1, 255", "0, -5")
@njit
def bitwise(a, b):
    return a & b, a | b, a ^ b, ~a


@calls("2, 10", "3, 0", "-2, 3", "7, 2")
@njit
def powers(a, n):
    return a**n


@calls("3", "-4", "0")
@njit
def constant_powers(a):
    return a**0, a**1, a**2, a**3, a**5


@calls("300.7", "-1.5", "3.99")
@njit
def conversions(x):
    return np.int32(x), np.int8(np.int64(x)), int(x)


@calls("300", "-1", "65537")
@njit
def narrowing(x):
    return np.uint8(x), np.int8(x), np.uint16(x), np.int16(x), np.uint32(x), np.uint64(x)


@calls("np.uint64(2**63 + 5)", "np.uint64(3)")
@njit
def large_unsigned(a):
    return a // np.uint64(2), a % np.uint64(7), a + np.uint64(1), a > 10


@calls("np.uint64(2**63), 1", "np.uint64(5), -1")
@njit
def mixed_signs(a, b):
    return a + b, a < b, a == b, a * b


@calls("3, 4, 5", "-1, -2, -3", "7, 7, 7")
@njit
def extremes(a, b, c):
    return min(a, b, c), max(a, b, c), min(a, b), max(b, c)


@calls("np.int8(3), np.int64(4)", "np.uint8(250), np.int8(-3)")
@njit
def extremes_of_widths(a, b):
    return min(a, b), max(a, b)


@calls("0b1011", "2**62 + 1", "0")
@njit
def bit_count(x):
    count = 0
    while x:
        x &= x - 1
        count += 1
    return count


@calls("12345", "7", "-120")
@njit
def digits(n):
    total = 0
    n = abs(n)
    while n > 0:
        total += n % 10
        n //= 10
    return total


@calls("0x1234_5678", "0", "-1")
@njit
def hash_mix(x):
    h = np.uint64(x)
    h ^= h >> np.uint64(33)
    h *= np.uint64(0xFF51AFD7ED558CCD)
    h ^= h >> np.uint64(33)
    return h


@calls("10", "0")
@njit
def xorshift(n):
    state = np.uint32(2463534242)
    for _ in range(n):
        state ^= np.uint32(state << np.uint32(13))
        state ^= np.uint32(state >> np.uint32(17))
        state ^= np.uint32(state << np.uint32(5))
    return state


@calls("3, 200, 13", "2, 10, 1000")
@njit
def power_modulo(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


@calls("True, False", "True, True")
@njit
def booleans(a, b):
    return a and b, a or b, not a, a & b, a | b, a ^ b, a + b, a == b, a < b


@calls("True", "False")
@njit
def boolean_numbers(a):
    return int(a), a * 3, a + 1.5, -a, ~a


@calls("5", "0", "-5")
@njit
def chained(x):
    return -5 < x <= 5, 0 == x != 1, x < 3 > 1


@calls("5, 3", "0, 3", "5, 0", "0, 0")
@njit
def and_or_values(a, b):
    return a and b, a or b, (a and b) or 7


@calls("10", "-10", "0")
@njit
def conditional(x):
    return (1 if x > 0 else -1 if x < 0 else 0), (x if x else 3)


@calls("np.int32(2**31 - 1)", "np.int32(-5)")
@njit
def augmented_narrow(x):
    x += 1
    x *= 2
    return x


@calls("7, 2", "5, 5")
@njit
def binomial(n, k):
    if k > n - k:
        k = n - k
    result = 1
    for i in range(k):
        result = result * (n - i) // (i + 1)
    return result


@calls("5", "-3", "np.int16(4)")
@njit
def number_attributes(x):
    return x.real, x.imag, x.conjugate()


@calls("255", "-9", "0")
@njit
def bit_length_by_hand(x):
    n = 0
    x = abs(x)
    while x > 0:
        x >>= 1
        n += 1
    return n
