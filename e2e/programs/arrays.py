"""Arrays of one axis: made, read, written, returned."""

import numpy as np
from numba import njit

from programs import calls


@calls("5", "0")
@njit
def made(n):
    return np.zeros(n), np.ones(n, np.int32), np.full(n, 2.5), np.arange(n), np.empty(n).size


@calls("2, 9, 3", "9, 2, -2", "0, 1, 0.25")
@njit
def ranges(lo, hi, step):
    return np.arange(lo, hi, step)


@calls("0.0, 1.0, 5", "1, 10, 4")
@njit
def spaced(lo, hi, n):
    return np.linspace(lo, hi, n)


@calls("")
@njit
def literals():
    return np.array([1, 2, 3]), np.array([1.5, 2]), np.array([[1, 2], [3, 4]])


@calls("np.arange(5.0)")
@njit
def attributes(a):
    return a.size, a.ndim, a.shape, len(a), a.itemsize, a.nbytes


@calls("np.arange(5.0), 2", "np.arange(5), -1")
@njit
def item(a, i):
    return a[i]


@calls("np.arange(5)")
@njit
def written(a):
    a[0] = 10
    a[-1] = 20
    a[1] += 5


@calls("np.zeros(3, np.uint8), 300.7", "np.zeros(3, np.int8), -1.5", "np.zeros(3, np.float32), 0.1")
@njit
def stored(a, x):
    a[0] = x
    a[1:] = x
    return a


@calls("np.arange(5)", "np.arange(5.0)[::2]", "np.zeros(0)")
@njit
def copied(a):
    b = a.copy()
    if b.size:
        b[0] = 99
    return b


@calls("np.arange(4)")
@njit
def types(a):
    return a.astype(np.float32), a.astype(np.uint8), a.astype("float64")


@calls("np.arange(5)")
@njit
def like(a):
    return np.zeros_like(a), np.ones_like(a), np.full_like(a, 7), np.empty_like(a).shape


@calls("np.arange(5), np.arange(5.0)")
@njit
def elementwise(a, b):
    return a + b, a - b, a * b, a / (b + 1), a**2


@calls("np.array([True, False]), np.array([True, True])")
@njit
def bools(a, b):
    return a & b, a | b, a ^ b, ~a


@calls("np.arange(5), 2", "np.array([0.5, 2.5]), 2.0")
@njit
def comparisons(a, x):
    return a < x, a == x, a >= x, a != x


@calls("np.arange(6)")
@njit
def augmented(a):
    a += 1
    a *= 2
    a -= a // 3
    return a


@calls("np.arange(10)")
@njit
def prefix_sums(a):
    out = np.empty(len(a) + 1, a.dtype)
    out[0] = 0
    for i in range(len(a)):
        out[i + 1] = out[i] + a[i]
    return out


@calls("np.array([3.0, -1.0, 2.0])", "np.array([5])")
@njit
def argmax_by_hand(a):
    best = 0
    for i in range(1, len(a)):
        if a[i] > a[best]:
            best = i
    return best, a[best]


@calls("np.array([4, 1, 3, 1, 5])")
@njit
def bubble_sort(a):
    n = len(a)
    for i in range(n):
        for j in range(n - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a


@calls("np.array([1, 3, 5, 7]), 5", "np.array([1, 3, 5, 7]), 4")
@njit
def binary_search(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo if lo < len(a) and a[lo] == x else -1


@calls("np.array([1, 2, 2, 3, 3, 3]), 5")
@njit
def histogram_by_hand(a, bins):
    counts = np.zeros(bins, np.int64)
    for x in a:
        counts[x] += 1
    return counts


@calls("np.arange(6.0), 3")
@njit
def moving_average(a, w):
    out = np.empty(len(a) - w + 1)
    for i in range(len(out)):
        out[i] = a[i : i + w].mean()
    return out


@calls("np.array([1.0, 2.0, 3.0]), 2.0")
@njit
def horner(coefficients, x):
    y = 0.0
    for c in coefficients[::-1]:
        y = y * x + c
    return y


@calls("np.arange(5)")
@njit
def returned_as_it_is(a):
    return a


@calls("np.arange(5)")
@njit
def several_views(a):
    return a[1:], a[:-1], a[::-1]


@calls("np.frombuffer(b'abc', np.uint8)", "np.broadcast_to(1.5, (3,))")
@njit
def read_only(a):
    return a.sum()


@calls("np.arange(3, dtype=np.uint8), np.arange(3, dtype=np.int8)", "np.float32([1, 2]), np.int16([3, 4])")
@njit
def mixed_types(a, b):
    return a + b, a * b, a - b


@calls("np.array([7, -7]), np.array([2, 0])", "np.array([7.5, -7.5]), np.array([2.0, 0.0])")
@njit
def division(a, b):
    return a // b, a % b, a / b


@calls("np.arange(4), 1")
@njit
def shifted(a, n):
    return a << n, a >> n, ~a, a & 1, -a


@calls("np.array([1.0, 4.0])")
@njit
def item_method(a):
    return a[:1].item(), a.item(1)


@calls("np.arange(4)")
@njit
def filled(a):
    a.fill(9)
    return a


@calls("np.array([0.0])", "np.array([3])")
@njit
def truth(a):
    if a[0]:
        return True
    return False


@calls("np.arange(5), 3", "np.arange(5), 9")
@njit
def membership(a, x):
    return x in a


@calls("np.arange(3)")
@njit
def iterated_and_changed(a):
    total = 0
    for x in a:
        a[0] += 1
        total += x
    return total
