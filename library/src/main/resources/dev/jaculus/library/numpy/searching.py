"""Where elements are, and how often."""

import numpy as np

from .declare import numpy_function
from .sorting import searchsorted


@numpy_function(np.flatnonzero)
def flatnonzero(a):
    """The places of the true elements of the flattened array."""
    return places(a.ravel())


def places(mask):
    """Where a vector is true."""
    result = np.empty(np.count_nonzero(mask), np.int64)
    count = 0
    for i in range(len(mask)):
        if mask[i]:
            result[count] = i
            count += 1
    return result


@numpy_function(np.nonzero)
@numpy_function(np.ndarray.nonzero)
def nonzero(a):
    """For each axis, the indices of the true elements."""
    return _unravelled(flatnonzero(a), a.shape)


def _unravelled(flat, shape):
    if len(shape) == 1:
        return (flat,)
    return _unravelled(flat // shape[-1], shape[:-1]) + (flat % shape[-1],)


@numpy_function(np.argwhere)
def argwhere(a):
    """A row of indices for each true element."""
    if a.ndim == 1:
        return flatnonzero(a).reshape((-1, 1))
    flat = flatnonzero(a)
    result = np.empty((len(flat), a.ndim), np.int64)
    for i in range(len(flat)):
        place = flat[i]
        for axis in range(a.ndim - 1, -1, -1):
            result[i, axis] = place % a.shape[axis]
            place //= a.shape[axis]
    return result


@numpy_function(np.take)
def take(a, indices):
    """The elements at these places of the flattened array."""
    flat = a.ravel()
    if np.ndim(indices) == 0:
        return flat[_checked(indices, len(flat))]
    given = np.asarray(indices)
    places = given.ravel()
    result = np.empty(len(places), a.dtype)
    for i in range(len(places)):
        result[i] = flat[_checked(places[i], len(flat))]
    return result.reshape(given.shape)


def _checked(index, length):
    if index < -length or index >= length:
        raise IndexError("take: index out of bounds")
    return index


@numpy_function(np.bincount)
def bincount(a, weights=None, minlength=0):
    """How often each of 0, 1, 2, ... occurs, or the sum of the weights there."""
    if minlength < 0:
        raise ValueError("'minlength' must not be negative")
    length = minlength
    for item in a:
        if item < 0:
            raise ValueError("first argument must be non-negative")
        length = max(length, item + 1)
    if weights is None:
        counts = np.zeros(length, np.int64)
        for item in a:
            counts[item] += 1
        return counts
    if len(weights) != len(a):
        raise ValueError("bincount(): weights and list don't have the same length")
    sums = np.zeros(length, np.float64)
    for i in range(len(a)):
        sums[a[i]] += weights[i]
    return sums


@numpy_function(np.histogram)
def histogram(a, bins=10, range=None):
    """How many elements fall into each of `bins` intervals of one width, or between edges; and the edges."""
    if np.ndim(bins) == 1:
        return _between(a, bins)
    if range is None:
        low, high = np.float64(a.min()), np.float64(a.max())
        return _in_intervals(a, bins, low, high)
    return _in_intervals(a, bins, np.float64(range[0]), np.float64(range[1]))


def _between(a, edges):
    counts = np.zeros(len(edges) - 1, np.int64)
    for item in a.ravel():
        if item == edges[-1]:
            counts[-1] += 1
        else:
            place = searchsorted(edges, item, "right") - 1
            if 0 <= place < len(counts):
                counts[place] += 1
    return counts, edges


def _in_intervals(a, bins, low, high):
    if bins <= 0:
        raise ValueError("histogram(): `bins` should be a positive integer")
    if low == high:
        low -= 0.5
        high += 0.5
    counts = np.zeros(bins, np.int64)
    scale = bins / (high - low)
    for item in a.ravel():
        place = int(np.floor((item - low) * scale))
        if 0 <= place < bins:
            counts[place] += 1
        elif item == high:
            counts[bins - 1] += 1
    return counts, np.linspace(low, high, bins + 1)


@numpy_function(np.digitize)
def digitize(x, bins, right=False):
    """The number of the interval between the edges that each element lies in; the edges go up or down."""
    side = "left" if right else "right"
    if len(bins) > 1 and bins[0] > bins[-1]:
        upwards = bins[::-1]
        _check_order(upwards)
        return len(bins) - searchsorted(upwards, x, side)
    _check_order(bins)
    return searchsorted(bins, x, side)


def _check_order(edges):
    for i in range(1, len(edges)):
        if not edges[i - 1] <= edges[i]:
            raise ValueError("bins must be monotonically increasing or decreasing")


@numpy_function(np.interp)
def interp(x, xp, fp):
    """The broken line through the points (xp, fp), at x."""
    if len(xp) == 0:
        raise ValueError("array of sample points is empty")
    if len(xp) != len(fp):
        raise ValueError("fp and xp are not of the same size.")
    if np.ndim(x) == 0:
        return _on_line(np.float64(x), xp, fp)
    given = np.asarray(x)
    result = np.empty(given.size, (fp[:0] * 1.0).dtype)
    flat = given.ravel()
    for i in range(len(flat)):
        result[i] = _on_line(np.float64(flat[i]), xp, fp)
    return result.reshape(given.shape)


def _on_line(x, xp, fp):
    last = len(xp) - 1
    if x != x:
        return x + 0.0 * fp[last]
    if x > xp[last]:
        return fp[last] * 1.0
    if x < xp[0]:
        return fp[0] * 1.0
    i = searchsorted(xp, x, "right") - 1
    if i == last or xp[i] == x:
        return fp[i] * 1.0
    slope = (fp[i + 1] - fp[i]) / (xp[i + 1] - xp[i])
    return _on_segment(slope, x, i, xp, fp)


def _on_segment(slope, x, i, xp, fp):
    """From the one end; where infinities leave nothing there, from the other; between equal ends, what they are."""
    y = slope * (x - xp[i]) + fp[i]
    if y == y:
        return y
    y = slope * (x - xp[i + 1]) + fp[i + 1]
    if y != y and fp[i] == fp[i + 1]:
        return fp[i] * 1.0
    return y
