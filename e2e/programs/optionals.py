"""None and values that may be None."""

import numpy as np
from numba import njit

from programs import calls


@calls("None", "3")
@njit
def is_none(x):
    return x is None


@calls("None", "3", "2.5")
@njit
def default_for_none(x):
    if x is None:
        return 10
    return x


@calls("5", "-5")
@njit
def perhaps(x):
    if x > 0:
        return x
    return None


@calls("5", "-5")
@njit
def perhaps_float(x):
    if x > 0:
        return x * 0.5


@calls("5", "-5")
@njit
def uses_perhaps(x):
    y = perhaps(x)
    if y is None:
        return -1
    return y + 1


@calls("np.arange(3.0)", "np.arange(3.0), None", "np.arange(3.0), np.ones(3)")
@njit
def optional_array(a, weights=None):
    if weights is None:
        return a.sum()
    return (a * weights).sum()


@calls("1, None", "1, 5")
@njit
def is_not_none(a, b=None):
    if b is not None:
        a += b
    return a


@calls("np.array([3, 7, 5]), 7", "np.array([3, 7, 5]), 8")
@njit
def find(a, x):
    for i in range(len(a)):
        if a[i] == x:
            return i
    return None


@calls("np.array([3, 7, 5])", "np.zeros(0, np.int64)")
@njit
def largest(a):
    best = None
    for x in a:
        if best is None or x > best:
            best = x
    return best


@calls("None, None", "1, None", "None, 1")
@njit
def compared(a, b):
    return a is b, a == b


@calls("1, None", "None, 2", "(1, 2), None")
@njit
def none_in_tuple(a, b):
    return a, b


@calls("None", "True")
@njit
def truth(a):
    if a:
        return 1
    return 0


@calls("5", "0")
@njit
def none_again(n):
    o = None
    if n > 3:
        o = None
    return o is None


@calls("1, 1", "1, 0", "0, 1", "0, 0")
@njit
def equal_texts_or_none(p, q):
    one = "text" if p else None
    other = "text" if q else None
    if one == other:
        return 10
    return 20


@calls("None", "3")
@njit
def none_is_no_text(kind):
    return kind is None and kind == "a", "a" != kind if kind is None else True
