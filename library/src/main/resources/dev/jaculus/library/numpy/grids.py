"""The places of the parts of arrays."""

import numpy as np

from . import intrinsics
from .declare import numpy_function


@numpy_function(np.indices)
def indices(dimensions, dtype=int, sparse=False):
    """For each axis an array of that shape with the indices along the axis; or a tuple of them that have only that axis, if `sparse`."""
    if intrinsics.kind(dimensions) != "tuple":
        intrinsics.refuse('The argument "dimensions" must be a tuple of integers')
    if sparse:
        return _along_each(dimensions, len(dimensions), dtype)
    result = np.empty((len(dimensions),) + dimensions, dtype)
    _fill_indices(result, dimensions, len(dimensions))
    return result


def _along_each(dimensions, count, dtype):
    if count == 0:
        return ()
    return _along_each(dimensions, count - 1, dtype) + (_line(dimensions, count - 1, dtype),)


def _line(dimensions, axis, dtype):
    """The indices along an axis, in as many axes as there are lengths."""
    line = np.arange(dimensions[axis]).astype(dtype)
    return line.reshape((1,) * axis + (-1,) + (1,) * (len(dimensions) - 1 - axis))


def _fill_indices(result, dimensions, count):
    if count > 0:
        part = result[count - 1]
        part[...] = _line(dimensions, count - 1, result.dtype)
        _fill_indices(result, dimensions, count - 1)


@numpy_function(np.meshgrid)
def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    """For each vector an array in which it lies along an axis of its own: the first two change places unless `indexing` is "ij"."""
    if indexing != "xy" and indexing != "ij":
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    if len(xi) > 1 and indexing == "xy":
        shape = (np.size(xi[1]), np.size(xi[0])) + _sizes(xi[2:])
        first, second = np.asarray(xi[0]).ravel(), np.asarray(xi[1]).ravel()
        start = _grid(first, shape, 1, copy, sparse), _grid(second, shape, 0, copy, sparse)
        return start + _grids(xi[2:], shape, 2, copy, sparse)
    return _grids(xi, _sizes(xi), 0, copy, sparse)


def _sizes(arrays):
    if len(arrays) == 0:
        return ()
    return (np.size(arrays[0]),) + _sizes(arrays[1:])


def _grids(vectors, shape, axis, copy, sparse):
    """Those of vectors along the axes from `axis` on."""
    if len(vectors) == 0:
        return ()
    first = (_grid(np.asarray(vectors[0]).ravel(), shape, axis, copy, sparse),)
    return first + _grids(vectors[1:], shape, axis + 1, copy, sparse)


def _grid(vector, shape, axis, copy, sparse):
    line = vector.reshape((1,) * axis + (-1,) + (1,) * (len(shape) - 1 - axis))
    if sparse:
        return line.copy() if copy else line
    if copy:
        result = np.empty(shape, vector.dtype)
        result[...] = line
        return result
    return np.broadcast_to(line, shape)


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
