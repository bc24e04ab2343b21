"""Slices, masks, index arrays."""

import numpy as np
from numba import njit

from programs import calls


@calls("np.arange(10), 2, 8, 3", "np.arange(10), 8, 2, -2", "np.arange(10), -3, 100, 1", "np.arange(3), 5, 1, 1")
@njit
def slices(a, lo, hi, step):
    return a[lo:hi:step], a[lo:], a[:hi], a[::step]


@calls("np.arange(6)")
@njit
def slice_of_slice(a):
    b = a[1:][::2]
    b[0] = 50
    return b, a


@calls("np.arange(6.0)")
@njit
def slice_writes(a):
    a[:3] = a[3:]
    a[::2] *= 10
    a[1:3] = np.array([7.0, 8.0])
    return a


@calls("np.arange(6)")
@njit
def overlapping_assignment(a):
    a[1:] = a[:-1]
    return a


@calls("np.arange(6)")
@njit
def mask(a):
    return a[a % 2 == 0], a[a > 100]


@calls("np.arange(6)")
@njit
def mask_written(a):
    a[a > 2] = 0
    return a


@calls("np.arange(6.0), np.array([True, False, True, False, True, False])")
@njit
def mask_given(a, m):
    return a[m], a[~m].sum()


@calls("np.arange(10) * 10, np.array([1, 3, -1])")
@njit
def index_array(a, i):
    return a[i]


@calls("np.zeros(5), np.array([1, 3])")
@njit
def index_array_written(a, i):
    a[i] = 7
    return a


@calls("np.arange(12).reshape(3, 4), np.array([0, 2])")
@njit
def index_array_rows(a, i):
    return a[i], a[:, i]


@calls("np.arange(12).reshape(3, 4)")
@njit
def mask_two_axes(a):
    return a[a > 5]


@calls("np.arange(12).reshape(3, 4)")
@njit
def ellipsis(a):
    return a[..., 1], a[1, ...], a[...]


@calls("np.arange(3)")
@njit
def new_axes(a):
    return a[:, None], a[None, :], a[None].shape, a[:, np.newaxis, np.newaxis].shape


@calls("np.arange(10), slice(2, 7, 2)")
@njit
def slice_argument(a, s):
    return a[s]


@calls("np.arange(10), 3")
@njit
def slice_object(a, n):
    s = slice(n, n + 3)
    return a[s], s.start, s.stop


@calls("np.array([3, 1, 2]), np.array([10, 20, 30])")
@njit
def gather_by_hand(order, values):
    out = np.empty_like(values)
    for i in range(len(order)):
        out[i] = values[order[i] - 1]
    return out


@calls("np.arange(10), np.uint8(3)", "np.arange(10), np.int32(-2)")
@njit
def index_types(a, i):
    return a[i]


@calls("np.arange(6).reshape(2, 3), np.array([0, 1, 1]), np.array([2, 0, 1])")
@njit
def two_index_arrays(a, i, j):
    return a[i, j]


@calls("np.arange(5), np.array([4, 0])")
@njit
def taken(a, i):
    return np.take(a, i), a.take(i)


@calls("np.array([1, 0, 2, 0])")
@njit
def nonzero(a):
    return np.nonzero(a)[0], np.flatnonzero(a), np.argwhere(a), np.count_nonzero(a)


@calls("np.array([1, 5, 3]), 2", "np.array([0.5, 9.5]), 1.0")
@njit
def where(a, x):
    return np.where(a > x, a, x), np.where(a > x)[0]
