"""Kernels as a user writes them: values, arrays, exceptions, memory."""

import gc
import inspect
import math
import sys
import traceback

import numpy as np
import pytest

from jaculus import errors, float64, int32, int64, njit

SCALE = 3
WEIGHTS = np.array([1.0, 2.0, 4.0])


class TooLargeError(ValueError):
    """An exception class of the user's."""


@njit
def add(a, b):
    return a + b


@njit
def checked(n):
    if n > 10:
        raise TooLargeError("too large", n)
    return n


@njit
def outer(n):
    return checked(n) + 1


@njit
def halves(a):
    result = np.empty_like(a)
    for i in range(len(a)):
        result[i] = a[i] / 2
    return result


@njit
def rest(a):
    return a[1:]


def line_of(function, text):
    lines, start = inspect.getsourcelines(function)
    return start + next(place for place, line in enumerate(lines) if text in line)


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def flat(call, count=100_000):
    for _ in range(2000):
        call()
    gc.collect()
    before = resident()
    for _ in range(count):
        call()
    return resident() - before < 2 << 20


def test_types_are_specialised_lazily():
    assert add(1, 2) == 3
    assert add(1.5, 2) == 3.5
    assert add(np.uint8(200), np.uint8(100)) == 300
    assert np.array_equal(add(np.arange(3.0), 1.0), [1, 2, 3])
    assert [tuple(map(str, one)) for one in add.signatures] == [
        ("int64", "int64"),
        ("float64", "int64"),
        ("uint8", "uint8"),
        ("array(float64, 1d, C)", "float64"),
    ]


def test_constants_and_modules():
    base = 5

    @njit
    def kernel(x):
        return math.sqrt(x) * SCALE + base + WEIGHTS[2] + np.pi

    assert kernel(4.0) == 2 * 3 + 5 + 4 + np.pi


def test_closures_and_lambdas():
    def make(n):
        @njit
        def scaled(x):
            return x * n

        return scaled

    assert (make(2)(5), make(3)(5)) == (10, 15)
    square = njit(lambda x: x * x)
    assert square(7) == 49


def test_explicit_signatures():
    @njit(int32(int32, int32))
    def narrow(a, b):
        return a + b

    assert narrow(2**31 - 1, 1) == -(2**31)
    assert repr(narrow.nopython_signatures) == "[(int32, int32) -> int32]"

    @njit([float64(float64), "int64(int64)"])
    def either(x):
        return x + 1

    assert (either(1), either(1.5)) == (2, 2.5)
    assert either.nopython_signatures == [float64(float64), int64(int64)]


def test_results_own_their_memory():
    a = halves(np.arange(4.0))
    assert a.tolist() == [0, 0.5, 1, 1.5]
    assert a.flags.writeable
    assert type(a.base).__name__ == "PyCapsule"


def test_views_keep_their_parent():
    a = np.arange(4.0)
    view = rest(a)
    assert view.base is a
    view[0] = 9
    assert a[1] == 9
    assert not rest(np.broadcast_to(1.0, (4,))).flags.writeable


def test_exception_has_class_arguments_and_lines():
    with pytest.raises(TooLargeError) as caught:
        outer(77)
    assert caught.value.args == ("too large", 77)
    frames = traceback.extract_tb(caught.value.__traceback__)[-2:]
    assert [(frame.name, frame.lineno, frame.filename) for frame in frames] == [
        ("outer", line_of(outer, "checked(n) + 1"), __file__),
        ("checked", line_of(checked, "raise"), __file__),
    ]


def test_zero_division():
    @njit
    def divide(a, b):
        return a / b

    with pytest.raises(ZeroDivisionError, match="division by zero"):
        divide(1.0, 0.0)
    assert math.isinf(njit(divide.py_func, error_model="numpy")(1.0, 0.0))


def test_endless_recursion_is_an_exception():
    @njit
    def down(n):
        if n < 0:
            return n
        return down(n + 1)

    with pytest.raises(RecursionError):
        down(1)


def test_memory_stays_flat():
    a, large = np.arange(100.0), np.arange(5.0)

    def raising():
        try:
            checked(99)
        except TooLargeError:
            return
        raise AssertionError

    references = sys.getrefcount(a)
    assert flat(lambda: halves(a))
    assert flat(lambda: rest(large))
    assert flat(raising)
    assert sys.getrefcount(a) == references


def test_diagnostic_names_its_line():
    @njit
    def mixed(flag):
        x = 1.0
        if flag:
            x = "a"
        return x

    with pytest.raises(errors.NumbaError) as caught:
        mixed(True)
    line = line_of(mixed, "return x")
    assert f"{__file__}:{line}" in str(caught.value)
    assert caught.value.diagnostic["line"] == line
    assert traceback.extract_tb(caught.value.__traceback__)[-1].name == "test_diagnostic_names_its_line"


def test_inspection(capsys):
    add(1, 2)
    add.inspect_types(signature=(int64, int64))
    text = capsys.readouterr().out
    assert text.startswith("add(a: int64, b: int64) -> int64\n")
    assert "return a + b  # return: int64" in text
    assert "define" in add.inspect_llvm((int64, int64))
    assert "ret" in add.inspect_asm((int64, int64))


def test_a_kernel_with_star_args_gets_them_as_one_tuple():
    @njit
    def collected(a, *rest, factor=2):
        return a + rest[0] * factor, len(rest)

    @njit
    def everything(*given):
        total = 0
        for one in given:
            total += one
        return total

    assert collected(3, 4, 5) == (11, 2)
    assert collected(3, 4.5, factor=1) == (7.5, 1)
    assert everything(1, 2, 3) == 6
    assert everything(7) == 7
