"""Products of large arrays by the BLAS of the process (netlib.org/blas). What we have by rows, Fortran sees as the transpose by columns."""

import numpy as np

from . import intrinsics

# Fewer multiplications than this are done before a call of BLAS has begun.
WORTH_A_CALL = 256

# The letters N and T.
AS_IT_IS = 78
TRANSPOSED = 84


def product_of_matrices(result, a, b):
    """Whether BLAS has put the product of two matrices into the C-ordered result; all three of one inexact type."""
    if a.shape[0] * a.shape[1] * b.shape[1] < WORTH_A_CALL:
        return False
    if intrinsics.layout(a) == "A":
        if not (is_by_rows(a) or _is_by_columns(a)):
            return product_of_matrices(result, a.copy(), b)
    if intrinsics.layout(b) == "A":
        if not (is_by_rows(b) or _is_by_columns(b)):
            return product_of_matrices(result, a, b.copy())
    rows, columns, inner = result.shape[0], result.shape[1], a.shape[1]
    one, zero = a.dtype.type(1), a.dtype.type(0)
    # result.T = b.T @ a.T
    return (
        intrinsics.fortran(
            "?gemm",
            _operation(b),
            _operation(a),
            columns,
            rows,
            inner,
            one,
            b,
            _lead(b),
            a,
            _lead(a),
            zero,
            result,
            columns,
        )
        != 0
    )


def product_with_vector(result, a, x):
    """Whether BLAS has put the product of a matrix and a vector into the result; all three of one inexact type."""
    if a.shape[0] * a.shape[1] < WORTH_A_CALL:
        return False
    if intrinsics.layout(a) == "A":
        if not (is_by_rows(a) or _is_by_columns(a)):
            return product_with_vector(result, a.copy(), x)
    if intrinsics.layout(x) == "A":
        if x.strides[0] <= 0:
            return product_with_vector(result, a, x.copy())
    by_rows = is_by_rows(a)
    rows, columns = (a.shape[1], a.shape[0]) if by_rows else a.shape
    one, zero = a.dtype.type(1), a.dtype.type(0)
    step = x.strides[0] // x.itemsize
    letter = TRANSPOSED if by_rows else AS_IT_IS
    return intrinsics.fortran("?gemv", letter, rows, columns, one, a, _lead(a), x, step, zero, result, 1) != 0


def is_by_rows(a):
    """Whether each row lies without gaps, and behind the one before."""
    return a.strides[1] == a.itemsize and a.strides[0] >= max(a.shape[1], 1) * a.itemsize


def _is_by_columns(a):
    return a.strides[0] == a.itemsize and a.strides[1] >= max(a.shape[0], 1) * a.itemsize


def _operation(a):
    """What makes the transpose of a matrix from what Fortran sees."""
    return AS_IT_IS if is_by_rows(a) else TRANSPOSED


def _lead(a):
    return (a.strides[0] if is_by_rows(a) else a.strides[1]) // a.itemsize
