# ruff: noqa: PT018 (kernels as users write them)
"""np.linalg and products by BLAS, beside NumPy: types, layouts, sizes, and what they refuse."""

import numpy as np
import pytest

from jaculus import njit, prange

FUNCTIONS = {
    name: eval(f"lambda a, b: np.linalg.{name}")
    for name in (
        "inv(a)",
        "det(a)",
        "slogdet(a)",
        "cholesky(a)",
        "solve(a, b)",
        "solve(a, a)",
        "lstsq(a, b, -1.0)",
        "eigvalsh(a)",
        "pinv(a)",
        "matrix_rank(a)",
        "cond(a)",
        "cond(a, 1)",
        "cond(a, np.inf)",
        "norm(a)",
        "norm(b)",
        "norm(a, 2)",
        "norm(a, -2)",
        "norm(a, -1)",
        "norm(a, np.inf)",
        "norm(b, 3)",
        "norm(b, 0)",
        "norm(b, -np.inf)",
        "matrix_power(a, 3)",
        "matrix_power(a, -2)",
        "matrix_power(a, 0)",
    )
}
MANY = 5  # layouts, each of which is compiled
TYPES = ["float64", "float32", "complex128", "complex64", "int32"]


def arguments(dtype, size):
    """A well conditioned Hermitian matrix, and a vector."""
    random = np.random.default_rng(size)
    a = random.random((size, size)) * 2 - 1
    if "complex" in dtype:
        a = a + 1j * random.random((size, size))
    a = (a + a.conj().T) / 2 + 2 * size * np.eye(size)
    return (a * (10 if "int" in dtype else 1)).astype(dtype), (random.random(size) * 9 + 1).astype(dtype)


def layouts(a):
    wide = np.zeros((2 * a.shape[0], 3 * a.shape[1]), a.dtype)
    wide[::2, ::3] = a
    frozen = a.copy()
    frozen.flags.writeable = False
    return [a, np.asfortranarray(a), wide[::2, ::3], a.T.copy().T, frozen]


def several(x):
    return tuple(x) if isinstance(x, tuple) else (x,)


def same(ours, numpys, dtype, order="C"):
    accuracy = 2e-3 if dtype in ("float32", "complex64") else 1e-8
    for x, y in zip(several(ours), several(numpys), strict=True):
        assert np.shape(x) == np.shape(y)
        assert np.asarray(x).dtype.kind == np.asarray(y).dtype.kind
        if np.ndim(x):
            assert x.dtype == y.dtype and x.flags[f"{order}_CONTIGUOUS"]
        np.testing.assert_allclose(x, y, rtol=accuracy, atol=accuracy)


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_as_numpy(name, dtype, request):
    slow = request.config.getoption("--slow")
    function = FUNCTIONS[name]
    order = "F" if name.startswith(("inv", "pinv", "solve")) else "C"
    namespace = {"np": np}
    exec(f"def f(a, b):\n    return np.linalg.{name}", namespace)
    kernel = njit(namespace["f"])
    for size in (1, 3, 20):
        a, b = arguments(dtype, size)
        for one in layouts(a)[: MANY if dtype == "float64" or slow else 1]:
            same(kernel(one, b), function(one, b), dtype, order)


@njit
def decompositions(a):
    return np.linalg.svd(a), np.linalg.svd(a, False), np.linalg.qr(a)


@njit
def eigen(a):
    return np.linalg.eigh(a), np.linalg.eig(a), np.linalg.eigvals(a)


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("shape", [(4, 4), (3, 7), (30, 2), (1, 1)], ids=str)
def test_decompositions_give_the_matrix_back(dtype, shape):
    random = np.random.default_rng(5)
    a = (random.random(shape) * 9 + (1j * random.random(shape) if "complex" in dtype else 0)).astype(dtype)
    accuracy = 1e-4 if dtype in ("float32", "complex64") else 1e-10
    for one in layouts(a)[:3]:
        full, thin, (q, r) = decompositions(one)
        for (u, s, vh), expected in ((full, np.linalg.svd(one)), (thin, np.linalg.svd(one, full_matrices=False))):
            assert (u.shape, s.shape, vh.shape) == tuple(x.shape for x in expected)
            assert (u.dtype, s.dtype, vh.dtype) == tuple(x.dtype for x in expected)
            assert u.flags.f_contiguous and vh.flags.f_contiguous
            k = len(s)
            np.testing.assert_allclose((u[:, :k] * s) @ vh[:k], one, rtol=accuracy, atol=accuracy)
            np.testing.assert_allclose(s, expected[1], rtol=accuracy, atol=accuracy)
        assert q.flags.f_contiguous and r.flags.f_contiguous
        assert (q.shape, r.shape) == tuple(x.shape for x in np.linalg.qr(one))
        np.testing.assert_allclose(q @ r, one, rtol=accuracy, atol=accuracy)
        np.testing.assert_allclose(q.conj().T @ q, np.eye(q.shape[1]), atol=10 * accuracy)
        assert np.array_equal(r, np.triu(r))


@pytest.mark.parametrize("dtype", TYPES)
def test_eigenvectors(dtype):
    accuracy = 1e-3 if dtype in ("float32", "complex64") else 1e-9
    for size in (1, 2, 30):
        a = arguments(dtype, size)[0]
        (w, v), (values, vectors), alone = eigen(a)
        assert v.flags.f_contiguous and vectors.flags.f_contiguous
        np.testing.assert_allclose(a @ v, v * w, rtol=accuracy, atol=accuracy * size)
        np.testing.assert_allclose(a @ vectors, vectors * values, rtol=accuracy, atol=accuracy * size)
        np.testing.assert_allclose(w, np.linalg.eigvalsh(a), rtol=accuracy)
        np.testing.assert_allclose(np.sort(alone.real), np.sort(np.linalg.eigvals(a).real), rtol=accuracy)


@pytest.mark.parametrize(
    ("call", "given", "message"),
    [
        ("inv(a)", np.zeros((2, 2)), "singular"),
        ("inv(a)", np.ones((2, 3)), "must be square"),
        ("inv(a)", np.array([[1.0, np.nan], [0, 1]]), "infs or NaNs"),
        ("solve(a, a[0])", np.ones((2, 2)), "singular"),
        ("solve(a, np.ones(3))", np.eye(2), "not dimensionally valid"),
        ("cholesky(a)", -np.eye(2), "not positive definite"),
        ("det(a)", np.ones((1, 2)), "must be square"),
        ("svd(a)", np.ones((0, 2)), "cannot be empty"),
        ("qr(a)", np.ones((2, 0)), "cannot be empty"),
        ("matrix_rank(a)", np.ones((2, 0)), "cannot be empty"),
        ("cond(a)", np.ones((0, 0)), "cannot be empty"),
        ("lstsq(a, np.ones(3))", np.ones((2, 2)), "not dimensionally valid"),
        ("eig(a)", np.array([[0.0, 1.0], [-1.0, 0.0]]), "domain change"),
        ("matrix_power(a, 2)", np.ones((2, 3)), "square"),
        ("norm(a, 7)", np.ones((2, 3)), "Invalid norm order"),
    ],
)
def test_what_is_refused(call, given, message):
    namespace = {"np": np}
    exec(f"def f(a):\n    return np.linalg.{call}", namespace)
    with pytest.raises(ValueError, match=message) as caught:
        njit(namespace["f"])(given)
    of_numpy = message not in ("domain change", "square", "Invalid norm order")
    assert isinstance(caught.value, np.linalg.LinAlgError) == of_numpy


def test_the_condition_of_nothing_but_zeros_is_infinite():
    kernel = njit(lambda a, p: np.linalg.cond(a, p))
    for p in (None, 2, -2):
        assert kernel(np.zeros((2, 2)), p) == np.inf
        assert kernel(np.zeros((2, 2), np.complex64), p) == np.inf


def test_an_empty_result_is_the_array_that_was_given():
    kernel = njit(lambda a, b, out: np.dot(a, b, out))
    for shape in ((0, 3), (3, 0), (0, 0)):
        out = np.empty(shape)
        assert kernel(np.empty((shape[0], 2)), np.empty((2, shape[1])), out) is out


def test_a_kernel_catches_what_it_raises():
    @njit
    def f(a):
        try:
            return np.linalg.inv(a)
        except np.linalg.LinAlgError:
            return np.zeros((1, 1))

    assert f(np.zeros((3, 3))).shape == (1, 1) and f(np.eye(3)).shape == (3, 3)


@njit
def product(a, b):
    return a @ b


@njit
def product_into(a, b, out):
    np.dot(a, b, out)


@pytest.mark.parametrize("dtype", [*TYPES, "bool"])
@pytest.mark.parametrize("size", [0, 1, 5, 33, 80])
def test_products_in_every_layout(dtype, size):
    """Small ones are loops of ours, larger ones BLAS, which wants neighbours along one axis."""
    random = np.random.default_rng(size)
    base = random.random((2 * size + 1, 2 * size + 1)) * 3
    base = (base + 1j * base.T if "complex" in dtype else base).astype(dtype)
    whole = base[:size, :size]
    matrices = [whole.copy(), np.asfortranarray(whole), whole, whole.T, base[: 2 * size : 2, : 2 * size : 2]]
    matrices += [whole[::-1], whole[:, ::-1], np.broadcast_to(base[0, :size], (size, size))]
    vectors = [base[:size, 0].copy(), base[:size, 0], base[:size, 0][::-1], np.broadcast_to(base[0, :1], (size,))]
    accuracy = 1e-4 if dtype in ("float32", "complex64") else 1e-11
    for a in matrices:
        for b in (matrices[0], matrices[4], vectors[0], vectors[2]):
            given = product(a, b)
            assert given.dtype == (a @ b).dtype and given.shape == (a @ b).shape
            np.testing.assert_allclose(given, a @ b, rtol=accuracy)
        for v in vectors[1:3]:
            np.testing.assert_allclose(product(v, a), v @ a, rtol=accuracy)
    for v in vectors:
        np.testing.assert_allclose(product(v, vectors[0]), v @ vectors[0], rtol=accuracy)
    if dtype != "bool":
        out = matrices[0].copy()
        product_into(out, matrices[1], out)
        np.testing.assert_allclose(out, matrices[0] @ matrices[1], rtol=accuracy)


def test_products_of_two_types():
    a, b = np.arange(900, dtype=np.float32).reshape(30, 30), np.arange(900).reshape(30, 30)
    for one, other in ((a, b), (b, a), (a, a * 1j), (b, a * 1j), (b.astype(np.int8), b)):
        assert product(one, other).dtype == (one @ other).dtype
        np.testing.assert_allclose(product(one, other), one @ other, rtol=1e-6)


def test_products_in_a_parallel_loop():
    @njit(parallel=True)
    def f(a, out):
        for i in prange(len(out)):
            out[i] = a @ a[:, i]
            out[i, 0] += np.linalg.det(a[:2, :2])

    a = np.random.default_rng(0).random((200, 200))
    out = np.empty((64, 200))
    for _ in range(5):
        f(a, out)
        expected = (a @ a[:, :64]).T
        expected[:, 0] += np.linalg.det(a[:2, :2])
        np.testing.assert_allclose(out, expected)
