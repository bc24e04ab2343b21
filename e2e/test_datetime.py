"""Dates and durations in kernels: what Numba gives for them, and NumPy where Numba fails."""

import itertools

import numpy as np
import pytest
from jaculus import njit

NAT = np.datetime64("NaT", "D")
DATES = [np.datetime64(x) for x in ("1899-03", "1970", "2000-02-29", "2020-01-01T05", "2020-01-01T05:06:07.123456789", "NaT")]
DURATIONS = [
    np.timedelta64(*x) for x in ((5, "D"), (-7, "h"), (3, "W"), (7, "s"), (2, "s"), (1001, "ms"), ("NaT", "s"), (0, "s"))
]


def same(ours, expected):
    assert type(ours) is type(expected)
    if isinstance(expected, tuple):
        assert len(ours) == len(expected)
        for one, other in zip(ours, expected, strict=True):
            same(one, other)
    elif isinstance(expected, (np.ndarray, np.generic)):
        assert ours.dtype == expected.dtype
        np.testing.assert_array_equal(ours, expected)
    else:
        assert ours == expected


@njit
def same_value(a):
    return a


@njit
def comparisons(a, b):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


@njit
def is_nat(a):
    return np.isnat(a)


@njit
def frozen(a):
    return NAT, a == NAT, a != NAT


@pytest.mark.parametrize("value", DATES + DURATIONS + [np.datetime64("NaT"), np.timedelta64(3)], ids=repr)
def test_a_time_goes_in_and_out(value):
    same(same_value(value), value)
    same(same_value((value, 1)), (value, 1))
    assert is_nat(value) is bool(np.isnat(value))


@pytest.mark.parametrize("left, right", list(itertools.product(DATES, DATES)), ids=repr)
def test_dates_compare(left, right):
    same(comparisons(left, right), tuple(bool(x) for x in comparisons.py_func(left, right)))


@pytest.mark.parametrize("left, right", list(itertools.product(DURATIONS, DURATIONS)), ids=repr)
def test_durations_compare(left, right):
    same(comparisons(left, right), tuple(bool(x) for x in comparisons.py_func(left, right)))


def test_a_frozen_date():
    same(frozen(np.datetime64("2020-01-01")), (NAT, False, True))


def test_the_type_is_numbas():
    assert str(same_value.signatures[0][0]).startswith(("datetime64[", "timedelta64["))
