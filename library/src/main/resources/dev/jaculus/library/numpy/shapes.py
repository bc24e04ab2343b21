"""Shapes, and arrays seen in another shape."""

import numpy as np

from . import intrinsics
from .axes import chosen, marks, with_axis
from .declare import numpy_function


@numpy_function(np.broadcast_shapes)
def broadcast_shapes(*args):
    """The shape that all of these are broadcast to."""
    if len(args) == 0:
        return ()
    _check_lengths(_shape(args[0]))
    if len(args) == 1:
        return _shape(args[0])
    return _both(_shape(args[0]), broadcast_shapes(*args[1:]))


def _check_lengths(shape):
    for length in shape:
        if intrinsics.kind(length) != "number" or (
            intrinsics.dtype_kind(length) != "i" and intrinsics.dtype_kind(length) != "u"
        ):
            intrinsics.refuse("a shape is an int or a tuple of ints")
        if length < 0:
            raise ValueError("negative dimensions are not allowed")


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
    given, wanted = np.asarray(array), _shape(shape)
    if len(wanted) == 0 and given.ndim > 0:
        intrinsics.refuse("Cannot broadcast a non-scalar to a scalar array")
    for length in wanted:
        if length < 0:
            raise ValueError("all elements of broadcast shape must be non-negative")
    if len(wanted) < given.ndim:
        raise ValueError("input operand has more dimensions than allowed by the axis remapping")
    if not _fits(given.shape, wanted):
        raise ValueError("operands could not be broadcast together with remapped shapes")
    return _stretched(given, wanted)


def _stretched(array, shape):
    """In a shape of fewer axes, which raises, the array has none: that says what type the result would have."""
    if len(shape) < array.ndim:
        return intrinsics.stretched(array.ravel()[:1].reshape(()), shape)
    return intrinsics.stretched(array, shape)


def _fits(shape, wanted):
    if len(shape) == 0:
        return True
    if len(wanted) == 0:
        return False
    return (shape[-1] == wanted[-1] or shape[-1] == 1) and _fits(shape[:-1], wanted[:-1])


@numpy_function(np.broadcast_arrays)
def broadcast_arrays(*args):
    """A list of views of the arrays in their common shape."""
    arrays = _arrays(args)
    return list(all_stretched(arrays, common_shape(arrays)))


def _arrays(given):
    first = (np.atleast_1d(given[0]) if intrinsics.kind(given[0]) == "number" else np.asarray(given[0]),)
    if len(given) == 1:
        return first
    return first + _arrays(given[1:])


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
    """A view without this axis, or these, which have length 1."""
    array = np.asarray(a)
    if intrinsics.kind(axis) == "tuple":
        kept = marks(axis, array.ndim)
        for k in range(array.ndim):
            if kept[k] == 0 and array.shape[k] != 1:
                raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
        return intrinsics.strided(
            array,
            chosen(array.shape, kept, array.ndim - len(axis)),
            chosen(array.strides, kept, array.ndim - len(axis)),
        )
    return with_axis(lambda k: _squeezed(array, k), axis, array.ndim)


def _squeezed(a, axis):
    if a.shape[axis] != 1:
        raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
    if a.ndim == 1:
        return intrinsics.strided(a, (), ())
    return a[(slice(None),) * axis + (0,)]
