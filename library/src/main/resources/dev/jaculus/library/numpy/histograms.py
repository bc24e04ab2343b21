"""How many elements, or what weight, lies between edges; in one dimension or two."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .sorting import searchsorted


@numpy_function(np.histogram)
def histogram(a, bins=10, range=None, density=None, weights=None):
    """How many elements fall into each of `bins` intervals of one width, or between edges; and the edges."""
    array = np.asarray(a)
    if weights is not None:
        given = np.asarray(weights)
        if given.shape != array.shape:
            raise ValueError("weights should have the same shape as a.")
        return _finished(_summed(array.ravel(), given.ravel(), _edges(array, bins, range)), density)
    return _finished(_counted(array, bins, range), density)


def _finished(found, density):
    """The counts and the edges, or the density where it is asked for."""
    if density:
        counts, edges = found
        return counts / np.diff(edges) / np.sum(counts), edges
    return found


def _counted(array, bins, range):
    if np.ndim(bins) == 1:
        return _between(array, np.asarray(bins))
    if bins <= 0:
        raise ValueError("histogram(): `bins` should be a positive integer")
    low, high = _ends(array, range)
    return _in_intervals(array, bins, low, high)


def _ends(a, range):
    """The least and the greatest value that is looked at."""
    if range is not None:
        low, high = np.float64(range[0]), np.float64(range[1])
    elif a.size == 0:
        low, high = 0.0, 1.0
    else:
        low, high = np.float64(np.min(a)), np.float64(np.max(a))
    if not np.isfinite(low) or not np.isfinite(high):
        raise ValueError("the range of the elements is not finite")
    if not low <= high:
        raise ValueError("histogram(): max must be larger than min in range parameter")
    return low, high


@numpy_function(np.histogram_bin_edges)
def histogram_bin_edges(a, bins=10, range=None, weights=None):
    """The edges of so many intervals of one width, or the edges that are given."""
    return _edges(np.asarray(a), bins, range)


def _edges(a, bins, range):
    if np.ndim(bins) == 1:
        edges = np.asarray(bins)
        _check_edges(edges)
        return edges
    if bins <= 0:
        raise ValueError("`bins` must be positive, when an integer")
    low, high = _ends(a, range)
    if low == high:
        low -= 0.5
        high += 0.5
    if a.dtype.kind == "f":
        return np.linspace(low, high, bins + 1).astype(a.dtype)
    return np.linspace(low, high, bins + 1)


def _check_edges(edges):
    for i in range(1, len(edges)):
        if not edges[i - 1] <= edges[i]:
            raise ValueError("histogram(): bins must increase monotonically")


def _between(a, edges):
    _check_edges(edges)
    counts = np.zeros(max(len(edges) - 1, 0), np.int64)
    for item in a.ravel():
        if len(counts) > 0 and edges[0] <= item and item <= edges[-1]:
            place = searchsorted(edges, item, "right") - 1
            counts[min(place, len(counts) - 1)] += 1
    return counts, edges


def _summed(a, weights, edges):
    """The sum of the weights in each interval."""
    sums = np.zeros(max(len(edges) - 1, 0), weights.dtype)
    for i in range(len(a)):
        place = _interval(edges, a[i])
        if place >= 0:
            sums[place] += weights[i]
    return sums, edges


def _interval(edges, item):
    """The interval between edges that the item lies in, -1 for none; the last one has both its edges."""
    if not (len(edges) > 1 and edges[0] <= item and item <= edges[-1]):
        return -1
    return min(searchsorted(edges, item, "right") - 1, len(edges) - 2)


def _in_intervals(a, bins, low, high):
    if low == high:
        low -= 0.5
        high += 0.5
    counts = np.zeros(bins, np.int64)
    scale = bins / (high - low)
    for item in a.ravel():
        place = np.floor((item - low) * scale)
        if 0 <= place and place < bins:
            counts[int(place)] += 1
        elif item == high:
            counts[bins - 1] += 1
    return counts, np.linspace(low, high, bins + 1)


@numpy_function(np.histogram2d)
def histogram2d(x, y, bins: tuple = 10, range: tuple = None, density=None, weights=None):
    """How many points fall into each rectangle between edges of x and edges of y; and the edges."""
    one, other = np.asarray(x).ravel(), np.asarray(y).ravel()
    if len(one) != len(other):
        raise ValueError("x and y must have the same length.")
    if intrinsics.kind(bins) == "tuple" and len(bins) == 2:
        return _table(
            one, other, _edges_of(one, bins[0], range, 0), _edges_of(other, bins[1], range, 1), density, weights
        )
    if np.ndim(bins) == 0:
        return _table(one, other, _edges_of(one, bins, range, 0), _edges_of(other, bins, range, 1), density, weights)
    edges = np.asarray(bins).astype(np.float64)
    if len(edges) == 2:
        return _table(
            one,
            other,
            _edges_of(one, int(edges[0]), range, 0),
            _edges_of(other, int(edges[1]), range, 1),
            density,
            weights,
        )
    _check_edges(edges)
    return _table(one, other, edges, edges.copy(), density, weights)


def _edges_of(a, bins, range, axis):
    if range is None:
        return _edges(a, bins, None)
    return _edges(a, bins, range[axis])


def _table(x, y, rows, columns, density, weights):
    table = np.zeros((len(rows) - 1, len(columns) - 1))
    for i in range(len(x)):
        row, column = _interval(rows, x[i]), _interval(columns, y[i])
        if row >= 0 and column >= 0:
            table[row, column] += 1.0 if weights is None else np.asarray(weights).ravel()[i]
    if density:
        area = np.expand_dims(np.diff(rows), 1) * np.diff(columns)
        return table / np.sum(table) / area, rows, columns
    return table, rows, columns
