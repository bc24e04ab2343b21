"""The elements of an array in another order, some of them, or more of them."""

import numpy as np

from . import intrinsics
from .axes import as_tuple, with_axis
from .declare import numpy_function


def array_of(a):
    """An array, or what `np.asarray` makes of numbers, lists and tuples; of a number with one axis."""
    if np.ndim(a) == 0:
        return np.asarray(a).reshape(1)
    return np.asarray(a)


@numpy_function(np.repeat)
@numpy_function(np.ndarray.repeat)
def repeat(a, repeats, axis=None):
    """Each element several times, or what lies along an axis; `repeats` is a number, or one for each."""
    if axis is not None:
        array = np.asarray(a)
        return with_axis(lambda k: _repeated_along(array, repeats, k), axis, array.ndim)
    flat = np.asarray(a).ravel()
    if np.ndim(repeats) > 0:
        counts = np.asarray(repeats)
        if counts.dtype.kind != "i" and counts.dtype.kind != "u":
            intrinsics.refuse("The repeats argument must be an integer or an array-like of integer dtype")
        if len(counts) == 1:
            return _repeated(flat, counts[0])
        return _each_repeated(flat, counts)
    return _repeated(flat, repeats)


def _repeated_along(a, repeats, axis):
    places = repeat(np.arange(a.shape[axis]), repeats)
    return np.take(a, places, axis)


def _repeated(flat, repeats):
    if repeats < 0:
        raise ValueError("negative dimensions are not allowed")
    result = np.empty(len(flat) * repeats, flat.dtype)
    for i in range(len(flat)):
        result[i * repeats : (i + 1) * repeats] = flat[i]
    return result


def _each_repeated(flat, counts):
    for count in counts:
        if count < 0:
            raise ValueError("negative dimensions are not allowed")
    if len(counts) != len(flat):
        raise ValueError("operands could not be broadcast together")
    result = np.empty(np.int64(np.sum(counts)), flat.dtype)
    to = 0
    for i in range(len(flat)):
        result[to : to + counts[i]] = flat[i]
        to += np.int64(counts[i])
    return result


@numpy_function(np.roll)
def roll(a, shift, axis=None):
    """Elements that leave at the end come in at the beginning, of all in order, or of each line along an axis."""
    array = np.asarray(a)
    if axis is not None:
        return _rolled_along_axes(array, shift, axis)
    if intrinsics.kind(shift) != "number" or intrinsics.dtype_kind(shift) == "f" or intrinsics.dtype_kind(shift) == "c":
        intrinsics.refuse("shift must be an integer")
    result = np.empty(array.shape, array.dtype)
    if array.size == 0:
        return result
    source, target = array.ravel(), result.ravel()
    first = np.int64(shift) % len(source)
    target[first:] = source[: len(source) - first]
    target[:first] = source[len(source) - first :]
    return result


def _rolled_along_axes(a, shift, axis):
    if intrinsics.kind(axis) == "tuple":
        if len(axis) == 0:
            return a.copy()
        if intrinsics.kind(shift) == "tuple":
            if len(shift) != len(axis):
                intrinsics.refuse("'shift' and 'axis' should be scalars or 1D sequences of one length")
            if len(axis) == 1:
                return _rolled_along_axes(a, shift[0], axis[0])
            return _rolled_along_axes(_rolled_along_axes(a, shift[0], axis[0]), shift[1:], axis[1:])
        if len(axis) == 1:
            return _rolled_along_axes(a, shift, axis[0])
        return _rolled_along_axes(_rolled_along_axes(a, shift, axis[0]), shift, axis[1:])
    if intrinsics.kind(shift) != "number" or intrinsics.dtype_kind(shift) not in ("i", "u", "b"):
        intrinsics.refuse("shift must be an integer")
    return with_axis(lambda k: _rolled_along(a, np.int64(shift), k), axis, a.ndim)


def _rolled_along(a, shift, axis):
    result = np.empty(a.shape, a.dtype)
    length = a.shape[axis]
    if length == 0:
        return result
    first = shift % length
    target, source = np.swapaxes(result, 0, axis), np.swapaxes(a, 0, axis)
    target[first:] = source[: length - first]
    target[:first] = source[length - first :]
    return result


@numpy_function(np.flip)
def flip(m, axis=None):
    """A view with one axis reversed, several, or all."""
    array = np.asarray(m)
    if axis is None:
        return array[(slice(None, None, -1),) * array.ndim]
    if intrinsics.kind(axis) == "tuple":
        if len(axis) == 0:
            return array
        return flip(flip(array, axis[0]), axis[1:])
    return with_axis(lambda k: np.swapaxes(np.swapaxes(array, 0, k)[::-1], 0, k), axis, array.ndim)


@numpy_function(np.fliplr)
def fliplr(m):
    """A view with the second axis reversed."""
    array = np.asarray(m)
    if array.ndim < 2:
        intrinsics.refuse("Input must be >= 2-d.")
    return array[:, ::-1]


@numpy_function(np.flipud)
def flipud(m):
    """A view with the first axis reversed."""
    array = np.asarray(m)
    if array.ndim < 1:
        intrinsics.refuse("Input must be >= 1-d.")
    return array[::-1]


@numpy_function(np.rot90)
def rot90(m, k=1, axes=None):
    """A view, turned by 90 degrees `k` times in the plane of two axes, which are the first two."""
    array = np.asarray(m)
    if array.ndim < 2:
        intrinsics.refuse("Input must be >= 2-d.")
    if axes is None:
        return _turned(array, k % 4, 0, 1)
    if len(axes) != 2:
        intrinsics.refuse("len(axes) must be 2.")
    return with_axis(
        lambda i: with_axis(lambda j: _turned(array, k % 4, i, j), axes[1], array.ndim), axes[0], array.ndim
    )


def _turned(a, turns, i, j):
    """In the plane from axis i to axis j."""
    if i == j:
        raise ValueError("Axes must be different.")
    if turns == 0:
        return a[(slice(None, None, 1),) * a.ndim]
    if turns == 1:
        return np.swapaxes(flip(a, j), i, j)
    if turns == 2:
        return flip(flip(a, i), j)
    return flip(np.swapaxes(a, i, j), j)


@numpy_function(np.delete)
def delete(arr, obj, axis=None):
    """The array without what lies at these places of an axis, or the flattened one without these elements."""
    array = np.asarray(arr)
    if axis is not None:
        return with_axis(lambda k: _as_it_lay(np.take(array, _left(obj, array.shape[k]), k), array), axis, array.ndim)
    flat = array.ravel()
    return flat[_left(obj, len(flat))]


def _as_it_lay(result, a):
    return np.asfortranarray(result) if intrinsics.layout(a) == "F" else result


def _left(obj, length):
    """The places that are not named."""
    kept = np.ones(length, np.bool_)
    if intrinsics.kind(obj) == "slice":
        kept[obj] = False
        return np.flatnonzero(kept)
    places = np.asarray(obj)
    if places.dtype.kind == "b":
        if places.ndim != 1:
            intrinsics.refuse("obj should be of Integer dtype")
        if len(places) != length:
            raise ValueError("boolean array argument `obj` to delete must be one-dimensional and match the axis length")
        return np.flatnonzero(np.logical_not(places))
    if places.dtype.kind != "i" and places.dtype.kind != "u":
        intrinsics.refuse("obj should be of Integer dtype")
    for place in places.ravel():
        if place < -length or place >= length:
            raise IndexError("obj must be less than the len(arr)")
        kept[place] = False
    return np.flatnonzero(kept)


@numpy_function(np.diag)
def diag(v, k=0):
    """The matrix with this diagonal, or the diagonal of a matrix; k above the main one."""
    array = np.asarray(v)
    if array.ndim == 1:
        n = len(array) + abs(k)
        matrix = np.zeros((n, n), array.dtype)
        for i in range(len(array)):
            matrix[i + max(-k, 0), i + max(k, 0)] = array[i]
        return matrix
    if array.ndim != 2:
        intrinsics.refuse("Input must be 1- or 2-d.")
    first_row, first_column = max(-k, 0), max(k, 0)
    length = max(min(array.shape[0] - first_row, array.shape[1] - first_column), 0)
    result = np.empty(length, array.dtype)
    for i in range(length):
        result[i] = array[first_row + i, first_column + i]
    return result


@numpy_function(np.diagflat)
def diagflat(v, k=0):
    """The matrix with the flattened array as a diagonal."""
    return diag(np.asarray(v).ravel(), k)


@numpy_function(np.triu)
def triu(m, k=0):
    """A copy with zeros below the diagonal of the last two axes; a vector is every row of a square."""
    _check_diagonal(k)
    array = np.asarray(m)
    if array.ndim == 1:
        return triu(np.broadcast_to(array, (len(array), len(array))), k)
    result = array.copy()
    _clear(result, k, True)
    return result


@numpy_function(np.tril)
def tril(m, k=0):
    """A copy with zeros above the diagonal of the last two axes; a vector is every row of a square."""
    _check_diagonal(k)
    array = np.asarray(m)
    if array.ndim == 1:
        return tril(np.broadcast_to(array, (len(array), len(array))), k)
    result = array.copy()
    _clear(result, k, False)
    return result


def _check_diagonal(k):
    if intrinsics.kind(k) != "number":
        intrinsics.refuse("k must be an integer")
    if intrinsics.dtype_kind(k) != "i" and intrinsics.dtype_kind(k) != "u":
        intrinsics.refuse("k must be an integer")


def _clear(a, k, below):
    if a.ndim > 2:
        for part in a:
            _clear(part, k, below)
    else:
        rows, columns = a.shape
        for i in range(rows):
            if below:
                a[i, : max(min(i + k, columns), 0)] = 0
            else:
                a[i, max(min(i + k + 1, columns), 0) :] = 0


@numpy_function(np.tri)
def tri(N, M=None, k=0):
    """Ones on and below a diagonal."""
    _check_diagonal(k)
    if M is None:
        return tri(N, N, k)
    return tril(np.ones((max(N, 0), max(M, 0))), k)


@numpy_function(np.tile)
def tile(A, reps):
    """The array several times: side by side along its last axis, or along each of the last axes as often as `reps` says."""
    if intrinsics.kind(reps) == "tuple":
        return _tiled(np.asarray(A), reps)
    array = array_of(A)
    width = array.shape[-1]
    result = np.empty(array.shape[:-1] + (width * reps,), array.dtype)
    for i in range(reps):
        result[..., i * width : (i + 1) * width] = array
    return result


def _tiled(a, reps):
    if a.ndim < len(reps):
        return _tiled(np.expand_dims(a, 0), reps)
    if len(reps) < a.ndim:
        return _tiled(a, (1,) + reps)
    lengths = np.array(a.shape) * np.array(reps)
    result = np.empty(as_tuple(lengths, a.ndim), a.dtype)
    for place in np.ndindex(reps):
        corner = _corner(result, a.shape, place, a.ndim)
        corner[...] = a
    return result


def _corner(result, shape, place, count):
    """The view at this place, counted in arrays of this shape."""
    if count == 0:
        return result[...]
    axis = count - 1
    start = place[axis] * shape[axis]
    return _corner(result[(slice(None),) * axis + (slice(start, start + shape[axis]),)], shape, place, axis)


@numpy_function(np.atleast_1d)
def atleast_1d(*arys):
    """Numbers as arrays of one element."""
    if len(arys) == 1:
        return array_of(arys[0])
    return _each(array_of, arys)


@numpy_function(np.atleast_2d)
def atleast_2d(*arys):
    """Vectors as matrices of one row."""
    if len(arys) == 1:
        return _matrix(arys[0])
    return _each(_matrix, arys)


@numpy_function(np.atleast_3d)
def atleast_3d(*arys):
    """Matrices with a last axis of length 1, vectors in the middle of two."""
    if len(arys) == 1:
        return _cube(arys[0])
    return _each(_cube, arys)


def _each(function, arrays):
    if len(arrays) == 0:
        return ()
    return (function(arrays[0]),) + _each(function, arrays[1:])


def _matrix(a):
    array = array_of(a)
    return np.expand_dims(array, 0) if array.ndim == 1 else array


def _cube(a):
    array = array_of(a)
    if array.ndim == 1:
        return np.expand_dims(np.expand_dims(array, 0), 2)
    return np.expand_dims(array, 2) if array.ndim == 2 else array


@numpy_function(np.vander)
def vander(x, N=None, increasing=False):
    """Powers of x from N - 1 down to 0 as columns, or upwards."""
    array = np.asarray(x)
    if N is None:
        return vander(array, len(array), increasing)
    if intrinsics.dtype_kind(N) == "f":
        intrinsics.refuse("Second argument N must be None or an integer")
    if array.ndim != 1:
        raise ValueError("x must be a one-dimensional array or sequence.")
    if N < 0:
        raise ValueError("Negative dimensions are not allowed")
    result = np.ones((len(array), N), np.promote_types(array.dtype, np.int64))
    for i in range(len(array)):
        for j in range(1, N):
            if increasing:
                result[i, j] = result[i, j - 1] * array[i]
            else:
                result[i, N - 1 - j] = result[i, N - j] * array[i]
    return result
