"""Measures of what is no NaN among the elements, and NaNs replaced."""

import math

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .extremes import after, before, is_nan
from .lines import into, reduced
from .reductions import zero_of
from .selecting import median


def _numbers(a):
    """The elements that are no NaN."""
    flat = a.ravel()
    result = np.empty(a.size, a.dtype)
    count = 0
    for item in flat:
        if item == item:
            result[count] = item
            count += 1
    return result[:count]


@numpy_function(np.nansum)
def nansum(a, axis=None, dtype=None, out=None, keepdims=False):
    """The sum without NaNs."""
    array = np.asarray(a) if dtype is None else np.asarray(a).astype(dtype)
    return reduced(_nansum, array, axis, keepdims, out)


def _nansum(a):
    return np.sum(_numbers(np.asarray(a)))


@numpy_function(np.nanprod)
def nanprod(a, axis=None, dtype=None, out=None, keepdims=False):
    """The product without NaNs."""
    array = np.asarray(a) if dtype is None else np.asarray(a).astype(dtype)
    return reduced(_nanprod, array, axis, keepdims, out)


def _nanprod(a):
    return np.prod(_numbers(np.asarray(a)))


@numpy_function(np.nanmean)
def nanmean(a, axis=None, dtype=None, out=None, keepdims=False):
    """The mean without NaNs, added in double precision; of nothing, NaN."""
    array = np.asarray(a) if dtype is None else np.asarray(a).astype(dtype)
    return reduced(_nanmean, array, axis, keepdims, out, True)


def _nanmean(a):
    numbers = _numbers(np.asarray(a))
    total = np.promote_types(numbers.dtype, np.float64).type(0)
    for item in numbers:
        total += item
    return np.divide(total, len(numbers))


@numpy_function(np.nanvar)
def nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    """The variance without NaNs."""
    array = np.asarray(a) if dtype is None else np.asarray(a).astype(dtype)
    return reduced(lambda part: _nanvar(part, ddof), array, axis, keepdims, out, True)


def _nanvar(a, ddof):
    numbers = _numbers(a)
    if len(numbers) <= ddof:
        return np.nan
    middle = _nanmean(numbers)
    total = 0.0
    for item in numbers:
        distance = item - middle
        total += np.real(distance * np.conj(distance))
    return total / (len(numbers) - ddof)


@numpy_function(np.nanstd)
def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    """The standard deviation without NaNs."""
    return into(out, np.sqrt(nanvar(a, axis, dtype, None, ddof, keepdims)))


@numpy_function(np.nanmin)
def nanmin(a, axis=None, out=None, keepdims=False):
    """The least without NaNs; NaN where nothing else is there."""
    return reduced(_nanmin, np.asarray(a), axis, keepdims, out)


def _nanmin(a):
    return _first(np.asarray(a).ravel(), before)


@numpy_function(np.nanmax)
def nanmax(a, axis=None, out=None, keepdims=False):
    """The greatest without NaNs; NaN where nothing else is there."""
    return reduced(_nanmax, np.asarray(a), axis, keepdims, out)


def _nanmax(a):
    return _first(np.asarray(a).ravel(), after)


def _first(flat, precedes):
    """The item that no other precedes; NaN where nothing else is there."""
    if len(flat) == 0:
        raise ValueError("zero-size array to reduction operation not possible")
    best = flat[0]
    for item in flat:
        if is_nan(best) or precedes(item, best):
            best = item
    return best


@numpy_function(np.nanmedian)
def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    """The median without NaNs."""
    return reduced(_nanmedian, np.asarray(a), axis, keepdims, out, True)


def _nanmedian(a):
    return median(_numbers(np.asarray(a)))


@numpy_function(np.nan_to_num)
def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    """NaN as another number, infinities as the largest finite ones, or as those that are given."""
    if intrinsics.kind(x) == "number":
        return _number(x, nan, posinf, neginf)
    array = np.asarray(x)
    if array.dtype.kind != "f" and array.dtype.kind != "c":
        return np.copy(array) if copy else array
    result = np.copy(array) if copy else array
    if array.dtype.kind == "c":
        _replace(np.real(result), nan, posinf, neginf)
        _replace(np.imag(result), nan, posinf, neginf)
    else:
        _replace(result, nan, posinf, neginf)
    return result


def _replace(a, nan, posinf, neginf):
    if a.ndim == 0:
        a[()] = _number(a[()], nan, posinf, neginf)
    elif a.ndim == 1:
        for i in range(len(a)):
            a[i] = _number(a[i], nan, posinf, neginf)
    else:
        for row in a:
            _replace(row, nan, posinf, neginf)


def _number(x, nan, posinf, neginf):
    if x.dtype.kind == "c":
        return complex(_number(x.real, nan, posinf, neginf), _number(x.imag, nan, posinf, neginf))
    if x.dtype.kind != "f":
        return x
    if math.isnan(x):
        return x.dtype.type(nan)
    if math.isinf(x):
        if x > 0:
            return _largest(x) if posinf is None else x.dtype.type(posinf)
        return -_largest(x) if neginf is None else x.dtype.type(neginf)
    return x


def _largest(x):
    return x.dtype.type(3.4028234663852886e38 if x.dtype == np.float32 else 1.7976931348623157e308)
