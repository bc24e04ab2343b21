"""Functions that are chosen at run time: items of tuples of functions, loops over them, and either of two."""

import math

import numpy as np
import pytest

from jaculus.numba import errors, njit


@njit
def add(a, b=1):
    return a + b


@njit
def multiply(a, b=2):
    return a * b


@njit
def subtract(a, b=3):
    return a - b


@njit
def fails(a, b=0):
    if a > 2:
        raise ValueError("too much")
    return a


FUNCTIONS = (add, multiply, subtract)
MATHS = (math.sin, math.cos, np.sqrt)


def by_index(i, a, b):
    return FUNCTIONS[i](a, b)


def by_variable(i, a):
    f = FUNCTIONS[i]
    return f(a) + f(a, b=2)


def in_loop(a):
    total = a
    for f in FUNCTIONS:
        total = f(total)
    return total


def with_names(a):
    total = 0
    for i, f in enumerate(FUNCTIONS):
        total += f(a) * (i + 1)
    return total


def either(c, a):
    f = add if c else multiply
    return f(a) + (subtract if c else add)(a)


def of_maths(i, x):
    return MATHS[i](x)


def of_arguments(functions, i, a):
    return functions[i](a)


def of_lambdas(i, a):
    functions = (lambda x: x + 1, lambda x: x * a)
    return functions[i](a)


def counted(i, a):
    calls = [0]

    def argument():
        calls[0] += 1
        return a

    return FUNCTIONS[i](argument()), calls[0]


@pytest.mark.parametrize("i", [-3, -1, 0, 1, 2])
@pytest.mark.parametrize("a", [5, 2.5, 1j, np.arange(3.0)], ids=["int", "float", "complex", "array"])
def test_items_of_tuples(i, a):
    np.testing.assert_array_equal(njit(by_index)(i, a, a), by_index(i, a, a))
    np.testing.assert_array_equal(njit(by_variable)(i, a), by_variable(i, a))
    assert njit(of_maths)(i, 0.5) == pytest.approx(of_maths(i, 0.5), rel=1e-15)


def test_functions_of_an_argument_and_of_the_kernel_itself():
    assert [njit(of_arguments)(FUNCTIONS, i, 7) for i in range(3)] == [8, 14, 4]
    assert [njit(of_lambdas)(i, 7) for i in range(2)] == [8, 49]
    assert njit(counted)(1, 7) == (14, 1)


def test_loops():
    assert njit(in_loop)(5) == in_loop(5)
    assert njit(with_names)(5) == with_names(5)


def test_either_of_two():
    for c in (True, False):
        assert njit(either)(c, 5) == either(c, 5)


@pytest.mark.parametrize("i", [3, -4, 1 << 40])
def test_a_wrong_index(i):
    with pytest.raises(IndexError, match="tuple index out of range"):
        njit(by_index)(i, 1, 2)


def test_exceptions_have_their_line():
    functions = (add, fails)

    @njit
    def f(i, a):
        return functions[i](a)

    assert f(1, 2) == 2
    with pytest.raises(ValueError, match="too much"):
        f(1, 3)


def test_results_of_different_types_are_refused():
    functions = (add, njit(lambda a: "text"))

    @njit
    def f(i, a):
        return functions[i](a)

    with pytest.raises(errors.TypingError, match="the result"):
        f(0, 1)


def test_functions_that_paths_choose_are_still_refused():
    @njit
    def f(c, a):
        if c:  # noqa: SIM108
            g = add
        else:
            g = multiply
        return g(a)

    with pytest.raises(errors.TypingError, match="known while the kernel is compiled"):
        f(True, 1)
