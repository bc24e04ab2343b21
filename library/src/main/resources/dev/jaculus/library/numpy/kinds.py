"""Questions about numbers and their types."""

import numpy as np

from . import intrinsics
from .declare import numpy_function


@numpy_function(np.isposinf)
def isposinf(x):
    """Where it is infinity."""
    return np.logical_and(np.isinf(x), np.logical_not(np.signbit(x)))


@numpy_function(np.isneginf)
def isneginf(x):
    """Where it is minus infinity."""
    return np.logical_and(np.isinf(x), np.signbit(x))


@numpy_function(np.iscomplexobj)
def iscomplexobj(x):
    """Whether its type is complex."""
    return x.dtype == np.complex64 or x.dtype == np.complex128


@numpy_function(np.isrealobj)
def isrealobj(x):
    """Whether its type is not complex."""
    return not iscomplexobj(x)


@numpy_function(np.iscomplex)
def iscomplex(x):
    """Where the imaginary part is not 0."""
    return np.not_equal(np.imag(x), 0)


@numpy_function(np.isreal)
def isreal(x):
    """Where the imaginary part is 0."""
    return np.equal(np.imag(x), 0)


@numpy_function(np.isscalar)
def isscalar(element):
    """Whether it is one number or text."""
    return intrinsics.kind(element) == "number"


@numpy_function(np.asarray_chkfinite)
def asarray_chkfinite(a):
    """The array, which must have neither infinities nor NaNs."""
    array = np.asarray(a)
    if not np.all(np.isfinite(array)):
        raise ValueError("array must not contain infs or NaNs")
    return array


@numpy_function(np.asfortranarray)
def asfortranarray(a):
    """The array in Fortran's order."""
    return np.ascontiguousarray(a.T).T


@numpy_function(np.unwrap)
def unwrap(p, discont=None, axis=-1, period=6.283185307179586):
    """Angles without jumps: neighbours differ by at most half a period."""
    if p.ndim > 1:
        result = np.empty(p.shape, np.float64)
        for i in range(len(p)):
            result[i] = unwrap(p[i], discont, axis, period)
        return result
    least = period / 2 if discont is None else max(discont, period / 2)
    result = np.empty(len(p), np.float64)
    shift = 0.0
    for i in range(len(p)):
        if i > 0:
            step = np.float64(p[i] - p[i - 1])
            inside = np.remainder(step + period / 2, period) - period / 2
            if inside == -period / 2 and step > 0:
                inside = period / 2
            if abs(step) >= least:
                shift += inside - step
        result[i] = p[i] + shift
    return result
