"""Sums, products, extremes: one pass over the elements in C order, as Numba does them."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .sharing import ENOUGH, of_pieces, places


@numpy_function(np.sum)
def sum(a, axis=None, dtype=None):
    """Adds in order; ints in 64 bits, or in `dtype`."""
    if dtype is not None:
        return sum(a.astype(dtype), axis)
    if axis is None:
        return _total(a)
    return _sum_along(a, axis)


def _total(a):
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            return _add_all(of_pieces(_total, a, _zero(a)), _zero(a))
    return _add_all(a, _zero(a))


def _zero(a):
    if intrinsics.is_duration(a):
        return np.zeros(1, a.dtype)[0]
    if a.dtype == np.float32:
        return np.float32(0)
    if a.dtype == np.float64:
        return np.float64(0)
    if a.dtype == np.complex64:
        return np.complex64(0)
    if a.dtype == np.complex128:
        return np.complex128(0)
    if a.dtype == np.uint8 or a.dtype == np.uint16 or a.dtype == np.uint32 or a.dtype == np.uint64:
        return np.uint64(0)
    return np.int64(0)


def _add_all(a, total):
    if a.ndim == 1:
        for item in a:
            total += item
    else:
        for row in a:
            total = _add_all(row, total)
    return total


def _sum_along(a, axis):
    if axis < 0:
        return _sum_along(a, axis + a.ndim)
    if a.ndim == 1:
        return _add_all(a, _zero(a))
    if axis == 0:
        result = np.zeros(a.shape[1:], _zero(a).dtype)
        for row in a:
            result += row
        return result
    result = np.empty(a.shape[:axis] + a.shape[axis + 1 :], _zero(a).dtype)
    for i in range(len(a)):
        result[i] = _sum_along(a[i], axis - 1)
    return result


@numpy_function(np.prod)
def prod(a):
    """Multiplies in order; ints in 64 bits."""
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            return prod(of_pieces(prod, a, _zero(a)))
    return _multiply_all(a, _zero(a).dtype.type(1))


def _multiply_all(a, product):
    if a.ndim == 1:
        for item in a:
            product *= item
    else:
        for row in a:
            product = _multiply_all(row, product)
    return product


@numpy_function(np.mean)
def mean(a):
    """The sum divided by the number of elements; ints are added as float64."""
    if intrinsics.is_duration(a):
        return _add_all(a, _zero(a)) / a.size
    total = _real_total(a)
    if a.size == 0:
        return total.dtype.type(np.nan)
    return total.dtype.type(total / a.size)


def _real_total(a):
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            return _add_all(of_pieces(_real_total, a, _real_zero(a)), _real_zero(a))
    return _add_all(a, _real_zero(a))


def _real_zero(a):
    if a.dtype == np.float32 or a.dtype == np.complex64 or a.dtype == np.complex128:
        return _zero(a)
    return np.float64(0)


@numpy_function(np.var)
def var(a):
    """The mean square distance from the mean."""
    middle = mean(a)
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            return sum(of_pieces(lambda part: _add_squares(part, middle, 0.0), a, np.float64(0))) / a.size
    return _add_squares(a, middle, 0.0) / a.size


def _add_squares(a, middle, total):
    if a.ndim == 1:
        for item in a:
            distance = item - middle
            total += np.real(distance * np.conj(distance))
    else:
        for row in a:
            total = _add_squares(row, middle, total)
    return total


@numpy_function(np.std)
def std(a):
    """The root of the variance."""
    return np.sqrt(var(a))


@numpy_function(np.min)
@numpy_function(np.amin)
def min(a):
    """The least element; NaN if there is one."""
    if a.size == 0:
        raise ValueError("zero-size array to reduction operation minimum which has no identity")
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            return min(of_pieces(min, a, _first(a)))
    return _least(a, _first(a))


@numpy_function(np.max)
@numpy_function(np.amax)
def max(a):
    """The greatest element; NaN if there is one."""
    if a.size == 0:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            return max(of_pieces(max, a, _first(a)))
    return _greatest(a, _first(a))


def _first(a):
    if a.ndim == 1:
        return a[0]
    return _first(a[0])


def _least(a, best):
    if a.ndim == 1:
        for item in a:
            best = np.minimum(best, item)
    else:
        for row in a:
            best = _least(row, best)
    return best


def _greatest(a, best):
    if a.ndim == 1:
        for item in a:
            best = np.maximum(best, item)
    else:
        for row in a:
            best = _greatest(row, best)
    return best


@numpy_function(np.ptp)
def ptp(a):
    """From the least to the greatest."""
    return max(a) - min(a)


@numpy_function(np.argmin)
def argmin(a, axis=None):
    """The place of the first least element, or of the first NaN; of all, or along an axis."""
    if axis is not None:
        result = np.empty(_without(a.shape, axis % a.ndim), np.int64)
        lines = np.moveaxis(a, axis, -1)
        for place in np.ndindex(result.shape):
            result[place] = argmin(lines[place])
        return result
    if a.size == 0:
        raise ValueError("attempt to get argmin of an empty sequence")
    flat = a.ravel()
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            found = places(argmin, flat)
            return found[argmin(flat[found])]
    place = 0
    best = flat[0]
    for i in range(len(flat)):
        item = flat[i]
        if best != best:
            return place
        if item < best or item != item:
            best = item
            place = i
    return place


@numpy_function(np.argmax)
def argmax(a, axis=None):
    """The place of the first greatest element, or of the first NaN; of all, or along an axis."""
    if axis is not None:
        result = np.empty(_without(a.shape, axis % a.ndim), np.int64)
        lines = np.moveaxis(a, axis, -1)
        for place in np.ndindex(result.shape):
            result[place] = argmax(lines[place])
        return result
    if a.size == 0:
        raise ValueError("attempt to get argmax of an empty sequence")
    flat = a.ravel()
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            found = places(argmax, flat)
            return found[argmax(flat[found])]
    place = 0
    best = flat[0]
    for i in range(len(flat)):
        item = flat[i]
        if best != best:
            return place
        if item > best or item != item:
            best = item
            place = i
    return place


def _without(shape, axis):
    return shape[:axis] + shape[axis + 1 :]


@numpy_function(np.any)
def any(a):
    """Whether some element is true."""
    if a.ndim == 1:
        for item in a:
            if item:
                return True
        return False
    for row in a:
        if any(row):
            return True
    return False


@numpy_function(np.all)
def all(a):
    """Whether every element is true."""
    if a.ndim == 1:
        for item in a:
            if not item:
                return False
        return True
    for row in a:
        if not all(row):
            return False
    return True


@numpy_function(np.count_nonzero)
def count_nonzero(a, axis=None):
    """How many elements are true; of all, or along an axis."""
    if axis is not None:
        return sum(np.not_equal(a, 0), axis)
    count = 0
    if a.ndim == 1:
        for item in a:
            if item:
                count += 1
    else:
        for row in a:
            count += count_nonzero(row)
    return count


@numpy_function(np.cumsum)
def cumsum(a):
    """Sums up to each element."""
    flat = a.ravel()
    result = np.empty(a.size, _zero(a).dtype)
    total = _zero(a)
    for i in range(len(flat)):
        total += flat[i]
        result[i] = total
    return result


@numpy_function(np.cumprod)
def cumprod(a):
    """Products up to each element."""
    flat = a.ravel()
    result = np.empty(a.size, _zero(a).dtype)
    product = _zero(a).dtype.type(1)
    for i in range(len(flat)):
        product *= flat[i]
        result[i] = product
    return result
