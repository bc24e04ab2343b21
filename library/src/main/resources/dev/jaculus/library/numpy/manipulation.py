"""The elements of arrays in another order, or of several arrays in one."""

import numpy as np

from . import intrinsics
from . import intrinsics
from .declare import numpy_function


@numpy_function(np.repeat)
@numpy_function(np.ndarray.repeat)
def repeat(a, repeats):
    """Each element several times; `repeats` is a number, or one for each element."""
    flat = np.asarray(a).ravel()
    if np.ndim(repeats) == 0:
        result = np.empty(len(flat) * repeats, flat.dtype)
        for i in range(len(flat)):
            result[i * repeats : (i + 1) * repeats] = flat[i]
        return result
    counts = np.asarray(repeats)
    if len(counts) != len(flat):
        raise ValueError("operands could not be broadcast together")
    result = np.empty(np.sum(counts), flat.dtype)
    to = 0
    for i in range(len(flat)):
        result[to : to + counts[i]] = flat[i]
        to += counts[i]
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
    flat = np.asarray(arr).ravel()
    kept = np.ones(len(flat), np.bool_)
    if intrinsics.kind(obj) == "slice":
        kept[obj] = False
    elif np.ndim(obj) == 0:
        if obj < -len(flat) or obj >= len(flat):
            raise IndexError("obj must be less than the len(arr)")
        kept[obj] = False
    else:
        for place in np.asarray(obj):
            kept[place] = False
    return flat[kept]


@numpy_function(np.append)
def append(arr, values, axis=None):
    """Both, flattened, one behind the other; or along an axis."""
    if axis is not None:
        return concatenate((arr, values), axis)
    return concatenate((np.asarray(arr).ravel(), np.asarray(values).ravel()))


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
    return diag(np.asarray(v).ravel(), k)


@numpy_function(np.trace)
def trace(a, offset=0):
    """The sum of a diagonal."""
    return np.sum(_diagonal(a, offset))


@numpy_function(np.triu)
def triu(m, k=0):
    """A copy with zeros below the diagonal; a vector is every row of a square."""
    if m.ndim == 1:
        return triu(np.broadcast_to(m, (len(m), len(m))), k)
    result = m.copy()
    for i in range(m.shape[0]):
        result[i, : max(min(i + k, m.shape[1]), 0)] = 0
    return result


@numpy_function(np.tril)
def tril(m, k=0):
    """A copy with zeros above the diagonal; a vector is every row of a square."""
    if m.ndim == 1:
        return tril(np.broadcast_to(m, (len(m), len(m))), k)
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
    """Vectors as columns of a matrix, matrices side by side."""
    if len(tup) == 1:
        return _column(tup[0]).copy()
    return _joined(_column(tup[0]), column_stack(tup[1:]), 1)


def _column(a):
    return np.expand_dims(a, 1) if a.ndim == 1 else a


@numpy_function(np.dstack)
def dstack(tup):
    """Along the third axis."""
    if len(tup) == 1:
        return np.atleast_3d(tup[0]).copy()
    return _joined(np.atleast_3d(tup[0]), dstack(tup[1:]), 2)


@numpy_function(np.outer)
def outer(a, b):
    """All products of an element of one and one of the other."""
    return a.ravel().reshape((-1, 1)) * b.ravel()


@numpy_function(np.kron)
def kron(a, b):
    """Each element of the one array times the other array."""
    if a.ndim == 1 and b.ndim == 1:
        return kron(np.expand_dims(a, 0), np.expand_dims(b, 0))[0]
    if a.ndim < b.ndim:
        return kron(np.expand_dims(a, 0), b)
    if b.ndim < a.ndim:
        return kron(a, np.expand_dims(b, 0))
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
def vander(x, N=None, increasing=False):
    """Powers of x from N - 1 down to 0 as columns, or upwards."""
    if N is None:
        return vander(x, len(x), increasing)
    result = np.ones((len(x), N), (x[:0] * 1).dtype)
    for i in range(len(x)):
        for j in range(1, N):
            if increasing:
                result[i, j] = result[i, j - 1] * x[i]
            else:
                result[i, N - 1 - j] = result[i, N - j] * x[i]
    return result


@numpy_function(np.split)
def split(ary, indices_or_sections, axis=0):
    """A list of parts along an axis: so many of one length, or cut before these places."""
    if np.ndim(indices_or_sections) == 0 and ary.shape[axis] % indices_or_sections != 0:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


@numpy_function(np.array_split)
def array_split(ary, indices_or_sections, axis=0):
    """The same; where lengths cannot be equal the first parts are longer by one."""
    if axis < 0:
        return array_split(ary, indices_or_sections, axis + ary.ndim)
    parts = [_part(ary, 0, 0, axis)]
    parts.clear()
    start = 0
    if np.ndim(indices_or_sections) == 0:
        length, longer = ary.shape[axis] // indices_or_sections, ary.shape[axis] % indices_or_sections
        for i in range(indices_or_sections):
            stop = start + length + (1 if i < longer else 0)
            parts.append(_part(ary, start, stop, axis))
            start = stop
        return parts
    for stop in indices_or_sections:
        parts.append(_part(ary, start, stop, axis))
        start = stop
    parts.append(_part(ary, start, ary.shape[axis], axis))
    return parts


def _part(ary, start, stop, axis):
    return ary[(slice(None),) * axis + (slice(start, stop),)]


@numpy_function(np.vsplit)
def vsplit(ary, indices_or_sections):
    """Parts along the first axis."""
    if ary.ndim < 2:
        raise ValueError("vsplit only works on arrays of 2 or more dimensions")
    return split(ary, indices_or_sections, 0)


@numpy_function(np.hsplit)
def hsplit(ary, indices_or_sections):
    """Parts along the second axis, or of a vector."""
    return split(ary, indices_or_sections, 0 if ary.ndim == 1 else 1)


@numpy_function(np.dsplit)
def dsplit(ary, indices_or_sections):
    """Parts along the third axis."""
    if ary.ndim < 3:
        raise ValueError("dsplit only works on arrays of 3 or more dimensions")
    return split(ary, indices_or_sections, 2)


@numpy_function(np.meshgrid)
def meshgrid(x, y):
    """Two matrices: x in each row, y in each column."""
    first = np.empty((len(y), len(x)), x.dtype)
    second = np.empty((len(y), len(x)), y.dtype)
    for i in range(len(y)):
        first[i] = x
        second[i] = y[i]
    return first, second
