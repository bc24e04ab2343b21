"""Vectors as samples of a signal: folded, compared, summed up, angles without jumps."""

import numpy as np

from . import intrinsics
from .axes import normal, with_axis
from .declare import numpy_function


def _vector(a):
    array = np.asarray(a)
    if array.ndim > 1:
        intrinsics.refuse("only 1D arrays are supported here")
    return np.atleast_1d(array)


def _check(a, v):
    if len(a) == 0:
        raise ValueError("'a' cannot be empty")
    if len(v) == 0:
        raise ValueError("'v' cannot be empty")


@numpy_function(np.convolve)
def convolve(a, v, mode="full"):
    """The products of two vectors against each other at every overlap, at those as long as the longer, or at whole ones."""
    one, other = _vector(a), _vector(v)
    _check(one, other)
    return _middle(_folded(one, other), max(len(one), len(other)), min(len(one), len(other)), mode)


def _folded(a, v):
    result = np.zeros(len(a) + len(v) - 1, np.promote_types(a.dtype, v.dtype))
    for i in range(len(a)):
        for j in range(len(v)):
            result[i + j] += result.dtype.type(a[i]) * result.dtype.type(v[j])
    return result


def _middle(full, longer, shorter, mode):
    if mode == "full":
        return full
    if mode == "same":
        first = (shorter - 1) // 2
        return full[first : first + longer].copy()
    if mode == "valid":
        return full[shorter - 1 : longer].copy()
    raise ValueError("Invalid 'mode', valid are 'full', 'same', 'valid'")


@numpy_function(np.correlate)
def correlate(a, v, mode="valid"):
    """The products of two vectors side by side, the second one conjugated."""
    one, other = _vector(a), _vector(v)
    _check(one, other)
    full = _folded(one, np.conj(other)[::-1])
    if mode == "same" and len(other) > len(one):
        first = len(one) // 2
        return full[first : first + len(other)].copy()
    return _middle(full, max(len(one), len(other)), min(len(one), len(other)), mode)


@numpy_function(np.diff)
def diff(a, n=1, axis=-1, prepend=None, append=None):
    """Each element minus the one before it along an axis, with more elements before or behind it; `n` times."""
    array = np.asarray(a)
    if array.ndim == 0:
        intrinsics.refuse("diff requires input that is at least one dimensional")
    if prepend is not None:
        return with_axis(
            lambda k: diff(np.concatenate((_edge(prepend, array, k), array), k), n, k, None, append), axis, array.ndim
        )
    if append is not None:
        return with_axis(lambda k: diff(np.concatenate((array, _edge(append, array, k)), k), n, k), axis, array.ndim)
    if array.ndim == 1:
        normal(axis, 1)
        return _diff(array, n)
    return with_axis(lambda k: _diff_along(array, n, k), axis, array.ndim)


def _edge(values, a, axis):
    """What stands before or behind: a number is there once in each line."""
    if np.ndim(values) == 0:
        return np.broadcast_to(np.asarray(values), a.shape[:axis] + (1,) + a.shape[axis + 1 :])
    return np.asarray(values)


def _diff_along(a, n, axis):
    if axis == a.ndim - 1:
        return _diff(a, n)
    return np.ascontiguousarray(np.moveaxis(_diff(np.moveaxis(a, axis, -1), n), -1, axis))


def _diff(array, n):
    if n < 0:
        raise ValueError("diff(): order must be non-negative")
    result = np.copy(array)
    for _ in range(n):
        result = _differences(result)
    return result


def _differences(a):
    if a.dtype.kind == "b":
        return np.not_equal(a[..., 1:], a[..., :-1])
    return np.subtract(a[..., 1:], a[..., :-1])


@numpy_function(np.ediff1d)
def ediff1d(ary, to_end=None, to_begin=None):
    """Each element of the flattened array minus the one before it, between what shall stand at both ends."""
    flat = np.asarray(ary).ravel()
    if flat.dtype.kind == "b":
        intrinsics.refuse("Boolean dtype is unsupported (as per NumPy)")
    begin, end = _end(to_begin, flat), _end(to_end, flat)
    inner = max(len(flat) - 1, 0)
    result = np.empty(len(begin) + inner + len(end), flat.dtype)
    result[: len(begin)] = begin
    for i in range(inner):
        result[len(begin) + i] = flat[i + 1] - flat[i]
    result[len(begin) + inner :] = end
    return result


def _end(values, like):
    if values is None:
        return np.empty(0, like.dtype)
    given = np.asarray(values).ravel()
    if np.promote_types(given.dtype, like.dtype) != like.dtype:
        intrinsics.refuse("dtype of to_begin and to_end must be compatible with input ary")
    return given.astype(like.dtype)


@numpy_function(np.unwrap)
def unwrap(p, discont=None, axis=-1, period=6.283185307179586):
    """Angles without jumps: neighbours differ by at most half a period. Of whole numbers and a whole period, whole numbers."""
    angles = np.asarray(p)
    result = angles.astype(np.promote_types(angles.dtype, np.asarray(period).dtype))
    if result.ndim == 0:
        intrinsics.refuse("np.unwrap takes an array with axes")
    return with_axis(lambda k: _unwrapped(result, k, discont, period), axis, result.ndim)


def _unwrapped(a, axis, discont, period):
    _unwrap_lines(np.moveaxis(a, axis, -1), discont, period)
    return a


def _unwrap_lines(a, discont, period):
    if a.ndim > 1:
        for row in a:
            _unwrap_lines(row, discont, period)
    elif a.dtype.kind == "f":
        half = a.dtype.type(period / 2)
        _unwrap_line(a, half if discont is None else discont, a.dtype.type(period), half, True)
    else:
        whole = a.dtype.type(period)
        half = a.dtype.type(whole // 2)
        _unwrap_line(a, period / 2 if discont is None else discont, whole, half, period % 2 == 0)


def _unwrap_line(a, least, period, half, both_ways):
    shift = a.dtype.type(0)
    last = a.dtype.type(0)
    for i in range(len(a)):
        here = a[i]
        if i > 0:
            step = a.dtype.type(here - last)
            inside = a.dtype.type(np.remainder(a.dtype.type(step + half), period) - half)
            if both_ways and inside == a.dtype.type(-half) and step > 0:
                inside = a.dtype.type(half)
            if not abs(step) < least:
                shift = a.dtype.type(shift + (inside - step))
            a[i] = here + shift
        last = here
