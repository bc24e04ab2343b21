"""Sums and products up to each element."""

import numpy as np

from .axes import normal, with_axis
from .declare import numpy_function
from .lines import empty_like, into
from .reductions import zero_of


@numpy_function(np.cumsum)
def cumsum(a, axis=None, dtype=None, out=None):
    """Sums up to each element, of all or along an axis; ints in 64 bits, or in `dtype`."""
    return _running(np.add, np.asarray(a), axis, dtype, out)


@numpy_function(np.cumprod)
def cumprod(a, axis=None, dtype=None, out=None):
    """Products up to each element, of all or along an axis; ints in 64 bits, or in `dtype`."""
    return _running(np.multiply, np.asarray(a), axis, dtype, out)


@numpy_function(np.nancumsum)
def nancumsum(a, axis=None, dtype=None, out=None):
    """Sums up to each element; a NaN adds nothing."""
    return _running(np.add, _replaced(np.asarray(a), 0), axis, dtype, out)


@numpy_function(np.nancumprod)
def nancumprod(a, axis=None, dtype=None, out=None):
    """Products up to each element; a NaN is a factor of 1."""
    return _running(np.multiply, _replaced(np.asarray(a), 1), axis, dtype, out)


def _replaced(a, value):
    return np.where(np.not_equal(a, a), a.dtype.type(value), a)


@numpy_function(np.cumulative_sum)
def cumulative_sum(x, axis=None, dtype=None, out=None, include_initial=False):
    """Sums up to each element along an axis, which a vector need not name; with a 0 before them if `include_initial`."""
    return _cumulative(np.add, np.atleast_1d(np.asarray(x)), axis, dtype, out, include_initial, 0)


@numpy_function(np.cumulative_prod)
def cumulative_prod(x, axis=None, dtype=None, out=None, include_initial=False):
    """Products up to each element along an axis, which a vector need not name; with a 1 before them if `include_initial`."""
    return _cumulative(np.multiply, np.atleast_1d(np.asarray(x)), axis, dtype, out, include_initial, 1)


def _cumulative(join, a, axis, dtype, out, include_initial, initial):
    if axis is None:
        if a.ndim > 1:
            raise ValueError("For arrays which have more than one dimension ``axis`` argument is required.")
        return _cumulative(join, a, 0, dtype, out, include_initial, initial)
    if not include_initial:
        return _running(join, a, axis, dtype, out)
    return into(out, with_axis(lambda k: _with_initial(join, a, k, dtype, initial), axis, a.ndim))


def _with_initial(join, a, axis, dtype, initial):
    start = _start(a, dtype)
    result = empty_like(a, a.shape[:axis] + (a.shape[axis] + 1,) + a.shape[axis + 1 :], start.dtype)
    result[...] = start.dtype.type(initial)
    rest = np.moveaxis(np.moveaxis(result, axis, 0)[1:], 0, axis)
    _run_along(join, a, axis, rest)
    return result


def _start(a, dtype):
    """0 of the type in which they are joined."""
    return zero_of(a) if dtype is None else np.dtype(dtype).type(0)


def _running(join, a, axis, dtype, out):
    start = _start(a, dtype)
    if axis is None or a.ndim <= 1:
        if axis is not None:
            normal(axis, max(a.ndim, 1))
        result = np.empty(a.size, start.dtype)
        _run(join, a.ravel(), result)
        return into(out, result)
    return into(out, with_axis(lambda k: _run_along(join, a, k, empty_like(a, a.shape, start.dtype)), axis, a.ndim))


def _run(join, a, result):
    if len(a) > 0:
        total = result.dtype.type(a[0])
        result[0] = total
        for i in range(1, len(a)):
            total = result.dtype.type(join(total, result.dtype.type(a[i])))
            result[i] = total


def _run_along(join, a, axis, result):
    """The result; along the first axis whole rows are joined, which lie side by side."""
    if a.ndim == 1:
        _run(join, a, result)
    elif axis > 0:
        for i in range(len(a)):
            _run_along(join, a[i], axis - 1, result[i])
    else:
        for i in range(len(a)):
            if i == 0:
                result[i] = a[i]
            else:
                result[i] = join(result[i - 1], a[i].astype(result.dtype))
    return result
