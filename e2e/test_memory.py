"""What kernels allocate is freed: memory stays flat over many calls, whatever becomes of them; `--slow`: 100,000."""

import contextlib
import gc
from pathlib import Path

import numpy as np
import pytest

from jaculus import errors, njit

ALLOWED = 3 << 20  # bytes: allocators keep some


@njit
def raises_with_arrays_alive(n):
    a = np.ones(n)
    b = [a, a * 2]
    if a.sum() > 0:
        raise ValueError("too much", n)
    return b[0]


@njit
def returns_arrays(n):
    a = np.arange(n)
    return a, a[1:], a * 2.0


@njit
def takes_a_list(a):
    total = 0
    for x in a:
        total += x
    return total


@njit
def changes_a_list(a):
    a.append(len(a))
    a[0] = a.pop()
    a.sort()


@njit
def returns_lists(n):
    return [i * 0.5 for i in range(n)], [(i, i) for i in range(3)]


@njit
def lists_of_lists(n):
    rows = [[j + 1 for j in range(i)] for i in range(n)]
    total = 0
    for row in rows:
        total += len(row)
    rows.pop()
    return total


@njit
def list_then_raises(a, n):
    a.append(n)
    b = [np.zeros(n) for _ in range(3)]
    return b[0][0] / (len(b) - 3)


@njit
def caught(n):
    total = 0.0
    for i in range(3):
        try:
            a = np.full(n, 1.0 * i)
            if i % 2:
                raise ValueError("odd", i)
            total += a[0]
        except ValueError:
            total += 1
    return total


@njit
def leaves_loops_early(n):
    for i in range(n):
        a = np.ones(n)
        for x in a:
            if x > 0:
                return a[i:]
    return np.zeros(0)


@njit
def strings(s):
    t = s + "-" + s
    for _ in range(3):
        t = t[1:] + "x"
    return t, len(t)


@njit
def optional(n):
    a = None
    if n > 5:
        a = np.ones(n)
    if a is None:
        return 0.0
    return a.sum()


WORDS = "memory " * 10
CALLS = {
    "raises": lambda: raises_with_arrays_alive(200),
    "arrays": lambda: returns_arrays(200),
    "takes a list": lambda: takes_a_list(list(range(100))),
    "changes a list": lambda: changes_a_list(list(range(100))),
    "returns lists": lambda: returns_lists(100),
    "lists of lists": lambda: lists_of_lists(10),
    "list then raises": lambda: list_then_raises([1, 2], 100),
    "caught": lambda: caught(200),
    "leaves early": lambda: leaves_loops_early(200),
    "strings": lambda: strings(WORDS),
    "optional": lambda: optional(200),
}


def resident():
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


@pytest.mark.parametrize("name", CALLS)
def test_memory_stays_flat(name, request):
    def call():
        with contextlib.suppress(ValueError, ZeroDivisionError):
            CALLS[name]()

    try:
        for _ in range(3000):
            call()
    except errors.NumbaError as e:
        pytest.xfail(f"does not compile yet: {e}")
    gc.collect()
    before = resident()
    for _ in range(100_000 if request.config.getoption("--slow") else 20_000):
        call()
    assert resident() - before < ALLOWED


@njit
def zeros(n):
    return np.zeros(n)


@njit
def ones(n):
    return np.ones(n)


def test_a_result_of_zeros_outlives_the_next_calls():
    kept = [zeros(n) for n in (100, 1000, 500_000)]
    for _ in range(3):
        for array in kept:
            ones(len(array))
    assert not any(array.any() for array in kept)
