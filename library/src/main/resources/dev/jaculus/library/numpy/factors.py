"""The QR factors of matrices."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .lapack import check_finite, check_not_empty, columns, integers, outcome
from .stacks import each_matrix, each_with_parts


@numpy_function(np.linalg.qr)
def qr(a, mode="reduced"):
    """q, whose columns are orthonormal, and r, upper triangular; q is square if "complete", only r is made if "r"."""
    if mode != "reduced" and mode != "complete" and mode != "r":
        intrinsics.refuse("the mode of np.linalg.qr() is 'reduced', 'complete' or 'r'")
    if np.ndim(a) > 2:
        if mode == "r":
            return each_matrix(lambda one: qr(one, mode), np.asarray(a))
        return each_with_parts(lambda one: qr(one, mode), np.asarray(a))
    matrix = columns(a)
    check_not_empty(matrix)
    check_finite(matrix)
    m, n, info = matrix.shape[1], matrix.shape[0], integers(1)
    least = min(m, n)
    factors, work = np.empty(least, matrix.dtype), np.empty(64 * max(m, n, 1), matrix.dtype)
    bits = intrinsics.fortran("?geqrf", m, n, matrix, m, factors, work, work.size, info)
    outcome(info, bits)
    height = m if mode == "complete" else least
    r = np.zeros((n, height), matrix.dtype)
    for j in range(n):
        for i in range(min(j + 1, least)):
            r[j, i] = matrix[j, i]
    if mode == "r":
        return r.T
    q = np.zeros((height, m), matrix.dtype)
    q[:least] = matrix[:least]
    if matrix.dtype.kind == "c":
        bits = intrinsics.fortran("?ungqr", m, height, least, q, m, factors, work, work.size, info)
    else:
        bits = intrinsics.fortran("?orgqr", m, height, least, q, m, factors, work, work.size, info)
    outcome(info, bits)
    return q.T, r.T
