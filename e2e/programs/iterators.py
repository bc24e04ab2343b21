"""Iterators in variables: what one loop leaves, the next takes."""

import numpy as np
from numba import njit

from programs import calls


@calls("np.arange(6.0)", "np.arange(2.0)")
@njit
def iterator_goes_on(a):
    it = iter(a)
    s = 0.0
    for x in it:
        s += x
        if x == 1:
            break
    for x in it:
        s += 100 * x
    return s, list(it)


@calls("np.arange(6.0)")
@njit
def next_in_the_loop(a):
    it = iter(a)
    s = 0.0
    for x in it:
        s += x * next(it)
    return s


@calls("(1, 2, 3, 4), np.arange(4.0)")
@njit
def shared_zip_and_enumerate(t, a):
    z = zip(t, a)
    e = enumerate(a)
    first = next(e)
    for x, y in z:
        first = (x, y)
        break
    left = list(z)
    return first, left, list(e)


@calls("20", "3")
@njit
def a_loop_that_runs_again(n):
    it = iter(range(n))
    s = 0
    for _ in range(3):
        for x in it:
            s += x
            break
    return s, list(it)


@calls("3")
@njit
def map_is_used_up(n):
    m = map(lambda x: x * n, range(5))
    r = reversed((1, 2, 3))
    return list(m), sum(m), next(r), list(r), list(r)


@calls("np.arange(6.0)", "np.arange(5.0)")
@njit
def one_iterator_twice_in_a_zip(a):
    it = iter(a)
    other = it
    pairs = [x * 10 + y for x, y in zip(it, other)]
    again = iter(a)
    return pairs, [x + y + z for x, y, z in zip(again, again, again)]
