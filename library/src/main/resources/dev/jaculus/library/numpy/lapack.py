"""What the functions of linear algebra share around LAPACK (netlib.org/lapack). It overwrites what it is given, so that it is given copies."""

import numpy as np

from . import intrinsics

# The letters A, S and N: all vectors, or as many as there are values, or none.
ALL = 65
SOME = 83
NONE = 78


def inexact(a):
    """The array, or its numbers as float64 where they are whole."""
    if a.dtype.kind == "f" or a.dtype.kind == "c":
        return a
    if a.dtype.kind == "b" or a.dtype.kind == "i" or a.dtype.kind == "u":
        return a.astype(np.float64)
    intrinsics.refuse("np.linalg functions take numbers")


def rows(a):
    """A fresh C-ordered matrix of inexact elements, which Fortran sees as the transpose."""
    matrix = np.asarray(a)
    if matrix.ndim != 2:
        intrinsics.refuse("np.linalg functions take matrices, which have two axes")
    return _copied(inexact(matrix))


def columns(a):
    """The same of the transpose, so that Fortran sees the matrix."""
    return rows(np.asarray(a).T)


def _copied(a):
    copy = np.empty(a.shape, a.dtype)
    copy[...] = a
    return copy


def transposed(a):
    """A C-ordered copy of the transpose."""
    return _copied(a.T)


def real_zeros(length, like):
    """Zeros of the type of an element's absolute value."""
    return np.zeros(length, np.abs(like[:0, :0]).dtype)


def check_square(a):
    if a.shape[0] != a.shape[1]:
        raise np.linalg.LinAlgError("Last 2 dimensions of the array must be square.")


def check_finite(a):
    if not np.isfinite(a).all():
        raise np.linalg.LinAlgError("Array must not contain infs or NaNs.")


def check_not_empty(a):
    if a.size == 0:
        raise np.linalg.LinAlgError("Arrays cannot be empty")


def outcome(info, bits):
    """LAPACK's INFO: 0, or what went wrong; the function's INTEGER has so many bits."""
    if bits == 0:
        raise RuntimeError("NumPy has no LAPACK in this process")
    found = np.int64(np.int32(info[0])) if bits == 32 else info[0]
    if found < 0:
        raise RuntimeError("LAPACK did not take an argument")
    return found


def check_converged(info, bits):
    if outcome(info, bits) > 0:
        raise ValueError("Internal algorithm failed to converge.")


def integers(length):
    """Room for so many INTEGERs."""
    return np.zeros(length, np.int64)


def integer(array, place, bits):
    """One of the INTEGERs that LAPACK wrote."""
    return np.int64(array.view(np.int32)[place]) if bits == 32 else array[place]


def wanted(work):
    """How much room LAPACK asks for, which it leaves in the first place."""
    return int(np.real(work[0])) + 64


def factored(matrix, pivots):
    """Makes L and U of a matrix by rows: INFO, which is the first zero of the diagonal from 1 on, and the bits of a pivot."""
    n, info = len(matrix), integers(1)
    bits = intrinsics.fortran("?getrf", n, n, matrix, max(n, 1), pivots, info)
    return outcome(info, bits), bits


def singular_values(a):
    """Of a matrix, which they destroy; the largest first."""
    none = np.empty((1, 1), a.dtype)
    return _values_and_vectors(a, NONE, none, none)


def decomposed(a, full):
    """The transposes of u and vh, and s between them, of a matrix by columns, which is destroyed."""
    m, n = a.shape[1], a.shape[0]
    least = min(m, n)
    u = np.empty((m if full else least, m), a.dtype)
    vh = np.empty((n, n if full else least), a.dtype)
    values = _values_and_vectors(a, ALL if full else SOME, u, vh)
    return u, values, vh


def _values_and_vectors(a, job, left, right):
    m, n = a.shape[1], a.shape[0]
    least, most = min(m, n), max(m, n)
    values, info, integer_work = real_zeros(least, a), integers(1), integers(8 * least)
    work, lead_left, lead_right = np.empty(1, a.dtype), left.shape[1], right.shape[1]
    real_work = real_zeros(max(5 * least * least + 5 * least, 2 * most * least + 2 * least * least + least), a)
    for size in (-1, 0):
        if size == 0:
            size = wanted(work)
            work = np.empty(size, a.dtype)
        if a.dtype.kind == "c":
            bits = intrinsics.fortran(
                "?gesdd",
                job,
                m,
                n,
                a,
                m,
                values,
                left,
                lead_left,
                right,
                lead_right,
                work,
                size,
                real_work,
                integer_work,
                info,
            )
        else:
            bits = intrinsics.fortran(
                "?gesdd", job, m, n, a, m, values, left, lead_left, right, lead_right, work, size, integer_work, info
            )
        check_converged(info, bits)
    return values
