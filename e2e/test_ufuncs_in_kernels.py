"""Kernels call what @vectorize and @guvectorize made, as under Numba."""

import functools

import numba
import numpy as np
import pytest
from answers import Answers

import jaculus
import jaculus.numba
from jaculus.errors import TypingError

INTS = np.arange(-6, 6).reshape(3, 4)


@functools.cache
def uses(module):
    """Kernels that use ufuncs of this module."""
    njit, vectorize, guvectorize = module.njit, module.vectorize, module.guvectorize

    @vectorize
    def add(a, b):
        return a + b

    @vectorize(identity=0)
    def total(a, b):
        return a + b

    @vectorize(["int32(int32, int32)", "float64(float64, float64)"])
    def scaled(a, b):
        return a * b

    @vectorize
    def checked(a):
        if a < -5:
            raise ValueError("small", a)
        return a

    @guvectorize(["void(int64[:], int64, int64[:])"], "(n),()->(n)")
    def shift(x, y, result):
        for i in range(len(x)):
            result[i] = x[i] + y

    @guvectorize("(n)->()")
    def sum_of(x, result):
        result[0] = 0
        for one in x:
            result[0] += one

    @njit
    def dynamic(a, b):
        return add(a, b)

    @njit
    def fused(a, b):
        return add(a, add(b, 1)) * 2 - a

    @njit
    def fixed(a, b):
        return scaled(a, b)

    @njit
    def into(a, b, out):
        add(a, b, out)
        return out

    @njit
    def raising(a):
        return checked(a)

    @njit
    def attributes(a):
        return add.nin + a, add.nout, add.nargs, total.identity

    @njit
    def reduce(a):
        return total.reduce(a)

    @njit
    def reduce_last(a):
        return total.reduce(a, axis=1)

    @njit
    def reduce_along(a, axis):
        return total.reduce(a, axis)

    @njit
    def reduce_two(a):
        return total.reduce(a, axis=(0, -1))

    @njit
    def reduce_as(a):
        return total.reduce(a, axis=0, dtype=np.float64, initial=10.0)

    @njit
    def at_all(*given):
        add.at(*given)
        return given[0]

    @njit
    def largest(a):
        return add.reduce(a)

    @njit
    def reduceat(a):
        return add.reduceat(a, np.array([0, 2, 5]))

    @njit
    def at(a, b):
        add.at(a, np.array([0, 2, 2]), b)
        return a

    @njit
    def shifted(a, b, out):
        shift(a, b, out)
        return out

    @njit
    def sums(a, out):
        sum_of(a, out)
        return out

    return {one.__name__: one for one in list(locals().values()) if hasattr(one, "py_func")}


OURS = uses(jaculus)

CALLS = [
    ("dynamic", lambda: (INTS, 2.5)),
    ("dynamic", lambda: (1, 2.5)),
    ("dynamic", lambda: (np.arange(3, dtype=np.uint8), np.arange(3, dtype=np.int8))),
    ("dynamic", lambda: (INTS, INTS[0])),
    ("dynamic", lambda: (INTS.T, INTS.T[::-1])),
    ("fused", lambda: (INTS, INTS[:, ::-1])),
    ("fused", lambda: (3, 4)),
    ("fixed", lambda: (INTS, 2)),
    ("fixed", lambda: (INTS.astype(np.int32), INTS.astype(np.int16))),
    ("fixed", lambda: (2.5, INTS)),
    ("fixed", lambda: (np.int8(2), np.int8(3))),
    ("into", lambda: (INTS, 1, np.zeros((3, 4)))),
    ("raising", lambda: (INTS[1:],)),
    ("attributes", lambda: (1,)),
    ("reduce", lambda: (INTS.ravel(),)),
    ("reduce", lambda: (np.zeros(0),)),
    ("reduce_last", lambda: (INTS,)),
    ("largest", lambda: (INTS.ravel(),)),
    ("largest", lambda: (np.zeros(0),)),
    ("reduceat", lambda: (np.arange(9),)),
    ("at", lambda: (np.arange(4), np.array([1, 2, 3]))),
    ("reduce_along", lambda: (np.arange(24).reshape(2, 3, 4), 1)),
    ("reduce_along", lambda: (np.arange(24.0).reshape(2, 3, 4)[:, ::-1], -1)),
    ("reduce_two", lambda: (np.arange(24).reshape(2, 3, 4),)),
    ("reduce_as", lambda: (np.arange(5),)),
    ("at_all", lambda: (np.arange(4), np.array([3, 3]), 5)),
    ("at_all", lambda: (np.arange(4), [0, 2], np.array([5, 6]))),
    ("at_all", lambda: (np.arange(4), 1, 5)),
    ("shifted", lambda: (np.arange(3), 2, np.zeros(3, np.int64))),
    ("shifted", lambda: (INTS, np.arange(3), np.zeros((3, 4), np.int64))),
    ("shifted", lambda: (INTS[:, ::2], 1, np.zeros((3, 2), np.int64))),
    ("sums", lambda: (INTS, np.zeros(3, np.int64))),
    ("sums", lambda: (INTS.T.astype(float), np.zeros(4))),
]


def encoded(function, arguments):
    try:
        result = function(*arguments)
    except Exception as e:
        return type(e).__name__
    results = result if isinstance(result, tuple) else (result,)
    return [(type(one).__name__, np.asarray(one).dtype.name, np.asarray(one).tolist()) for one in results]


@pytest.fixture(scope="module")
def answers(request):
    kept = Answers("ufuncs_in_kernels", request.config.getoption("--update-answers"))
    yield kept
    kept.save()


@pytest.mark.parametrize("number", range(len(CALLS)))
def test_a_kernel_that_calls_ufuncs_gives_what_numbas_gives(number, answers):
    name, arguments = CALLS[number]

    def of(kernels):
        return lambda: repr(encoded(kernels[name], arguments()))

    answers.check(f"{name} {number}", of(OURS), lambda: of(uses(numba)), [tuple])


def test_an_exception_in_a_ufunc_is_the_kernels():  # under Numba it is lost, and the result is 0
    with pytest.raises(ValueError, match="small") as caught:
        OURS["raising"](INTS)
    assert caught.value.args == ("small", -6)
    assert [one.name for one in caught.traceback][-2:] == ["raising", "checked"]


def test_a_reduction_of_several_dimensions_goes_along_the_first():  # Numba cannot type it without the axis
    assert OURS["reduce"](INTS).tolist() == INTS.sum(axis=0).tolist()


def test_ufuncs_of_the_parallel_target_can_be_called_too():
    double = jaculus.vectorize(["float64(float64)"], target="parallel")(lambda x: 2 * x)

    @jaculus.njit
    def twice(x):
        return double(double(x))

    assert twice(np.arange(3)).tolist() == [0, 4, 8]


def test_types_that_no_signature_takes_are_an_error():
    half = jaculus.vectorize(["float64(int64)"])(lambda x: x / 2)

    @jaculus.njit
    def calls(x):
        return half(x)

    assert calls(np.int8(3)) == 1.5
    with pytest.raises(TypingError, match="operands that one of its signatures takes"):
        calls(1.5)


def test_calls_of_elementwise_functions_leave_no_temporary_arrays():
    half = jaculus.vectorize(lambda x: x / 2)

    @jaculus.njit
    def fused(x):
        return half(half(x) + 1)

    fused(np.arange(3.0))
    (text,) = fused.inspect_llvm().values()
    assert text.count("call ptr @jac_alloc") == 1


def test_divmod_stores_both_results():
    @jaculus.njit
    def both(a, b, whole, rest):
        return np.divmod(a, b, whole, rest)

    @jaculus.njit
    def one(a, b, whole):
        return np.divmod(a, b, out1=whole)

    a, b = np.arange(-5, 6), np.full(11, 3)
    wanted = np.divmod(a, b)
    stored = np.zeros(11, int), np.zeros(11, int)
    for found in (both(a, b, *stored), stored, one(a, b, np.zeros(11, int)), both(a, b, a, b)):
        np.testing.assert_array_equal(found, wanted)
