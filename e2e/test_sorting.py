"""Sorting and what stands on it gives NumPy's answers, for each type, length, layout and kind of number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from jaculus import njit, prange

DTYPES = [
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float32", "float64", "complex64", "complex128", "datetime64[s]", "timedelta64[ms]",
]  # fmt: skip
LENGTHS = [0, 1, 2, 15, 16, 17, 63, 64, 65, 200, 1001]


@njit
def sorted_copy(a):
    return np.sort(a)


@njit
def stably_sorted(a):
    return np.sort(a, kind="stable")


@njit
def order(a):
    return np.argsort(a)


@njit
def stable_order(a):
    return np.argsort(a, kind="mergesort")


@njit
def sorted_in_place(a):
    a.sort()


@njit
def different(a):
    return np.unique(a)


@njit
def middle(a):
    return np.median(a)


@njit
def parted(a, k):
    return np.partition(a, k)


@njit
def places(a, v):
    return np.searchsorted(a, v), np.searchsorted(a, v, side="right")


def sample(dtype, length, few=False):
    """Random items of all sizes, or of a few values; among floats NaN, infinities, both zeros and subnormal numbers."""
    rng = np.random.default_rng(length)
    size = np.dtype(dtype).itemsize
    if np.dtype(dtype).kind in "fc":
        a = rng.normal(size=length) * rng.choice([1e-3, 1, 1e30], length)
        kinds = [np.nan, np.inf, -np.inf, 0.0, -0.0, 5e-324, 1e-45, 1.0]
        a = np.where(rng.random(length) < (0.9 if few else 0.2), rng.choice(kinds, length), a)
        if np.dtype(dtype).kind == "c":
            a = a + 1j * rng.choice([np.nan, 0.0, 1.0, -2.0], length)
        with np.errstate(all="ignore"):
            return a.astype(dtype)
    if few:
        return rng.integers(0, 4, length).astype(dtype)
    if np.dtype(dtype).kind == "b":
        return rng.random(length) < 0.5
    return rng.integers(0, 256, length * size, dtype=np.uint8).view(dtype)  # of times some are NaT


def equal(a, b):
    if a.dtype.kind == "c":
        return equal(a.real.copy(), b.real.copy()) and equal(a.imag.copy(), b.imag.copy())
    return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind in "fMm")


@pytest.mark.parametrize("few", [False, True], ids=["many", "few"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_as_numpy(dtype, few):
    for length in LENGTHS:
        a = sample(dtype, length, few)
        for view in (a, a[::-1], a[::3], np.stack([a, a], axis=-1)[:, 1]):
            expected = np.sort(view)
            assert equal(sorted_copy(view), expected)
            assert equal(stably_sorted(view), expected)
            assert equal(view[order(view)], expected)
            assert sorted(order(view).tolist()) == list(range(len(view)))
            assert stable_order(view).tolist() == np.argsort(view, kind="stable").tolist()
            changed = view.copy() if view is a else np.stack([view, view], axis=-1)[:, 0]
            sorted_in_place(changed)
            assert equal(changed, expected)


@pytest.mark.parametrize("dtype", [one for one in DTYPES if "time" not in one])
def test_what_stands_on_sorting(dtype):
    for length in LENGTHS[1:]:
        a = sample(dtype, length)
        known = a if a.dtype.kind != "c" else a[a == a]  # which of the complex NaNs stays is chance
        assert equal(different(known), np.unique(known))
        k = length // 3
        found = parted(a, k)
        assert equal(np.sort(found), np.sort(a))
        assert equal(found[k : k + 1], np.sort(a)[k : k + 1])
        haystack, wanted = np.sort(a), sample(dtype, 50)
        for ours, side in zip(places(haystack, wanted), ("left", "right"), strict=True):
            assert ours.tolist() == np.searchsorted(haystack, wanted, side).tolist()
        assert places(a, wanted)[0].tolist() == np.searchsorted(a, wanted).tolist()  # of what is not sorted, too


@pytest.mark.parametrize("dtype", ["int8", "uint16", "int64", "float32", "float64"])
def test_median(dtype):
    for length in LENGTHS[1:]:
        a = np.random.default_rng(length).integers(0, 100, length).astype(dtype)
        assert middle(a) == np.median(a)
        if a.dtype.kind == "f":
            a[length // 2] = np.nan
            assert np.isnan(middle(a))


def test_stable_sorting_keeps_both_zeros_where_they_are():
    a = np.array([0.0, -0.0, 1.0, -0.0, 0.0, -1.0] * 20)
    assert np.signbit(stably_sorted(a)).tolist() == np.signbit(np.sort(a, kind="stable")).tolist()


@given(arrays.arrays(st.sampled_from(["f8", "f4", "i4", "u1"]), st.integers(0, 300)))
@settings(max_examples=200, deadline=None)
def test_any_array(a):
    assert equal(sorted_copy(a), np.sort(a))
    assert stable_order(a).tolist() == np.argsort(a, kind="stable").tolist()
    assert equal(different(a), np.unique(a))


@njit
def along(a, axis):
    return np.sort(a, axis), np.argsort(a, axis, "stable")


@pytest.mark.parametrize("axis", [0, 1, 2, -1])
def test_along_axes(axis):
    a = np.random.default_rng(1).normal(size=(19, 33, 70))
    for view in (a, a.T, a[::2, ::-1], np.asfortranarray(a)):
        values, taken = along(view, axis)
        assert np.array_equal(values, np.sort(view, axis))
        assert np.array_equal(taken, np.argsort(view, axis, kind="stable"))


@njit(parallel=True)
def rows(a):
    result = np.empty_like(a)
    for i in prange(len(a)):
        result[i] = np.sort(a[i])
    return result


def test_threads_sort_at_the_same_time():
    a = np.random.default_rng(2).normal(size=(300, 500))
    assert np.array_equal(rows(a), np.sort(a))


@njit
def _partitioned(a, kth):
    return np.partition(a, kth), a[np.argpartition(a, kth)], np.median(a)


@pytest.mark.parametrize(
    "kind", ["random", "sorted", "backwards", "equal", "few", "organ pipes", "with NaN", "ints", "complex"]
)
@pytest.mark.parametrize("length", [1, 2, 13, 601, 5000])
def test_selections_of_long_and_odd_arrays(kind, length):
    random = np.random.default_rng(length)
    a = {
        "random": random.normal(size=length),
        "sorted": np.arange(length) * 1.0,
        "backwards": np.arange(length)[::-1] * 1.0,
        "equal": np.ones(length),
        "few": random.integers(0, 3, length) * 1.0,
        "organ pipes": np.abs(np.arange(length) - length // 2) * 1.0,
        "with NaN": np.where(random.random(length) < 0.3, np.nan, random.normal(size=length)),
        "ints": random.integers(-9, 9, length).astype(np.int8),
        "complex": random.integers(0, 4, length) + 1j * random.normal(size=length),
    }[kind]
    for places in ([0], [length // 2], [length - 1], [length // 3, length // 2, -1]):
        kth = np.array(places)
        whole = np.sort(a)
        first, second, median = _partitioned(a, kth)
        for found in (first, second):
            np.testing.assert_array_equal(found[kth], whole[kth])
            np.testing.assert_array_equal(np.sort(found), whole)
            for place in kth % length:
                np.testing.assert_array_equal(np.sort(found[:place]), whole[:place])
        np.testing.assert_allclose(median, np.median(a))
