"""Whether arrays are equal, or as good as equal."""

import numpy as np

from . import intrinsics
from .declare import numpy_function


@numpy_function(np.array_equal)
def array_equal(a1, a2):
    """Whether shapes and elements are the same."""
    one, other = np.asarray(a1), np.asarray(a2)
    if one.ndim != other.ndim:
        return False
    if one.shape != other.shape:
        return False
    return np.all(np.asarray(np.equal(one, other)).ravel())


@numpy_function(np.isclose)
def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether numbers are as good as equal: |a - b| <= atol + rtol |b|."""
    return _close(_value(a), _real(_value(b)), rtol, atol, equal_nan)


def _value(a):
    """Lists and tuples as arrays; numbers stay what they are."""
    if intrinsics.kind(a) == "number":
        return a
    return np.asarray(a)


def _real(b):
    """Whole numbers as floats, as NumPy compares them."""
    if intrinsics.dtype_kind(b) == "f" or intrinsics.dtype_kind(b) == "c":
        return b
    return np.float64(b) if intrinsics.kind(b) == "number" else b.astype(np.float64)


def _close(a, b, rtol, atol, equal_nan):
    near = np.less_equal(np.abs(np.subtract(a, b)), atol + rtol * np.abs(b))
    near = near & np.isfinite(b) | np.equal(a, b)
    if equal_nan:
        return near | np.isnan(a) & np.isnan(b)
    return near


@numpy_function(np.allclose)
def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether all numbers are as good as equal."""
    near = isclose(a, b, rtol, atol, equal_nan)
    return near if np.ndim(near) == 0 else np.all(near)
