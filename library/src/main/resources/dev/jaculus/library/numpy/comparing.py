"""Functions that compare arrays, or neighbours in one."""

import numpy as np

from .declare import numpy_function


@numpy_function(np.array_equal)
def array_equal(a, b):
    """Whether shapes and elements are the same."""
    if a.ndim != b.ndim:
        return False
    if a.shape != b.shape:
        return False
    return np.all(a == b)


@numpy_function(np.diff)
def diff(a):
    """Each element minus the one before it."""
    return a[1:] - a[:-1]
