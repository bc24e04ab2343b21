"""Functions that compare arrays, or neighbours in one."""

import numpy as np

from .declare import numpy_function


@numpy_function(np.array_equal)
def array_equal(a, b):
    """Whether shapes and elements are the same."""
    one, other = np.asarray(a), np.asarray(b)
    if one.ndim != other.ndim:
        return False
    if one.shape != other.shape:
        return False
    return np.all(np.asarray(one == other).ravel())


@numpy_function(np.diff)
def diff(a, n=1):
    """Each element minus the one before it along the last axis; `n` times."""
    if n < 0:
        raise ValueError("diff(): order must be non-negative")
    result = a.copy()
    for _ in range(n):
        result = result[..., 1:] - result[..., :-1]
    return result
