"""What a kernel makes of a function with signatures that it calls, and what that function knows of it."""

import numpy as np
import pytest

from jaculus.errors import TypingError
from jaculus.numba import njit, types


def test_arguments_and_result_are_those_of_the_signature():
    @njit("float32(float32)")
    def half(x):
        return x / 2

    @njit
    def call(x):
        return half(x)

    assert call(1 / 3) == float(np.float32(np.float32(1 / 3) / 2))
    assert call(3) == 1.5


def test_the_signature_that_fits_best():
    @njit(["int32(int32)", "int64(int64)", "float64(float64)"])
    def kind(x):
        return x * x

    @njit
    def call(x):
        return kind(x)

    assert call(np.int16(300)) == 90000
    assert call(np.int8(3)) == 9
    assert call(np.int32(65536)) == 0  # in int32, as its signature says
    assert call(65536) == 2**32
    assert (call(1.5), call(np.float32(1.5)), call(True)) == (2.25, 2.25, 1)


def test_arrays_tuples_optionals_and_defaults():
    @njit("float64(float64[:], int64)")
    def total(a, start):
        for x in a:
            start += x
        return start

    @njit("UniTuple(float64, 2)(UniTuple(float64, 2), float64)")
    def moved(p, by):
        return p[0] + by, p[1] + by

    @njit("int64(int64, optional(int64))")
    def either(x, y):
        return x if y is None else y

    @njit
    def call(a):
        return total(a, 1), moved((1, 2.5), 1), either(1, None), either(1, 5)

    assert call(np.arange(4.0)) == (7.0, (2.0, 3.5), 1, 5)
    assert call(np.arange(8.0)[::2]) == (13.0, (2.0, 3.5), 1, 5)


def test_what_no_signature_takes_is_refused():
    @njit("float64(float64)")
    def half(x):
        return x / 2

    @njit
    def of_array(a):
        return half(a)

    @njit
    def of_complex(z):
        return half(z)

    for call, value in (of_array, np.ones(2)), (of_complex, 1j):
        with pytest.raises(TypingError, match=r"No matching definition for argument type\(s\)"):
            call(value)


def test_a_function_knows_what_kernels_have_it_for():
    @njit
    def inner(x):
        return x + 1

    @njit
    def outer(x):
        return inner(x) + inner(2.5)

    assert inner.signatures == []
    outer(1)
    assert inner.signatures == [(types.int64,), (types.float64,)]
    assert [one.return_type for one in inner.nopython_signatures] == [types.int64, types.float64]
    assert not inner.stats.cache_misses
    assert inner(5) == 6  # compiled by itself now
    assert inner.signatures.count((types.int64,)) == 1
    assert "define" in inner.inspect_llvm((types.float64,))


def test_options_that_a_function_leaves_to_its_caller():
    @njit
    def over(x, y):
        return x / y

    @njit(error_model="python")
    def over_python(x, y):
        return x / y

    @njit(error_model="numpy")
    def numpys(x, y):
        return over(x, y)

    @njit(error_model="numpy")
    def kept(x, y):
        return over_python(x, y)

    @njit
    def pythons(x, y):
        return over(x, y)

    assert numpys(1.0, 0.0) == np.inf
    for one in kept, pythons, over:
        with pytest.raises(ZeroDivisionError):
            one(1.0, 0.0)


def test_fastmath_of_the_caller_reaches_what_it_calls_unless_that_says_its_own():
    def total(a):
        s = 0.0
        for x in a:
            s += x
        return s

    plain, exact = njit(total), njit(fastmath=False)(total)

    @njit(fastmath=True)
    def fast(a):
        return plain(a)

    @njit(fastmath=True)
    def slow(a):
        return exact(a)

    values = np.ones(10)
    assert fast(values) == slow(values) == 10.0
    assert "fadd fast" in fast.inspect_llvm((types.float64[::1],))
    assert "fadd fast" not in slow.inspect_llvm((types.float64[::1],))
