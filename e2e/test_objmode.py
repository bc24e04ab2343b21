# ruff: noqa: RUF015 (kernels as users write them)
"""Blocks that CPython runs inside a kernel: `with objmode(...)`."""

import gc
import threading
import weakref

import numpy as np
import pytest

from jaculus import errors, njit
from jaculus.numba import objmode, types
from jaculus.numba.typed import List

SCALE = 3
seen = []


@njit
def roundtrip(a):
    b = a * 2
    with objmode(c="float64[:]", n="intp", word="unicode_type"):
        n = len(b) + SCALE  # a comment with "quotes"
        c = np.concatenate([b, np.asarray([float(n)])])
        word = f"{c.dtype} of {n:03d}"
    return c + n, word


def test_variables_go_in_and_come_out():
    result, word = roundtrip(np.arange(3.0))
    assert list(result) == [6.0, 8.0, 10.0, 12.0]
    assert word == "float64 of 006"


@njit
def in_place(a, n):
    b = np.zeros(3)
    for i in range(n):
        with objmode():
            b[i] = 7
            a[i] = i + 1
            seen.append(b)
    return b


def test_arrays_are_the_kernels_own():
    seen.clear()
    a = np.zeros(3)
    b = in_place(a, 2)
    assert list(a) == [1, 2, 0]
    assert list(b) == [7, 7, 0]
    assert all(list(one) == [7, 7, 0] for one in seen)  # what Python kept lives on


@njit
def keep_and_raise():
    b = np.full(1000, 5.0)
    with objmode():
        seen.append(b)
    raise KeyError("after")


def test_what_python_keeps_outlives_a_failed_call():
    seen.clear()
    for _ in range(10):
        with pytest.raises(KeyError):
            keep_and_raise()
    assert all((one == 5).all() for one in seen)


@njit
def types_by_object(x):
    with objmode(y=types.int32, z=types.float64[:, ::1], flag="boolean"):
        y = int(x)
        z = np.full((2, 2), x)
        flag = x > 1
    return y, z, flag


def test_types_may_be_objects():
    y, z, flag = types_by_object(2.5)
    assert (y, z.tolist(), flag) == (2, [[2.5, 2.5], [2.5, 2.5]], True)


@njit
def wrong_type(x):
    with objmode(y="float64[:]"):
        y = str(x)
    return y


def test_another_type_than_declared_is_a_type_error():
    with pytest.raises(TypeError, match="does not have the type that was declared"):
        wrong_type(1)


def make(offset):
    @njit
    def inner(x):
        with objmode(y="int64"):
            y = x + offset
        return y

    @njit
    def outer(x):
        return inner(x) * 2

    return outer


def test_closures_and_callees():
    assert make(10)(1) == 22
    assert make(20)(1) == 42


@njit(nogil=True)
def failing(x):
    a = np.ones(5)
    with objmode(y="float64"):
        if x > 2:
            raise LookupError("in the block", x)
        y = a.sum()
    return y


def test_exceptions_pass_with_the_blocks_line():
    assert failing(1) == 5
    with pytest.raises(LookupError) as caught:
        failing(3)
    assert caught.value.args == ("in the block", 3)
    last = caught.traceback[-1]
    assert last.name == "failing"
    assert "raise LookupError" in str(last.statement)


@njit
def catching(x):
    try:
        with objmode(y="int64"):
            y = {1: 10}[x]
    except KeyError:
        y = -1
    return y


def test_a_kernel_catches_what_a_block_raises():
    assert (catching(1), catching(2)) == (10, -1)


@njit
def undeclared(x):
    with objmode(y="int64"):
        y = x
        z = x
    return y + z


@njit
def bad_type(x):
    with objmode(y="float65[:]"):
        y = x
    return y


@njit
def leaving(x):
    with objmode():
        return x


@pytest.mark.parametrize(
    ("kernel", "words"),
    [(undeclared, "objmode-output"), (bad_type, "objmode-type"), (leaving, "unsupported-syntax")],
)
def test_mistakes_have_diagnostics(kernel, words):
    with pytest.raises(Exception, match=words):
        kernel(1)


def test_threads_without_the_gil():
    results = []
    threads = [threading.Thread(target=lambda: results.append(failing(1))) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert results == [5.0] * 8


@njit
def imports(x):
    with objmode(y="float64"):
        import math

        def helper(v):
            return math.sqrt(v)

        try:
            y = [helper(v) for v in (x,)][0]
        except ValueError:
            y = -1.0
    return y


def test_any_python_may_be_inside():
    assert imports(4.0) == 2.0
    assert imports(-4.0) == -1.0


def test_a_block_that_uses_no_variable():
    seen = []

    def note():
        seen.append("here")

    @njit
    def kernel():
        with objmode():
            note()
        return 1

    assert kernel() == 1
    assert seen == ["here"]


def test_a_kernel_that_names_itself_in_object_mode_is_collected():
    def made():
        held = np.zeros(3)

        @njit
        def kernel(n):
            with objmode():
                held.sum()
                kernel.__name__  # noqa: B018
            return n

        assert kernel(3) == 3
        return weakref.ref(held)

    held = made()
    gc.collect()
    assert held() is None


def test_an_optional_comes_out_of_a_block():
    @njit
    def f(seed):
        if seed is None:
            with objmode(seed="optional(uint8)"):
                seed = 7
        return seed

    assert (f(None), f(3)) == (7, 3)


def test_a_block_without_brackets_changes_what_it_gets():
    @njit
    def f(n):
        a = np.arange(n)
        with objmode:
            np.multiply(a, 2, out=a)
        return a

    assert list(f(3)) == list(f.py_func(3)) == [0, 2, 4]


@pytest.mark.parametrize("given", [[1, 2], ([1, 2], 3)], ids=str)
def test_a_list_whose_changes_would_be_lost_does_not_go_in(given):
    @njit
    def f(x):
        with objmode():
            print(x)

    with pytest.raises(errors.TypingError, match=r"a list cannot go into an objmode block.*`x`"):
        f(given)


def test_a_list_that_the_block_only_mentions_stays_outside():
    @njit
    def f(n):
        x = [n]
        with objmode(y="int64"):
            y = "x".count("x")  # not the list x
        return x[0] + y

    assert f(2) == 3


def test_a_typed_list_is_the_kernels_own():
    @njit
    def f(x):
        with objmode():
            x[0] = 4
            x.append(9)
        return x[0], len(x)

    given = List([1, 2])
    assert f(given) == (4, 3)
    assert list(given) == [4, 2, 9]
