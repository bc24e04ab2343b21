"""np.linalg on LAPACK: matrices and vectors, as Numba takes them, of ints too. Checks, messages and
the order of the results are Numba's: Fortran's, but for cholesky and lstsq."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .lapack import (
    check_converged,
    check_finite,
    check_not_empty,
    check_square,
    columns,
    decomposed,
    factored,
    inexact,
    integer,
    integers,
    outcome,
    real_zeros,
    rows,
    singular_values,
    transposed,
    wanted,
)
from .norms import norm
from .stacks import each_matrix, each_pair, each_with_parts


@numpy_function(np.linalg.inv)
def inv(a):
    """The inverse of a square matrix, or of each of a stack."""
    if np.ndim(a) > 2:
        return each_matrix(lambda one: inv(one), np.asarray(a))
    matrix = columns(a)
    check_square(matrix)
    check_finite(matrix)
    n = len(matrix)
    if n == 0:
        return matrix.T
    pivots, info, work = integers(n), integers(1), np.empty(64 * n, matrix.dtype)
    if factored(matrix, pivots)[0] > 0:
        raise np.linalg.LinAlgError("Matrix is singular to machine precision.")
    bits = intrinsics.fortran("?getri", n, matrix, n, pivots, work, work.size, info)
    if outcome(info, bits) > 0:
        raise np.linalg.LinAlgError("Matrix is singular to machine precision.")
    return matrix.T


@numpy_function(np.linalg.det)
def det(a):
    """The determinant of a square matrix, or of each of a stack."""
    if np.ndim(a) > 2:
        return each_matrix(lambda one: det(one), np.asarray(a))
    sign, logarithm = slogdet(a)
    return sign * np.exp(logarithm)


@numpy_function(np.linalg.slogdet)
def slogdet(a):
    """The sign of the determinant, and the logarithm of its absolute value."""
    if np.ndim(a) > 2:
        return each_with_parts(lambda one: slogdet(one), np.asarray(a))
    matrix = rows(a)
    check_square(matrix)
    n = len(matrix)
    sign, logarithm = matrix.dtype.type(1), np.abs(matrix.dtype.type(0))
    if n == 0:
        return sign, logarithm
    pivots = integers(n)
    info, bits = factored(matrix, pivots)
    if info > 0:
        return matrix.dtype.type(0), np.log(logarithm)
    for i in range(n):
        size = np.abs(matrix[i, i])
        sign *= matrix[i, i] / size
        if integer(pivots, i, bits) != i + 1:
            sign = -sign
        logarithm += np.log(size)
    return sign, logarithm


@numpy_function(np.linalg.cholesky)
def cholesky(a, upper=False):
    """The lower factor of a positive definite matrix, of which the lower half is looked at; or the upper one, of the upper half."""
    if np.ndim(a) > 2:
        return each_matrix(lambda one: cholesky(one, upper), np.asarray(a))
    if upper:
        return np.ascontiguousarray(np.conj(cholesky(np.conj(np.asarray(a).T))).T)
    matrix = rows(a)
    check_square(matrix)
    n, info = len(matrix), integers(1)
    if n == 0:
        return matrix
    bits = intrinsics.fortran("?potrf", "U", n, matrix, n, info)
    if outcome(info, bits) > 0:
        raise np.linalg.LinAlgError("Matrix is not positive definite.")
    for i in range(n):
        matrix[i, i + 1 :] = 0
    return matrix


def _right_side(a, b):
    """b by columns, and whether it fits."""
    if a.shape[0] != b.shape[0]:
        raise np.linalg.LinAlgError("Incompatible array sizes, system is not dimensionally valid.")
    return columns(b if b.ndim == 2 else b.reshape((-1, 1)))


@numpy_function(np.linalg.solve)
def solve(a, b):
    """x of `a @ x == b`, for a vector or the columns of a matrix; of stacks, each with its own."""
    left, right = np.asarray(a), np.asarray(b)
    if left.ndim > 2 and right.ndim == 1:
        return each_matrix(lambda one: solve(one, right), left)
    if left.ndim >= 2 and right.ndim >= 2:
        if left.ndim > 2 or right.ndim > 2:
            return _solved_in_stacks(left, right)
    if left.ndim != 2 or right.ndim == 0 or right.ndim > 2:
        intrinsics.refuse("np.linalg.solve() takes a matrix, and a vector or a matrix")
    dtype = np.promote_types(inexact(left[:0]).dtype, inexact(right[:0]).dtype)
    matrix = rows(left.astype(dtype))
    check_square(matrix)
    side = _right_side(matrix, right.astype(dtype))
    check_finite(matrix)
    check_finite(side)
    n, info = len(matrix), integers(1)
    if side.size > 0:
        pivots = integers(n)
        if factored(matrix, pivots)[0] > 0:
            raise np.linalg.LinAlgError("Matrix is singular to machine precision.")
        bits = intrinsics.fortran("?getrs", "T", n, len(side), matrix, n, pivots, side, n, info)
        outcome(info, bits)
    if right.ndim == 1:
        return side[0]
    return side.T


def _solved_in_stacks(a, b):
    shape = np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    left, right = np.broadcast_to(a, shape + a.shape[-2:]), np.broadcast_to(b, shape + b.shape[-2:])
    if a.shape[-1] != a.shape[-2]:
        raise np.linalg.LinAlgError("Last 2 dimensions of the array must be square.")
    if a.shape[-1] != b.shape[-2]:
        raise ValueError("the matrices of both stacks must have as many rows")
    return each_pair(lambda one, other: solve(one, other), left, right, shape)


@numpy_function(np.linalg.lstsq)
def lstsq(a, b, rcond=-1.0):
    """The x for which `a @ x - b` is shortest, the squares of what remains, the rank of a, and its singular values."""
    left, right = np.asarray(a), np.asarray(b)
    if left.ndim != 2 or right.ndim == 0 or right.ndim > 2:
        intrinsics.refuse("np.linalg.lstsq() takes a matrix, and a vector or a matrix")
    dtype = np.promote_types(inexact(left[:0]).dtype, inexact(right[:0]).dtype)
    matrix, given = columns(left.astype(dtype)), _right_side(left, right.astype(dtype))
    check_finite(matrix)
    check_finite(given)
    check_not_empty(matrix)
    check_not_empty(given)
    m, n, sides = left.shape[0], left.shape[1], len(given)
    side = np.zeros((sides, max(m, n)), dtype)
    side[:, :m] = given
    values = real_zeros(min(m, n), matrix)
    rank = _least_squares(matrix, side, values, values.dtype.type(_cut(rcond, matrix, values)))
    if rank < n or m <= n:
        remains = real_zeros(0, matrix)
    else:
        remains = real_zeros(sides, matrix)
        for i in range(sides):
            remains[i] = np.sum(np.abs(side[i, n:]) ** 2)
    if right.ndim == 1:
        return side[0, :n].copy(), remains, rank, values
    return transposed(side[:, :n]), remains, rank, values


def _cut(rcond, a, values):
    if rcond is None:
        return max(a.shape[0], a.shape[1]) * np.finfo(values.dtype).eps
    return rcond


def _least_squares(a, b, values, rcond):
    """The rank."""
    m, n, sides, lead = a.shape[1], a.shape[0], b.shape[0], b.shape[1]
    rank, info = integers(1), integers(1)
    work, real_work, integer_work = np.empty(1, a.dtype), real_zeros(1, a), integers(1)
    bits = np.int64(0)
    for size in (-1, 0):
        if size == 0:
            size = wanted(work)
            real_work = real_zeros(wanted(real_work), a)
            integer_work = integers(integer(integer_work, 0, bits) + 64)
            work = np.empty(size, a.dtype)
        if a.dtype.kind == "c":
            bits = intrinsics.fortran(
                "?gelsd", m, n, sides, a, m, b, lead, values, rcond, rank, work, size, real_work, integer_work, info
            )
        else:
            bits = intrinsics.fortran(
                "?gelsd", m, n, sides, a, m, b, lead, values, rcond, rank, work, size, integer_work, info
            )
        check_converged(info, bits)
    return integer(rank, 0, bits)


@numpy_function(np.linalg.eigh)
def eigh(a, UPLO="L"):
    """Eigenvalues of a symmetric or Hermitian matrix, the least first, and its eigenvectors as columns; one half is looked at."""
    if np.ndim(a) > 2:
        return each_with_parts(lambda one: eigh(one, UPLO), np.asarray(a))
    if _is_upper(UPLO):
        return eigh(np.conj(np.asarray(a).T))
    matrix = columns(a)
    values = _symmetric(matrix, "V")
    return values, matrix.T


@numpy_function(np.linalg.eigvalsh)
def eigvalsh(a, UPLO="L"):
    """Eigenvalues of a symmetric or Hermitian matrix, the least first; one half is looked at."""
    if np.ndim(a) > 2:
        return each_matrix(lambda one: eigvalsh(one, UPLO), np.asarray(a))
    if _is_upper(UPLO):
        return eigvalsh(np.conj(np.asarray(a).T))
    return _symmetric(columns(a), "N")


def _is_upper(letter):
    if letter != "L" and letter != "U" and letter != "l" and letter != "u":
        raise ValueError("UPLO argument must be 'L' or 'U'")
    return letter == "U" or letter == "u"


def _symmetric(a, job):
    check_square(a)
    check_finite(a)
    n, info = len(a), integers(1)
    values = real_zeros(n, a)
    if n == 0:
        return values
    size, many = n * n + 2 * n, integers(5 * n + 3)
    if a.dtype.kind == "c":
        work, real_work = np.empty(size, a.dtype), real_zeros(2 * n * n + 5 * n + 1, a)
        bits = intrinsics.fortran(
            "?heevd", job, "L", n, a, n, values, work, size, real_work, real_work.size, many, many.size, info
        )
    else:
        work = np.empty(2 * n * n + 6 * n + 1, a.dtype)
        bits = intrinsics.fortran("?syevd", job, "L", n, a, n, values, work, work.size, many, many.size, info)
    check_converged(info, bits)
    return values


@numpy_function(np.linalg.eig)
def eig(a):
    """Eigenvalues, and eigenvectors as columns. Those of a real matrix have to be real."""
    if np.ndim(a) > 2:
        return each_with_parts(lambda one: eig(one), np.asarray(a))
    matrix = columns(a)
    vectors = np.empty(matrix.shape, matrix.dtype)
    values = _general(matrix, vectors, "V")
    return values, vectors.T


@numpy_function(np.linalg.eigvals)
def eigvals(a):
    """Eigenvalues. Those of a real matrix have to be real."""
    if np.ndim(a) > 2:
        return each_matrix(lambda one: eigvals(one), np.asarray(a))
    matrix = columns(a)
    return _general(matrix, np.empty((1, 1), matrix.dtype), "N")


def _general(a, vectors, job):
    check_square(a)
    check_finite(a)
    n, info = len(a), integers(1)
    values = np.empty(n, a.dtype)
    if n == 0:
        return values
    none, work, lead = np.empty(1, a.dtype), np.empty(64 * n, a.dtype), len(vectors)
    if a.dtype.kind == "c":
        real_work = real_zeros(2 * n, a)
        bits = intrinsics.fortran(
            "?geev", "N", job, n, a, n, values, none, 1, vectors, lead, work, work.size, real_work, info
        )
        check_converged(info, bits)
    else:
        imaginary = np.empty(n, a.dtype)
        bits = intrinsics.fortran(
            "?geev", "N", job, n, a, n, values, imaginary, none, 1, vectors, lead, work, work.size, info
        )
        check_converged(info, bits)
        if np.any(imaginary):
            raise ValueError("eig() argument must not cause a domain change.")
    return values


@numpy_function(np.linalg.svd)
def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    """u, s and vh of a matrix, which is `u @ diag(s) @ vh`; the largest singular value first. Only s unless `compute_uv`."""
    if hermitian:
        intrinsics.refuse("np.linalg.svd() of Hermitian matrices alone")
    if not compute_uv:
        return svdvals(a)
    if np.ndim(a) > 2:
        return each_with_parts(lambda one: svd(one, full_matrices), np.asarray(a))
    matrix = columns(a)
    check_not_empty(matrix)
    check_finite(matrix)
    u, values, vh = decomposed(matrix, bool(full_matrices))
    return u.T, values, vh.T


@numpy_function(np.linalg.svdvals)
def svdvals(x):
    """The singular values of a matrix, the largest first."""
    if np.ndim(x) > 2:
        return each_matrix(lambda one: svdvals(one), np.asarray(x))
    matrix = rows(x)
    check_not_empty(matrix)
    check_finite(matrix)
    return singular_values(matrix)


@numpy_function(np.linalg.pinv)
def pinv(a, rcond=1e-15):
    """The pseudo-inverse; singular values up to `rcond` times the largest are taken for 0."""
    if np.ndim(a) > 2:
        return each_matrix(lambda one: pinv(one, rcond), np.asarray(a))
    matrix = columns(a)
    check_finite(matrix)
    if matrix.size == 0:
        return transposed(matrix).T
    u, values, vh = decomposed(matrix, False)
    limit = rcond * values[0]
    for i in range(len(values)):
        if values[i] > limit:
            u[i] *= matrix.dtype.type(1 / values[i])
        else:
            u[i] = 0
    # V u^H, of which this is the transpose.
    return (np.conj(u).T @ np.conj(vh).T).T


@numpy_function(np.linalg.matrix_rank)
def matrix_rank(A, tol=None):
    """How many singular values are larger than `tol`, or than what rounding makes; of a vector, whether it is not 0."""
    array = np.asarray(A)
    if array.ndim <= 1:
        return np.int64(np.any(array != 0))
    if array.ndim > 2:
        return each_matrix(lambda one: matrix_rank(one, tol), array)
    matrix = rows(array)
    check_finite(matrix)
    check_not_empty(matrix)
    values = singular_values(matrix)
    return np.int64(np.count_nonzero(values > _tolerance(tol, array, values)))


def _tolerance(tol, a, values):
    if tol is None:
        return values[0] * max(a.shape[0], a.shape[1]) * np.finfo(values.dtype).eps
    return tol


@numpy_function(np.linalg.cond)
def cond(x, p=None):
    """The condition number: by singular values, or the norm of this order of the matrix times that of its inverse."""
    if np.ndim(x) > 2:
        return each_matrix(lambda one: cond(one, p), np.asarray(x))
    matrix = rows(x)
    check_finite(matrix)
    check_not_empty(matrix)
    if p is None or p == 2 or p == -2:
        values = singular_values(matrix)
        if p is not None and p == -2:
            return _number(values[-1] / values[0])
        if values[-1] == 0:
            return values.dtype.type(np.inf)
        return _number(values[0] / values[-1])
    return _number(norm(matrix, p) * norm(inv(matrix), p))


def _number(found):
    """The condition of a matrix for which rounding has left no number is infinite."""
    return found.dtype.type(np.inf) if np.isnan(found) else found


@numpy_function(np.linalg.matrix_power)
def matrix_power(a, n):
    """A square matrix n times; of a negative n, its inverse, which of ints needs an n that is known while compiling."""
    array = np.asarray(a)
    if array.ndim > 2:
        return each_matrix(lambda one: matrix_power(one, n), array)
    if array.ndim != 2:
        intrinsics.refuse("np.linalg.matrix_power() takes matrices, which have two axes")
    if array.shape[0] != array.shape[1]:
        raise ValueError("input must be a square array")
    if array.dtype.kind == "f" or array.dtype.kind == "c":
        if n < 0:
            return _power(inv(array), -n)
        return _power(array, n)
    if intrinsics.is_known(n):
        return _power_of_ints(array, n)
    if n < 0:
        raise ValueError("a negative power of a matrix of ints is of floats: convert the matrix")
    return _power(array, n)


def _power_of_ints(a, n):
    if n < 0:
        return _power(inv(a), -n)
    return _power(a, n)


def _power(a, n):
    result = np.eye(len(a)).astype(a.dtype)
    square = a.copy()
    while n > 0:
        if n & 1:
            result = result @ square
        n >>= 1
        if n > 0:
            square = square @ square
    return result
