"""What methods of random Generators want of their arguments."""

import numpy as np

from . import intrinsics


def refused(name, wanted):
    """What Numba says of an argument of another type, and what it should be."""
    intrinsics.refuse("Argument " + name + " is not one of the expected type(s): " + wanted)


def number(value, name):
    """Floats and whole numbers, or arrays of them."""
    if intrinsics.kind(value) not in ("number", "array", "list", "tuple"):
        refused(name, "a number")
    if np.asarray(value).dtype.kind not in ("i", "u", "f", "b"):
        refused(name, "a number")


def whole(value, name):
    """Whole numbers."""
    if intrinsics.kind(value) != "number" or intrinsics.dtype_kind(value) not in ("i", "u", "b"):
        refused(name, "a whole number")


def at_least_0(value, name):
    """Not negative, and not -0.0 either; NaN is NumPy's business."""
    number(value, name)
    given = np.asarray(value).astype(np.float64)
    if np.any(np.logical_and(np.logical_not(np.isnan(given)), np.signbit(given))):
        raise ValueError(name + " < 0")


def more_than_0(value, name):
    """Positive."""
    number(value, name)
    if np.any(np.asarray(value) <= 0):
        raise ValueError(name + " <= 0")


def in_0_to_1(p):
    """A probability."""
    number(p, "p")
    if not np.all(np.logical_and(np.asarray(p) >= 0, np.asarray(p) <= 1)):
        raise ValueError("p < 0, p > 1 or p is NaN")


def as_size(size):
    """A size as arrays take it."""
    if size is not None:
        if intrinsics.kind(size) == "tuple":
            _lengths(size)
        else:
            _length(size)
    return size


def _lengths(size):
    if len(size) > 0:
        _length(size[0])
        _lengths(size[1:])


def _length(one):
    if intrinsics.kind(one) != "number" or intrinsics.dtype_kind(one) not in ("i", "u", "b"):
        refused("size", "None, a whole number or a tuple of those")


def fitting(dtype):
    """Whether it is float32; float64 is the other that there is."""
    if intrinsics.dtype_kind(dtype) in ("i", "u", "f", "b", "c"):  # a number
        refused("dtype", "np.float32 or np.float64")
    if dtype == np.float32:
        return True
    if dtype == np.float64:
        return False
    refused("dtype", "np.float32 or np.float64")


def target(size, dtype, out):
    """The array that numbers go into: a new one, or `out`."""
    if out is None:
        return np.empty(as_size(size), dtype)
    if out.dtype != dtype:
        intrinsics.refuse("Supplied output array has the wrong type")
    if not out.flags.c_contiguous:
        raise ValueError("Supplied output array is not contiguous, writable or aligned.")
    if size is not None and np.broadcast_shapes(size, size) != out.shape:
        raise ValueError("size must match out.shape when used together")
    return out
