"""Slopes of what is sampled, and the area below it."""

import numpy as np

from . import intrinsics
from .axes import with_axis
from .declare import numpy_function
from .lines import empty_like


@numpy_function(np.gradient)
def gradient(f, *varargs, axis=None, edge_order=1):
    """The slope along an axis, or a tuple of those along several: by second order differences, at the ends by those of `edge_order`.

    `varargs` are the distances: none for 1, one for all axes, or one for each; a number, or a vector of the places.
    """
    if np.asarray(f).dtype.kind == "b":
        intrinsics.refuse("numpy boolean subtract, the `-` operator, is not supported")
    array = _inexact(np.asarray(f))
    if array.ndim == 0:
        intrinsics.refuse("np.gradient takes an array with axes")
    if edge_order != 1 and edge_order != 2:
        raise ValueError("'edge_order' greater than 2 not supported")
    if axis is None:
        if array.ndim == 1:
            return _along_one(array, _distance(varargs, 0, 1), 0, edge_order)
        return _along_all(array, varargs, array.ndim, array.ndim, edge_order)
    if intrinsics.kind(axis) == "tuple":
        return _along_each(array, varargs, axis, len(axis), edge_order)
    return _along_one(array, _distance(varargs, 0, 1), axis, edge_order)


def _inexact(a):
    if a.dtype.kind == "f" or a.dtype.kind == "c":
        return a
    return a.astype(np.float64)


def _distance(varargs, number, count):
    if len(varargs) == 0:
        return 1.0
    if len(varargs) == 1:
        if np.ndim(varargs[0]) > 0 and count > 1:
            intrinsics.refuse("invalid number of arguments")
        return varargs[0]
    if len(varargs) != count:
        intrinsics.refuse("invalid number of arguments")
    return varargs[number]


def _along_all(a, varargs, number, count, edge_order):
    if number == 0:
        return ()
    last = (_along_one(a, _distance(varargs, number - 1, count), number - 1, edge_order),)
    return _along_all(a, varargs, number - 1, count, edge_order) + last


def _along_each(a, varargs, axes, number, edge_order):
    if number == 0:
        return ()
    last = (_along_one(a, _distance(varargs, number - 1, len(axes)), axes[number - 1], edge_order),)
    return _along_each(a, varargs, axes, number - 1, edge_order) + last


def _along_one(a, distance, axis, edge_order):
    return with_axis(lambda k: _slopes(a, distance, k, edge_order), axis, a.ndim)


def _slopes(a, distance, axis, edge_order):
    result = empty_like(a, a.shape, a.dtype)
    rows, slopes = np.moveaxis(a, axis, 0), np.moveaxis(result, axis, 0)
    if len(rows) < edge_order + 1:
        raise ValueError(
            "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required."
        )
    if np.ndim(distance) == 0:
        _even(rows, slopes, _inexact(np.asarray(distance))[()], edge_order)
    else:
        _uneven(rows, slopes, np.asarray(distance).astype(np.float64), edge_order)
    return result


def _set(rows, i, values):
    """Stores a row, or an item of a vector, in the elements' type."""
    if rows.ndim == 1:
        rows[i] = rows.dtype.type(values)
    else:
        row = rows[i]
        row[...] = values.astype(rows.dtype)


def _even(a, slopes, h, edge_order):
    n = len(a)
    for i in range(1, n - 1):
        _set(slopes, i, (a[i + 1] - a[i - 1]) / (2.0 * h))
    if edge_order == 1:
        _set(slopes, 0, (a[1] - a[0]) / h)
        _set(slopes, n - 1, (a[n - 1] - a[n - 2]) / h)
    else:
        _set(slopes, 0, -1.5 / h * a[0] + 2.0 / h * a[1] - 0.5 / h * a[2])
        _set(slopes, n - 1, 0.5 / h * a[n - 3] - 2.0 / h * a[n - 2] + 1.5 / h * a[n - 1])


def _uneven(a, slopes, places, edge_order):
    if places.ndim != 1:
        intrinsics.refuse("distances must be either scalars or 1d")
    n = len(a)
    if len(places) != n:
        raise ValueError("when 1d, distances must match the length of the corresponding dimension")
    for i in range(1, n - 1):
        h, k = places[i] - places[i - 1], places[i + 1] - places[i]
        _set(slopes, i, -k / (h * (h + k)) * a[i - 1] + (k - h) / (h * k) * a[i] + h / (k * (h + k)) * a[i + 1])
    first, last = places[1] - places[0], places[n - 1] - places[n - 2]
    if edge_order == 1:
        _set(slopes, 0, (a[1] - a[0]) / first)
        _set(slopes, n - 1, (a[n - 1] - a[n - 2]) / last)
    else:
        second, other = places[2] - places[1], places[n - 2] - places[n - 3]
        both, ends = first + second, other + last
        _set(
            slopes,
            0,
            -(2.0 * first + second) / (first * both) * a[0]
            + both / (first * second) * a[1]
            - first / (second * both) * a[2],
        )
        _set(
            slopes,
            n - 1,
            last / (other * ends) * a[n - 3]
            - ends / (other * last) * a[n - 2]
            + (2.0 * last + other) / (last * ends) * a[n - 1],
        )


@numpy_function(np.trapezoid)
def trapezoid(y, x=None, dx=1.0, axis=-1):
    """The area below the broken line through y, along an axis."""
    values = np.asarray(y)
    if values.ndim == 0:
        intrinsics.refuse("y cannot be a scalar")
    return with_axis(lambda k: _area(values, x, dx, k), axis, values.ndim)


def _area(values, x, dx, axis):
    lines = np.moveaxis(values, axis, -1)
    heights = np.add(lines[..., 1:], lines[..., :-1])
    if x is None:
        if heights.dtype.kind == "f" or heights.dtype.kind == "c":
            return np.sum(_halves(heights * heights.dtype.type(dx)), -1)
        return np.sum(_halves(dx * heights), -1)
    places = np.asarray(x)
    if places.ndim == 1:
        return np.sum(_halves(np.multiply(np.diff(places), heights)), -1)
    return np.sum(_halves(np.multiply(np.diff(np.moveaxis(places, axis, -1), 1, -1), heights)), -1)


def _halves(a):
    if a.dtype.kind == "f" or a.dtype.kind == "c":
        return a / a.dtype.type(2)
    return a / 2.0
