"""Views whose axes overlap: numpy.lib.stride_tricks."""

import numpy as np

from . import intrinsics
from .axes import as_tuple, normal
from .declare import numpy_function


@numpy_function(np.lib.stride_tricks.as_strided)
def as_strided(x, shape=None, strides=None, subok=False, writeable=True, check_bounds=None):
    """A view of any shape and strides in bytes. Nothing checks that it stays within the array's memory."""
    array = np.asarray(x)
    if shape is None:
        return as_strided(array, array.shape, strides, subok, writeable)
    lengths = (shape,) if intrinsics.kind(shape) == "number" else shape
    if strides is None:
        if len(lengths) != array.ndim:
            raise ValueError("mismatch in length of strides and shape")
        return _seen(array, lengths, array.strides, writeable)
    return _seen(array, lengths, (strides,) if intrinsics.kind(strides) == "number" else strides, writeable)


def _seen(a, shape, strides, writeable):
    for length in shape:
        if length < 0:
            raise ValueError("negative dimensions are not allowed")
    if writeable:
        return intrinsics.strided(a, shape, strides)
    return np.broadcast_to(intrinsics.strided(a, shape, strides), shape)


@numpy_function(np.lib.stride_tricks.sliding_window_view)
def sliding_window_view(x, window_shape, axis=None, subok=False, writeable=False):
    """A view of all windows of this shape: along each axis, or along those that are named; the windows' own axes are the last."""
    array = np.asarray(x)
    lengths = (window_shape,) if intrinsics.kind(window_shape) == "number" else window_shape
    for length in lengths:
        if length < 0:
            raise ValueError("`window_shape` cannot contain negative values")
    if axis is None:
        if len(lengths) != array.ndim:
            raise ValueError("Since axis is None, must provide window_shape for all dimensions of `x`.")
        return _windows(array, lengths, np.arange(array.ndim), writeable)
    axes = (axis,) if intrinsics.kind(axis) == "number" else axis
    if len(axes) != len(lengths):
        raise ValueError("Must provide matching length window_shape and axis.")
    places = np.empty(len(axes), np.int64)
    for i in range(len(axes)):
        places[i] = normal(axes[i], array.ndim)
    return _windows(array, lengths, places, writeable)


def _windows(a, lengths, axes, writeable):
    shape, steps = np.array(a.shape), np.empty(len(lengths), np.int64)
    for i in range(len(lengths)):
        shape[axes[i]] -= lengths[i] - 1
        steps[i] = a.strides[axes[i]]
        if shape[axes[i]] < 1:
            raise ValueError("window shape cannot be larger than input array shape")
    whole = as_tuple(shape, a.ndim) + lengths
    view = intrinsics.strided(a, whole, a.strides + as_tuple(steps, len(lengths)))
    return view if writeable else np.broadcast_to(view, whole)
