"""Dates and durations in kernels: what Numba gives for them, and NumPy where Numba fails."""

import itertools

import numpy as np
import pytest

from jaculus import njit
from jaculus.errors import TypingError

NAT = np.datetime64("NaT", "D")
DATES = [
    np.datetime64(x) for x in ("1899-03", "1970", "2000-02-29", "2020-01-01T05", "2020-01-01T05:06:07.123456789", "NaT")
]
DURATIONS = [
    np.timedelta64(*x)
    for x in ((5, "D"), (-7, "h"), (3, "W"), (7, "s"), (2, "s"), (1001, "ms"), ("NaT", "s"), (0, "s"))
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
        assert repr(ours) == repr(expected)  # NaN too


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


@pytest.mark.parametrize(("left", "right"), list(itertools.product(DATES, DATES)), ids=repr)
def test_dates_compare(left, right):
    same(comparisons(left, right), tuple(bool(x) for x in comparisons.py_func(left, right)))


@pytest.mark.parametrize(("left", "right"), list(itertools.product(DURATIONS, DURATIONS)), ids=repr)
def test_durations_compare(left, right):
    same(comparisons(left, right), tuple(bool(x) for x in comparisons.py_func(left, right)))


def test_a_frozen_date():
    same(frozen(np.datetime64("2020-01-01")), (NAT, False, True))


def test_the_type_is_numbas():
    assert str(same_value.signatures[0][0]).startswith(("datetime64[", "timedelta64["))


@njit
def sums(a, b):
    return a + b, a - b


@njit
def added(a, b):
    return a + b


@njit
def difference(a, b):
    return a - b


@njit
def signs(d):
    return abs(d), -d, +d


@njit
def scaled(d, n):
    return d * n, n * d, d / n, d // n


@njit
def ratio(a, b):
    return a / b


@njit
def whole_ratio(a, b):
    return a // b, a % b


@njit
def extremes(a, b):
    return np.maximum(a, b), np.minimum(a, b), np.fmax(a, b), np.fmin(a, b)


def expected(kernel, *arguments):
    """What NumPy gives, or None where it refuses."""
    try:
        with np.errstate(all="ignore"):
            result = kernel.py_func(*arguments)
    except (TypeError, ValueError):
        return None
    return tuple(map(plain, result)) if isinstance(result, tuple) else plain(result)


def plain(x):
    return x.item() if isinstance(x, np.generic) and x.dtype.kind in "bif" else x


def check(kernel, *arguments):
    wanted = expected(kernel, *arguments)
    if wanted is None:
        with pytest.raises(TypingError):
            kernel(*arguments)
    else:
        same(kernel(*arguments), wanted)


@pytest.mark.parametrize(("date", "duration"), list(itertools.product(DATES, DURATIONS)), ids=repr)
def test_dates_move(date, duration):
    check(sums, date, duration)
    check(added, duration, date)


@pytest.mark.parametrize(("left", "right"), list(itertools.product(DATES, DATES)), ids=repr)
def test_dates_differ(left, right):
    check(difference, left, right)
    check(extremes, left, right)


@pytest.mark.parametrize(("left", "right"), list(itertools.product(DURATIONS, DURATIONS)), ids=repr)
def test_durations_compute(left, right):
    check(sums, left, right)
    check(extremes, left, right)
    if right != np.timedelta64(0, "s"):
        check(whole_ratio, left, right) if not np.isnat(left) and not np.isnat(right) else None
        check(ratio, left, right)


@pytest.mark.parametrize("duration", DURATIONS, ids=repr)
@pytest.mark.parametrize("number", [2, -3, 2.5, np.float32(0.5), np.uint8(3)], ids=repr)
def test_durations_scale(duration, number):
    check(signs, duration)
    ours = scaled(duration, number)
    same(ours[:2], (duration * number, number * duration))
    ticks, unit = duration.astype(np.int64), np.datetime_data(duration)[0]
    cut = duration if np.isnat(duration) else np.timedelta64(int(ticks / number), unit)  # Numba cuts off, NumPy floors
    same(ours[2:], (cut, cut))


@njit
def array_operations(a, d):
    moved = a + d
    moved[0] = moved[-1]
    return moved, a - a[0], a < a[1], a != a, np.isnat(a), a.min(), a[::2].max(), np.argmax(a), (a - a[0]) / d


def test_arrays():
    a = np.array(["2020-01-05", "2020-01-01", "2021-03-04"], "M8[D]")
    check(array_operations, a, np.timedelta64(5, "h"))
    check(array_operations, a[::-1], np.timedelta64(2, "D"))
    check(array_operations, a.astype("M8[s]"), np.timedelta64(-1, "ms"))


@njit
def reductions(d):
    return d.sum(), d.mean(), np.cumsum(d), d.max(), np.abs(d), [d[0], d[1]]


@pytest.mark.parametrize("values", [[3, -7, 10], [3, "NaT", 10]], ids=repr)
def test_arrays_of_durations(values):
    d = np.array(values, "m8[ms]")
    same(reductions(d)[:5], reductions.py_func(d)[:5])
    assert repr(reductions(d)[5]) == repr(reductions.py_func(d)[5])


@njit
def least(a, b):
    return min(a, b), max(a, b)


def test_min_and_max_keep_the_first_where_one_is_nat():
    one, other = np.timedelta64(1, "h"), np.timedelta64("NaT", "h")
    same(least(one, other), (one, one))
    same(least(one, np.timedelta64(-1, "h")), (np.timedelta64(-1, "h"), one))
    with pytest.raises(TypingError):
        least(one, np.timedelta64(1, "s"))


@njit
def either(c, a, b):
    return a if c else b


@pytest.mark.parametrize(("kernel", "arguments"), [
    (either, (True, DURATIONS[0], DURATIONS[1])),
    (either, (True, DURATIONS[0], 1)),
    (comparisons, (DURATIONS[0], np.timedelta64(1, "M"))),
    (comparisons, (DURATIONS[0], DATES[0])),
    (comparisons, (DURATIONS[0], 1)),
    (sums, (DATES[2], np.timedelta64(1, "M"))),
    (sums, (DATES[2], 1)),
    (scaled, (DURATIONS[0], True)),
    (scaled, (DATES[0], 2)),
])  # fmt: skip
def test_what_numba_refuses(kernel, arguments):
    with pytest.raises(TypingError):
        kernel(*arguments)


@njit
def raising(time):
    raise ValueError("not this one", time)


@pytest.mark.parametrize("time", [DATES[2], DURATIONS[0], np.timedelta64("NaT", "ns")])
def test_a_time_in_an_exception(time):
    with pytest.raises(ValueError, match="not this one") as caught:
        raising(time)
    assert caught.value.args[1].dtype == time.dtype
    assert str(caught.value.args[1]) == str(time)
