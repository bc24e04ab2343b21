"""Measures of samples, also of those with NaNs in them."""

import numpy as np

from .declare import numpy_function
from .sorting import median, sort_in_place


@numpy_function(np.percentile)
def percentile(a, q):
    """The item below which q percent lie, between two items by their distance; q is a number or an array."""
    return quantile(a, np.true_divide(q, 100.0))


@numpy_function(np.quantile)
def quantile(a, q):
    """The item below which the fraction q lies."""
    items = a.flatten() * 1.0
    sort_in_place(items)
    if np.ndim(q) == 0:
        return _quantile(items, np.float64(q))
    result = np.empty(len(q), np.float64)
    for i in range(len(q)):
        result[i] = _quantile(items, q[i])
    return result


def _quantile(items, q):
    if not 0 <= q <= 1:
        raise ValueError("Quantiles must be in the range [0, 1]")
    last = len(items) - 1
    if last < 0 or items[last] != items[last]:
        return np.nan
    place = q * last
    i = int(np.floor(place))
    if i == last:
        return items[last]
    part = place - i
    low, high = items[i], items[i + 1]
    if part < 0.5:
        return low + (high - low) * part
    return high - (high - low) * (1 - part)


def _numbers(a):
    """The elements that are no NaN."""
    flat = a.ravel()
    result = np.empty(a.size, a.dtype)
    count = 0
    for item in flat:
        if item == item:
            result[count] = item
            count += 1
    return result[:count]


@numpy_function(np.nansum)
def nansum(a):
    """The sum without NaNs."""
    return np.sum(_numbers(a))


@numpy_function(np.nanprod)
def nanprod(a):
    """The product without NaNs."""
    return np.prod(_numbers(a))


@numpy_function(np.nanmean)
def nanmean(a):
    """The mean without NaNs; of nothing, NaN."""
    return np.mean(_numbers(a))


@numpy_function(np.nanvar)
def nanvar(a, dtype=None, out=None, ddof=0):
    """The variance without NaNs."""
    numbers = _numbers(a)
    if len(numbers) <= ddof:
        return np.nan
    return np.var(numbers) * len(numbers) / (len(numbers) - ddof)


@numpy_function(np.nanstd)
def nanstd(a, dtype=None, out=None, ddof=0):
    """The standard deviation without NaNs."""
    return np.sqrt(nanvar(a, dtype, out, ddof))


@numpy_function(np.nancumsum)
def nancumsum(a):
    """Sums up to each element; a NaN adds nothing."""
    return np.cumsum(_replaced(a, 0))


@numpy_function(np.nancumprod)
def nancumprod(a):
    """Products up to each element; a NaN is a factor of 1."""
    return np.cumprod(_replaced(a, 1))


def _replaced(a, value):
    return np.where(np.not_equal(a, a), a.dtype.type(value), a)


@numpy_function(np.nanmin)
def nanmin(a):
    """The least without NaNs; NaN where nothing else is there."""
    if a.size == 0:
        raise ValueError("nanmin(): empty array")
    best = a.ravel()[0]
    for item in a.ravel():
        if not item >= best and item == item:
            best = item
    return best


@numpy_function(np.nanmax)
def nanmax(a):
    """The greatest without NaNs; NaN where nothing else is there."""
    if a.size == 0:
        raise ValueError("nanmax(): empty array")
    best = a.ravel()[0]
    for item in a.ravel():
        if not item <= best and item == item:
            best = item
    return best


@numpy_function(np.nanmedian)
def nanmedian(a):
    """The median without NaNs."""
    return median(_numbers(a))


@numpy_function(np.nanpercentile)
def nanpercentile(a, q):
    """The percentile without NaNs."""
    return percentile(_numbers(a), q)


@numpy_function(np.nanquantile)
def nanquantile(a, q):
    """The quantile without NaNs."""
    return quantile(_numbers(a), q)


@numpy_function(np.average)
def average(a, weights=None):
    """The mean, or the mean by weights."""
    if weights is None:
        return np.mean(a)
    total = np.sum(weights) * 1.0
    if total == 0:
        raise ZeroDivisionError("Weights sum to zero, can't be normalized.")
    return np.sum(a * weights) / total


@numpy_function(np.ediff1d)
def ediff1d(ary, to_end=None, to_begin=None):
    """Each element of the flattened array minus the one before it, between what shall stand at both ends."""
    flat = np.asarray(ary).ravel()
    begin, end = _end(to_begin, flat), _end(to_end, flat)
    inner = max(len(flat) - 1, 0)
    result = np.empty(len(begin) + inner + len(end), flat.dtype)
    result[: len(begin)] = begin
    for i in range(inner):
        result[len(begin) + i] = flat[i + 1] - flat[i]
    result[len(begin) + inner :] = end
    return result


def _end(values, like):
    if values is None:
        return np.empty(0, like.dtype)
    return np.asarray(values).ravel().astype(like.dtype)


@numpy_function(np.convolve)
def convolve(a, v, mode="full"):
    """The products of two vectors against each other at every overlap, at those as long as the longer, or at whole ones."""
    if len(a) == 0:
        raise ValueError("'a' cannot be empty")
    if len(v) == 0:
        raise ValueError("'v' cannot be empty")
    result = np.zeros(len(a) + len(v) - 1, (a[:0] * v[:0]).dtype)
    for i in range(len(a)):
        for j in range(len(v)):
            result[i + j] += a[i] * v[j]
    return _middle(result, max(len(a), len(v)), min(len(a), len(v)), mode)


def _middle(full, longer, shorter, mode):
    if mode == "full":
        return full
    if mode == "same":
        first = (shorter - 1) // 2
        return full[first : first + longer]
    if mode == "valid":
        return full[shorter - 1 : longer]
    raise ValueError("Invalid 'mode', valid are 'full', 'same', 'valid'")


@numpy_function(np.correlate)
def correlate(a, v, mode="valid"):
    """The products of two vectors side by side, the second one conjugated."""
    if len(a) == 0:
        raise ValueError("'a' cannot be empty")
    if len(v) == 0:
        raise ValueError("'v' cannot be empty")
    full = convolve(a, np.conj(v)[::-1])
    if mode == "same" and len(v) > len(a):
        first = len(a) // 2
        return full[first : first + len(v)]
    return _middle(full, max(len(a), len(v)), min(len(a), len(v)), mode)


@numpy_function(np.trapezoid)
def trapezoid(y, x=None, dx=1.0):
    """The area below the broken line through y, along the last axis."""
    if y.ndim > 1:
        result = np.empty(y.shape[:-1], np.float64)
        for i in range(len(y)):
            result[i] = trapezoid(y[i], _line(x, i), dx)
        return result
    total = 0.0
    for i in range(1, len(y)):
        width = dx if x is None else x[i] - x[i - 1]
        total += width * (y[i] + y[i - 1]) / 2.0
    return total


def _line(x, i):
    if x is None:
        return None
    return x[i] if x.ndim > 1 else x


@numpy_function(np.isclose)
def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether numbers are as good as equal: |a - b| <= atol + rtol |b|."""
    near = np.less_equal(np.abs(np.subtract(a, b)), atol + rtol * np.abs(b))
    near = near & np.isfinite(b) | np.equal(a, b)
    if equal_nan:
        return near | np.isnan(a) & np.isnan(b)
    return near


@numpy_function(np.allclose)
def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether all numbers are as good as equal."""
    near = isclose(a, b, rtol, atol, equal_nan)
    return near if np.ndim(near) == 0 else np.all(near)


@numpy_function(np.nan_to_num)
def nan_to_num(x, copy=True, nan=0.0):
    """NaN as another number, infinities as the largest finite ones."""
    if np.ndim(x) == 0:
        return _finite(x, nan)
    result = x.copy() if copy else x
    flat = result.ravel()
    for i in range(len(flat)):
        flat[i] = _finite(flat[i], nan)
    return flat.reshape(x.shape)


def _finite(x, nan):
    if x != x:
        return x.dtype.type(nan)
    if np.isinf(x):
        largest = 3.4028234663852886e38 if x.dtype == np.float32 else 1.7976931348623157e308
        return x.dtype.type(largest if x > 0 else -largest)
    return x


@numpy_function(np.vdot)
def vdot(a, b):
    """The inner product of the flattened arrays."""
    return np.dot(a.ravel(), b.ravel())


@numpy_function(np.cross)
def cross(a, b):
    """The vector product of vectors of three, or of two whose third is 0; of each row, where there are rows."""
    if a.ndim == 1 and b.ndim == 1:
        return _cross(a, b)
    rows = len(a) if a.ndim > 1 else len(b)
    result = np.empty((rows, 3), (a.ravel()[:0] * b.ravel()[:0]).dtype)
    for i in range(rows):
        result[i] = _cross(a[i] if a.ndim > 1 else a, b[i] if b.ndim > 1 else b)
    return result


def _cross(a, b):
    if len(a) not in (2, 3) or len(b) not in (2, 3) or len(a) + len(b) == 4:
        raise ValueError("Incompatible dimensions for cross product")
    result = np.empty(3, (a[:0] * b[:0]).dtype)
    third, other = a.dtype.type(0), b.dtype.type(0)
    if len(a) == 3:
        third = a[2]
    if len(b) == 3:
        other = b[2]
    result[0] = a[1] * other - third * b[1]
    result[1] = third * b[0] - a[0] * other
    result[2] = a[0] * b[1] - a[1] * b[0]
    return result


@numpy_function(np.cov)
def cov(m, y=None, rowvar=True, bias=False, ddof=None):
    """How rows vary together, or columns unless `rowvar`; a row is one variable. More of them may come in `y`."""
    freedom = (0 if bias else 1) if ddof is None else ddof
    if m.ndim == 1 and y is None:
        return _covariance(np.expand_dims(m, 0), freedom)[0, 0]
    return _covariance(_variables(m, y, rowvar), freedom)


def _variables(m, y, rowvar):
    if y is None:
        return _as_rows(m, rowvar)
    return np.vstack((_as_rows(m, rowvar), _as_rows(y, rowvar)))


def _as_rows(m, rowvar):
    if m.ndim == 1:
        return np.expand_dims(m, 0) * 1.0
    return (m * 1.0 if rowvar else m.T * 1.0).copy()


def _covariance(m, freedom):
    count = m.shape[0]
    centred = np.empty(m.shape, (m[:0] * 1.0).dtype)
    for i in range(count):
        centred[i] = m[i] - np.mean(m[i])
    return np.dot(centred, np.conj(centred).T) / (m.shape[1] - freedom)


@numpy_function(np.corrcoef)
def corrcoef(x, y=None, rowvar=True):
    """Covariances divided by both standard deviations."""
    if x.ndim == 1 and y is None:
        return 1.0
    c = cov(x, y, rowvar)
    scale = np.sqrt(np.diag(c))
    return np.clip(c / np.expand_dims(scale, 1) / scale, -1.0, 1.0)
