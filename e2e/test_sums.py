"""Sums of floats are added in pairs, in the order of NumPy and to its bits. Places of the least and the greatest."""

import math

import numpy as np
import pytest

from jaculus import njit

LENGTHS = [0, 1, 2, 7, 8, 9, 15, 16, 17, 127, 128, 129, 136, 255, 256, 257, 1000, 1023, 1024, 1025, 4099, 100_003]


@njit
def total(a):
    return np.sum(a)


@njit
def method(a):
    return a.sum()


@njit
def mean(a):
    return np.mean(a)


@njit
def spread(a):
    return np.var(a), np.std(a)


@njit
def along(a, axis):
    return np.sum(a, axis)


@njit
def in_double(a):
    return np.sum(a, dtype=np.float64)


@njit
def least(a):
    return np.argmin(a), np.min(a)


@njit
def greatest(a):
    return np.argmax(a), np.max(a)


def sample(length, dtype, seed=0):
    rng = np.random.default_rng(length + seed)
    return (rng.normal(size=length) * 10.0 ** rng.integers(-6, 7, length)).astype(dtype)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("length", LENGTHS)
def test_bits_of_numpy(length, dtype):
    a = sample(length, dtype)
    assert total(a) == np.sum(a)
    assert method(a) == a.sum()
    if length > 0:
        assert mean(a) == np.mean(a)
        expected = np.var(a.astype(np.float64))  # ours adds float32 in float64, as Numba
        assert spread(a) == pytest.approx((expected, math.sqrt(expected)), rel=1e-12 if dtype == "float64" else 1e-5)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_error_does_not_grow_with_the_length(dtype):
    a = np.random.default_rng(1).random(2_000_000).astype(dtype)
    true = math.fsum(a.tolist())
    assert abs(total(a) - true) <= 16 * np.spacing(a.dtype.type(true))
    assert abs(mean(a) - true / len(a)) <= 16 * np.spacing(a.dtype.type(true / len(a)))
    assert abs(in_double(a) - true) <= 16 * np.spacing(true)


@pytest.mark.parametrize("dtype", ["float64", "float32", "complex128"])
def test_strides_and_axes(dtype):
    a = sample(37 * 41 * 10, dtype).reshape(37, 41, 10)
    if dtype == "complex128":
        a = a + 1j * sample(37 * 41 * 10, "float64", 5).reshape(37, 41, 10)
    close = {"rtol": 1e-4 if dtype == "float32" else 1e-12, "atol": np.abs(a).max() * np.finfo(dtype).eps * 50}
    for view in (a, a.T, a[::2, ::-1], a[:, 3:, ::3], np.asfortranarray(a), a[:0]):
        assert np.allclose(total(view), np.sum(view), **close)
        for axis in (0, 1, 2, -1):
            assert np.allclose(along(view, axis), np.sum(view, axis), **close)
    line = np.ascontiguousarray(a[:, 0, 0])
    assert np.allclose(total(line[::-3]), np.sum(line[::-3]), **close)


def test_nan_and_infinities():
    for bad, expected in (([np.nan], np.nan), ([np.inf], np.inf), ([np.inf, -np.inf], np.nan)):
        a = np.ones(1000)
        a[500 : 500 + len(bad)] = bad
        assert np.array_equal(total(a), expected, equal_nan=True)


@pytest.mark.parametrize("dtype", ["int8", "uint16", "int64", "uint64", "float32", "float64", "bool", "complex64"])
def test_places_of_extremes(dtype):
    for length in LENGTHS[1:]:
        rng = np.random.default_rng(length)
        for values in (rng.integers(0, 4, length), rng.integers(0, 200, length), np.full(length, 3)):
            a = values.astype(dtype)
            for view in (a, a[::-1], a[::3]):
                assert least(view) == (np.argmin(view), np.min(view))
                assert greatest(view) == (np.argmax(view), np.max(view))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_places_of_nans_infinities_and_zeros(dtype):
    rng = np.random.default_rng(3)
    kinds = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -1.0], dtype)
    for length in (1, 5, 1023, 1024, 1025, 3000):
        for chosen in (kinds, kinds[1:], kinds[3:5], kinds[:1], kinds[1:2], kinds[2:3]):
            a = rng.choice(chosen, length)
            assert least(a)[0] == np.argmin(a)
            assert greatest(a)[0] == np.argmax(a)
        late = np.arange(length, dtype=dtype)
        late[length - 1] = np.nan
        assert least(late)[0] == greatest(late)[0] == length - 1
