"""CPython's hashes of numbers and tuples: of equal numbers of any type they are the same."""

import math

import numpy as np

MODULUS = 2305843009213693951  # 2**61 - 1


def hash_int(x):
    """The remainder of the absolute value, with the sign; -1 means an error in CPython."""
    if x < 0:
        least = np.int64(x) == np.int64(-9223372036854775807) - 1
        rest = -4 if least else -((-np.int64(x)) % MODULUS)
        return -2 if rest == -1 else rest
    return np.int64(x) % MODULUS


def hash_unsigned(x):
    """Of an uint64."""
    return np.int64(x % np.uint64(MODULUS))


def hash_float(x):
    """Of x = m * 2**e: m * 2**(e mod 61), modulo 2**61 - 1."""
    x = float(x)
    if x != x:
        return 0
    if x - x != 0:
        return 314159 if x > 0 else -314159
    mantissa, exponent = math.frexp(abs(x))
    found = np.uint64(0)
    while mantissa != 0:
        found = ((found << np.uint64(28)) & np.uint64(MODULUS)) | (found >> np.uint64(33))
        mantissa *= 268435456.0
        exponent -= 28
        whole = np.uint64(mantissa)
        mantissa -= whole
        found += whole
        if found >= np.uint64(MODULUS):
            found -= np.uint64(MODULUS)
    shift = np.uint64(np.int64(exponent) % 61)
    found = ((found << shift) & np.uint64(MODULUS)) | (found >> (np.uint64(61) - shift))
    result = np.int64(found)
    if x < 0:
        result = -result
    return -2 if result == -1 else result


def hash_complex(x):
    """Of both parts."""
    found = hash_float(x.real) + 1000003 * hash_float(x.imag)
    return -2 if found == -1 else found


def hash_start():
    """The sum that a tuple's hash begins with: xxHash."""
    return np.uint64(2870177450012600261)


def hash_lane(found, lane):
    """The sum with one more item's hash."""
    found += lane * np.uint64(14029467366897019727)
    found = (found << np.uint64(31)) | (found >> np.uint64(33))
    return found * np.uint64(11400714785074694791)


def hash_end(found, length):
    """The hash of the tuple."""
    found += np.uint64(length) ^ (np.uint64(2870177450012600261) ^ np.uint64(3527539))
    result = np.int64(found)
    return 1546275796 if result == -1 else result
