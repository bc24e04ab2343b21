"""The elements of arrays in another order, or of several arrays in one."""

import numpy as np

from . import intrinsics
from .declare import numpy_function


@numpy_function(np.repeat)
@numpy_function(np.ndarray.repeat)
def repeat(a, repeats):
    """Each element several times; `repeats` is a number, or one for each element."""
    flat = a.ravel()
    if np.ndim(repeats) == 0:
        result = np.empty(len(flat) * repeats, a.dtype)
        for i in range(len(flat)):
            result[i * repeats : (i + 1) * repeats] = flat[i]
        return result
    if len(repeats) != len(flat):
        raise ValueError("operands could not be broadcast together")
    result = np.empty(np.sum(repeats), a.dtype)
    to = 0
    for i in range(len(flat)):
        result[to : to + repeats[i]] = flat[i]
        to += repeats[i]
    return result


@numpy_function(np.roll)
def roll(a, shift):
    """Elements that leave at the end come in at the beginning."""
    result = np.empty_like(a)
    if a.size == 0:
        return result
    source, target = a.ravel(), result.ravel()
    first = shift % len(source)
    target[first:] = source[: len(source) - first]
    target[:first] = source[len(source) - first :]
    return target.reshape(a.shape)


@numpy_function(np.flip)
def flip(m):
    """A view with all axes reversed."""
    if m.ndim == 1:
        return m[::-1]
    if m.ndim == 2:
        return m[::-1, ::-1]
    return m[::-1, ::-1, ::-1]


@numpy_function(np.fliplr)
def fliplr(m):
    """A view with the second axis reversed."""
    return m[:, ::-1]


@numpy_function(np.flipud)
def flipud(m):
    """A view with the first axis reversed."""
    return m[::-1]


@numpy_function(np.rot90)
def rot90(m, k=1):
    """A view, turned by 90 degrees `k` times in the plane of the first two axes."""
    turns = k % 4
    if turns == 0:
        return m[:, :]
    if turns == 1:
        return np.swapaxes(m, 0, 1)[::-1]
    if turns == 2:
        return m[::-1, ::-1]
    return np.swapaxes(m[::-1], 0, 1)


@numpy_function(np.delete)
def delete(arr, obj):
    """The flattened array without the elements at these places."""
    flat = arr.ravel()
    kept = np.ones(len(flat), np.bool_)
    if np.ndim(obj) == 0:
        if obj < -len(flat) or obj >= len(flat):
            raise IndexError("obj must be less than the len(arr)")
        kept[obj] = False
    else:
        for place in obj:
            kept[place] = False
    result = np.empty(np.count_nonzero(kept), arr.dtype)
    count = 0
    for i in range(len(flat)):
        if kept[i]:
            result[count] = flat[i]
            count += 1
    return result


@numpy_function(np.append)
def append(arr, values):
    """Both, flattened, one behind the other."""
    if np.ndim(values) == 0:
        result = np.empty(arr.size + 1, (arr.ravel()[:0] + values).dtype)
        result[: arr.size] = arr.ravel()
        result[arr.size] = values
        return result
    result = np.empty(arr.size + values.size, (arr.ravel()[:0] + values.ravel()[:0]).dtype)
    result[: arr.size] = arr.ravel()
    result[arr.size :] = values.ravel()
    return result


@numpy_function(np.diag)
def diag(v, k=0):
    """The matrix with this diagonal, or the diagonal of a matrix; k above the main one."""
    if v.ndim == 1:
        n = len(v) + abs(k)
        matrix = np.zeros((n, n), v.dtype)
        for i in range(len(v)):
            matrix[i + max(-k, 0), i + max(k, 0)] = v[i]
        return matrix
    return _diagonal(v, k)


def _diagonal(m, k):
    first_row, first_column = max(-k, 0), max(k, 0)
    length = max(min(m.shape[0] - first_row, m.shape[1] - first_column), 0)
    result = np.empty(length, m.dtype)
    for i in range(length):
        result[i] = m[first_row + i, first_column + i]
    return result


@numpy_function(np.diagflat)
def diagflat(v, k=0):
    """The matrix with the flattened array as a diagonal."""
    return diag(v.ravel(), k)


@numpy_function(np.trace)
def trace(a, offset=0):
    """The sum of a diagonal."""
    return np.sum(_diagonal(a, offset))


@numpy_function(np.triu)
def triu(m, k=0):
    """A copy with zeros below the diagonal."""
    result = m.copy()
    for i in range(m.shape[0]):
        result[i, : max(min(i + k, m.shape[1]), 0)] = 0
    return result


@numpy_function(np.tril)
def tril(m, k=0):
    """A copy with zeros above the diagonal."""
    result = m.copy()
    for i in range(m.shape[0]):
        result[i, max(min(i + k + 1, m.shape[1]), 0) :] = 0
    return result


@numpy_function(np.tri)
def tri(N, M=None, k=0):
    """Ones on and below a diagonal."""
    if M is None:
        return tri(N, N, k)
    return tril(np.ones((max(N, 0), max(M, 0))), k)


@numpy_function(np.concatenate)
def concatenate(arrays, axis=0):
    """Arrays one behind the other along an axis."""
    if len(arrays) == 1:
        return arrays[0].copy()
    if len(arrays) == 2:
        return _joined(arrays[0], arrays[1], axis)
    return _joined(arrays[0], concatenate(arrays[1:], axis), axis)


def _joined(a, b, axis):
    if axis < 0:
        return _joined(a, b, axis + a.ndim)
    if axis > 0:
        return np.swapaxes(_joined(np.swapaxes(a, 0, axis), np.swapaxes(b, 0, axis), 0), 0, axis).copy()
    if a.shape[1:] != b.shape[1:]:
        raise ValueError("np.concatenate(): input sizes over dimension 1 do not match")
    result = np.empty((len(a) + len(b),) + a.shape[1:], (a[:0] + b[:0]).dtype)
    result[: len(a)] = a
    result[len(a) :] = b
    return result


@numpy_function(np.vstack)
def vstack(tup):
    """Rows, or matrices, one below the other."""
    if len(tup) == 1:
        return _row(tup[0]).copy()
    return _joined(_row(tup[0]), vstack(tup[1:]), 0)


def _row(a):
    if a.ndim == 1:
        return np.expand_dims(a, 0)
    return a


@numpy_function(np.hstack)
def hstack(tup):
    """Side by side: along the second axis, or vectors along their only one."""
    if tup[0].ndim == 1:
        return concatenate(tup, 0)
    return concatenate(tup, 1)


@numpy_function(np.column_stack)
def column_stack(tup):
    """Vectors as columns of a matrix."""
    return vstack(tup).T.copy()


@numpy_function(np.outer)
def outer(a, b):
    """All products of an element of one and one of the other."""
    return a.ravel().reshape((-1, 1)) * b.ravel()


@numpy_function(np.kron)
def kron(a, b):
    """Each element of the one array times the other array."""
    if a.ndim == 1:
        return kron(np.expand_dims(a, 0), np.expand_dims(b, 0))[0]
    rows, columns = b.shape
    result = np.empty((a.shape[0] * rows, a.shape[1] * columns), (a.ravel()[:0] * b.ravel()[:0]).dtype)
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            result[i * rows : (i + 1) * rows, j * columns : (j + 1) * columns] = a[i, j] * b
    return result


@numpy_function(np.stack)
def stack(arrays, axis=0):
    """Arrays of one shape along a new axis."""
    if len(arrays) == 1:
        return np.expand_dims(arrays[0], axis).copy()
    return _joined(np.expand_dims(arrays[0], axis), stack(arrays[1:], axis), axis)


@numpy_function(np.tile)
def tile(A, reps):
    """The array several times, side by side along its last axis."""
    result = np.empty(A.shape[:-1] + (A.shape[-1] * reps,), A.dtype)
    width = A.shape[-1]
    for i in range(reps):
        result[..., i * width : (i + 1) * width] = A
    return result


@numpy_function(np.atleast_1d)
def atleast_1d(a):
    """Numbers as arrays of one element."""
    return _one(a, 1) if np.ndim(a) == 0 else a


def _one(a, shape):
    """A number, or the only element of an array without axes, in this shape."""
    if intrinsics.kind(a) == "array":
        return a.reshape(shape)
    return np.full(shape, a)


@numpy_function(np.atleast_2d)
def atleast_2d(a):
    """Vectors as matrices of one row."""
    if np.ndim(a) == 0:
        return _one(a, (1, 1))
    return np.expand_dims(a, 0) if a.ndim == 1 else a


@numpy_function(np.atleast_3d)
def atleast_3d(a):
    """Matrices with a last axis of length 1, vectors in the middle of two."""
    if np.ndim(a) == 0:
        return _one(a, (1, 1, 1))
    if a.ndim == 1:
        return np.expand_dims(np.expand_dims(a, 0), 2)
    return np.expand_dims(a, 2) if a.ndim == 2 else a


@numpy_function(np.vander)
def vander(x, N=None):
    """Powers of x from N - 1 down to 0, as columns."""
    if N is None:
        return vander(x, len(x))
    result = np.ones((len(x), N), (x[:0] * 1).dtype)
    for i in range(len(x)):
        for j in range(N - 2, -1, -1):
            result[i, j] = result[i, j + 1] * x[i]
    return result


@numpy_function(np.split)
def split(ary, indices_or_sections):
    """A list of parts along the first axis: so many of one length, or cut before these places."""
    if np.ndim(indices_or_sections) == 0 and len(ary) % indices_or_sections != 0:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections)


@numpy_function(np.array_split)
def array_split(ary, indices_or_sections):
    """The same; where lengths cannot be equal the first parts are longer by one."""
    parts = [ary[:0]]
    parts.clear()
    start = 0
    if np.ndim(indices_or_sections) == 0:
        length, longer = len(ary) // indices_or_sections, len(ary) % indices_or_sections
        for i in range(indices_or_sections):
            stop = start + length + (1 if i < longer else 0)
            parts.append(ary[start:stop])
            start = stop
        return parts
    for i in range(len(indices_or_sections)):
        stop = indices_or_sections[i]
        parts.append(ary[start:stop])
        start = stop
    parts.append(ary[start:])
    return parts


@numpy_function(np.meshgrid)
def meshgrid(x, y):
    """Two matrices: x in each row, y in each column."""
    first = np.empty((len(y), len(x)), x.dtype)
    second = np.empty((len(y), len(x)), y.dtype)
    for i in range(len(y)):
        first[i] = x
        second[i] = y[i]
    return first, second
