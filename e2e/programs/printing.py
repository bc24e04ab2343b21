"""print, as it looks."""

import numpy as np
from numba import njit

from programs import calls


@calls("1", "-5", "np.uint8(200)", "2**62")
@njit
def an_integer(x):
    print(x)


@calls("0.1", "1e20", "1.0", "float('nan')", "float('-inf')", "np.float32(0.1)")
@njit
def a_float(x):
    print(x)


@calls("True", "False")
@njit
def a_bool(x):
    print(x, not x)


@calls("3, 2.5")
@njit
def several(a, b):
    print(a, b, "and", a + b)


@calls("")
@njit
def nothing():
    print()


@calls("")
@njit
def text():
    print("hello", "world")


@calls("3")
@njit
def in_a_loop(n):
    for i in range(n):
        print("step", i)
    return n


@calls("(1, 2.5)", "(1, (2, 3))", "()", "(1,)")
@njit
def a_tuple(t):
    print(t)


@calls("np.arange(3)", "np.array([0.5, 1.5])", "np.zeros((2, 2))")
@njit
def an_array(a):
    print(a)


@calls("1 + 2j")
@njit
def a_complex(z):
    print(z)


@calls("None")
@njit
def none(x):
    print(x)


@calls("[1, 2, 3]")
@njit
def a_list(a):
    print(a)


@calls("'word'")
@njit
def a_string(s):
    print(s, s + "!")


@calls("5, 0.5")
@njit
def an_fstring(n, x):
    print(f"n={n} x={x}")


@calls("0", "1")
@njit
def before_an_exception(n):
    print("before")
    if n == 0:
        raise ValueError("stop")
    print("after")
