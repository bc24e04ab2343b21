"""Products of vectors and matrices."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .reductions import sum
from .sharing import ENOUGH, of_pairs


@numpy_function(np.dot)
def dot(a, b):
    """The inner product of vectors, or the product of matrices."""
    if a.ndim == 1 and b.ndim == 1:
        return _vectors(a, b)
    if a.ndim == 2 and b.ndim == 1:
        result = np.zeros(a.shape[0], (a[:, 0] * b).dtype)
        for i in intrinsics.prange(a.shape[0]):
            result[i] = _vectors(a[i], b)
        return result
    if a.ndim == 1 and b.ndim == 2:
        return dot(b.T, a)
    return _matrices(a, b)


def _vectors(a, b):
    if len(a) != len(b):
        raise ValueError("incompatible array sizes for np.dot(a, b)")
    total = (a[:0] * b[:0]).dtype.type(0)
    if intrinsics.is_parallel():
        if a.size >= ENOUGH:
            return sum(of_pairs(_vectors, a, b, total + a[0] * b[0]))
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def _matrices(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("incompatible array sizes for np.dot(a, b)")
    result = np.zeros((a.shape[0], b.shape[1]), (a[:0, :0] * b[:0, :0]).dtype)
    for i in intrinsics.prange(a.shape[0]):
        for k in range(a.shape[1]):
            for j in range(b.shape[1]):
                result[i, j] += a[i, k] * b[k, j]
    return result
