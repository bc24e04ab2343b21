"""Functions under @vectorize behave as Numba's do, and as NumPy's own ufuncs."""

import copy
import functools
import pickle
import warnings

import numba
import numpy as np
import pytest
import ufunc_programs
from answers import Answers

import jaculus
import jaculus.numba
from jaculus.errors import NumbaNotImplementedError, TypingError, UnsupportedError
from jaculus.ufunc_loops import Elementwise

INTS = np.arange(-6, 6).reshape(3, 4)
FLOATS = np.linspace(-2, 3, 12).reshape(3, 4)


def add(a, b):
    """Adds."""
    return a + b


def ratio(a, b):
    return a / b


def larger(a, b):
    return a if a > b else b


def clipped(x, low, high):
    if x < low:
        return low
    return min(x, high)


def is_odd(a):
    return a % 2 == 1


def no_negative(a):
    if a < 0:
        raise ValueError("negative", a)
    return a * 2


SIGNATURES = {
    add: ["int32(int32, int32)", "int64(int64, int64)", "float32(float32, float32)", "float64(float64, float64)"],
    ratio: ["float64(int64, int64)", "float64(float64, float64)"],
    larger: ["int64(int64, int64)", "float64(float64, float64)"],
    clipped: ["int8(int8, int8, int8)", "float64(float64, float64, float64)"],
    is_odd: ["boolean(int64)", "b1(float64)"],
    no_negative: ["int64(int64)", "float64(float64)"],
}


@functools.cache
def made(module, function, identity=None, target="cpu"):
    return module.vectorize(SIGNATURES[function], identity=identity, target=target)(function)


def encoded(call, ufunc):
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            result = call(ufunc)
        except Exception as e:
            return type(e).__name__
    results = result if isinstance(result, tuple) else (result,)
    return [(type(one).__name__, np.asarray(one).dtype.name, repr(np.asarray(one).tolist())) for one in results]


CALLS = [
    (add, lambda f: f(INTS, 3)),
    (add, lambda f: f(3, INTS)),
    (add, lambda f: f(1, 2)),
    (add, lambda f: f(1.5, INTS)),
    (add, lambda f: f(np.int8(1), np.int16(2))),
    (add, lambda f: f(INTS.astype(np.float32), INTS.astype(np.float32))),
    (add, lambda f: f(INTS.astype(np.int32), INTS[0].astype(np.int32))),
    (add, lambda f: f(INTS[::2, ::3], FLOATS[::-2, ::-3])),
    (add, lambda f: f(INTS.T, INTS[:, :1].T)),
    (add, lambda f: f([1, 2, 3], (4, 5, 6))),
    (add, lambda f: f(np.array([True, False]), 1)),
    (add, lambda f: f(INTS[:0], 1)),
    (add, lambda f: f(np.uint64(1), np.int64(2))),
    (add, lambda f: f(INTS, 3, dtype=np.float64)),
    (add, lambda f: f(INTS, 3.5, dtype=np.int64, casting="unsafe")),
    (add, lambda f: f(INTS, 3.5, dtype=np.int64)),
    (add, lambda f: f(INTS, 3, out=np.zeros((3, 4), np.int32))),
    (add, lambda f: f(INTS, 3, np.zeros((3, 4)))),
    (add, lambda f: f(INTS, 3.5, out=np.zeros((3, 4), np.int64))),
    (add, lambda f: f(INTS, np.arange(3))),
    (add, lambda f: f(INTS, 1j)),
    (add, lambda f: f("a", "b")),
    (add, lambda f: f.reduce(INTS)),
    (add, lambda f: f.reduce(INTS, axis=1)),
    (add, lambda f: f.reduce(FLOATS, axis=(0, 1))),
    (add, lambda f: f.reduce(FLOATS.T, axis=0, keepdims=True)),
    (add, lambda f: f.reduce(np.arange(10), initial=5)),
    (add, lambda f: f.reduce(np.zeros(0))),
    (add, lambda f: f.accumulate(INTS, axis=1)),
    (add, lambda f: f.accumulate(FLOATS.ravel())),
    (add, lambda f: f.reduceat(np.arange(10), [0, 4, 7])),
    (add, lambda f: f.outer(np.arange(3), np.arange(2.0))),
    (ratio, lambda f: f(INTS, 2)),
    (ratio, lambda f: f(INTS, 0)),
    (ratio, lambda f: f(FLOATS, FLOATS[0])),
    (larger, lambda f: f(INTS, INTS[::-1])),
    (larger, lambda f: f.reduce(INTS, axis=1)),
    (larger, lambda f: f.accumulate(FLOATS[:, ::-1], axis=0)),
    (clipped, lambda f: f(FLOATS, -1, 1)),
    (clipped, lambda f: f(FLOATS, FLOATS.min(axis=0), 1.5)),
    (clipped, lambda f: f(np.arange(-5, 5, dtype=np.int8), np.int8(-2), np.int8(3))),
    (is_odd, lambda f: f(INTS)),
    (is_odd, lambda f: f(FLOATS)),
    (no_negative, lambda f: f(np.arange(4))),
    (no_negative, lambda f: f(INTS)),
    (no_negative, lambda f: f(np.arange(4.0)[::2])),
    (add, lambda f: tuple(np.array(getattr(f, one)) for one in ("nin", "nout", "nargs", "ntypes", "types"))),
    (is_odd, lambda f: tuple(np.array(getattr(f, one)) for one in ("nin", "nout", "nargs", "ntypes", "types"))),
]


@pytest.fixture(scope="module")
def answers(request):
    kept = Answers("vectorize", request.config.getoption("--update-answers"))
    yield kept
    kept.save()


@pytest.mark.parametrize("number", range(len(CALLS)))
def test_a_ufunc_with_signatures_gives_what_numbas_gives(number, answers):
    function, call = CALLS[number]

    def of(module):
        return lambda: repr(encoded(call, made(module, function)))

    answers.check(f"{function.__name__} {number}", of(jaculus), lambda: of(numba), [tuple])


@pytest.mark.parametrize("target", ["cpu", "parallel"])
@pytest.mark.parametrize("shape", [(7,), (100_003,), (700, 300)])
def test_large_arrays_of_any_strides_give_what_numpy_gives(target, shape):
    ours = made(jaculus, add, target=target)
    rng = np.random.default_rng(3)
    x, y = rng.integers(0, 99, shape), rng.integers(0, 99, shape)
    reverse = (slice(None, None, -1),) * len(shape)
    for a, b in [(x, y), (x, 3), (4, y), (x[reverse], y), (x.T, y.T), (x, x[..., :1]), (x.astype(float), y)]:
        np.testing.assert_array_equal(ours(a, b), np.add(a, b), strict=True)
    np.testing.assert_array_equal(ours.reduce(x, axis=0), np.add.reduce(x, axis=0))
    np.testing.assert_array_equal(ours.accumulate(x, axis=-1), np.add.accumulate(x, axis=-1))
    out = x.copy()
    assert ours(out, y, out=out) is out
    np.testing.assert_array_equal(out, x + y)
    shifted = x.ravel().copy()
    ours(shifted[:-1], 1, out=shifted[1:])  # NumPy makes the copy that this needs
    np.testing.assert_array_equal(shifted[1:], x.ravel()[:-1] + 1)


def test_where_and_at_work_as_numpys():
    ours = made(jaculus, add)
    out = np.zeros(4, np.int64)
    ours(np.arange(4), 10, out=out, where=np.array([True, False, True, False]))
    assert out.tolist() == [10, 0, 12, 0]
    ours.at(out, [0, 0, 3], 5)
    assert out.tolist() == [20, 0, 12, 5]
    made(jaculus, no_negative).at(out, [0, 2])
    assert out.tolist() == [40, 0, 24, 5]


def test_the_identity_is_what_a_reduction_of_nothing_gives():
    for identity, expected in [(0, 0), (1, 1)]:
        ours = made(jaculus, add, identity)
        assert (ours.identity, ours.reduce(np.zeros(0))) == (expected, expected)
    assert made(jaculus, add).identity is None
    with pytest.raises(ValueError, match="no identity"):
        made(jaculus, add).reduce(np.zeros(0))
    assert made(jaculus, add, "reorderable").reduce(INTS, axis=(0, 1)) == INTS.sum()
    with pytest.raises(ValueError, match="Invalid identity value 7"):
        jaculus.vectorize(identity=7)(add)


@pytest.mark.parametrize("target", ["cpu", "parallel"])
def test_an_exception_in_a_kernel_is_pythons(target):
    ours = made(jaculus, no_negative, target=target)
    with pytest.raises(ValueError, match="negative") as caught:
        ours(INTS)
    assert caught.value.args == ("negative", -6)
    assert [one.name for one in caught.traceback][-1] == "no_negative"
    assert caught.traceback[-1].lineno == no_negative.__code__.co_firstlineno + 1
    large = np.ones(1_000_000)
    large[777_777] = -3.5
    with pytest.raises(ValueError, match="negative") as caught:
        ours(large)
    assert caught.value.args == ("negative", -3.5)
    assert ours(3) == 6


def test_floating_point_errors_are_reported_as_numpy_reports_them():
    ours = made(jaculus, ratio)
    with np.errstate(divide="raise"), pytest.raises(FloatingPointError, match="divide by zero encountered in ratio"):
        ours(np.ones(3), 0.0)


def test_a_dynamic_ufunc_compiles_for_the_types_that_it_meets_as_numbas_does(answers):
    steps = [
        lambda f: f(np.float32(1), 2),
        lambda f: f(np.arange(3, dtype=np.int8), 2),
        lambda f: f(1, 2),
        lambda f: f(np.arange(4), 2.5),
        lambda f: f.reduce(np.arange(4)),
        lambda f: f(np.arange(3, dtype=np.uint8), np.arange(3, dtype=np.uint8)),
        lambda f: f(True, False),
    ]
    ours = jaculus.vectorize(add)

    def of(ufunc):
        return lambda: repr([(encoded(step, ufunc), ufunc.types) for step in steps] + [repr(ufunc)])

    answers.check("dynamic", of(ours), lambda: of(numba.vectorize(add)), [tuple])
    assert (ours.__name__, ours.__doc__, ours(1, 2)) == ("add", "Adds.", 3)
    ours.disable_compile()
    with pytest.raises(TypeError):
        ours(1j, 2)


def test_reductions_compile_as_well():
    ours = jaculus.vectorize(identity=0)(add)
    assert ours.types == []
    assert ours.reduce(np.arange(5)) == 10
    assert ours.outer(np.arange(2.0), np.arange(2.0)).tolist() == [[0, 1], [1, 2]]
    assert ours.types == ["ll->l", "dd->d"]


def test_a_signature_is_added_once():
    ours = jaculus.vectorize(add)
    ours.add("float64(float64, float64)")
    ours.add((jaculus.int8, jaculus.int8))
    with pytest.warns(jaculus.numba.errors.NumbaWarning, match="compiled for"):
        ours.add("float64(float64, float64)")
    assert ours.types == ["dd->d", "bb->l"]
    ours.disable_compile()
    with pytest.raises(RuntimeError, match="compilation disabled"):
        ours.add("int64(int64, int64)")


def test_what_cannot_be_a_ufunc_says_why():
    for signature in ("void(int64)", "int64(int64[:])", "UniTuple(int64, 2)(int64)"):
        with pytest.raises(NumbaNotImplementedError, match="cannot be represented as a NumPy dtype"):
            jaculus.vectorize([signature])(lambda x: x)
    with pytest.raises(TypeError, match="Signature mismatch: 1 argument types given, but function takes 2"):
        jaculus.vectorize(["int64(int64)"])(add)
    with pytest.raises(ValueError, match="Unsupported target: gpu"):
        jaculus.vectorize(["int64(int64)"], target="gpu")(no_negative)
    with pytest.raises(UnsupportedError, match="there is no CUDA target yet"):
        jaculus.vectorize(["int64(int64)"], target="cuda")(no_negative)
    with pytest.raises(KeyError, match="Unrecognized options"):
        jaculus.vectorize(["int64(int64)"], nogill=True)(no_negative)
    with pytest.raises(TypingError, match="no attribute `size`"):
        jaculus.vectorize(["int64(int64)"])(lambda x: x.size)
    with pytest.raises(TypingError, match="non-precise type pyobject"):
        jaculus.vectorize(add)(np.array([None]), 1)
    with pytest.raises(TypeError, match="positional arguments"):
        jaculus.vectorize(add)(1)


def test_numbas_options_are_taken():
    options = {"nopython": True, "fastmath": True, "cache": True, "boundscheck": False, "forceobj": False}
    assert jaculus.vectorize(["float64(float64)"], **options)(lambda x: x * 2)(1.5) == 3
    assert jaculus.vectorize("float64(float64)")(lambda x: x * 2)(1.5) == 3
    assert jaculus.vectorize([jaculus.float64(jaculus.float64)])(jaculus.njit(lambda x: x * 3))(1.5) == 4.5
    assert jaculus.vectorize([], target="parallel")(lambda x: x * 2)(1.5) == 3


parallel_add = jaculus.vectorize(SIGNATURES[add], target="parallel")(add)


def test_the_parallel_target_gives_a_numpy_ufunc():
    assert isinstance(parallel_add, np.ufunc)
    assert parallel_add.types == ["ii->i", "ll->l", "ff->f", "dd->d"]
    assert parallel_add.__doc__.endswith("Adds.")


def test_ufuncs_can_be_pickled_and_copied():
    ours = made(jaculus, add, 1)
    back = pickle.loads(pickle.dumps(ours))
    assert (back.types, back.identity, back.__name__) == (ours.types, 1, "add")
    assert back(1, 2) == 3
    with pytest.raises(RuntimeError):
        back.add("int8(int8, int8)")
    dynamic = jaculus.vectorize(clipped)
    dynamic(1, 2, 3)
    back = pickle.loads(pickle.dumps(dynamic))
    assert back.types == ["lll->l"]
    assert back(1.5, 2, 3) == 2
    assert copy.deepcopy(ours) is ours


def test_a_subclass_with_its_own_ufunc_protocol_takes_over():
    class Wrapped:
        def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
            return ufunc, method, len(inputs)

    ours = made(jaculus, add)
    assert ours(1, Wrapped()) == (ours, "__call__", 2)


def test_each_way_of_lying_in_memory_has_a_kernel_of_its_own(monkeypatch):
    keys, variant = [], Elementwise._variant
    monkeypatch.setattr(Elementwise, "_variant", lambda self, key: keys.append(key) or variant(self, key))
    ours = jaculus.vectorize(["int64(int64, int64)"])(lambda a, b: a - b)
    x = np.arange(20)
    for a, b in [(x, x), (x, 1), (1, x), (x[::2], x[1::2]), (1, 2)]:
        ours(a, b)
    ours.reduce(x)
    ours.reduce(x[::2])
    assert keys == [0, 2, 1, 2**64 - 1, 2**64 - 2, 2**64 - 3]


def test_programs_with_ufuncs_print_what_they_print_under_numba(answers):
    def of(module):
        return lambda: repr(ufunc_programs.results(module))

    answers.check("programs", of(jaculus.numba), lambda: of(numba), [tuple])


def test_what_is_frozen_stays_so():
    ufunc = jaculus.vectorize(add)
    ufunc.add("int64(int64, int64)")
    assert not ufunc._frozen
    ufunc._frozen = True
    assert ufunc._frozen
    assert ufunc(1, 2) == 3
    with pytest.raises(ValueError, match="_frozen"):
        ufunc._frozen = False
    assert ufunc._frozen


def test_the_options_are_those_of_kernels():
    ufunc = jaculus.vectorize(parallel=True, nogil=True, looplift=False)(add)
    assert list(ufunc(np.arange(3), 1)) == [1, 2, 3]
