"""Arrays as indices, and NumPy scalars, masks and parts of floats, as NumPy and Python have them."""

import math

import numpy as np
import pytest

from jaculus import njit

NARROW, SINGLE, COMPLEX = np.int8(3), np.float32(0.1), np.complex64(1 + 2j)


def masked(a):
    return a[a > 2], a[a % 2 == 0] + a[0], a[np.arange(len(a)) % 3 == 0]


def gathered(a):
    places = np.array([2, 0, -1, 2])
    return a[places], a[(places * places).astype(np.uint8)], a[np.array([[0, 1], [2, 3]])]


def rows(m):
    mask = np.array([True, False, True])
    places = np.array([1, 1, 0])
    return m[mask], m[places], m[:, places], m[m > 4], m[1:, places], m[1, places], m[mask, 1], m[:, mask]


def stored(a):
    b = a.copy()
    b[b > 4] = 0
    b[np.array([0, -1])] = np.array([9, 8])
    b[np.array([1, 2])] += 10
    c = a.copy()
    c[a < 3] = a[a < 3] * 100
    return b, c


def rows_stored(m):
    b = m.copy()
    b[np.array([0, 2])] = -1
    b[:, np.array([1])] = 7
    b[b == 7] = 3.5
    b[np.array([2, 1])] = m[:2] * 10
    return b


def where(a):
    return np.where(a > 3)[0], np.nonzero(a)[0], np.flatnonzero(a > 2), np.take(a, np.array([1, 0]))


VECTORS = [np.arange(6), np.arange(8.0)[::-1], np.arange(6, dtype=np.uint8)]
MATRICES = [np.arange(9.0).reshape(3, 3), np.arange(9, dtype=np.int32).reshape(3, 3).T]


@pytest.mark.parametrize(
    ("function", "arrays"),
    [
        (masked, VECTORS),
        (gathered, VECTORS),
        (stored, VECTORS),
        (where, VECTORS),
        (rows, MATRICES),
        (rows_stored, MATRICES),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_as_in_numpy(function, arrays):
    compiled = njit(function)
    for array in arrays:
        for found, expected in zip(compiled(array), function(array), strict=True):
            assert found.dtype == expected.dtype
            assert np.array_equal(found, expected)


def test_a_mask_of_another_length_raises():
    with pytest.raises(IndexError, match="boolean index did not match"):
        njit(lambda_free)(np.arange(3), np.array([True, False]))


def lambda_free(a, mask):
    return a[mask]


def test_numpy_scalars_in_globals_keep_their_width():
    @njit
    def f(n):
        return NARROW * n, SINGLE * SINGLE, COMPLEX * COMPLEX, SINGLE + n, np.array([NARROW, NARROW])

    found = f(2)
    assert found[:2] == (6, float(np.float32(0.1) * np.float32(0.1)))
    assert found[2] == -3 + 4j
    assert found[3] == float(np.float32(0.1)) + 2
    assert found[4].dtype == np.int8


@pytest.mark.parametrize("kind", [float, np.float32])
def test_the_parts_of_a_float(kind):
    @njit
    def f(x, n):
        return math.frexp(x), math.ldexp(x, n)

    for x in (0.0, -0.0, 1.0, 0.75, -3.5, 1e-310, 5e-324, 1.7e308, 2.0**-1022, 1e30, math.inf, -math.inf):
        x = kind(x)
        for n in (0, 1, -3, 60, -1000, 1080, -1100, 2100, -2200):
            with np.errstate(all="ignore"):
                expected = kind(np.ldexp(x, n))
            assert f(x, n) == (math.frexp(x), float(expected)), (x, n)
    assert math.isnan(f(kind(math.nan), 3)[1])


def test_greatest_common_divisors():
    @njit
    def f(a, b):
        return math.gcd(a, b)

    for a in (0, 1, 12, -18, 2**40):
        for b in (0, 5, -24, 2**20 * 3):
            assert f(a, b) == math.gcd(a, b)
