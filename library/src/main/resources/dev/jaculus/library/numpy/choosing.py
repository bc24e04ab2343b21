"""Elements chosen by conditions or places."""

import numpy as np

from . import intrinsics
from .axes import with_axis
from .declare import numpy_function
from .lines import empty_like


@numpy_function(np.extract)
def extract(condition, arr):
    """The elements of the flattened array where the flattened condition is true."""
    wanted, flat = np.asarray(condition).ravel(), np.asarray(arr).ravel()
    if len(flat) == 0:
        raise ValueError("Cannot extract from an empty array")
    result = np.empty(np.count_nonzero(wanted), flat.dtype)
    count = 0
    for i in range(len(wanted)):
        if wanted[i]:
            if i >= len(flat):
                raise ValueError("condition shape inconsistent with arr shape")
            result[count] = flat[i]
            count += 1
    return result


@numpy_function(np.select)
def select(condlist: tuple, choicelist: tuple, default=0):
    """At each place the element of the first choice whose condition is true."""
    if len(condlist) == 0:
        raise ValueError("select with an empty condition list is not possible")
    if len(condlist) != len(choicelist):
        raise ValueError("list of cases must be same length as list of conditions")
    if np.ndim(default) != 0 or intrinsics.kind(default) != "number":
        intrinsics.refuse("default must be a scalar (number or boolean)")
    if intrinsics.kind(condlist) == "tuple":
        return _selected(condlist, choicelist, (np.empty(0, np.result_type(*choicelist)) * default).dtype.type(default))
    _check_condition(condlist[0])
    result = np.empty(condlist[0].shape, (choicelist[0].ravel()[:0] * default).dtype)
    result[...] = default
    for i in range(len(condlist) - 1, -1, -1):
        result = np.where(condlist[i], choicelist[i], result)
    return result


def _check_condition(condition):
    if np.asarray(condition).dtype.kind != "b":
        intrinsics.refuse("condlist arrays must contain booleans")


def _selected(conditions, choices, default):
    if len(conditions) == 0:
        return default
    _check_condition(conditions[0])
    return np.where(conditions[0], choices[0], _selected(conditions[1:], choices[1:], default))


@numpy_function(np.piecewise)
def piecewise(x, condlist: tuple, funclist: tuple, *args):
    """Where a condition holds, what the function of the same place gives for those elements, or its number; one more is for the rest, else 0."""
    array = np.asarray(x)
    if intrinsics.kind(condlist) == "tuple" and intrinsics.kind(funclist) == "tuple":
        if intrinsics.kind(condlist[0]) == "number":
            return _in_pieces(array, (np.asarray(condlist),), funclist, args)
        return _in_pieces(array, condlist, funclist, args)
    if intrinsics.kind(condlist) == "array":
        return _in_pieces(array, (condlist,), funclist, args)
    intrinsics.refuse(
        "np.piecewise takes a list of conditions and a list of functions, both as they stand in the source"
    )


def _in_pieces(array, conditions, functions, arguments):
    if len(functions) != len(conditions) and len(functions) != len(conditions) + 1:
        intrinsics.refuse("with as many conditions, as many functions, or one more, are expected")
    result = empty_like(array, array.shape, array.dtype)
    result[...] = 0
    rest = np.ones(array.shape, np.bool_)
    _fill_pieces(result, array, rest, conditions, functions, arguments)
    return result


def _fill_pieces(result, array, rest, conditions, functions, arguments):
    if len(conditions) > 0:
        condition = np.asarray(conditions[0]).astype(np.bool_)
        rest &= np.logical_not(condition)
        _fill_piece(result, array, condition, functions[0], arguments)
        _fill_pieces(result, array, rest, conditions[1:], functions[1:], arguments)
    elif len(functions) > 0:
        _fill_piece(result, array, rest, functions[0], arguments)


def _fill_piece(result, array, condition, function, arguments):
    if intrinsics.kind(function) == "number":
        result[condition] = function
    else:
        items = array[condition]
        if len(items) > 0:
            result[condition] = function(items, *arguments)


@numpy_function(np.take_along_axis)
def take_along_axis(arr, indices, axis):
    """The elements at `indices` along an axis; other axes go side by side, those of length 1 are repeated."""
    a, places = np.asarray(arr), np.asarray(indices)
    if places.dtype.kind != "i" and places.dtype.kind != "u":
        intrinsics.refuse("The indices array must contain integers")
    if axis is None:
        if places.ndim != 1:
            intrinsics.refuse("`indices` and `arr` must have the same number of dimensions")
        return _taken(a.ravel(), places, 0)
    if a.ndim != places.ndim:
        intrinsics.refuse("`indices` and `arr` must have the same number of dimensions")
    return with_axis(lambda k: _taken(a, places, k), axis, a.ndim)


def _taken(a, indices, axis):
    others = np.broadcast_shapes(a.shape[:axis] + (1,) + a.shape[axis + 1 :], indices.shape)
    result = np.empty(others[:axis] + (indices.shape[axis],) + others[axis + 1 :], a.dtype)
    _along(np.moveaxis(a, axis, -1), np.moveaxis(indices, axis, -1), np.moveaxis(result, axis, -1))
    return result


def _along(a, indices, result):
    for i in range(len(result)):
        if a.ndim > 1:
            _along(a[i if len(a) > 1 else 0], indices[i if len(indices) > 1 else 0], result[i])
        else:
            if indices[i] < -len(a) or indices[i] >= len(a):
                raise IndexError("index is out of bounds")
            result[i] = a[indices[i]]


@numpy_function(np.trim_zeros)
def trim_zeros(filt, trim="fb"):
    """Without the zeros at the front, or at the back."""
    if intrinsics.kind(filt) != "array":
        intrinsics.refuse("The first argument must be an array")
    if filt.ndim != 1:
        intrinsics.refuse("array must be 1D")
    first, last = 0, len(filt)
    if "f" in trim or "F" in trim:
        while first < last and filt[first] == 0:
            first += 1
    if "b" in trim or "B" in trim:
        while last > first and filt[last - 1] == 0:
            last -= 1
    return filt[first:last]


@numpy_function(np.insert)
def insert(arr, obj, values, axis=None):
    """The flattened array with values before these places of it."""
    if intrinsics.kind(arr) == "number" or intrinsics.kind(arr) == "other":
        intrinsics.refuse("arr must be either an Array or a Sequence")
    flat = np.asarray(arr).ravel()
    if axis is not None:
        intrinsics.refuse("The 'axis' argument is not supported")
    given = np.asarray(obj).ravel()
    if given.dtype.kind != "i" and given.dtype.kind != "u":
        intrinsics.refuse("obj should be of Integer dtype")
    items = np.asarray(values).ravel()
    if len(given) == 1:
        return _insert_at(flat, given[0], items)
    places = np.empty(len(given), np.int64)
    for i in range(len(given)):
        places[i] = _place(given[i], len(flat))
    order = np.argsort(places, kind="mergesort")
    if len(items) != 1 and len(items) != len(places):
        raise ValueError("shape mismatch: value array could not be broadcast to indexing result")
    result = np.empty(len(flat) + len(places), flat.dtype)
    taken = 0
    for i in range(len(order)):
        place = places[order[i]]
        result[taken + i : place + i] = flat[taken:place]
        result[place + i] = items[order[i] if len(items) > 1 else 0]
        taken = place
    result[taken + len(order) :] = flat[taken:]
    return result


def _insert_at(flat, place, items):
    at = _place(place, len(flat))
    result = np.empty(len(flat) + len(items), flat.dtype)
    result[:at] = flat[:at]
    result[at : at + len(items)] = items
    result[at + len(items) :] = flat[at:]
    return result


def _place(index, length):
    if index < -length or index > length:
        raise IndexError("index is out of bounds")
    return index + length if index < 0 else index


@numpy_function(np.resize)
def resize(a, new_shape):
    """The elements, repeated, in an array of another shape."""
    flat = np.asarray(a).ravel()
    for length in new_shape if intrinsics.kind(new_shape) == "tuple" else (new_shape,):
        if length < 0:
            raise ValueError("All elements of `new_shape` must be non-negative")
    result = np.empty(new_shape, flat.dtype)
    lines = result.ravel()
    for i in range(len(lines)):
        lines[i] = flat[i % len(flat)] if len(flat) > 0 else flat.dtype.type(0)
    return result
