"""Results: Python scalars, tuples, arrays that own their memory, views that keep their parent."""

import gc
import weakref

import numpy as np
import pytest

from jaculus import njit

NEW_ARRAY = """
    long n = args[0].i;
    char *block = jac_alloc(env, n * 8);
    if (block == NULL) return -1;
    double *data = (double *)(block + JAC_DATA);
    for (long i = 0; i < n; i++) data[i] = i;
    jac_escape(env, block);
    results[0].p = block; results[1].p = data; results[2].i = n; results[3].i = 8;
"""
VIEW = "memcpy(results, args, 32); results[1].p = (double *)args[1].p + 1; results[2].i--;"


@pytest.mark.parametrize(
    ("kind", "body", "value"),
    [
        ("bool", "results[0].i = 1;", True),
        ("int8", "results[0].i = -5;", -5),
        ("int64", "results[0].i = INT64_MIN;", -(2**63)),
        ("uint64", "results[0].i = -1;", 2**64 - 1),
        ("float32", "results[0].f = 0.1f;", float(np.float32(0.1))),
        ("float64", "results[0].d = 0.1;", 0.1),
        ("complex128", "results[0].d = 1; results[1].d = -2;", 1 - 2j),
        ("complex64", "results[0].f = 1; results[1].f = -2;", 1 - 2j),
        ("none", "", None),
        ("Tuple()", "", ()),
        ("Tuple(int64, Tuple(none, float64), bool)", "results[0].i = 1; results[1].d = 2; results[2].i = 0;",
         (1, (None, 2.0), False)),
        ("UniTuple(int64, 70)", "for (int i = 0; i < 70; i++) results[i].i = i;", tuple(range(70))),
    ],
)  # fmt: skip
def test_values(kernels, kind, body, value):
    kernels.put("give", kind, body)

    @njit
    def give():
        pass

    result = give()
    assert result == value
    assert type(result) is type(value)


def test_new_array_owns_its_memory(kernels):
    kernels.put("make", "array(float64, 1d, C)", NEW_ARRAY)

    @njit
    def make(n):
        pass

    a = make(5)
    assert a.tolist() == [0, 1, 2, 3, 4]
    assert type(a.base).__name__ == "PyCapsule"
    assert (a.flags.writeable, a.flags.c_contiguous, a.flags.owndata, a.flags.aligned) == (True, True, False, True)
    b = a[1:]
    del a
    gc.collect()
    assert b.tolist() == [1, 2, 3, 4]
    assert make(0).shape == (0,)


def test_view_keeps_its_parent(kernels):
    kernels.put("rest", "array(float64, 1d, C)", VIEW)

    @njit
    def rest(a):
        return a[1:]

    a = np.arange(5.0)
    parent = weakref.ref(a)
    b = rest(a)
    assert b.tolist() == [1, 2, 3, 4]
    assert b.base is a
    b[0] = 7
    assert a[1] == 7
    del a
    assert parent() is not None
    del b
    assert parent() is None
    a = np.arange(5.0)
    a.flags.writeable = False
    kernels.put("rest", "readonly array(float64, 1d, C)", VIEW)
    assert not rest(a).flags.writeable


def test_an_argument_comes_back_as_itself(kernels):
    kernels.put("same", "array(float64, 1d, C)", "memcpy(results, args, 32);")

    @njit
    def same(a):
        return a

    a = np.arange(5.0)
    assert same(a) is a


def test_constant_arrays_are_read_only(kernels):
    body = "results[0].i = 0; results[1].p = data; results[2].i = 2; results[3].i = 8;"
    kernels.put("table", "readonly array(int64, 1d, C)", body, head="static long data[2] = {3, 4};")

    @njit
    def table():
        pass

    assert table().tolist() == [3, 4]
    assert not table().flags.writeable


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def flat(call, count=100_000):
    """Whether memory stays where it is over many calls."""
    for _ in range(2000):
        call()
    gc.collect()
    before = resident()
    for _ in range(count):
        call()
    return resident() - before < 1 << 20


def test_arrays_and_views_do_not_leak(kernels):
    kernels.put("make", "array(float64, 1d, C)", NEW_ARRAY)
    kernels.put("rest", "array(float64, 1d, C)", VIEW)
    kernels.put("both", "UniTuple(array(float64, 1d, C), 2)",
                NEW_ARRAY + "jac_retain(block); memcpy(results + 4, results, 32);")  # fmt: skip

    @njit
    def make(n):
        pass

    @njit
    def rest(a):
        pass

    @njit
    def both(n):
        pass

    a = np.arange(5.0)
    assert flat(lambda: make(1000))
    assert flat(lambda: rest(a))
    assert flat(lambda: both(1000))
