"""Axes as arguments: counted from either end, known while compiling or only at run time."""

import numpy as np

from . import intrinsics


def _check(axis):
    if intrinsics.dtype_kind(axis) == "i":
        return
    if intrinsics.dtype_kind(axis) == "u":
        return
    if intrinsics.dtype_kind(axis) == "b":
        return
    intrinsics.refuse("axis must be an integer")


def normal(axis, ndim):
    """The axis from 0 on."""
    _check(axis)
    if axis < -ndim or axis >= ndim:
        raise np.exceptions.AxisError(axis, ndim)
    return axis + ndim if axis < 0 else axis


def with_axis(function, axis, ndim):
    """`function(axis)` for an axis from 0 on that is known while compiling; of one that is not, each is tried."""
    _check(axis)
    if intrinsics.is_known(axis):
        if axis < 0:
            return with_axis(function, axis + ndim, ndim) if axis + ndim >= 0 else _wrong(function, axis, ndim)
        return function(axis) if axis < ndim else _wrong(function, axis, ndim)
    return _tried(function, normal(axis, ndim), ndim - 1)


def _wrong(function, axis, ndim):
    normal(axis, ndim)
    return function(0)  # never, but it says what type the result would have


def _tried(function, axis, last):
    if last == 0:
        return function(0)
    if axis == last:
        return function(last)
    return _tried(function, axis, last - 1)


def without(shape, axis):
    """The shape without an axis that is known while compiling."""
    return shape[:axis] + shape[axis + 1 :]


def marks(axes, ndim):
    """For each axis of an array 0 if it is among these, else 1; an axis may be there once."""
    given = np.empty(len(axes), np.int64)
    for i in range(len(axes)):
        given[i] = normal(axes[i], ndim)
        for other in given[:i]:
            if other == given[i]:
                raise ValueError("duplicate value in 'axis'")
    result = np.ones(ndim, np.int64)
    for axis in given:
        result[axis] = 0
    return as_tuple(result, ndim)


def product(shape):
    """How many elements there are."""
    total = 1
    for length in shape:
        total *= length
    return total


def ones(ndim):
    """The shape with one element."""
    if ndim == 0:
        return ()
    return ones(ndim - 1) + (1,)


def with_ones(shape, kept):
    """A shape whose axes that are not marked by 1 have the length 1."""
    if len(shape) == 0:
        return ()
    return with_ones(shape[:-1], kept[:-1]) + (shape[-1] if kept[-1] == 1 else 1,)


def chosen(shape, kept, count):
    """The `count` lengths of a shape whose axes are marked by 1."""
    result = np.empty(count, np.int64)
    at = 0
    for i in range(len(shape)):
        if kept[i] == 1:
            result[at] = shape[i]
            at += 1
    return as_tuple(result, count)


def as_tuple(items, length):
    """The items of a vector whose length is known while compiling."""
    if length == 0:
        return ()
    return as_tuple(items, length - 1) + (items[length - 1],)
