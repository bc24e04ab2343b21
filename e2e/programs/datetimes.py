"""datetime64 and timedelta64."""

import numpy as np
from numba import njit

from programs import calls


@calls("np.datetime64('2020-03-01'), np.datetime64('2020-02-01')")
@njit
def difference(a, b):
    return a - b


@calls("np.datetime64('2020-02-28'), np.timedelta64(2, 'D')")
@njit
def moved(a, d):
    return a + d, a - d


@calls("np.datetime64('2020-01-01'), np.datetime64('2020-01-02')", "np.datetime64('NaT'), np.datetime64('2020-01-02')")
@njit
def compared(a, b):
    return a < b, a == b, a != b, a >= b


@calls("np.timedelta64(7, 's'), 2", "np.timedelta64(-7, 's'), 3")
@njit
def scaled(d, n):
    return d * n, d // n, d / n


@calls("np.timedelta64(7, 's'), np.timedelta64(2, 's')")
@njit
def ratio(a, b):
    return a / b, a // b, a % b


@calls("np.datetime64('NaT')", "np.datetime64('2021-05-05')", "np.timedelta64('NaT')")
@njit
def is_nat(a):
    return np.isnat(a)


@calls("np.array(['2020-01-01', '2020-01-05', '2020-01-03'], 'M8[D]')")
@njit
def latest(a):
    best = a[0]
    for x in a:
        if x > best:
            best = x
    return best


@calls("np.array(['2020-01-01', '2020-01-05'], 'M8[D]')")
@njit
def differences(a):
    return a[1:] - a[:-1]


@calls("np.timedelta64(-5, 'h')", "np.timedelta64(5, 'h')")
@njit
def absolute(d):
    return abs(d), -d


@calls("np.datetime64('2020-01-01T00:00:00'), np.timedelta64(1, 'm')")
@njit
def units_mixed(a, d):
    return a + d


@calls("np.timedelta64(1, 'h'), np.timedelta64(30, 'm')")
@njit
def durations_mixed(a, b):
    return a + b, a > b


@calls("np.array([1, 2, 3], 'm8[s]')")
@njit
def total(a):
    s = a[0]
    for i in range(1, len(a)):
        s += a[i]
    return s
