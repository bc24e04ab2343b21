"""Numbers from one to another, at distances that follow a rule; arrays of them between two arrays."""

import numpy as np

from . import intrinsics
from .axes import with_axis
from .declare import numpy_function


@numpy_function(np.linspace)
def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0):
    """`num` numbers at equal distances, from start to stop, without stop unless `endpoint`; with the distance if `retstep`."""
    count = _count(num)
    if np.ndim(start) == 0 and np.ndim(stop) == 0:
        first, last = np.asarray(start)[()], np.asarray(stop)[()]
        step = _step(np.result_type(np.float64, np.asarray(start), np.asarray(stop)).type(first), last, count, endpoint)
        if retstep:
            return _of_type(_spaced(first, last, count, endpoint), dtype), step
        return _of_type(_spaced(first, last, count, endpoint), dtype)
    one, other = _inexact(np.asarray(start)), _inexact(np.asarray(stop))
    result = with_axis(lambda k: _rows(one, other, count, endpoint, k), axis, max(one.ndim, other.ndim) + 1)
    if retstep:
        return _of_type(result, dtype), _step(one, other, count, endpoint).astype(result.dtype)
    return _of_type(result, dtype)


def _count(num):
    if intrinsics.dtype_kind(num) == "f":
        intrinsics.refuse('The argument "num" must be an integer')
    if num < 0:
        raise ValueError("Number of samples must be non-negative.")
    return np.int64(num)


def _step(first, last, count, endpoint):
    gaps = count - 1 if endpoint else count
    return np.divide(last - first, gaps if gaps > 0 else np.nan)


def _of_type(result, dtype):
    """The numbers as others; as whole ones they are rounded down."""
    if dtype is None:
        return result
    if np.dtype(dtype).kind == "i" or np.dtype(dtype).kind == "u":
        return np.floor(result).astype(dtype)
    return result.astype(dtype)


def _spaced(start, stop, count, endpoint):
    result = np.empty(count, np.result_type(np.float64, np.asarray(start), np.asarray(stop)))
    first, last = result.dtype.type(start), result.dtype.type(stop)
    gaps = count - 1 if endpoint else count
    if gaps > 0:
        step = np.divide(last - first, gaps)
        for i in intrinsics.prange(count):
            result[i] = first + i * step
        if endpoint:
            result[-1] = last
    elif count == 1:
        result[0] = first
    return result


def _inexact(a):
    if a.dtype.kind == "f" or a.dtype.kind == "c":
        return a
    return a.astype(np.float64)


def _rows(start, stop, count, endpoint, axis):
    """The same between the elements of arrays."""
    shape = np.broadcast_shapes(start.shape, stop.shape)
    result = np.empty((count,) + shape, np.promote_types(start.dtype, stop.dtype))
    gaps = count - 1 if endpoint else count
    for i in range(count):
        row = result[i]
        if i > 0 and i == gaps and endpoint:
            row[...] = stop
        elif gaps > 0:
            row[...] = np.divide(stop - start, gaps) * i + start
        else:
            row[...] = start
    return np.moveaxis(result, 0, axis)


@numpy_function(np.logspace)
def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    """`base` to powers at equal distances."""
    if np.ndim(base) > 0:
        intrinsics.refuse("`base` is a number")
    powers = linspace(start, stop, num, endpoint, False, None, axis)
    if dtype is None:
        return np.power(base, powers)
    return np.power(base, powers).astype(dtype)


@numpy_function(np.geomspace)
def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    """Numbers of which each is the one before by the same factor."""
    if np.any(np.equal(start, 0)) or np.any(np.equal(stop, 0)):
        raise ValueError("Geometric sequence cannot include zero")
    if np.ndim(start) > 0 or np.ndim(stop) > 0:
        one, other = _inexact(np.asarray(start)), _inexact(np.asarray(stop))
        result = with_axis(lambda k: _geometric_rows(one, other, num, endpoint, k), axis, max(one.ndim, other.ndim) + 1)
        return result if dtype is None else result.astype(dtype)
    if intrinsics.dtype_kind(start) == "c" or intrinsics.dtype_kind(stop) == "c":
        found = _on_spiral(np.complex128(start), np.complex128(stop), num, endpoint)
        return found if dtype is None else found.astype(dtype)
    sign = -1.0 if start < 0 and stop < 0 else 1.0
    found = _between_ends(np.float64(start) * sign, np.float64(stop) * sign, num, endpoint, sign)
    return found if dtype is None else found.astype(dtype)


def _geometric_rows(start, stop, num, endpoint, axis):
    if start.dtype.kind == "c" or stop.dtype.kind == "c":
        intrinsics.refuse("np.geomspace of arrays takes real numbers")
    shape = np.broadcast_shapes(start.shape, stop.shape)
    result = np.empty((_count(num),) + shape, np.promote_types(start.dtype, stop.dtype))
    firsts, lasts = np.broadcast_to(start, shape), np.broadcast_to(stop, shape)
    for place in np.ndindex(shape):
        line = np.moveaxis(result, 0, -1)[place]
        line[...] = geomspace(firsts[place], lasts[place], num, endpoint)
    return np.moveaxis(result, 0, axis)


def _on_spiral(start, stop, num, endpoint):
    turn = start / abs(start)
    return _between_ends(start / turn, stop / turn, num, endpoint, turn)


def _between_ends(start, stop, num, endpoint, sign):
    result = np.power(10.0, linspace(np.log10(start), np.log10(stop), num, endpoint))
    if num > 0:
        result[0] = start
    if num > 1 and endpoint:
        result[-1] = stop
    return sign * result
