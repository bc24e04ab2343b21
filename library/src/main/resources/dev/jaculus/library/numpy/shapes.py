"""Shapes, and arrays seen in another shape."""

import numpy as np

from . import intrinsics
from .declare import numpy_function


@numpy_function(np.broadcast_shapes)
def broadcast_shapes(*args):
    """The shape that all of these are broadcast to."""
    if len(args) == 0:
        return ()
    if len(args) == 1:
        return _shape(args[0])
    return _both(_shape(args[0]), broadcast_shapes(*args[1:]))


def _shape(given):
    return given if intrinsics.kind(given) == "tuple" else (given,)


def _both(one, other):
    if len(one) == 0:
        return other
    if len(other) == 0:
        return one
    return _both(one[:-1], other[:-1]) + (_length(one[-1], other[-1]),)


def _length(one, other):
    if one != other and one != 1 and other != 1:
        raise ValueError("shape mismatch: objects cannot be broadcast to a single shape")
    return other if one == 1 else one


@numpy_function(np.broadcast_to)
def broadcast_to(array, shape):
    """A read-only view of the array in a larger shape."""
    if intrinsics.kind(array) == "number":
        return broadcast_to(np.full(1, array), shape)
    wanted = _shape(shape)
    if not _fits(array.shape, wanted):
        raise ValueError("operands could not be broadcast together with remapped shapes")
    return intrinsics.stretched(array, wanted)


def _fits(shape, wanted):
    if len(shape) == 0:
        return True
    if len(wanted) == 0 or (shape[-1] != wanted[-1] and shape[-1] != 1):
        return False
    return _fits(shape[:-1], wanted[:-1])


@numpy_function(np.broadcast_arrays)
def broadcast_arrays(*args):
    """A list of views of the arrays in their common shape."""
    return list(all_stretched(args, common_shape(args)))


def common_shape(arrays):
    """The shape that these arrays are broadcast to."""
    if len(arrays) == 1:
        return arrays[0].shape
    return broadcast_shapes(arrays[0].shape, common_shape(arrays[1:]))


def all_stretched(arrays, shape):
    """Read-only views of these arrays in one shape."""
    first = (intrinsics.stretched(arrays[0], shape),)
    if len(arrays) == 1:
        return first
    return first + all_stretched(arrays[1:], shape)


@numpy_function(np.squeeze)
def squeeze(a, axis):
    """A view without this axis, which has length 1."""
    if a.shape[axis] != 1:
        raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
    return a[(slice(None),) * (axis % a.ndim) + (0,)]
