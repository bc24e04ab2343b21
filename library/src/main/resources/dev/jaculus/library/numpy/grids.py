"""Numbers at distances that follow a rule, and the places of matrices' parts."""

import numpy as np

from . import intrinsics
from .declare import numpy_function


@numpy_function(np.logspace)
def logspace(start, stop, num=50):
    """10 to powers at equal distances."""
    return np.power(10.0, np.linspace(start, stop, num))


@numpy_function(np.geomspace)
def geomspace(start, stop, num=50):
    """Numbers of which each is the one before by the same factor."""
    if start == 0 or stop == 0:
        raise ValueError("Geometric sequence cannot include zero")
    if intrinsics.dtype_kind(start) == "c" or intrinsics.dtype_kind(stop) == "c":
        return _on_spiral(np.complex128(start), np.complex128(stop), num)
    sign = -1.0 if start < 0 and stop < 0 else 1.0
    return _between_ends(np.float64(start) * sign, np.float64(stop) * sign, num, sign)


def _on_spiral(start, stop, num):
    turn = start / abs(start)
    return _between_ends(start / turn, stop / turn, num, turn)


def _between_ends(start, stop, num, sign):
    result = np.power(10.0, np.linspace(np.log10(start), np.log10(stop), num))
    if num > 0:
        result[0] = start
    if num > 1:
        result[-1] = stop
    return sign * result


@numpy_function(np.indices)
def indices(dimensions):
    """For each axis an array of that shape with the indices along the axis."""
    if intrinsics.kind(dimensions) != "tuple":
        intrinsics.refuse('The argument "dimensions" must be a tuple of integers')
    result = np.empty((len(dimensions),) + dimensions, np.int64)
    lines = result.reshape((len(dimensions), -1)) if result.size > 0 else np.empty((len(dimensions), 0), np.int64)
    for place in range(lines.shape[1]):
        rest = place
        for axis in range(len(dimensions) - 1, -1, -1):
            lines[axis, place] = rest % dimensions[axis]
            rest //= dimensions[axis]
    return result


def _check_integers(n, k):
    if intrinsics.kind(n) != "number" or intrinsics.kind(k) != "number":
        intrinsics.refuse("n and k must be integers")
    if (
        intrinsics.dtype_kind(n) == "f"
        or intrinsics.dtype_kind(k) == "f"
        or intrinsics.dtype_kind(n) == "c"
        or intrinsics.dtype_kind(k) == "c"
    ):
        intrinsics.refuse("n and k must be integers")


def _check_matrix(a):
    if intrinsics.kind(a) != "array":
        intrinsics.refuse("input array must be 2-d")
    if a.ndim != 2:
        intrinsics.refuse("input array must be 2-d")


@numpy_function(np.tril_indices)
def tril_indices(n, k=0, m=None):
    """Row and column of each place on and below a diagonal."""
    _check_integers(n, k)
    if m is None:
        return np.nonzero(np.tri(n, n, k))
    return np.nonzero(np.tri(n, m, k))


@numpy_function(np.triu_indices)
def triu_indices(n, k=0, m=None):
    """Row and column of each place on and above a diagonal."""
    _check_integers(n, k)
    if m is None:
        return np.nonzero(1 - np.tri(n, n, k - 1))
    return np.nonzero(1 - np.tri(n, m, k - 1))


@numpy_function(np.tril_indices_from)
def tril_indices_from(arr, k=0):
    """The same for the shape of a matrix."""
    _check_matrix(arr)
    return tril_indices(arr.shape[0], k, arr.shape[1])


@numpy_function(np.triu_indices_from)
def triu_indices_from(arr, k=0):
    """The same for the shape of a matrix."""
    _check_matrix(arr)
    return triu_indices(arr.shape[0], k, arr.shape[1])


@numpy_function(np.fill_diagonal)
def fill_diagonal(a, val, wrap=False):
    """Stores on the main diagonal, again and again down a tall matrix where `wrap`; of an array over and over."""
    if a.ndim < 2:
        intrinsics.refuse("The first argument must be at least 2-D")
    _check_fits(a, np.asarray(val))
    if a.ndim == 2:
        _fill_matrix(a, val, wrap)
    else:
        for axis in range(1, a.ndim):
            if a.shape[axis] != a.shape[0]:
                raise ValueError("All dimensions of input must be of equal length")
        for i in range(a.shape[0]):
            a[(i,) * a.ndim] = _repeating(val, i)


def _check_fits(a, values):
    """Whether the elements can hold the values: they are stored as C converts them."""
    if values.dtype.kind == "c" or a.dtype.kind == "c" or a.dtype.kind == "b":
        return
    low, high = _limits(a)
    for value in values.ravel():
        if a.dtype.kind == "f":
            if np.isfinite(value) and (value < low or value > high):
                raise ValueError("Unable to safely conform val to a.dtype")
        elif not (low <= value and value <= high):
            raise ValueError("Unable to safely conform val to a.dtype")


def _limits(a):
    if a.dtype.kind == "f":
        return np.finfo(a.dtype).min, np.finfo(a.dtype).max
    return np.iinfo(a.dtype).min, np.iinfo(a.dtype).max


def _fill_matrix(a, val, wrap):
    period = a.shape[1] + 1
    for i in range(a.shape[0]):
        column = i % period if wrap else i
        if column < a.shape[1]:
            a[i, column] = _repeating(val, i - i // period)


def _repeating(values, i):
    if np.ndim(values) == 0:
        return values
    flat = np.asarray(values).ravel()
    return flat[i % len(flat)]
