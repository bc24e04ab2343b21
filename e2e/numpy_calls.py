"""Calls of NumPy's functions, one a line, and arguments for them that a seed decides: any dtype, rank and layout, and
some that are wrong.

Capital letters are parameters: A and B arrays of one shape, V and W vectors, M a matrix, Q an array of truth values of
A's shape, P a vector of places, K an axis, N and J small ints, X and Y numbers, L a list of numbers, T a tuple of them.
"""

import re

import numpy as np

_UNARY = """
abs absolute acos acosh arccos arccosh arcsin arcsinh arctan arctanh asin asinh atan atanh bitwise_invert bitwise_not
cbrt ceil conj conjugate cos cosh deg2rad degrees exp exp2 expm1 fabs floor invert isfinite isinf isnan log log10
log1p log2 logical_not negative positive rad2deg radians reciprocal rint sign signbit sin sinh spacing sqrt square tan
tanh trunc angle real imag iscomplex isreal isneginf isposinf nan_to_num round around sinc
"""
UNARY = _UNARY.split()
_BINARY = """
add arctan2 atan2 bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor copysign divide equal
float_power floor_divide fmax fmin fmod gcd greater greater_equal hypot lcm left_shift less less_equal logaddexp
logaddexp2 logical_and logical_or logical_xor maximum minimum mod multiply nextafter not_equal pow power remainder
right_shift subtract true_divide
"""
BINARY = _BINARY.split()
_WHOLE = """
all any amax amin argmax argmin argwhere average copy count_nonzero cumprod cumsum flatnonzero iscomplexobj isrealobj
max mean median min nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanprod nanstd nansum
nanvar nonzero prod ptp ravel shape size std sum unique var transpose permute_dims flip fliplr flipud rot90 diag
diagflat ediff1d diff sort atleast_1d atleast_2d atleast_3d asarray ascontiguousarray asfortranarray asarray_chkfinite
zeros_like ones_like isscalar ndim tril triu trim_zeros trapezoid unwrap corrcoef cov vander
"""
WHOLE = _WHOLE.split()
_METHODS = """
all() any() argmax() argmin() conj() copy() cumprod() cumsum() flatten() max() mean() min() nonzero() prod() ravel()
std() sum() var() transpose() T real imag size ndim nbytes itemsize astype(np.float32) astype(np.complex128) argsort()
flags.c_contiguous flags.f_contiguous shape item() repeat(2) sum(K) cumsum(K) argmax(K) take(P) clip(X,Y) round(1)
swapaxes(0,K) sum(axis=K,dtype=np.float64) dot(A) view(np.uint8)
"""
METHODS = _METHODS.split()
_DTYPE_NAMES = """
bool_ byte cdouble complex128 complex64 csingle double float32 float64 int16 int32 int64 int8 int_ intc intp long
longlong short single ubyte uint uint16 uint32 uint64 uint8 uintc uintp ulong ulonglong ushort
"""
DTYPE_NAMES = _DTYPE_NAMES.split()

_OTHERS = """
np.allclose(A, B)
np.allclose(A, A, equal_nan=True)
np.append(A, B)
np.append(A, B, K)
np.append(A, X)
np.arange(N)
np.arange(N, J)
np.arange(N, J, 2.5)
np.arange(N, J, -1, np.float32)
np.argmax(A, K)
np.argmin(A, axis=K)
A.ravel()[np.argpartition(A.ravel(), N)][N]
V[np.argsort(V)]
np.argsort(A, K, "stable")
np.array(A)
np.array(L)
np.array(T)
np.array((V, W))
np.array(X)
np.array_equal(A, B)
np.array_equal(A, A)
np.array_equal(L, T)
np.array_split(A, N)
np.array_split(A, N, K)
np.asarray(L)
np.asarray(A, np.float32)
np.average(A, weights=B)
np.bartlett(N)
np.bincount(P)
np.bincount(P, minlength=N)
np.bincount(P, V)
np.blackman(N)
np.broadcast_arrays(M, V)
np.broadcast_shapes(A.shape, B.shape)
np.broadcast_shapes((N, 1), J)
np.broadcast_to(A, (2, 3, 4))
np.broadcast_to(X, (N, 2))
np.broadcast_to(V, (N, J))
np.clip(A, X, Y)
np.clip(A, None, X)
np.clip(A, B, Y)
np.column_stack((V, W))
np.column_stack((M, V))
np.concat((A, B), K)
np.concatenate((A, B))
np.concatenate((A, B, A), axis=K)
np.concatenate((V, A))
np.convolve(V, W)
np.convolve(V, W, "same")
np.correlate(V, W)
np.correlate(V, W, "full")
np.corrcoef(V, W)
np.count_nonzero(A, K)
np.cov(M, rowvar=False)
np.cov(V, W, ddof=N)
np.cross(M, M)
np.cross(V, W)
np.cumsum(A, K)
np.cumsum(A, K, np.float64)
np.delete(A, N)
np.delete(V, P)
np.diag(M, N)
np.diag(V, J)
np.diagflat(A, N)
np.diff(A, N)
np.digitize(A, V)
np.digitize(V, np.sort(W), True)
np.divmod(A, B)
np.dot(A, B)
np.dot(M, V)
np.dot(M, M.T)
np.dot(V, W)
np.dot(X, A)
np.dsplit(A, N)
np.dstack((A, B))
np.ediff1d(A, X, Y)
np.expand_dims(A, K)
np.extract(Q, A)
np.extract(A, B)
np.empty_like(A).shape, np.empty_like(A).flags.f_contiguous
np.eye(N)
np.eye(N, J, 1)
np.fill_diagonal(M, X)
np.frombuffer(A.copy(), np.uint8)
np.full((N, J), X)
np.full(N, X, np.int16)
np.full_like(A, X)
np.geomspace(X, Y, N)
np.hamming(N)
np.hanning(N)
np.histogram(A, N)
np.histogram(V, np.sort(W))
np.histogram(V, 3, (0.0, 4.0))
np.hsplit(A, N)
np.hstack((A, B))
np.identity(N)
np.identity(N, np.int8)
np.indices((N, J))
np.insert(V, N, X)
np.insert(A, P, X)
np.interp(A, np.sort(V), W)
np.interp(X, V, W)
np.intersect1d(A, B)
np.isclose(A, B)
np.isclose(A, X, equal_nan=True)
np.isin(A, V)
np.isin(A, L, invert=True)
np.kaiser(N, X)
np.kron(M, M)
np.kron(V, W)
np.ldexp(A, N)
np.ldexp(V, P)
np.linspace(X, Y)
np.linspace(X, Y, N)
np.logspace(N, J, 5)
np.matmul(M, V)
M @ M.T
V @ W
np.moveaxis(A, K, 0)
np.moveaxis(A, 0, K)
np.nan_to_num(A, nan=1.5, posinf=2.0)
np.nanpercentile(A, X)
np.nanquantile(A, 0.3)
np.ones((N, J), np.int32)
np.ones(N)
np.outer(A, B)
np.partition(V, N)[N]
np.percentile(A, X)
np.percentile(V, [10.0, 50.0])
np.quantile(A, 0.25)
np.repeat(A, N)
np.repeat(V, P)
np.reshape(A, (2, -1))
np.reshape(A, (N, J))
np.resize(A, (N, J))
np.roll(A, N)
np.rot90(A, N)
np.round(A, N)
np.row_stack((V, W))
np.searchsorted(np.sort(V), A)
np.searchsorted(V, W, "right")
np.searchsorted(np.sort(V), X)
np.select([Q, A > 0], [A, B])
np.select((Q,), (A,), X)
np.setdiff1d(A, B)
np.setxor1d(A, B)
np.split(A, N)
np.split(A, N, K)
np.split(A, (1, 2), K)
np.stack((A, B))
np.stack((A, B), K)
np.sum(A, K)
np.sum(A, axis=(0, K))
np.sum(A, dtype=np.int8)
np.sum(A, K, np.complex128)
np.sum(L), np.max(T), np.mean(L), np.std(T), np.prod(L)
np.swapaxes(A, 0, K)
np.swapaxes(A, K, -1)
np.take(A, N)
np.take(A, P)
np.take(A, P, K)
np.take(A, N, axis=K)
np.take_along_axis(A, np.zeros(A.shape, np.int64), K)
np.trace(M)
np.trace(M, N)
np.transpose(M, (1, 0))
np.trapezoid(A, dx=X)
np.trapezoid(V, W)
np.tri(N, J)
np.tri(N, k=J)
np.tril(A, N)
np.triu(A, N)
np.tril_indices(N, J)
np.triu_indices(N, J)
np.tril_indices_from(M, N)
np.triu_indices_from(M)
np.trim_zeros(V, "f")
np.union1d(A, B)
np.unwrap(A, axis=K)
np.unwrap(V, period=X)
np.vander(V, N)
np.vander(V, increasing=True)
np.vdot(A, B)
np.vdot(V, W)
np.vsplit(A, N)
np.vstack((A, B))
np.where(A > 0, A, B)
np.where(Q, A, X)
np.where(X, X, Y)
np.where(A)
np.where(L, V, X)
np.apply_along_axis(lambda v: v.sum(), K, A)
np.apply_along_axis(lambda v: np.outer(v, v), 0, M)
np.apply_over_axes(np.sum, A, -1)
np.argmax(A, K, keepdims=True)
V[np.argpartition(V, N)[N]]
np.argsort(A, None, stable=True)
np.block([[M, M], [M, M]])
np.block([[A], [B]])
np.block([V, X])
np.column_stack([V, W])
np.concatenate([A, B], None)
np.concatenate([A * 1, B], K, dtype=np.complex128)
np.concatenate([V for _ in range(3)])
np.cumprod(A, K)
np.cumprod(A, K, np.float64)
np.cumulative_prod(A, axis=K)
np.cumulative_sum(A, axis=K, include_initial=True)
np.cumulative_sum(V)
np.diff(A, axis=K, prepend=X)
np.diff(V, 2, append=W)
np.dstack((A, V))
np.geomspace(P + 1, 100.0, J)
np.gradient(A, axis=K)
np.gradient(A)
np.gradient(V, np.arange(6) ** 2.0, edge_order=2)
np.gradient(M, X, 2.0)
np.histogram(A, 3, weights=B)
np.histogram(V, 4, density=True)
np.histogram_bin_edges(A, 3)
np.histogram2d(V, W, (2, 3))[1:]
np.indices((N, J), sparse=True)
np.ix_(P, V > 0)
np.linspace(A, B, J)
np.linspace(X, Y, N, endpoint=False)
np.linspace(V, X, J + 2, retstep=True, axis=-1)
np.linspace(X, Y, 5, dtype=np.int32)
np.logspace(N, J, 5, base=2.0)
np.median(A, K)
np.median(A, keepdims=True)
np.meshgrid(V, P)
np.meshgrid(V, P, W, indexing="ij", sparse=True)
np.nanargmax(A, K)
np.nancumsum(A, K)
np.nancumprod(A, axis=K)
np.nanmax(A, axis=K, keepdims=True)
np.nanmean(A, K)
np.nanmedian(A, K)
np.nanpercentile(A, 30.0, axis=K)
np.nanquantile(A, [0.2, 0.5], K)
np.nanstd(A, K, ddof=1)
np.pad(A, 1)
np.pad(A, (1, N), "edge")
np.pad(M, ((1, 2), (0, J)), "reflect")
np.pad(V, J, "linear_ramp", end_values=1)
np.pad(A, J, "symmetric", reflect_type="odd")
np.pad(M, 5, "wrap")
np.pad(A, 1, "mean")
np.pad(M, J, "maximum", stat_length=2)
np.pad(V, 2, "median")
np.partition(V.reshape(2, 3), 0, axis=J % 2)[0, 0]
np.partition(V, N, None)[N]
np.percentile(A, 40.0, K)
np.percentile(A, [10, 40], axis=K, keepdims=True)
np.percentile(V, 40.0, method="hazen")
np.percentile(A, 40.0, axis=K, method="nearest")
np.piecewise(A, [A > 1, A < 0], [lambda v: v * 2, -1])
np.poly(V)
np.polyadd(V, P)
np.polyder(V, J)
np.polydiv(V, [1.0, 2.0])
np.polyfit(np.arange(6), V, J)
np.polyfit(P, np.ones((6, 2)), 1, w=np.arange(1, 7))
np.polyint(V, J)
np.polymul(V, W)
np.polysub(V, W)
np.polyval(V, A)
np.polyval(V, X)
np.quantile(A, 0.3, (0, K))
np.quantile(A, 0.3, K, method="closest_observation")
np.roots([1, -3, 2, 0])
np.select([V > 2, V < 0], [V, X], Y)
np.sort(A, K)
np.sort(A, None)
np.sort(A, stable=True)
np.stack([A, B], K)
np.trapezoid(A, dx=2.0, axis=K)
np.trapezoid(A, B, axis=K)
np.unique(A, return_index=True, return_counts=True)
np.unique(A, return_inverse=True)
np.unique(M > 1, axis=K)
np.unique(V, equal_nan=False)
np.vecdot(A, B)
np.vecdot(A, B, axis=K)
np.matvec(M, M[0])
np.vecmat(M[:, 0], M)
np.vstack([V, W, V])
np.add(A, B, dtype=np.complex64)
np.divide(A, B + 1.0, out=np.ones(A.shape, np.complex128), where=Q)
np.add(M, M, where=M > 1, out=np.zeros(M.shape, np.complex128))
np.maximum(A, X, out=np.ones((2, 3, 4), np.complex128), where=Q)
np.exp(N, dtype=np.float32)
np.cross(M, M[:, ::-1], axis=K)
np.cross(M, M[:, ::-1], 1, 1, 0)
np.delete(A, N, K)
np.delete(M, [0, 1], axis=0)
np.delete(V, V > 1)
np.diagonal(A, N)
np.diagonal(M, J)
np.trace(A, N, K, 0)
np.trace(M, dtype=np.complex128)
np.tile(A, (2, J))
np.rot90(A, N, (0, K))
np.squeeze(A[..., :1], axis=-1)
np.squeeze(np.expand_dims(V, 0)[..., :1], (0, 1))
np.lib.stride_tricks.sliding_window_view(V, J + 1)
np.lib.stride_tricks.sliding_window_view(A, 2, K)
np.lib.stride_tricks.sliding_window_view(M, (2, N))
np.lib.stride_tricks.as_strided(V, (2, 3), V.strides * 2)
np.linalg.inv(np.stack([np.outer(P[:3], P[3:]) + np.eye(3) * 50, np.eye(3)]))
np.linalg.det(np.stack((M[:3], M[:3] * 2)))
np.linalg.solve(np.outer(P[:3], P[3:]) + np.eye(3) * 50, np.ones((2, 3, J + 1)))
np.linalg.svdvals(np.outer(P, P[:3]))
np.linalg.norm(M, "nuc")
np.linalg.norm(A, 2, K)
np.linalg.vector_norm(A, axis=K)
np.linalg.matrix_norm(A, ord=np.inf)
np.linalg.cholesky(np.eye(3) * 4 + 1, upper=True)
np.linalg.eigvalsh(np.eye(3) * 4 + 1, "U")
np.linalg.multi_dot([M, M.T, M])
np.linalg.matrix_transpose(A)
np.einsum("ij,jk->ik", M, M.T)
np.einsum("ij,kj", M, M)
np.einsum("ij,ij->j", M, M)
np.einsum("...i->i...", A)
np.einsum("...,...", A, B)
np.einsum("...i,...i->...", A, B)
np.einsum("ii", M)
np.einsum("ii->i", M[:3])
np.einsum("ij,jk,k->i", np.outer(P, P), np.outer(P, P), P)
np.einsum("i,j->ij", P, P, out=np.zeros((6, 6)))
np.einsum("ij->", M)
np.tensordot(M, M, ([0], [0]))
np.tensordot(A, B, 0).shape
np.tensordot(M, M.T, 1)
np.tensordot(A[..., None], B[None], 1)
np.zeros((N, J), np.bool_)
np.zeros(N)
A[Q]
A[..., -1]
V[[3, 1, -1]]
M[[0, 2], [1, 1]]
np.ascontiguousarray(M[:, [True, False, True]])
A[::-1]
np.flatnonzero(L), np.argwhere(T), np.unique(L), np.flip(L), np.roll(T, 1)
np.iinfo(np.int16).max, np.finfo(np.float32).eps
np.polynomial.polynomial.polyadd(V, W)
np.polynomial.polynomial.polymul(V, W)
np.polynomial.polynomial.polyval(A, V)
np.polynomial.polynomial.polyint(V, N)
np.polynomial.polynomial.polydiv(V, W)
"""
OTHERS = _OTHERS.strip().split("\n")

CALLS = [
    *(f"np.{name}(A)" for name in UNARY),
    *(f"np.{name}({x})" for name in UNARY[::3] for x in "XL"),
    *(f"np.{name}(A, B)" for name in BINARY),
    *(f"np.{name}(A, X)" for name in BINARY[::2]),
    *(f"np.{name}(A)" for name in WHOLE),
    *(f"np.{name}({x})" for name in WHOLE[::4] for x in "XL"),
    *(f"A.{name}" for name in METHODS),
    *(f"np.{name}(X)" for name in DTYPE_NAMES),
    *OTHERS,
]

DTYPES = [
    "float64",
    "int64",
    "float32",
    "complex128",
    "bool",
    "uint8",
    "int16",
    "int32",
    "uint64",
    "complex64",
    "int8",
    "uint16",
    "uint32",
]
SHAPES = [(5,), (3, 4), (2, 3, 4), (0,), (1, 1), (4, 3), (3,), (2, 0, 3), (), (3, 3), (1,), (2, 3, 4, 2), (7,)]
LAYOUTS = ["C", "F", "steps", "backwards", "turned", "read-only"]


def parameters(call):
    """The parameters of a call, in order."""
    return sorted(set(re.findall(r"(?<![\w.\"])([ABJ-NPQTV-Y])(?!\w)", re.sub(r"\.T\b", "", call))))


def source(call, name):
    """A function of the call."""
    return f"def {name}({', '.join(parameters(call))}):\n    return {call}\n"


class Arguments:
    """One set of arguments, the `number`th, made anew each time that it is asked."""

    def __init__(self, call, number):
        self.names, self.number = parameters(call), number
        self.dtype = np.dtype(DTYPES[number % len(DTYPES)])
        self.shape = SHAPES[(number * 5 + number // 7) % len(SHAPES)]
        self.layout = LAYOUTS[(number * 7 + number // 5) % len(LAYOUTS)]

    def __repr__(self):
        return f"#{self.number}: {self.dtype} {self.shape} {self.layout}"

    def __call__(self):
        random = np.random.default_rng(self.number)
        made = {
            "A": self.laid_out(self.numbers(random, self.shape)),
            "B": self.laid_out(self.numbers(random, self.shape)),
            "V": self.laid_out(self.numbers(random, (6,))),
            "W": self.laid_out(self.numbers(random, (6,))),
            "M": self.laid_out(self.numbers(random, (4, 3) if self.number % 3 else (3, 3))),
            "Q": random.random(self.shape) < 0.5,
            "P": random.integers(0, 6, 6),
            "K": int(random.integers(-1 - len(self.shape), len(self.shape) + 1)),
            "N": int(random.integers(-2, 6)),
            "J": int(random.integers(0, 5)),
            "X": self.numbers(random, ())[()],
            "Y": self.numbers(random, ())[()],
            "L": (self.numbers(random, (3,)) * 1).tolist(),
            "T": tuple((self.numbers(random, (3,)) * 1).tolist()),
        }
        return tuple(made[name] for name in self.names)

    def numbers(self, random, shape):
        """Small numbers; among floats, where the number of this set is even, NaN and infinities."""
        kind = self.dtype.kind
        if kind == "b":
            return np.asarray(random.random(shape) < 0.5)
        if kind in "iu":
            return np.asarray(random.integers(0 if kind == "u" else -4, 7, shape)).astype(self.dtype)
        made = np.asarray(np.round(random.normal(1, 3, shape), 2))
        if self.number % 2 == 0:
            made = np.where(random.random(shape) < 0.15, random.choice([np.nan, np.inf, -np.inf, 0.0]), made)
        if kind == "c":
            made = made + 1j * np.round(random.normal(0, 2, shape), 2)
        return np.asarray(made).astype(self.dtype)

    def laid_out(self, array):
        """The same elements, lying otherwise."""
        if self.layout == "F":
            return np.asfortranarray(array)
        if self.layout in ("steps", "backwards") and array.ndim > 0:
            wide = np.repeat(array, 2, axis=-1)
            return wide[..., ::2] if self.layout == "steps" else wide[..., ::-1][..., ::2][..., ::-1]
        if self.layout == "turned" and array.ndim > 1:
            axes = [*range(1, array.ndim), 0]
            return np.ascontiguousarray(array.transpose(np.argsort(axes))).transpose(axes)
        if self.layout == "read-only":
            array = array.copy()
            array.flags.writeable = False
        return array
