"""Where elements are, and how often; values between points."""

import numpy as np

from . import intrinsics
from .axes import with_axis
from .declare import numpy_function
from .interpolating import interpolated
from .sorting import order_of, searchsorted


@numpy_function(np.flatnonzero)
def flatnonzero(a):
    """The places of the true elements of the flattened array."""
    return places(np.asarray(a).ravel())


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
    array = np.asarray(a)
    if array.ndim == 0:
        intrinsics.refuse("nonzero of a 0d array; use np.atleast_1d(scalar).nonzero()")
    return _unravelled(flatnonzero(array), array.shape)


def _unravelled(flat, shape):
    if len(shape) == 1:
        return (flat,)
    return _unravelled(flat // shape[-1], shape[:-1]) + (flat % shape[-1],)


@numpy_function(np.argwhere)
def argwhere(a):
    """A row of indices for each true element: the transposed matrix of those that `nonzero` gives, so in Fortran's order."""
    array = np.asarray(a)
    flat = flatnonzero(array)
    result = np.empty((array.ndim, len(flat)), np.int64)
    for i in range(len(flat)):
        place = flat[i]
        for axis in range(array.ndim - 1, -1, -1):
            result[axis, i] = place % array.shape[axis]
            place //= array.shape[axis]
    return result.T


@numpy_function(np.take)
def take(a, indices, axis=None):
    """The elements at these places of the flattened array, or of an axis."""
    array = np.asarray(a)
    if axis is None:
        return _taken(array.ravel(), indices)
    return with_axis(lambda k: _taken_along(array, indices, k), axis, array.ndim)


def _taken(flat, indices):
    if np.ndim(indices) == 0:
        return flat[_checked(np.asarray(indices)[()], len(flat))]
    given = np.asarray(indices)
    wanted = given.ravel()
    result = np.empty(len(wanted), flat.dtype)
    for i in range(len(wanted)):
        result[i] = flat[_checked(wanted[i], len(flat))]
    return result.reshape(given.shape)


def _taken_along(a, indices, axis):
    if a.ndim == 1:
        return _taken(a, indices)
    if np.ndim(indices) == 0:
        place = _checked(np.asarray(indices)[()], a.shape[axis])
        return np.ascontiguousarray(a[(slice(None),) * axis + (place,)]).copy()
    given = np.asarray(indices)
    wanted = given.ravel()
    result = np.empty(a.shape[:axis] + (len(wanted),) + a.shape[axis + 1 :], a.dtype)
    for i in range(len(wanted)):
        part = result[(slice(None),) * axis + (i,)]
        part[...] = a[(slice(None),) * axis + (_checked(wanted[i], a.shape[axis]),)]
    return result.reshape(a.shape[:axis] + given.shape + a.shape[axis + 1 :])


def _checked(index, length):
    if (
        intrinsics.dtype_kind(index) != "i"
        and intrinsics.dtype_kind(index) != "u"
        and intrinsics.dtype_kind(index) != "b"
    ):
        intrinsics.refuse("the indices of np.take must be integers")
    if index < -length or index >= length:
        raise IndexError("Index out of bounds")
    return np.int64(index)


@numpy_function(np.bincount)
def bincount(a, weights=None, minlength=0):
    """How often each of 0, 1, 2, ... occurs, or the sum of the weights there."""
    array = np.asarray(a)
    if array.ndim != 1:
        intrinsics.refuse("bincount(): input should have dimension 1")
    if array.dtype.kind != "i" and array.dtype.kind != "u":
        intrinsics.refuse("bincount(): input should have integers")
    if minlength < 0:
        raise ValueError("'minlength' must not be negative")
    if weights is None:
        return _counted(array, np.int64(minlength))
    return _weighed(array, np.asarray(weights), np.int64(minlength))


def _bins(a, minlength):
    length = minlength
    for item in a:
        if item < 0:
            raise ValueError("bincount(): first argument must be non-negative")
        length = max(length, np.int64(item) + 1)
    return length


def _counted(a, minlength):
    counts = np.zeros(_bins(a, minlength), np.int64)
    for item in a:
        counts[item] += 1
    return counts


def _weighed(a, weights, minlength):
    if len(weights) != len(a):
        raise ValueError("bincount(): weights and list don't have the same length")
    sums = np.zeros(_bins(a, minlength), np.float64)
    for i in range(len(a)):
        sums[a[i]] += weights[i]
    return sums


@numpy_function(np.digitize)
def digitize(x, bins, right=False):
    """The number of the interval between the edges that each element lies in; the edges go up or down."""
    edges = np.asarray(bins)
    if np.asarray(x).dtype.kind == "c" or edges.dtype.kind == "c":
        intrinsics.refuse("x may not be complex")
    order = order_of(edges)
    if order == 0:
        raise ValueError("bins must be monotonically increasing or decreasing")
    if order < 0:
        upwards = edges[::-1]
        return len(edges) - (searchsorted(upwards, x, "left") if right else searchsorted(upwards, x, "right"))
    return searchsorted(edges, x, "left") if right else searchsorted(edges, x, "right")


@numpy_function(np.interp)
def interp(x, xp, fp):
    """The broken line through the points (xp, fp), at x."""
    points, values = np.asarray(xp), np.asarray(fp)
    if points.ndim != 1 or values.ndim != 1:
        intrinsics.refuse("xp and fp must be 1D")
    if points.dtype.kind == "c" or np.asarray(x).dtype.kind == "c":
        intrinsics.refuse("Cannot cast array data from complex dtype to float64 dtype")
    if len(points) == 0:
        raise ValueError("array of sample points is empty")
    if len(points) != len(values):
        raise ValueError("fp and xp are not of the same size.")
    return interpolated(x, points, values)
