"""prange and parallel=True: the same as one after the other."""

import numpy as np
from numba import njit, prange

from programs import calls


@calls("1000", "0", "1")
@njit(parallel=True)
def sum_reduction(n):
    total = 0
    for i in prange(n):
        total += i
    return total


@calls("np.arange(1000.0)")
@njit(parallel=True)
def float_reduction(a):
    total = 0.0
    for i in prange(len(a)):
        total += a[i] * 0.5
    return total


@calls("np.arange(100)")
@njit(parallel=True)
def each_item(a):
    out = np.empty_like(a)
    for i in prange(len(a)):
        out[i] = a[i] * a[i]
    return out


@calls("np.arange(12.0).reshape(3, 4)")
@njit(parallel=True)
def each_row(a):
    out = np.empty(a.shape[0])
    for i in prange(a.shape[0]):
        s = 0.0
        for j in range(a.shape[1]):
            s += a[i, j]
        out[i] = s
    return out


@calls("10")
@njit(parallel=True)
def product_reduction(n):
    p = 1.0
    for i in prange(1, n):
        p *= i
    return p


@calls("np.array([3, 9, 2, 7])")
@njit(parallel=True)
def max_reduction(a):
    best = a[0]
    for i in prange(len(a)):
        best = max(best, a[i])
    return best


@calls("np.array([3.5, 9.0, -2.0, 7.0])")
@njit(parallel=True)
def min_reduction(a):
    best = a[0]
    for i in prange(len(a)):
        best = min(best, a[i])
    return best


@calls("100")
@njit(parallel=True)
def array_reduction(n):
    total = np.zeros(3)
    for i in prange(n):
        total += np.array([1.0, i, 2.0])
    return total


@calls("50")
@njit(parallel=True)
def with_condition(n):
    count = 0
    for i in prange(n):
        if i % 3 == 0:
            count += 1
    return count


@calls("20, 30")
@njit(parallel=True)
def between(lo, hi):
    total = 0
    for i in prange(lo, hi):
        total += i
    return total


@calls("np.arange(10.0)")
@njit(parallel=True)
def array_expression(a):
    return np.sqrt(a * a + 1.0) - a


@calls("8")
@njit
def prange_without_parallel(n):
    total = 0
    for i in prange(n):
        total += i
    return total


@calls("10")
@njit(parallel=True)
def nested(n):
    out = np.zeros((n, n))
    for i in prange(n):
        for j in prange(n):
            out[i, j] = i * j
    return out


@calls("10")
@njit(parallel=True)
def two_reductions(n):
    a = 0
    b = 1.0
    for i in prange(n):
        a += i
        b += 0.5 * i
    return a, b


@calls("10")
@njit(parallel=True)
def subtracting(n):
    total = 100
    for i in prange(n):
        total -= i
    return total


@njit
def work(x):
    return x * x + 1


@calls("16")
@njit(parallel=True)
def calls_a_kernel(n):
    out = np.empty(n, np.int64)
    for i in prange(n):
        out[i] = work(i)
    return out


@calls("1000000")
@njit(parallel=True)
def pi(n):
    h = 1.0 / n
    total = 0.0
    for i in prange(n):
        x = h * (i + 0.5)
        total += 4.0 / (1.0 + x * x)
    return round(total * h, 9)


@calls("6")
@njit(parallel=True)
def local_arrays(n):
    out = np.zeros(n)
    for i in prange(n):
        scratch = np.full(i + 1, 2.0)
        out[i] = scratch.sum()
    return out


@calls("np.zeros(6)", "np.ones(0)")
@njit(parallel=True)
def written_for_the_caller(a):
    for i in prange(a.size):
        a[i] += i


@calls("np.array([0.1, 0.4, 0.5, 0.9]), 2")
@njit(parallel=True)
def early_sequential(a, n):
    total = 0.0
    for k in range(n):
        for i in prange(len(a)):
            total += a[i] * (k + 1)
    return total
