"""Places: between numbers of all elements and index tuples, and elements taken or put by them."""

import numpy as np

from . import intrinsics
from .axes import product, with_axis
from .declare import numpy_function
from .lines import into


@numpy_function(np.unravel_index)
def unravel_index(indices, shape):
    """The index tuple of each number of an element in C order."""
    lengths = (shape,) if intrinsics.kind(shape) == "number" else shape
    total = product(lengths)
    if intrinsics.kind(indices) == "number":
        return _unravelled(_in_range(np.int64(indices), total), lengths)
    array = np.asarray(indices).astype(np.int64)
    for one in array.flat:
        _in_range(one, total)
    return _unravelled(array, lengths)


def _in_range(index, total):
    if index < 0 or index >= total:
        raise ValueError("index " + str(index) + " is out of bounds for array with size " + str(total))
    return index


def _unravelled(indices, shape):
    if len(shape) == 0:
        return ()
    return _unravelled(indices // shape[-1], shape[:-1]) + (indices % shape[-1],)


@numpy_function(np.ravel_multi_index)
def ravel_multi_index(multi_index, dims, mode="raise"):
    """The number in C order of the element at each index tuple; `mode` says what becomes of indices that are out of range."""
    if len(multi_index) != len(dims):
        intrinsics.refuse("parameter multi_index must be a sequence of length " + str(len(dims)))
    return _ravelled(_place(multi_index[0], dims[0], mode), multi_index[1:], dims[1:], mode)


def _ravelled(places, indices, dims, mode):
    if len(dims) == 0:
        return places
    return _ravelled(places * dims[0] + _place(indices[0], dims[0], mode), indices[1:], dims[1:], mode)


def _place(index, length, mode):
    if intrinsics.kind(index) == "number":
        return _within(np.int64(index), length, mode, "invalid entry in coordinates array")
    result = np.asarray(index).astype(np.int64)
    for i in range(result.size):
        result.flat[i] = _within(result.flat[i], length, mode, "invalid entry in coordinates array")
    return result


def _within(index, length, mode, message):
    """The index in a mode of NumPy's: an error, wrapped around, or clipped."""
    if mode == "wrap":
        return index % length
    if mode == "clip":
        return min(max(index, 0), length - 1)
    if mode != "raise":
        _no_mode(mode)
    if index < 0 or index >= length:
        raise ValueError(message)
    return index


def _no_mode(mode):
    raise ValueError("clipmode must be one of 'clip', 'raise', or 'wrap' (got '" + mode + "')")


@numpy_function(np.put)
def put(a, ind, v, mode="raise"):
    """Stores values, again and again from the first, at numbers of elements in C order."""
    places, values = np.asarray(ind).ravel(), np.asarray(v).ravel()
    if len(places) > 0 and len(values) == 0:
        return
    for i in range(len(places)):
        place = np.int64(places[i])
        if mode == "raise":
            if place < -a.size or place >= a.size:
                raise IndexError("index " + str(place) + " is out of bounds for axis 0 with size " + str(a.size))
            place = place + a.size if place < 0 else place
        a.flat[_within(place, a.size, mode, "")] = values[i % len(values)]


@numpy_function(np.place)
def place(arr, mask, vals):
    """Stores values in turn where the mask is true."""
    where, values = np.asarray(mask), np.asarray(vals).ravel()
    if where.size != arr.size:
        raise ValueError("place: mask and data must be the same size")
    at = 0
    for i in range(arr.size):
        if where.flat[i]:
            if len(values) == 0:
                raise ValueError("Cannot insert from an empty array!")
            arr.flat[i] = values[at % len(values)]
            at += 1


@numpy_function(np.putmask)
def putmask(a, mask, values):
    """Stores the value of the same place, of values that are repeated, where the mask is true."""
    where, given = np.asarray(mask), np.asarray(values).ravel()
    if where.size != a.size:
        raise ValueError("putmask: mask and data must be the same size")
    if len(given) == 0:
        return
    for i in range(a.size):
        if where.flat[i]:
            a.flat[i] = given[i % len(given)]


@numpy_function(np.copyto)
def copyto(dst, src, where=True):
    """Stores an array in another, which it is broadcast to; only where `where` is true."""
    source = np.broadcast_to(np.asarray(src), dst.shape)
    if intrinsics.kind(where) == "number":
        if where:
            dst[...] = source
        return
    dst[...] = np.where(np.broadcast_to(np.asarray(where), dst.shape), source, dst).astype(dst.dtype)


@numpy_function(np.compress)
def compress(condition, a, axis=None):
    """What lies where the condition is true: of all elements, or along an axis."""
    array = np.asarray(a)
    places = np.flatnonzero(np.asarray(condition))
    if axis is None:
        return np.take(array.ravel(), places)
    return with_axis(lambda k: np.take(array, places, k), axis, array.ndim)


@numpy_function(np.choose)
def choose(a, choices, out=None, mode="raise"):
    """Each element from the array that `a` numbers, of a tuple of them."""
    places = np.asarray(a)
    if places.dtype.kind != "i" and places.dtype.kind != "u" and places.dtype.kind != "b":
        intrinsics.refuse("choose takes whole numbers as its first argument")
    shape = _shape_of_all(places.shape, choices)
    numbers, arrays = np.broadcast_to(places, shape), _all_stretched(choices, shape)
    result = np.empty(shape, _common(choices).dtype)
    for i in range(result.size):
        chosen = _within(np.int64(numbers.flat[i]), len(choices), mode, "invalid entry in choice array")
        _put_chosen(result, i, chosen, arrays, 0)
    return into(out, result)


def _shape_of_all(shape, choices):
    if len(choices) == 0:
        return shape
    return _shape_of_all(np.broadcast_shapes(shape, np.shape(choices[0])), choices[1:])


def _all_stretched(choices, shape):
    if len(choices) == 0:
        return ()
    return (np.broadcast_to(np.asarray(choices[0]), shape),) + _all_stretched(choices[1:], shape)


def _common(choices):
    """An array of the type that all of them have in common."""
    if len(choices) == 1:
        return np.empty(1, np.asarray(choices[0]).dtype)
    return np.empty(1, np.promote_types(np.asarray(choices[0]).dtype, _common(choices[1:]).dtype))


def _put_chosen(result, i, chosen, arrays, at):
    if len(arrays) > 0:
        if chosen == at:
            result.flat[i] = arrays[0].flat[i]
        else:
            _put_chosen(result, i, chosen, arrays[1:], at + 1)


@numpy_function(np.lexsort)
def lexsort(keys):
    """The order by the last key, then by the one before it, and so on; equal ones stay in order."""
    if intrinsics.kind(keys) == "array":
        if keys.ndim != 2:
            intrinsics.refuse("lexsort takes a tuple of vectors, or a matrix whose rows are the keys")
        order = np.arange(keys.shape[1])
        for row in keys:
            order = order[np.argsort(row[order], kind="mergesort")]
        return order
    return _ordered(np.arange(len(keys[0])), keys)


def _ordered(order, keys):
    if len(keys) == 0:
        return order
    key = np.asarray(keys[0])
    if len(key) != len(order):
        raise ValueError("all keys need to be the same shape")
    return _ordered(order[np.argsort(key[order], kind="mergesort")], keys[1:])


@numpy_function(np.diag_indices)
def diag_indices(n, ndim=2):
    """The index arrays of the diagonal of an array of `ndim` axes, each n long."""
    return _same(np.arange(n), ndim)


def _same(places, count):
    if count == 0:
        return ()
    return (places,) + _same(places, count - 1)
