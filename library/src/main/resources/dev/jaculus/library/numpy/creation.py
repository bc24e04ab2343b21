"""New arrays whose elements follow a rule."""

import math

import numpy as np

from . import intrinsics
from .declare import numpy_function


@numpy_function(np.arange)
def arange(start, stop=None, step=None, dtype=None):
    """start, start + step, ... before stop."""
    if step is None:
        return arange(start, stop, 1, dtype)
    if stop is None:
        return _steps(0, start, step, dtype)
    return _steps(start, stop, step, dtype)


def _steps(start, stop, step, dtype):
    if step == 0:
        raise ValueError("Maximum allowed size exceeded")
    count = max(_count((np.int64(0) + stop - start) / step), 0)
    if dtype is None:
        result = np.empty(count, (np.int64(0) * step + start + stop).dtype)
    else:
        result = np.empty(count, dtype)
    for i in intrinsics.prange(count):
        result[i] = start + i * step
    return result


def _count(steps):
    if steps.dtype == np.complex128 or steps.dtype == np.complex64:
        return min(int(math.ceil(steps.real)), int(math.ceil(steps.imag)))
    return int(math.ceil(steps))


@numpy_function(np.eye)
def eye(N, M=None, k=0, dtype=float):
    """Ones on a diagonal, k above the main one."""
    if M is None:
        return eye(N, N, k, dtype)
    result = np.zeros((N, M), dtype)
    for i in range(max(-k, 0), min(N, M - k)):
        result[i, i + k] = 1
    return result


@numpy_function(np.identity)
def identity(n, dtype=float):
    """The square matrix with ones on the diagonal."""
    return eye(n, n, 0, dtype)
