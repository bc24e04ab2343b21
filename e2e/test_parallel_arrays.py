"""Whole arrays with parallel=True: results as without it, sums in an order of the number of threads alone, remarks."""

import warnings

import numpy as np
import pytest

from jaculus import get_num_threads, njit, prange, set_num_threads, vectorize

LARGE = 100_000


@pytest.fixture(autouse=True)
def all_threads():
    before = get_num_threads()
    yield
    set_num_threads(before)


def quiet(kernel, *arguments):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return kernel(*arguments)


def expression(a, b):
    return np.sin(a) * b + 2 - a / 3


def several_statements(a, b):
    c = a * 2
    d = c + b
    return np.sqrt(abs(d)) + 1


def comparisons(a, b):
    return np.where(a < b, a, b * 2), (a < b) | (a > 0.5)


def in_place(a, b):
    a = a.copy()
    a += b
    a *= 2
    a[:] = a - b
    return a


def overlapping(a, b):
    a = a.copy()
    a[1:] = a[:-1] * 2 + 1
    a[: len(a) // 2] = a[len(a) // 2 : 2 * (len(a) // 2)]
    return a


def with_scalar(a, b):
    return a * 2.5 + np.sum(b)


def strided(a, b):
    c = a.copy()
    c[::2] = b[::2] * 3
    return c[::-1] + a[::-1]


def created(a, b):
    n = a.size
    return np.ones(n) * 2, np.full(n, 3.5), np.zeros(n), np.arange(n), np.arange(0.5, n, 2.0), np.linspace(0.0, 1.0, n)


def loops_and_arrays(a, b):
    total = 0.0
    for i in prange(8):
        c = a * i + b
        total += c[i % len(c)]
    return total, a + total


def under_a_condition(a, b):
    c = a
    for k in range(3):
        if k % 2 == 0:
            c = c + b * k
            continue
        c = c - a
    return c


ELEMENTWISE = [
    expression,
    several_statements,
    comparisons,
    in_place,
    overlapping,
    strided,
    created,
    loops_and_arrays,
    under_a_condition,
]


def equal(one, other):
    if isinstance(one, tuple):
        assert isinstance(other, tuple)
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            equal(a, b)
        return
    assert type(one) is type(other)
    if isinstance(one, np.ndarray):
        assert (one.dtype, one.shape) == (other.dtype, other.shape)
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("function", ELEMENTWISE, ids=lambda f: f.__name__)
def test_elements_are_those_of_one_thread(function):
    kernel, serial = njit(parallel=True)(function), njit(function)
    generator = np.random.default_rng(1)
    for size in (1, 2, 65, 1333, 20_000, LARGE):
        a, b = generator.random(size), generator.random(size)
        equal(quiet(kernel, a.copy(), b), serial(a.copy(), b))


def matrices(a, b, c):
    d = a * 2 + b
    d += c
    d[1:] = d[:-1] - 1
    return d, np.cos(a) * c, a.T + b.T


@pytest.mark.parametrize("order", ["C", "F"])
def test_matrices_rows_and_broadcasting(order):
    kernel, serial = njit(parallel=True)(matrices), njit(matrices)
    generator = np.random.default_rng(2)
    for rows, columns in ((1, 3), (3, 1), (300, 400), (2, 70_000), (70_000, 2)):
        a = np.asarray(generator.random((rows, columns)), order=order)
        b = generator.random((rows, columns))
        for c in (b[:1], b[:, :1], b, b[0]):
            equal(kernel(a, b, c), serial(a, b, c))
        big = np.zeros((2 * rows, 3 * columns))[::2, ::3]
        equal(kernel(a, big, a), serial(a, big, a))


def total(a):
    return np.sum(a)


def total_of_expression(a):
    return (a * 2 + 1).sum()


def least(a):
    return a.min()


def greatest(a):
    return np.max(a)


def place_of_least(a):
    return np.argmin(a)


def place_of_greatest(a):
    return a.argmax()


def inexact(a):
    return np.sum(a), (a * 2 + 1).sum(), np.prod(a), np.mean(a), np.var(a), a.std(), np.dot(a.ravel(), a.ravel())


def exact(a):
    return a.min(), np.max(a), np.argmin(a), a.argmax()


def matrix_times_vector(a):
    return np.dot(a.reshape(-1, 4), np.arange(4.0))


def matrix_times_matrix(a):
    m = a[:40_000].reshape(200, 200) * 1e-2
    return np.dot(m, m)


@pytest.mark.parametrize("dtype", ["float64", "float32", "int32", "uint8"])
def test_reductions_are_those_of_one_thread_but_for_rounding(dtype):
    generator = np.random.default_rng(3)
    for function in (inexact, exact):
        kernel, serial = njit(parallel=True)(function), njit(function)
        for shape in ((1,), (100,), (16_384,), (LARGE,), (300, 200), (2, 50_000)):
            a = (generator.random(shape) * 200).astype(dtype)
            with np.errstate(all="ignore"):
                one, other = quiet(kernel, a), serial(a)
            assert [type(x) for x in one] == [type(x) for x in other]
            if function is exact:
                assert one == other
            else:
                np.testing.assert_allclose(one, other, rtol=1e-3 if dtype == "float32" else 1e-10)


def test_the_first_of_equal_extremes_and_nan():
    a = np.ones(LARGE)
    for function, numpys in ((place_of_least, np.argmin), (place_of_greatest, np.argmax)):
        kernel = njit(parallel=True)(function)
        assert kernel(a) == 0
        b = a.copy()
        b[[70_000, 30_001, 99_999]] = np.nan
        assert kernel(b) == numpys(b) == 30_001
    for function in (least, greatest, total):
        assert np.isnan(njit(parallel=True)(function)(b))


@pytest.mark.parametrize("function", [matrix_times_vector, matrix_times_matrix])
def test_products_of_matrices(function):
    a = np.random.default_rng(4).random(LARGE)
    equal(quiet(njit(parallel=True)(function), a), njit(function)(a))


def test_sums_depend_on_the_number_of_threads_alone():
    kernel = njit(parallel=True)(total)
    a = np.random.default_rng(5).random(LARGE) * 1e6
    for threads in range(1, get_num_threads() + 1):
        set_num_threads(threads)
        assert len({kernel(a) for _ in range(30)}) == 1
    b = a[:10_000]  # few elements are added in order, as without parallel=True
    assert kernel(b) == njit(total)(b)


@vectorize(["float64(float64)"])
def positive(x):
    if x < 0:
        raise ValueError("negative", x)
    return x**0.5


def roots(a):
    return positive(a) + 1


def caught(a):
    try:
        return positive(a).sum()
    except ValueError:
        return -1.0


def test_the_exception_of_the_first_element_and_one_that_is_caught():
    a = np.ones(LARGE)
    a[[40_000, 90_000]] = -5.0, -7.0
    for parallel in (False, True):
        kernel = njit(parallel=parallel)(roots)
        with pytest.raises(ValueError) as error:
            kernel(a)
        assert error.value.args == ("negative", -5.0)
        assert kernel(np.ones(LARGE)).sum() == 2 * LARGE
        assert njit(parallel=parallel)(caught)(a) == -1
        assert njit(parallel=parallel)(caught)(a * a) == 99_998 + 5 + 7


def test_a_kernel_with_arrays_inside_a_parallel_loop():
    inner = njit(parallel=True)(expression)

    @njit(parallel=True)
    def outer(a, b):
        out = np.empty((4, len(a)))
        for i in prange(4):
            out[i] = inner(a, b * i)
        return out

    a = np.random.default_rng(6).random(30_000)
    result = outer(a, a)
    for i in range(4):
        equal(result[i], njit(expression)(a, a * i))


def test_diagnostics_say_what_runs_how(capsys):
    @njit(parallel=True)
    def kernel(a, b):
        c = a * 2
        d = np.sin(c + b)
        a[:] = b
        e = np.cumsum(d)
        for i in prange(2):
            f = a + i
            e[i] = f[0]
        return np.sum(d) + e[0]

    kernel(np.ones(3), np.ones(3))
    kernel.parallel_diagnostics()
    text = capsys.readouterr().out
    first = kernel.py_func.__code__.co_firstlineno
    for said in (
        f"line {first + 3}: array expression (one loop with the expressions of line {first + 2}): runs in parallel for",
        f"line {first + 4}: assignment to an array: runs in parallel for",
        "`cumsum`: runs in one thread: it has no parallel form",
        f"line {first + 7}: array expression: runs in one thread: it is inside a loop that runs in parallel",
        "`sum`: runs in parallel for large arrays",
    ):
        assert said in text
