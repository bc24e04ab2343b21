"""NumPy's functions, on small arrays."""

import numpy as np
from numba import njit

from programs import calls


@calls("np.array([0.5, 1.0, 2.0])", "np.array([1, 2])", "np.float32([0.5])")
@njit
def exponentials(a):
    return np.exp(a), np.log(a), np.sqrt(a), np.log2(a), np.log10(a), np.expm1(a), np.log1p(a)


@calls("np.array([0.5, -0.5])")
@njit
def trigonometry(a):
    return np.sin(a), np.cos(a), np.tan(a), np.arcsin(a), np.arccos(a), np.arctan(a)


@calls("np.array([1.0, 2.0]), np.array([3.0, -4.0])")
@njit
def of_two(a, b):
    return np.hypot(a, b), np.arctan2(a, b), np.power(a, b), np.copysign(a, b), np.fmod(b, a)


@calls("np.array([1, 5, 3]), np.array([2, 2, 9])")
@njit
def pairwise(a, b):
    return np.minimum(a, b), np.maximum(a, b), np.add(a, b), np.multiply(a, b), np.subtract(a, b)


@calls("np.array([-1.5, 0.5, 2.5])")
@njit
def rounded(a):
    return np.floor(a), np.ceil(a), np.trunc(a), np.rint(a), np.round(a), np.abs(a), np.sign(a)


@calls("np.array([1.234, 5.678]), 1")
@njit
def rounded_to_digits(a, n):
    return np.round(a, n), np.around(a, n)


@calls("np.array([1, 5, 9]), 2, 6", "np.array([0.5, 5.5]), 1.0, 2.0")
@njit
def clipped(a, lo, hi):
    return np.clip(a, lo, hi), a.clip(lo, hi)


@calls("np.array([3, 1, 2])", "np.array([2.5, np.nan, -1.0])", "np.zeros(0)")
@njit
def sorting(a):
    return np.sort(a)


@calls("np.array([3, 1, 2])", "np.array([2.5, -1.0])")
@njit
def sorted_in_place(a):
    a.sort()
    return a


@calls("np.array([3, 1, 2])", "np.array([2.5, -1.0, 7.0, 3.0])")
@njit
def argsorted(a):
    return np.argsort(a), a.argsort()


@calls("np.array([1, 3, 3, 5]), 3", "np.array([1, 3, 3, 5]), np.array([0, 4, 9])")
@njit
def searched(a, x):
    return np.searchsorted(a, x), np.searchsorted(a, x, side="right")


@calls("np.array([3, 1, 3, 2, 1])", "np.array([0.5, 0.5])")
@njit
def unique(a):
    return np.unique(a)


@calls("np.array([1, 2]), np.array([3, 4])")
@njit
def joined(a, b):
    return np.concatenate((a, b)), np.hstack((a, b)), np.vstack((a, b)), np.stack((a, b)), np.append(a, b)


@calls("np.array([1, 2, 3]), 2")
@njit
def repeated(a, n):
    return np.repeat(a, n)


@calls("np.arange(5), 2", "np.arange(5), -1")
@njit
def rolled(a, n):
    return np.roll(a, n)


@calls("np.arange(4)")
@njit
def flipped(a):
    return np.flip(a), np.flipud(a)


@calls("np.arange(6).reshape(2, 3)")
@njit
def flipped_matrix(a):
    return np.fliplr(a), np.flipud(a), np.rot90(a)


@calls("np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0])")
@njit
def convolved(a, b):
    return np.convolve(a, b), np.correlate(a, b)


@calls(
    "1.5, np.array([1.0, 2.0]), np.array([10.0, 20.0])",
    "np.array([0.0, 1.25, 3.0]), np.array([1.0, 2.0]), np.array([10.0, 20.0])",
)
@njit
def interpolated(x, xp, fp):
    return np.interp(x, xp, fp)


@calls("np.array([0.1, 0.5, 0.9, 0.95])")
@njit
def histograms(a):
    counts, edges = np.histogram(a, 3)
    return counts, edges


@calls("np.array([1.0, np.nan, np.inf])")
@njit
def classified(a):
    return np.isnan(a), np.isinf(a), np.isfinite(a)


@calls("np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-12])", "np.array([1.0]), np.array([1.1])")
@njit
def close(a, b):
    return np.allclose(a, b), np.isclose(a, b), np.array_equal(a, b)


@calls("np.array([1, 0]), np.array([1, 1])")
@njit
def logical(a, b):
    return np.logical_and(a, b), np.logical_or(a, b), np.logical_not(a), np.logical_xor(a, b)


@calls("np.array([6, 3]), np.array([3, 5])")
@njit
def bitwise(a, b):
    return np.bitwise_and(a, b), np.bitwise_or(a, b), np.bitwise_xor(a, b), np.invert(a), np.left_shift(a, 1)


@calls("np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0])")
@njit
def products(a, b):
    return np.outer(a, b), np.cross(a, b), np.kron(a, b)


@calls("3", "2")
@njit
def triangles(n):
    a = np.arange(n * n).reshape(n, n)
    return np.triu(a), np.tril(a), np.tri(n), np.vander(np.arange(n) + 1.0)


@calls("np.arange(3), np.arange(2)")
@njit
def grids(a, b):
    x, y = np.meshgrid(a, b)
    return x, y


@calls("np.array([[2.0, 1.0], [1.0, 3.0]])")
@njit
def linear_algebra(a):
    inverse = np.ascontiguousarray(np.linalg.inv(a))  # as with Numba, and unlike NumPy, it is in Fortran's order
    return np.linalg.det(a), inverse, np.linalg.norm(a), np.linalg.solve(a, np.array([1.0, 2.0]))


@calls("np.array([[2.0, 1.0], [1.0, 3.0]])")
@njit
def decompositions(a):
    return np.linalg.cholesky(a), np.linalg.eigvalsh(a)


@calls("np.arange(5), 2")
@njit
def deleted(a, i):
    return np.delete(a, i)


@calls("np.array([1, 2, 3]), np.array([2, 5])")
@njit
def sets(a, b):
    return np.intersect1d(a, b), np.union1d(a, b), np.setdiff1d(a, b), np.isin(a, b)


@calls("np.arange(6), 3")
@njit
def split(a, n):
    parts = np.split(a, n)
    return parts[0], parts[2]


@calls("np.arange(6).reshape(1, 6)")
@njit
def axes(a):
    return np.squeeze(a, 0), np.expand_dims(a, 0).shape, np.atleast_2d(a).shape, np.swapaxes(a, 0, 1).shape


@calls("np.array([0.2, 1.5, 2.7]), np.array([0.0, 1.0, 2.0])")
@njit
def digitized(a, bins):
    return np.digitize(a, bins)


@calls("np.array([1.0, 2.0, 3.0])")
@njit
def trapezoids(a):
    return np.trapezoid(a)


@calls("np.array([1.0, np.nan])")
@njit
def nan_to_num(a):
    return np.nan_to_num(a)


@calls("3")
@njit
def seeded(n):
    np.random.seed(7)
    return np.random.rand(n), np.random.randint(0, 10, n), np.random.normal(0.0, 1.0)


@calls("np.arange(8.0)")
@njit
def partitioned(a):
    return np.partition(a, 3)[3]


@calls("np.zeros(3, np.int16), np.ones(3, np.float32)")
@njit
def result_types(a, b):
    return (a + b).dtype == np.float32, a.dtype == np.int16, np.iinfo(np.int16).max, np.finfo(np.float64).eps


@calls("np.array([1.0, 4.0]), np.zeros(2)")
@njit
def out_arguments(a, out):
    np.sqrt(a, out)
    np.add(a, out, out)
    return out


@calls("np.array([1 + 1j, -1j])")
@njit
def of_complex(a):
    return np.angle(a), np.real(a), np.imag(a), np.conjugate(a)


@calls("np.arange(4.0)")
@njit
def broadcast_to(a):
    return np.broadcast_to(a, (2, 4)).sum(), np.tile(a, 2)


@calls("2.0", "4")
@njit
def scalars(x):
    return np.sqrt(x), np.abs(-x), np.maximum(x, 3), np.minimum(x, 3.0), np.power(x, 2), np.mod(x, 3)


@calls("2.567", "np.float32(2.567)", "np.int32(-3)", "np.uint64(3)", "2.567 - 1.234j", "np.complex64(2.567)")
@njit
def rounded_numbers(x):
    return np.round(x), np.round(x, 2), np.round(x, -1)


@calls("np.array([2.567, 1.5]), np.zeros(2)", "np.array([2.567 + 0.126j]), np.zeros(1, np.complex128)")
@njit
def rounded_into(a, out):
    return np.round(a, 2, out), np.round(a, 1), out


@calls("np.array([1.5, -3.0, 9.0]), np.zeros(3)")
@njit
def clipped_into(a, out):
    return np.clip(a, -1.0, 4.0, out), np.clip(a, None, 2.0, None), out


@calls("5", "2.5", "np.float32(3)", "2 + 3j")
@njit
def counted_up_to(stop):
    return np.arange(stop)


@calls("np.array(3)", "np.array([3])", "2.5")
@njit
def at_least_one_axis(a):
    return np.ascontiguousarray(a), np.atleast_1d(a), np.atleast_2d(a), np.atleast_3d(a)
