"""Sums, products, counts: one pass over the elements in the order in which they lie. Floats are added in pairs, as NumPy does it."""

import numpy as np

from . import intrinsics
from .axes import chosen, marks, normal, ones, with_axis, with_ones, without
from .declare import numpy_function
from .lines import into, reduced, reduced_by
from .sharing import ENOUGH, of_pieces
from .summing import add_in_pairs


@numpy_function(np.sum)
def sum(a, axis=None, dtype=None, out=None, keepdims=False):
    """Adds floats in pairs, ints in 64 bits, or in `dtype`. Along one axis, or several."""
    array = np.asarray(a)
    if keepdims:
        return into(out, _as_before(_sum(array, axis, dtype), array, axis))
    return into(out, _sum(array, axis, dtype))


def _as_before(result, a, axis):
    """A result with the axes that were reduced, which have the length 1."""
    if axis is None:
        return np.asarray(result).reshape(ones(a.ndim))
    if intrinsics.kind(axis) == "tuple":
        return np.asarray(result).reshape(with_ones(a.shape, marks(axis, a.ndim)))
    return np.asarray(result).reshape(with_ones(a.shape, marks((axis,), a.ndim)))


def _sum(array, axis, dtype):
    if axis is None:
        return _sum_of_all(array, dtype)
    if intrinsics.kind(axis) == "tuple":
        return _sum_along_several(array, axis, dtype)
    if array.ndim <= 1:
        normal(axis, max(array.ndim, 1))
        return _sum_of_all(array, dtype)
    return with_axis(lambda k: _sum_along(array, k, dtype), axis, array.ndim)


def _sum_of_all(a, dtype):
    if intrinsics.layout(a) == "F":
        return _sum_of_all(a.T, dtype)
    if dtype is None:
        return _total(a)
    return _add_as(a, np.dtype(dtype).type(0))


def _total(a):
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            return _add_all(of_pieces(_total, a, zero_of(a)), zero_of(a))
    return _add_all(a, zero_of(a))


def zero_of(a):
    """0 of the type in which the elements are added."""
    if a.dtype.kind == "b" or a.dtype.kind == "i":
        return np.int64(0)
    if a.dtype.kind == "u":
        return np.uint64(0)
    if a.dtype.kind == "m":
        return np.zeros(1, a.dtype)[0]
    return a.dtype.type(0)


def _add_all(a, total):
    if a.ndim == 0:
        return total + a[()]
    if a.ndim == 1:
        if a.dtype.kind == "f" or a.dtype.kind == "c":
            return total + add_in_pairs(a, lambda item: total.dtype.type(item), zero_of(a))
        for item in a:
            total += item
    elif intrinsics.layout(a) == "C":
        return _add_all(a.ravel(), total)
    else:
        for row in a:
            total = _add_all(row, total)
    return total


def _add_as(a, total):
    """Adds in the type of `total`; of bools that is `or`."""
    if a.ndim == 0:
        return total.dtype.type(total + total.dtype.type(a[()]))
    if a.ndim == 1:
        if total.dtype.kind == "f" or total.dtype.kind == "c":
            return total + add_in_pairs(a, lambda item: total.dtype.type(item), total.dtype.type(0))
        for item in a:
            total = total.dtype.type(total + total.dtype.type(item))
    else:
        for row in a:
            total = _add_as(row, total)
    return total


def _sum_along(a, axis, dtype):
    if dtype is None:
        return _add_along(a, axis, zero_of(a))
    return _add_along(a, axis, np.dtype(dtype).type(0))


def _add_along(a, axis, start):
    if a.ndim == 1:
        return _add_as(a, start)
    if axis == 0:
        result = np.zeros(a.shape[1:], start.dtype)
        for row in a:
            _add_row(row, result)
        return result
    result = np.empty(without(a.shape, axis), start.dtype)
    for i in range(len(a)):
        result[i] = _add_along(a[i], axis - 1, start)
    return result


def _add_row(row, result):
    if result.dtype.kind == "b":
        result |= row.astype(np.bool_)
    else:
        result += row.astype(result.dtype)


def _sum_along_several(a, axes, dtype):
    if len(axes) == 0:
        return np.copy(a) if dtype is None else a.astype(dtype)
    kept = marks(axes, a.ndim)
    if len(axes) >= a.ndim:
        return _sum_of_all(a, dtype)
    start = zero_of(a) if dtype is None else np.dtype(dtype).type(0)
    result = np.zeros(with_ones(a.shape, kept), start.dtype)
    _add_into(result, a, kept)
    return result.reshape(chosen(a.shape, kept, a.ndim - len(axes)))


def _add_into(result, a, kept):
    """Adds each element to the one of `result` at its place, which is 0 along the axes that are not kept."""
    for i in range(len(a)):
        if a.ndim == 1:
            result[i * kept[0]] = result.dtype.type(result[i * kept[0]] + result.dtype.type(a[i]))
        else:
            _add_into(result[i * kept[0]], a[i], kept[1:])


@numpy_function(np.prod)
def prod(a, axis=None, dtype=None, out=None, keepdims=False):
    """Multiplies in order; ints in 64 bits, or in `dtype`."""
    array = np.asarray(a) if dtype is None else np.asarray(a).astype(dtype)
    return reduced_by(np.multiply, _prod, array, axis, keepdims, out)


def _prod(array):
    if intrinsics.is_parallel():
        if array.size >= ENOUGH:
            return _prod(of_pieces(_prod, array, zero_of(array)))
    return _multiply_all(array, zero_of(array).dtype.type(1))


def _multiply_all(a, product):
    if a.ndim == 0:
        return product * a[()]
    if a.ndim == 1:
        for item in a:
            product *= item
    else:
        for row in a:
            product = _multiply_all(row, product)
    return product


@numpy_function(np.mean)
def mean(a, axis=None, dtype=None, out=None, keepdims=False):
    """The sum divided by the number of elements; ints are added as float64, or in `dtype`."""
    array = np.asarray(a) if dtype is None else np.asarray(a).astype(dtype)
    if axis is None:
        return reduced(_mean, array, axis, keepdims, out)
    if array.dtype.kind == "f" or array.dtype.kind == "c":
        return into(out, _mean_along(array, axis, keepdims))
    if array.dtype.kind == "m":
        return reduced(_mean, array, axis, keepdims, out)
    return into(out, _mean_along(array.astype(np.float64), axis, keepdims))


def _mean_along(a, axis, keepdims):
    total = sum(a, axis, None, None, keepdims)
    count = a.dtype.type(a.size) / a.dtype.type(np.size(total)) if np.size(total) > 0 else a.dtype.type(1)
    return np.divide(total, count)


def _mean(array):
    if array.dtype.kind == "m":
        return _add_all(array, zero_of(array)) / array.size
    total = _real_total(array)
    if array.size == 0:
        return not_a_number(total)
    return total.dtype.type(total / array.size)


def not_a_number(like):
    """NaN as a number of this type; of whole ones as a float64."""
    if like.dtype.kind == "i" or like.dtype.kind == "u":
        return np.nan
    if like.dtype.kind == "c":
        return like.dtype.type(complex(np.nan, np.nan))
    return like.dtype.type(np.nan)


def _real_total(a):
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            return _add_all(of_pieces(_real_total, a, _real_zero(a)), _real_zero(a))
    return _add_all(a, _real_zero(a))


def _real_zero(a):
    if a.dtype.kind == "f" or a.dtype.kind == "c":
        return zero_of(a)
    return np.float64(0)


@numpy_function(np.var)
def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    """The mean square distance from the mean; `ddof` are taken from the number."""
    array = np.asarray(a) if dtype is None else np.asarray(a).astype(dtype)
    if axis is None:
        return reduced(lambda part: _var(part, ddof), array, axis, keepdims, out, True)
    if array.dtype.kind == "f" or array.dtype.kind == "c":
        return into(out, _var_along(array, axis, ddof, keepdims))
    return into(out, _var_along(array.astype(np.float64), axis, ddof, keepdims))


def _var_along(a, axis, ddof, keepdims):
    distances = a - _mean_along(a, axis, True)
    squares = np.real(distances * np.conj(distances))
    total = sum(squares, axis, None, None, keepdims)
    count = a.size // np.size(total) if np.size(total) > 0 else 1
    return np.divide(total, squares.dtype.type(np.maximum(count - ddof, 0)))


def _var(array, ddof):
    middle = _mean(array)
    count = array.size if ddof == 0 else np.maximum(array.size - ddof, 0)
    if intrinsics.is_parallel():
        if array.size >= ENOUGH:
            return sum(of_pieces(lambda part: _add_squares(part, middle, 0.0), array, np.float64(0))) / count
    return np.divide(_add_squares(array, middle, 0.0), count)


def _add_squares(a, middle, total):
    if a.ndim == 0:
        distance = a[()] - middle
        return total + np.real(distance * np.conj(distance))
    if a.ndim == 1:
        return total + add_in_pairs(a, lambda item: _square(item - middle), 0.0)
    if intrinsics.layout(a) == "C":
        return _add_squares(a.ravel(), middle, total)
    for row in a:
        total = _add_squares(row, middle, total)
    return total


def _square(distance):
    return np.float64(np.real(distance * np.conj(distance)))


@numpy_function(np.std)
def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    """The root of the variance."""
    return into(out, np.sqrt(var(a, axis, dtype, None, ddof, keepdims)))


@numpy_function(np.any)
def any(a, axis=None, out=None, keepdims=False):
    """Whether some element is true."""
    if axis is None:
        return reduced(_any, np.asarray(a), axis, keepdims, out)
    return reduced_by(np.logical_or, _any, np.not_equal(np.asarray(a), 0), axis, keepdims, out)


def _any(a):
    if a.ndim == 0:
        return bool(a[()])
    if a.ndim == 1:
        for item in a:
            if item:
                return True
        return False
    for row in a:
        if _any(row):
            return True
    return False


@numpy_function(np.all)
def all(a, axis=None, out=None, keepdims=False):
    """Whether every element is true."""
    if axis is None:
        return reduced(_all, np.asarray(a), axis, keepdims, out)
    return reduced_by(np.logical_and, _all, np.not_equal(np.asarray(a), 0), axis, keepdims, out)


def _all(a):
    if a.ndim == 0:
        return bool(a[()])
    if a.ndim == 1:
        for item in a:
            if not item:
                return False
        return True
    for row in a:
        if not _all(row):
            return False
    return True


@numpy_function(np.count_nonzero)
def count_nonzero(a, axis=None):
    """How many elements are true; of all, or along axes."""
    array = np.asarray(a)
    if axis is not None:
        return sum(np.not_equal(array, 0), axis)
    return _count(array)


def _count(a):
    count = 0
    if a.ndim == 0:
        return int(bool(a[()]))
    if a.ndim == 1:
        for item in a:
            if item:
                count += 1
    else:
        for row in a:
            count += _count(row)
    return count
