"""Reductions along axes, by what a function gives for each line of the array; and where results go."""

import numpy as np

from . import intrinsics
from .axes import marks, normal, ones, product, with_axis, with_ones, without


def reduced(function, a, axis, keepdims=False, out=None, floats=False, all_numbers=False):
    """`function(line)` of all elements, along an axis, or along several; the axes stay, of length 1, if `keepdims`.

    Arrays are of the type that the function gives, or of the elements' own: those of floats if `floats`, or all.
    """
    return into(out, _reduced(function, a, axis, keepdims, floats, all_numbers))


def reduced_by(join, function, a, axis, keepdims=False, out=None):
    """As `reduced`, of a function that joins elements in order: where the lines are far apart whole rows are joined, which lie side by side."""
    if axis is None or intrinsics.kind(axis) == "tuple" or a.ndim <= 1:
        return reduced(function, a, axis, keepdims, out)
    return into(out, with_axis(lambda k: _joined(join, function, a, k, keepdims), axis, a.ndim))


def _joined(join, function, a, axis, keepdims):
    if axis == (0 if intrinsics.layout(a) == "F" else a.ndim - 1):
        return _along(function, a, axis, keepdims, False, False)
    rows = np.moveaxis(a, axis, 0)
    if len(rows) == 0:
        return _along(function, a, axis, keepdims, False, False)
    sample = function(np.ones(1, a.dtype))  # only for its type
    result = np.empty(rows.shape[1:], np.asarray(sample).dtype)
    result[...] = rows[0]
    for i in range(1, len(rows)):
        result[...] = join(result, rows[i])
    return np.expand_dims(result, axis) if keepdims else result


def into(out, result):
    """The result, or `out` with the result in it."""
    if out is None:
        return result
    if np.shape(result) != out.shape:
        raise ValueError("output parameter has the wrong shape for the result of this reduction")
    out[...] = result
    return out


def _reduced(function, a, axis, keepdims, floats, all_numbers):
    if axis is None:
        if keepdims:
            result = _new(ones(a.ndim), function(np.ones(1, a.dtype)), a, floats, all_numbers)
            result[...] = function(a)
            return result
        return function(a)
    if intrinsics.kind(axis) == "tuple":
        return _along_several(function, a, axis, keepdims, floats, all_numbers)
    if a.ndim <= 1:
        normal(axis, max(a.ndim, 1))
        return _reduced(function, a, None, keepdims, floats, all_numbers)
    return with_axis(lambda k: _along(function, a, k, keepdims, floats, all_numbers), axis, a.ndim)


def empty_like(a, shape, dtype):
    """A new array that lies as this one does, in Fortran's order or in C's."""
    if intrinsics.layout(a) == "F":
        return np.empty(shape[::-1], dtype).T
    return np.empty(shape, dtype)


def _new(shape, sample, a, floats, all_numbers):
    if floats:
        if a.dtype.kind == "f":
            return np.empty(shape, a.dtype)
        if a.dtype.kind == "c":
            if np.asarray(sample).dtype.kind == "c":
                return np.empty(shape, a.dtype)
            return np.empty(shape, np.real(np.empty(0, a.dtype)).dtype)
    if all_numbers:
        return np.empty(shape, a.dtype)
    return np.empty(shape, np.asarray(sample).dtype)


def _along(function, a, axis, keepdims, floats, all_numbers):
    sample = function(np.ones(1, a.dtype))  # only for its type
    result = _new(without(a.shape, axis), sample, a, floats, all_numbers)
    lines = np.moveaxis(a, axis, -1)
    for place in np.ndindex(result.shape):
        result[place] = function(lines[place])
    if keepdims:
        return np.expand_dims(result, axis)
    return result


def _along_several(function, a, axes, keepdims, floats, all_numbers):
    if len(axes) == 0:
        intrinsics.refuse("axis=() is no reduction")
    if len(axes) == 1:
        return _reduced(function, a, axes[0], keepdims, floats, all_numbers)
    kept = marks(axes, a.ndim)
    if len(axes) >= a.ndim:
        return _reduced(function, a, None, keepdims, floats, all_numbers)
    merged = _reduced(function, _with_last(a, axes), -1, False, floats, all_numbers)
    if keepdims:
        return merged.reshape(with_ones(a.shape, kept))
    return merged


def last_axis(a, axis):
    """The array with the axes that are reduced as its last one: one axis, several, or all for None."""
    if axis is None:
        return a.ravel()
    if intrinsics.kind(axis) == "tuple":
        if len(axis) == 0:
            return np.expand_dims(a, -1)
        if len(axis) == 1:
            return last_axis(a, axis[0])
        marks(axis, a.ndim)
        if len(axis) >= a.ndim:
            return a.ravel()
        return _with_last(a, axis)
    if a.ndim <= 1:
        normal(axis, a.ndim)
        return a.ravel()
    return with_axis(lambda k: np.moveaxis(a, k, -1)[...], axis, a.ndim)


def with_reduced(result, a, axis, keepdims, before):
    """The result with the axes that were reduced, of length 1, if `keepdims`; `before` axes come in front."""
    if keepdims:
        return result.reshape(result.shape[:before] + _kept_shape(a, axis))
    return result


def _kept_shape(a, axis):
    if axis is None:
        return ones(a.ndim)
    if intrinsics.kind(axis) == "tuple":
        return with_ones(a.shape, marks(axis, a.ndim))
    return with_ones(a.shape, marks((axis,), a.ndim))


def _with_last(a, axes):
    """The array with these axes, at least two, as one at the end."""
    moved = np.moveaxis(a, axes, _last_places(len(axes)))
    kept = a.ndim - len(axes)
    return np.ascontiguousarray(moved).reshape(moved.shape[:kept] + (product(moved.shape[kept:]),))


def _last_places(count):
    if count == 0:
        return ()
    return (-count,) + _last_places(count - 1)


def reduced_matrices(function, a, axes, keepdims):
    """`function(matrix)` of the matrices that lie along two axes."""
    if len(axes) != 2:
        intrinsics.refuse("Improper number of dimensions to norm.")
    kept = marks(axes, a.ndim)
    if a.ndim == 2:
        value = function(a if normal(axes[0], 2) == 0 else np.ascontiguousarray(a.T).reshape(a.shape[1], a.shape[0]))
        if keepdims:
            return np.full((1, 1), value)
        return value
    moved = np.moveaxis(a, axes, (-2, -1))
    sample = function(np.ones((1, 1), a.dtype))  # only for its type
    result = np.empty(moved.shape[:-2], np.asarray(sample).dtype)
    for place in np.ndindex(result.shape):
        result[place] = function(moved[place])
    if keepdims:
        return result.reshape(with_ones(a.shape, kept))
    return result
