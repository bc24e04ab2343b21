"""None, and values that may be None: as in Python, but that computing with None is Numba's TypeError."""

import numpy as np
import pytest

import jaculus
from jaculus import njit, types


def maybe(c):
    x = None
    if c:
        x = 5
    return x


def largest(a):
    best = None
    for x in a:
        if best is None or x > best:
            best = x
    return best


def doubled(a, c):
    r = None
    if c:
        r = a * 2
    return r


def pair(c):
    r = None
    if c:
        r = (1, 2.5)
    return (r, c)


def shifted(a, by=None):
    if by is None:
        return a + 1
    return a + by.sum()


def compared(c):
    x = 7 if c > 0 else None
    y = 2.5 if c > 1 else None
    return x is None, x is not None, x == None, x != 7 if x is not None else 0, y is None, not x  # noqa: E711


def chosen(c):
    x = None
    if c > 0:
        x = c
    if x is not None:
        return x * 2
    return -1


def recent(n):
    last = None
    for i in range(n):
        if last is not None and last + 1 != i:
            return -1
        last = i
    return last


CALLS = [
    (maybe, [(0,), (1,)]),
    (largest, [(np.array([1.0, 3.0, 2.0]),), (np.zeros(0),)]),
    (doubled, [(np.ones(3), True), (np.ones(3), False)]),
    (pair, [(True,), (False,)]),
    (shifted, [(1,), (1, None), (1, np.ones(3))]),
    (compared, [(0,), (1,), (2,)]),
    (chosen, [(0,), (4,)]),
    (recent, [(0,), (5,)]),
]


@pytest.mark.parametrize(("function", "calls"), CALLS, ids=lambda x: getattr(x, "__name__", ""))
def test_as_in_python(function, calls):
    compiled = njit(function)
    for arguments in calls:
        found, expected = compiled(*arguments), function(*arguments)
        assert type(found) is type(expected) or isinstance(expected, np.generic)
        assert np.array_equal(found, expected) if isinstance(expected, np.ndarray) else found == expected


def test_computing_with_none_is_a_type_error():
    @njit
    def f(c):
        x = None
        if c:
            x = 3
        return x + 1.5

    assert f(1) == 4.5
    with pytest.raises(TypeError, match="expected int64, got None"):
        f(0)


@pytest.mark.parametrize("item", [types.int64, types.float64, types.complex128])
def test_signatures_with_optional(item):
    @njit(item(types.optional(item), types.int64))
    def f(x, y):
        return y if x is None else x

    assert f(None, 7) == 7
    assert f(3, 7) == 3
    assert type(f(3, 7)) is type(item(0).item() if hasattr(item(0), "item") else item(0))


def test_optional_results_and_arrays_in_signatures():
    @njit("optional(float64)(optional(float64[:]), int64)")
    def f(a, i):
        if a is None or i >= a.size:
            return None
        return a[i]

    assert f(None, 0) is None
    assert f(np.arange(3.0), 2) == 2.0
    assert f(np.arange(3.0), 3) is None


def test_a_dead_branch_is_not_typed():
    wide = False

    @njit
    def f(a, b=None):
        if b is None:
            return a.sum()
        if wide:
            return a.nonsense
        return b.shape[0]

    assert f(np.ones(3)) == 3.0
    assert f(np.ones(3), np.ones((2, 2))) == 2


def test_nothing_leaks():
    compiled = njit(doubled)
    for _ in range(2000):
        compiled(np.ones(1000), True)
        compiled(np.ones(1000), False)
    assert jaculus.njit(maybe)(0) is None
