"""Questions about numbers and their types."""

import numpy as np

from . import intrinsics
from .declare import numpy_function


@numpy_function(np.isposinf)
def isposinf(x, out=None):
    """Where it is infinity."""
    return np.logical_and(np.isinf(x), np.logical_not(np.signbit(x)), out)


@numpy_function(np.isneginf)
def isneginf(x, out=None):
    """Where it is minus infinity."""
    return np.logical_and(np.isinf(x), np.signbit(x), out)


@numpy_function(np.iscomplex)
def iscomplex(x):
    """Where the imaginary part is not 0."""
    return np.not_equal(np.imag(x), 0)


@numpy_function(np.isreal)
def isreal(x):
    """Where the imaginary part is 0."""
    return np.equal(np.imag(x), 0)


@numpy_function(np.asarray_chkfinite)
def asarray_chkfinite(a, dtype=None):
    """The array, which must have neither infinities nor NaNs."""
    if intrinsics.kind(a) == "number":
        intrinsics.refuse("The argument to np.asarray_chkfinite must be array-like")
    array = np.asarray(a, dtype)
    if not np.all(np.isfinite(array)):
        raise ValueError("array must not contain infs or NaNs")
    return array


@numpy_function(np.asfortranarray)
def asfortranarray(a):
    """The array in Fortran's order."""
    return np.ascontiguousarray(np.asarray(a).T).T


@numpy_function(np.frombuffer)
def frombuffer(buffer, dtype=float):
    """The bytes of a buffer as elements of a type, without a copy."""
    if intrinsics.kind(buffer) != "array":
        intrinsics.refuse('Argument "buffer" must be buffer-like')
    if intrinsics.layout(buffer) != "C":
        intrinsics.refuse("the buffer must be contiguous")
    size = np.empty(0, dtype).itemsize
    flat = buffer.reshape(-1)
    if flat.nbytes % size != 0:
        raise ValueError("buffer size must be a multiple of element size")
    return flat.view(dtype)
