"""What makes one number, or one fewer axis, of an array."""

import numpy as np
from numba import njit

from programs import calls


@calls("np.arange(5)", "np.arange(5.0)", "np.zeros(0)", "np.arange(5, dtype=np.uint8)", "np.float32([0.5, 1.5])")
@njit
def sums(a):
    return a.sum(), np.sum(a), a.prod(), np.prod(a)


@calls("np.array([3, 1, 2])", "np.array([1.5, -2.5])", "np.array([1.0, np.nan])")
@njit
def extremes(a):
    return a.min(), a.max(), np.min(a), np.max(a), a.argmin(), a.argmax(), np.argmax(a)


@calls("np.zeros(0)")
@njit
def smallest_of_nothing(a):
    return a.min()


@calls("np.arange(5)", "np.arange(5.0)", "np.float32([0.5, 1.5])", "np.array([True, False])")
@njit
def means(a):
    return a.mean(), np.mean(a)


@calls("np.arange(5)", "np.arange(6.0).reshape(2, 3)")
@njit
def spreads(a):
    return a.var(), a.std(), np.var(a), np.std(a)


@calls("np.array([True, False])", "np.array([True, True])", "np.zeros(0, np.bool_)")
@njit
def truths(a):
    return a.all(), a.any(), np.all(a), np.any(a)


@calls("np.arange(5)", "np.arange(4.0)", "np.arange(4, dtype=np.int8)")
@njit
def running(a):
    return np.cumsum(a), np.cumprod(a), a.cumsum()


@calls("np.arange(6.0).reshape(2, 3)")
@njit
def sums_along_axis(a):
    return a.sum(axis=0), a.sum(axis=1), np.sum(a, axis=1), a.sum(0)


@calls("np.arange(6).reshape(2, 3)")
@njit
def of_two_axes(a):
    return a.sum(), a.max(), a.min(), a.mean(), a.argmax()


@calls("np.array([3.0, 1.0, 2.0])", "np.array([4, 1, 3, 2])", "np.array([1.0, np.nan, 2.0])")
@njit
def medians(a):
    return np.median(a)


@calls("np.array([3.0, 1.0, 2.0, 5.0]), 50", "np.array([3.0, 1.0, 2.0, 5.0]), 12.5")
@njit
def percentiles(a, q):
    return np.percentile(a, q), np.quantile(a, q / 100)


@calls("np.array([1.0, np.nan, 3.0])")
@njit
def without_nan(a):
    return np.nansum(a), np.nanmean(a), np.nanmin(a), np.nanmax(a), np.nanstd(a), np.nanmedian(a)


@calls("np.array([1, 5, 2])")
@njit
def peak_to_peak(a):
    return np.ptp(a)


@calls("np.arange(3.0), np.arange(3.0) + 1")
@njit
def dots(a, b):
    return np.dot(a, b), a @ b, np.vdot(a, b), a.dot(b)


@calls("np.arange(4.0).reshape(2, 2), np.ones((2, 3))", "np.arange(6.0).reshape(2, 3), np.arange(3.0)")
@njit
def matrix_products(a, b):
    return np.dot(a, b), a @ b


@calls("np.array([1.0, 2.0, 4.0])")
@njit
def differences(a):
    return np.diff(a), np.ediff1d(a)


@calls("np.arange(5.0), np.array([0.1, 0.2, 0.3, 0.2, 0.2])")
@njit
def averages(a, w):
    return np.average(a), np.average(a, weights=w)


@calls("np.array([1, 1, 2, 5])")
@njit
def counted(a):
    return np.bincount(a), np.count_nonzero(a == 1)


@calls("np.arange(10.0)")
@njit
def expression_sums(a):
    return (a * a).sum(), np.sum(a > 4), np.sqrt((a * a).mean())


@calls("np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 7.0])")
@njit
def correlation(x, y):
    mx, my = x.mean(), y.mean()
    return ((x - mx) * (y - my)).sum() / np.sqrt(((x - mx) ** 2).sum() * ((y - my) ** 2).sum())


@calls("np.arange(12.0).reshape(3, 4)")
@njit
def normalised_rows(a):
    out = np.empty_like(a)
    for i in range(a.shape[0]):
        out[i] = a[i] / a[i].sum()
    return out
