"""List comprehensions and generator expressions."""

import numpy as np
from numba import njit

from programs import calls


@calls("5", "0")
@njit
def squares(n):
    return [i * i for i in range(n)]


@calls("10")
@njit
def with_condition(n):
    return [i for i in range(n) if i % 3 == 0]


@calls("3")
@njit
def nested(n):
    return [i * 10 + j for i in range(n) for j in range(i)]


@calls("3")
@njit
def of_lists(n):
    rows = [[i + j for j in range(n)] for i in range(n)]
    total = 0
    for row in rows:
        for x in row:
            total += x
    return total


@calls("[1, 2, 3]", "[0.5]")
@njit
def over_list(a):
    return [x * 2 for x in a]


@calls("np.arange(4.0)")
@njit
def over_array(a):
    return [x + 1 for x in a]


@calls("(1, 2, 3)")
@njit
def over_tuple(t):
    return [x - 1 for x in t]


@calls("4")
@njit
def into_array(n):
    return np.array([i * 0.5 for i in range(n)])


@calls("3")
@njit
def into_matrix(n):
    return np.array([[i * j for j in range(n)] for i in range(n)])


@calls("5")
@njit
def uses_outer_names(n):
    k = 3
    return [k * i + n for i in range(n)]


@calls("5")
@njit
def name_does_not_leak(n):
    i = 100
    a = [i for i in range(n)]
    return i, a


@calls("4")
@njit
def of_tuples(n):
    return [(i, i * i) for i in range(n)]


@calls("[1, 2], [3, 4]")
@njit
def zipped(a, b):
    return [x * y for x, y in zip(a, b)]


@calls("5")
@njit
def summed(n):
    return sum([i * i for i in range(n)])


@calls("5")
@njit
def conditional_value(n):
    return [i if i % 2 else -i for i in range(n)]


@calls("[1, 0, 3]")
@njit
def variable_outside_after_an_exception(a):
    x = 7
    try:
        y = [1 // x for x in a]
    except Exception:
        y = [x]
    return x, y


@calls("3")
@njit
def closure_sees_the_variable_outside(n):
    x = 10
    plus = lambda y: x + y  # noqa: E731
    return [plus(1) for x in range(n)], x


@calls("[4, 1, 9]")
@njit
def lambda_inside_sees_the_comprehensions_variable(a):
    return [sorted(a, key=lambda v: (v - x) * (v - x))[0] for x in range(5)]


@calls("((1, 2), (3, 4))")
@njit
def one_name_for_three_variables(x):
    return [[x for x in x] for x in x], x


@calls("[1, 2, 3]")
@njit
def assignment_in_the_condition(a):
    return [y for x in a if (y := x * 2) > 2], y


@calls("[1, 2, 3]")
@njit
def assignment_in_the_item(a):
    t = 0
    return [t := t + x for x in a], t
