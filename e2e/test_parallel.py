"""Loops over prange: results as of the same loop over range with any number of threads; exceptions; settings."""

import warnings

import numpy as np
import pytest

import jaculus
from jaculus import (
    get_num_threads,
    get_thread_id,
    njit,
    prange,
    set_num_threads,
)
from jaculus.errors import NumbaParallelSafetyWarning, NumbaPerformanceWarning


@pytest.fixture(autouse=True)
def all_threads():
    """Each test begins with as many threads as there may be."""
    before = get_num_threads()
    yield
    set_num_threads(before)


def quiet(kernel, *arguments):
    """The result of a kernel of which the compiler must not warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return kernel(*arguments)


def parallel(function):
    return njit(parallel=True)(function)


def total(a):
    s = 0
    for i in prange(len(a)):
        s += a[i]
    return s


def difference(a):
    s = 100
    for i in prange(len(a)):
        s -= a[i]
        s = s - 1
    return s


def product(a):
    s = 1.0
    for i in prange(len(a)):
        s = s * (1 + a[i] * 1e-3)
    return s


def divided(a):
    s = 1.0
    for i in prange(len(a)):
        s /= 1 + a[i] * 1e-3
    return s


def smallest(a):
    m = a[0]
    for i in prange(len(a)):
        m = min(a[i], m)
    return m


def largest(a):
    m = a[0]
    for i in prange(len(a)):
        if a[i] > m:
            m = a[i]
    return m


def largest_of(a):
    m = -1e300
    for i in prange(len(a)):
        m = a[i] if a[i] > m else m
    return m


def bits(a):
    o, n, x = 0, -1, 5
    for i in prange(len(a)):
        o |= int(a[i])
        n &= int(a[i]) | 1
        x ^= int(a[i])
    return o, n, x


def found(a):
    some = False
    every = True
    for i in prange(len(a)):
        some = some or a[i] > 90
        every = every and a[i] >= 0
    return some, every


def several(a):
    s, q, n = 0.0, 0.0, 0
    for i in prange(len(a)):
        if a[i] > 3:
            s += a[i]
            q += a[i] * a[i]
            n += 1
    return s, q, n


def own_variables(a):
    out = np.zeros(len(a))
    for i in prange(len(a)):
        x = a[i] * 2
        t = 0.0
        for k in range(5):
            t += x * k
        if x > 5:
            y = t
            k = 1
        else:
            y = -t
            k = 2
        out[i] = y * k
    return out


def own_arrays(a):
    out = np.zeros((len(a), 3))
    for i in prange(len(a)):
        v = np.zeros(3)
        v[0] = a[i]
        w = v + 1.0
        out[i, :] = w * 2
    return out


def rows(a):
    b = np.empty((len(a), 4))
    for i in prange(len(a)):
        row = b[i]
        for j in range(4):
            row[j] = a[i] + j
    return b


def stepped(a):
    out = np.zeros(len(a) + 5)
    for i in prange(1, len(a), 3):
        out[i] = i
        out[i + 1] = -i
    return out


def backwards(a):
    s = 0
    for i in prange(len(a) - 1, -1, -1):
        s += i * int(a[i])
    return s


def with_step(a, step):
    s = 0
    for i in prange(0, len(a), step):
        s += i
    return s


def last_value(a):
    x = 0
    for i in prange(len(a)):
        x = i * 2
    return x, i


def nested(a):
    out = np.zeros((len(a), 7))
    s = 0
    for i in prange(len(a)):
        for j in prange(7):
            out[i, j] = a[i] * j
            s += j
    return out.sum(), s


def with_continue(a):
    s = 0
    for i in prange(len(a)):
        if a[i] < 3:
            continue
        k = 0
        while True:
            k += 1
            if k > a[i] % 5:
                break
        s += k
    return s


def sum_of_rows(a):
    m = np.empty((len(a), 3))
    for i in prange(len(a)):
        m[i, 0], m[i, 1], m[i, 2] = a[i], 1.0, i
    acc = np.full(3, 10.0)
    for i in prange(len(a)):
        acc += m[i]
    whole = np.zeros(3)
    for i in prange(len(a)):
        whole[:] += m[i]
    again = np.zeros(3)
    kept = again
    for i in prange(len(a)):
        again = again + m[i]
    least = m[0].copy()
    for i in prange(len(a)):
        least = np.minimum(least, m[i])
    return acc, whole, again, kept, least


def offsets(a):
    out = np.zeros((len(a) + 2, 4))
    for i in prange(len(a)):
        out[i + 1, 2] = a[i]
        out[i + 1, 3] = out[i + 1, 2] + a[i - 1]
    return out


def two_loops(a):
    out = a * 1.0
    new = np.zeros_like(out)
    for _ in range(3):
        for i in prange(1, len(a) - 1):
            new[i] = (out[i - 1] + out[i + 1]) / 2
        out, new = new, out
    return out


KERNELS = [
    total, difference, product, divided, smallest, largest, largest_of, bits, found, several, own_variables,
    own_arrays, rows, stepped, backwards, nested, with_continue, sum_of_rows, offsets, two_loops,
]  # fmt: skip


def same(one, other):
    if isinstance(one, tuple):
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            same(a, b)
    else:
        np.testing.assert_allclose(one, other, rtol=1e-12)


@pytest.mark.parametrize("function", KERNELS, ids=lambda f: f.__name__)
def test_results_are_those_of_one_thread_and_of_python(function):
    kernel = parallel(function)
    for size in (1, 2, 3, 10, 1000):
        a = np.arange(size) * 7 % 101 * 1.0
        wanted = function(a)
        for threads in range(1, jaculus.get_num_threads() + 1):
            set_num_threads(threads)
            same(quiet(kernel, a), wanted)


def test_an_empty_range_runs_nothing():
    assert parallel(total)(np.zeros(0)) == 0
    assert parallel(own_arrays)(np.zeros(0)).shape == (0, 3)
    assert parallel(stepped)(np.zeros(0)).sum() == 0


def test_any_step():
    kernel = parallel(with_step)
    for step in (1, 2, 7, -1, 1000):
        assert kernel(np.zeros(100), step) == sum(range(0, 100, step))
    with pytest.raises(ValueError, match="must not be zero"):
        kernel(np.zeros(100), 0)


def test_without_the_option_it_is_range():
    assert njit(total)(np.arange(5)) == 10
    assert njit(parallel=False)(with_step)(np.zeros(9), 2) == 20


def test_the_last_value_is_the_last_iterations():
    kernel = parallel(last_value)
    with pytest.warns(NumbaParallelSafetyWarning, match="Variable x used in parallel loop"):
        assert kernel(np.zeros(1000)) == (1998, 999)


def test_sums_of_floats_are_equal_in_every_run():
    kernel = parallel(total)
    a = np.random.default_rng(1).random(100_001)
    for threads in range(1, jaculus.get_num_threads() + 1):
        set_num_threads(threads)
        assert len({kernel(a) for _ in range(30)}) == 1


# ---- Numba's answers ----


@pytest.mark.parametrize(
    ("dtype", "result"),
    [
        ("int8", "int64"), ("uint8", "int64"), ("int32", "int64"), ("uint64", "int64"), ("float32", "float64"),
        ("float64", "float64"), ("bool", "int64"),
    ],
)  # fmt: skip
def test_types_are_numbas(dtype, result):
    kernel = parallel(total)
    assert kernel(np.array([1, 0, 1, 1], dtype)) == 3
    assert str(kernel.nopython_signatures[0].return_type) == result


def index_arithmetic(n):
    a = np.empty(n)
    for i in prange(n):
        a[i] = i - 3
    return a


def test_the_index_is_signed_in_arithmetic():
    assert list(parallel(index_arithmetic)(5)) == [-3, -2, -1, 0, 1]


# ---- Exceptions ----


@parallel
def divide(a, b):
    for i in prange(len(a)):
        a[i] = 100 // b[i]


def test_an_exception_in_an_iteration():
    a = np.zeros(1000, np.int64)
    b = np.ones(1000, np.int64)
    divide(a, b)
    assert (a == 100).all()
    b[500] = 0
    for _ in range(20):
        with pytest.raises(ZeroDivisionError, match="integer division by zero"):
            divide(a, b)
    b[500] = 1
    divide(a, b)


@njit(parallel=True, boundscheck=True)
def leaky(a, n):
    for i in prange(n):
        t = np.ones(1000) * i
        a[i] = t.sum()
    return a


def test_the_lowest_iterations_exception_and_no_leak():
    import resource

    a = np.zeros(100)
    for _ in range(3):
        with pytest.raises(IndexError, match="out of bounds"):
            leaky(a, 200)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(300):
        with pytest.raises(IndexError):
            leaky(a, 10_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000
    assert leaky(a, 100)[99] == 99_000


@njit(boundscheck=True)
def element(a, i):
    return a[i]


@parallel
def far_elements(a, far):
    s = 0.0
    for i in prange(far):
        s += element(a, i)
    return s


def test_an_exception_from_a_function_that_an_iteration_calls():
    import traceback

    with pytest.raises(IndexError) as caught:
        far_elements(np.zeros(10), 1000)
    lines = [frame.line for frame in traceback.extract_tb(caught.value.__traceback__)]
    assert "s += element(a, i)" in lines
    assert "return a[i]" in lines


def breaks(n):
    s = 0
    for i in prange(n):
        if i == 3:
            break
        s += i
    return s


def raises(n):
    s = 0
    for i in prange(n):
        if i > 5:
            raise ValueError("too large", i)
        s += i
    return s


def returns(n):
    for i in prange(n):
        if i == 4:
            return i
    return -1


def asserts(n):
    s = 0
    for i in prange(n):
        assert i < 100
        s += i
    return s


@pytest.mark.parametrize("function", [breaks, raises, returns, asserts], ids=lambda f: f.__name__)
def test_a_loop_with_a_way_out_is_not_parallel_and_says_so(function):
    kernel = parallel(function)
    with pytest.warns(NumbaPerformanceWarning, match="one iteration after the other"):
        assert kernel(6) == function(6)
    if function is raises:
        with pytest.raises(ValueError) as caught:
            kernel(100)
        assert caught.value.args == ("too large", 6)


def nothing_parallel(n):
    return n + 1


def whole_arrays(n):
    return (np.arange(n) * 2.0).sum()


def test_parallel_without_anything_parallel_is_a_warning():
    with pytest.warns(
        NumbaPerformanceWarning,
        match="no transformation for parallel execution was possible",
    ):
        assert parallel(nothing_parallel)(1) == 2
    assert quiet(parallel(whole_arrays), 10) == 90


# ---- Threads ----


def test_settings_and_their_errors():
    most = get_num_threads()
    for wrong in (0, most + 1, -3):
        with pytest.raises(ValueError, match=f"The number of threads must be between 1 and {most}"):
            set_num_threads(wrong)
    with pytest.raises(TypeError, match="The number of threads specified must be an integer"):
        set_num_threads(1.5)
    set_num_threads(1)
    assert get_num_threads() == 1
    set_num_threads(most)
    with jaculus.parallel_chunksize(4):
        assert jaculus.get_parallel_chunksize() == 4
        assert parallel(total)(np.arange(1001)) == 500500
    assert jaculus.get_parallel_chunksize() == 0
    with pytest.raises(ValueError, match="greater than or equal to zero"):
        jaculus.set_parallel_chunksize(-1)
    assert jaculus.threading_layer() == "jaculus"


@njit
def from_inside(n):
    before = get_num_threads()
    set_num_threads(n)
    now = get_num_threads()
    set_num_threads(before)
    return now, get_thread_id()


def test_kernels_ask_and_set_too():
    assert from_inside(1) == (1, 0)
    with pytest.raises(ValueError, match="The number of threads must be between 1"):
        from_inside(10_000)


@parallel
def who(n):
    out = np.empty(n, np.int64)
    for i in prange(n):
        out[i] = get_thread_id()
    return out


def test_thread_ids_are_below_the_number_of_threads():
    assert set(who(1000)) <= set(range(get_num_threads()))


def test_diagnostics_say_how_loops_run(capsys):
    kernel = parallel(nested)
    kernel(np.ones(3))
    kernel.parallel_diagnostics()
    text = capsys.readouterr().out
    for said in "runs in parallel", "s (+=)", "runs as `range`":
        assert said in text
    kernel = parallel(breaks)
    with pytest.warns(NumbaPerformanceWarning):
        kernel(3)
    kernel.parallel_diagnostics(level=4)
    assert "`break` leaves it" in capsys.readouterr().out
