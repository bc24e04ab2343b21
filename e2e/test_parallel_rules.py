"""Where prange may stand and over what; chunk sizes; vectorised functions of several threads."""

import threading
import warnings

import numpy as np
import pytest

import jaculus.numba as numba
from jaculus import (
    get_num_threads,
    get_parallel_chunksize,
    guvectorize,
    njit,
    parallel_chunksize,
    prange,
    set_num_threads,
    set_parallel_chunksize,
)
from jaculus.errors import NumbaPerformanceWarning


@pytest.fixture(autouse=True)
def settings():
    before = get_num_threads()
    yield
    set_num_threads(before)
    set_parallel_chunksize(0)


# ---- Ranges ----


@njit(parallel=True)
def over(start, stop, step):
    count = 0
    sum_of_them = 0
    for i in prange(start, stop, step):
        count += 1
        sum_of_them += np.int64(i)
    return count, sum_of_them


@pytest.mark.parametrize(
    "bounds", [(0, 0, 1), (5, 5, -1), (3, -20, -4), (-7, 9, 2), (9, 0, 1), (0, 1, 100), (10**12, 10**12 - 9, -3)]
)
def test_any_bounds_and_steps(bounds):
    wanted = range(*bounds)
    assert over(*bounds) == (len(wanted), sum(wanted))


def test_bounds_of_other_types():
    for kind in (np.uint64, np.int32, np.uint8):
        assert over(kind(3), kind(200), kind(7)) == (len(range(3, 200, 7)), sum(range(3, 200, 7)))


@njit(parallel=True)
def up_to(n):
    out = np.zeros(100)
    for i in prange(n):
        out[i] = i
    return out.sum()


def test_an_unsigned_end():
    assert up_to(np.uint64(100)) == 4950
    assert up_to(np.uint64(0)) == 0
    assert up_to(-3) == 0


# ---- Places ----


@njit(parallel=True)
def callee(a):
    s = 0.0
    for i in prange(len(a)):
        s += a[i] * 2
    return s


@njit
def calls_it(a):
    return callee(a) + 1


@njit(parallel=True)
def calls_it_in_a_loop(a, n):
    out = np.zeros(n)
    for i in prange(n):
        out[i] = callee(a) * i
    return out


def test_in_a_kernel_that_another_calls():
    a = np.arange(1000.0)
    assert calls_it(a) == 999_001
    assert (calls_it_in_a_loop(a, 5) == 999_000 * np.arange(5)).all()


@njit(parallel=True)
def with_a_closure(a, factor):
    def scaled(x):
        s = 0.0
        for k in prange(len(x)):
            s += x[k] * factor
        return s

    def twice(v):
        return 2 * v * factor

    total = scaled(a)
    for i in prange(len(a)):
        total += twice(a[i])
    return total


def test_in_closures_and_calling_them():
    assert with_a_closure(np.arange(100.0), 3.0) == 4950 * 3 + 4950 * 6


@njit(parallel=True)
def comprehensions(n):
    out = np.zeros(n)
    squares = [k * k for k in prange(n)]
    for i in prange(n):
        mine = [i + k for k in range(3)]
        out[i] = sum(mine)
    return squares, out


def test_list_comprehensions():
    squares, out = comprehensions(10)
    assert squares == [k * k for k in range(10)]
    assert (out == [3 * i + 3 for i in range(10)]).all()


def generated(x):
    if isinstance(x, numba.types.Array):

        def summed(x):
            s = 0
            for i in numba.prange(len(x)):
                s += x[i]
            return s

        return summed
    return lambda x: x


def test_in_a_generated_function():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # generated_jit is deprecated
        kernel = numba.generated_jit(nopython=True, parallel=True)(generated)
        assert kernel(np.arange(10)) == 45
        assert kernel(4) == 4


@njit(parallel=True)
def exits_in_an_inner_loop(a):
    out = np.zeros(len(a))
    for i in prange(len(a)):
        for k in range(100):
            if k > a[i]:
                break
            out[i] += k
    return out


def test_a_break_of_an_inner_loop_does_no_harm():
    with warnings.catch_warnings():
        warnings.simplefilter("error", NumbaPerformanceWarning)
        assert (exits_in_an_inner_loop(np.array([0.0, 3.0, 5.0])) == [0, 6, 15]).all()


# ---- Chunk sizes ----


@njit(parallel=True)
def chunked(a, size):
    with parallel_chunksize(size):
        s = 0.0
        for i in prange(len(a)):
            s += a[i]
        inside = get_parallel_chunksize()
        with numba.parallel_chunksize(size + 1):
            deeper = get_parallel_chunksize()
    return s, inside, deeper, get_parallel_chunksize()


def test_chunk_sizes_of_a_block_of_a_kernel():
    assert chunked(np.ones(1000), 7) == (1000.0, 7, 8, 0)
    with parallel_chunksize(3):
        assert chunked(np.ones(1000), 7) == (1000.0, 7, 8, 3)
    assert get_parallel_chunksize() == 0
    with pytest.raises(ValueError, match="greater than or equal to zero"):
        chunked(np.ones(10), -1)
    assert get_parallel_chunksize() == 0


@njit(parallel=True)
def leaves_the_block(n):
    for k in range(3):
        with parallel_chunksize(4):
            if k == 1:
                continue
            if k == 2:
                return get_parallel_chunksize()
            for i in prange(n):
                1 // (i - 77)
    return -1


def test_the_chunk_size_is_restored_however_the_block_ends():
    assert leaves_the_block(10) == 4
    assert get_parallel_chunksize() == 0
    with pytest.raises(ZeroDivisionError):
        leaves_the_block(100)
    assert get_parallel_chunksize() == 0


@njit(parallel=True)
def summed(a):
    s = 0.0
    for i in prange(len(a)):
        s += a[i]
    return s


def test_the_order_of_a_sum_depends_on_the_chunk_size_not_on_the_threads():
    a = np.random.default_rng(1).random(10_000) * 1e8
    results = set()
    for threads in range(1, get_num_threads() + 1):
        set_num_threads(threads)
        with parallel_chunksize(100):
            results |= {summed(a) for _ in range(10)}
    assert results == {np.cumsum(a.reshape(-1, 100).cumsum(axis=1)[:, -1])[-1]}


# ---- Vectorised functions ----


@guvectorize(["void(float64[:], float64[:])"], "(n)->()", target="parallel")
def row_sums(row, out):
    out[0] = 0.0
    for x in row:
        out[0] += x


def test_generalised_ufuncs_from_several_threads():
    a = np.random.default_rng(2).random((3000, 20))
    wanted = row_sums(a)
    wrong = []

    def call():
        for _ in range(30):
            if not (row_sums(a) == wanted).all():
                wrong.append(1)

    threads = [threading.Thread(target=call) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not wrong
    np.testing.assert_allclose(wanted, a.sum(axis=1))
