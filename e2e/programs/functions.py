"""Calls between kernels, recursion, closures, functions as values, parameters of every kind."""

import math
import operator
from functools import reduce

import numpy as np
from numba import njit

from programs import calls

SCALE = 3
TABLE = np.array([1, 4, 9, 16])
NAMES = (1, 2.5)


@njit
def square(x):
    return x * x


@njit
def cube(x):
    return x * x * x


@calls("3", "2.5", "np.int8(100)")
@njit
def calls_another(x):
    return square(x) + square(x + 1)


@calls("5", "1")
@njit
def factorial(n):
    if n <= 1:
        return 1
    return n * factorial(n - 1)


@calls("10", "1")
@njit
def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


@calls("2, 3", "0, 5")
@njit
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


@njit
def is_odd(n):
    if n == 0:
        return False
    return is_even(n - 1)


@calls("7", "10")
@njit
def is_even(n):
    if n == 0:
        return True
    return is_odd(n - 1)


@calls("4")
@njit
def reads_globals(i):
    return i * SCALE + TABLE[1] + NAMES[1] + len(TABLE)


@calls("1", "1, 2", "1, 2, 3", "1, 2.5")
@njit
def defaults(a, b=10, c=100):
    return a + b + c


@calls("5")
@njit
def keyword_calls(x):
    return defaults(x, c=1), defaults(b=2, a=x), defaults(x, 3, c=4)


@calls("1", "1, 2, 3")
@njit
def starred(a, *rest):
    total = a
    for x in rest:
        total += x
    return total, len(rest)


@calls("(1, 2, 3)")
@njit
def spread(t):
    return defaults(*t), starred(*t)


@calls("5")
@njit
def inner_function(n):
    def add(x):
        return x + n

    return add(1) * add(2)


@calls("5")
@njit
def inner_lambda(n):
    twice = lambda x: 2 * x  # noqa: E731
    return twice(n) + twice(0.5)


@calls("3")
@njit
def inner_with_defaults(n):
    def f(x, y=2):
        return x * y

    return f(n), f(n, 5)


def make_adder(n):
    @njit
    def adder(x):
        return x + n

    return adder


add_three = make_adder(3)
add_half = make_adder(0.5)


@calls("4")
@njit
def closures(x):
    return add_three(x), add_half(x)


@calls("square, 3", "cube, 2", "square, 1.5")
@njit
def takes_a_function(f, x):
    return f(x) + f(x + 1)


@calls("math.pi / 2")
@njit
def function_in_a_variable(x):
    f = math.sin
    return f(x)


@calls("square, cube, 3")
@njit
def composed(f, g, x):
    return f(g(x)) - g(f(x))


@calls("True", "False")
@njit
def chosen_function(flag):
    if flag:
        return square(3)
    return cube(3)


@calls("[1, 2, 3]")
@njit
def mapped(a):
    total = 0
    for x in map(square, a):
        total += x
    return total


@calls("np.arange(6)")
@njit
def filtered(a):
    total = 0
    for x in filter(lambda v: v % 2 == 0, a):
        total += x
    return total


@calls("(1, 2, 3, 4)", "[5, 6]")
@njit
def reduced(t):
    return reduce(lambda x, y: x * y, t)


@calls("7, 2")
@njit
def operators(a, b):
    return operator.add(a, b), operator.mul(a, b), operator.floordiv(a, b), operator.lt(a, b), operator.neg(a)


@calls("3")
@njit
def no_result(n):
    n += 1


@calls("3")
@njit
def explicit_none(n):
    return None


@calls("5", "-5", "0")
@njit
def several_returns(x):
    if x > 0:
        return 1
    if x < 0:
        return -1.0
    return 0


@calls("8", "1")
@njit
def hanoi(n):
    if n == 0:
        return 0
    return hanoi(n - 1) + 1 + hanoi(n - 1)


@njit
def fill(a, value):
    for i in range(a.size):
        a[i] = value


@calls("np.zeros(3)")
@njit
def callee_writes(a):
    fill(a, 7)
    fill(a[1:], 8)
    return a.sum()


@njit
def pair(x):
    return x, x * 2


@calls("3")
@njit
def callee_returns_tuple(x):
    a, b = pair(x)
    (c, d), e = pair(pair(x)[0]), 5
    return a + b + c + d + e


@calls("1.0, 2.0, 1e-10")
@njit
def bisection(lo, hi, tolerance):
    def f(x):
        return x * x - 2

    while hi - lo > tolerance:
        mid = (lo + hi) / 2
        if f(mid) > 0:
            hi = mid
        else:
            lo = mid
    return round(lo, 6)


@calls("3")
def plain_python_function(n):
    return calls_another(n)


@njit("int64(int64, int64)")
def signed(a, b):
    return a + b


@calls("3, 4", "3.7, 4.2")
@njit
def calls_signed(a, b):
    return signed(int(a), int(b))


@calls("3.7", "np.int8(4)")
@njit("float32(float64)")
def converts_arguments(x):
    return x / 3


@calls("5, 2")
@njit(fastmath=True)
def fast(a, b):
    return a * b + a


@calls("1, 0", "1.0, 0.0", "5, 2")
@njit(error_model="numpy")
def numpy_errors(a, b):
    return a / b, a // b


@calls("np.arange(3), 1", "np.arange(3), 5", "np.arange(3), -1", "np.arange(3), -4")
@njit(boundscheck=True)
def bounds_checked(a, i):
    return a[i]


@calls("5")
@njit(nogil=True, cache=True, inline="never")
def many_options(n):
    return n + 1


@calls("4.0")
def called_with_keywords(x):
    return defaults(a=x, c=2), defaults(x, b=1)


@njit
def sums_from(n, start=5, scale=(1, 2.0), by=0.5):
    for i in range(n):
        start += i
        scale = (scale[0] + i, scale[1])
        by *= 2
    return start, scale, by


@calls("0", "3")
@njit
def defaults_that_change(n):
    return sums_from(n), sums_from(n, 1), sums_from(n, by=1.5), sums_from(n, scale=(3, 1.5))


@calls("[1, 2]")
@njit
def sum_with_a_start(x):
    return sum(x, 10), sum(x, 1.5), sum(x)


@njit
def noted(items, x):
    items.append(x)
    return x


@calls("[0]")
@njit
def calls_before_comprehensions(a):
    three = noted(a, 1), [noted(a, x) for x in range(2)], noted(a, 7)
    total = noted(a, 10) * 2 + sum([noted(a, x) for x in range(3)]) - noted(a, 20)
    least = min(noted(a, 30), [noted(a, x * 10) for x in range(2)][1])
    return a, three, total, least, noted(a, 1) < [noted(a, x) for x in (3, 4)][0] < noted(a, 9)
