"""The least and the greatest elements, and where they are. NaN and NaT are both."""

import cmath

import numpy as np

from . import intrinsics
from .complex_internal import complex_less
from .declare import numpy_function
from .lines import reduced, reduced_by
from .sharing import ENOUGH, of_pieces, places


_BLOCK = 1024


@numpy_function(np.min)
@numpy_function(np.amin)
def min(a, axis=None, out=None, keepdims=False):
    """The least element; NaN if there is one. Of all, or along axes."""
    return reduced_by(np.minimum, _min, np.asarray(a), axis, keepdims, out)


def _min(array):
    if array.size == 0:
        raise ValueError("zero-size array to reduction operation minimum which has no identity")
    if intrinsics.is_parallel():
        if array.size >= ENOUGH:
            return _min(of_pieces(_min, array, _first(array)))
    return _least(array, _first(array))


@numpy_function(np.max)
@numpy_function(np.amax)
def max(a, axis=None, out=None, keepdims=False):
    """The greatest element; NaN if there is one. Of all, or along axes."""
    return reduced_by(np.maximum, _max, np.asarray(a), axis, keepdims, out)


def _max(array):
    if array.size == 0:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    if intrinsics.is_parallel():
        if array.size >= ENOUGH:
            return _max(of_pieces(_max, array, _first(array)))
    return _greatest(array, _first(array))


def _first(a):
    if a.ndim == 0:
        return a[()]
    if a.ndim == 1:
        return a[0]
    return _first(a[0])


def _least(a, best):
    if a.ndim == 0:
        return best
    if a.ndim == 1:
        for item in a:
            best = np.minimum(best, item)
    else:
        for row in a:
            best = _least(row, best)
    return best


def _greatest(a, best):
    if a.ndim == 0:
        return best
    if a.ndim == 1:
        for item in a:
            best = np.maximum(best, item)
    else:
        for row in a:
            best = _greatest(row, best)
    return best


@numpy_function(np.ptp)
def ptp(a, axis=None, out=None, keepdims=False):
    """From the least to the greatest."""
    array = np.asarray(a)
    if array.dtype.kind == "b":
        intrinsics.refuse("Boolean dtype is unsupported (as per NumPy)")
    return reduced(_ptp, array, axis, keepdims, out, False, True)


def _ptp(array):
    if array.size == 0:
        raise ValueError("zero-size array reduction not possible")
    return _max(array) - _min(array)


def before(x, y):
    """NumPy's order of numbers, `<` where there is no NaN."""
    if x.dtype.kind == "c":
        return complex_less(x, y)
    return x < y


def after(x, y):
    """The same order turned round."""
    return before(y, x)


def is_nan(x):
    """Whether a number is NaN, or a time NaT."""
    if x.dtype.kind == "c":
        return cmath.isnan(x)
    return x != x


@numpy_function(np.argmin)
def argmin(a, axis=None, out=None, keepdims=False):
    """The place of the first least element, or of the first NaN; of all, or along an axis."""
    return _place(_argmin, np.asarray(a), axis, keepdims, out)


@numpy_function(np.argmax)
def argmax(a, axis=None, out=None, keepdims=False):
    """The place of the first greatest element, or of the first NaN; of all, or along an axis."""
    return _place(_argmax, np.asarray(a), axis, keepdims, out)


def _place(function, a, axis, keepdims, out):
    if intrinsics.kind(axis) == "tuple":
        intrinsics.refuse("places are along one axis: `axis` is an int")
    return reduced(function, a, axis, keepdims, out)


def _argmin(array):
    if array.size == 0:
        raise ValueError("attempt to get argmin of an empty sequence")
    flat = array.ravel()
    if intrinsics.is_parallel():
        if array.size >= ENOUGH:
            found = places(_argmin, flat)
            return found[_argmin(flat[found])]
    if flat.dtype.kind == "f" or flat.dtype.kind == "i" or flat.dtype.kind == "u":
        return _place_in_blocks(flat, _least, before)
    return _first_place(flat, before)


def _argmax(array):
    if array.size == 0:
        raise ValueError("attempt to get argmax of an empty sequence")
    flat = array.ravel()
    if intrinsics.is_parallel():
        if array.size >= ENOUGH:
            found = places(_argmax, flat)
            return found[_argmax(flat[found])]
    if flat.dtype.kind == "f" or flat.dtype.kind == "i" or flat.dtype.kind == "u":
        return _place_in_blocks(flat, _greatest, after)
    return _first_place(flat, after)


def _place_in_blocks(flat, extreme, precedes):
    """As `_first_place`, by the extremes of blocks, which are found by vectors: then only one block is looked through."""
    low = 0
    best = extreme(flat[:_BLOCK], flat[0])
    for start in range(_BLOCK, len(flat), _BLOCK):
        block = flat[start : start + _BLOCK]
        found = extreme(block, block[0])
        if precedes(found, best) or (is_nan(found) and not is_nan(best)):
            best = found
            low = start
    place = low
    while not (flat[place] == best or (is_nan(best) and is_nan(flat[place]))):
        place += 1
    return place


def _first_place(flat, precedes):
    """Of the first item that no other precedes, or of the first NaN."""
    place = 0
    best = flat[0]
    for i in range(len(flat)):
        item = flat[i]
        if is_nan(best):
            return place
        if precedes(item, best) or is_nan(item):
            best = item
            place = i
    return place


@numpy_function(np.nanargmin)
def nanargmin(a, axis=None, out=None, keepdims=False):
    """The place of the first least element that is no NaN; of all, or along an axis."""
    return _place(lambda line: _argmin(_without_nans(line, False)), np.asarray(a), axis, keepdims, out)


@numpy_function(np.nanargmax)
def nanargmax(a, axis=None, out=None, keepdims=False):
    """The place of the first greatest element that is no NaN; of all, or along an axis."""
    return _place(lambda line: _argmax(_without_nans(line, True)), np.asarray(a), axis, keepdims, out)


def _without_nans(a, greatest):
    """The array with the one value in place of NaNs that is not looked for."""
    if a.dtype.kind != "f" and a.dtype.kind != "c":
        return a
    flat = a.flatten()
    found = False
    for i in range(len(flat)):
        if is_nan(flat[i]):
            flat[i] = -np.inf if greatest else np.inf
        else:
            found = True
    if len(flat) > 0 and not found:
        raise ValueError("All-NaN slice encountered")
    return flat
