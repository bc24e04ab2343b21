"""Functions under @guvectorize behave as Numba's do: generalised ufuncs of NumPy."""

import functools
import pickle

import numba
import numpy as np
import pytest
from answers import Answers

import jaculus
from jaculus.errors import TypingError


def shift(x, y, result):
    """Adds y."""
    for i in range(x.shape[0]):
        result[i] = x[i] + y


def product(a, b, c):
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            total = 0.0
            for k in range(a.shape[1]):
                total += a[i, k] * b[k, j]
            c[i, j] = total


def spread(x, low, high):
    low[0] = x.min()
    high[0] = x.max()


def times(x, factor, result):
    result[0] = x * factor[0]


def running(x, result):
    total = 0
    for i in range(len(x)):
        if x[i] < 0:
            raise ValueError("negative", i)
        total += x[i]
        result[i] = total


def written(x, y, result):
    x[0] = 7
    y[0] = 8
    result[0] = 1


CASES = {
    shift: (["void(int64[:], int64, int64[:])", "void(float64[:], float64, float64[:])"], "(n),()->(n)"),
    product: (["void(float64[:,:], float64[:,:], float64[:,:])"], "(m,n),(n,p)->(m,p)"),
    spread: (["(int16[:], int16[:], int16[:])", "void(float32[:], float32[:], float32[:])"], "( n ) -> (), ()"),
    times: (["void(float64, float64[:], float64[:])"], "(),()->()"),
    running: (["void(int32[::1], int64[:])"], "(n)->(n)"),
}


@functools.cache
def made(module, function, target="cpu"):
    return module.guvectorize(*CASES[function], target=target)(function)


def encoded(call, ufunc):
    try:
        result = call(ufunc)
    except Exception as e:
        return type(e).__name__
    results = result if isinstance(result, tuple) else (result,)
    return [(type(one).__name__, np.asarray(one).dtype.name, np.asarray(one).tolist()) for one in results]


BLOCK = np.arange(24).reshape(2, 3, 4)
CALLS = [
    (shift, lambda f: f(np.arange(3), 2)),
    (shift, lambda f: f(BLOCK, np.array([10, 20, 30]))),
    (shift, lambda f: f(BLOCK[:, ::-1, ::2], 1.5)),
    (shift, lambda f: f(BLOCK.T, 1)),
    (shift, lambda f: f(np.arange(3), 2, out=np.zeros(3))),
    (shift, lambda f: f(np.arange(3, dtype=np.int8), 2)),
    (shift, lambda f: f(np.zeros((0, 3)), 2)),
    (shift, lambda f: f(BLOCK, 1, axis=1)),
    (shift, lambda f: f(3, 1)),
    (shift, lambda f: f(np.arange(3), 2j)),
    (product, lambda f: f(np.ones((2, 3)), np.arange(12).reshape(3, 4))),
    (product, lambda f: f(BLOCK.astype(float), BLOCK[0].T.astype(float))),
    (product, lambda f: f(BLOCK.astype(float)[:, ::-1], BLOCK.astype(float).transpose(0, 2, 1))),
    (product, lambda f: f(np.ones((3, 2)), np.ones((3, 4)), axes=[(1, 0), (0, 1), (0, 1)])),
    (product, lambda f: f(np.ones((2, 3)), np.ones((4, 4)))),
    (product, lambda f: f(np.ones(2), np.ones((4, 4)))),
    (spread, lambda f: f(BLOCK.astype(np.int16))),
    (spread, lambda f: f(BLOCK.astype(np.float32)[:, :, ::-2])),
    (spread, lambda f: f(BLOCK)),
    (times, lambda f: f(np.arange(3.0), np.arange(6.0).reshape(2, 3))),
    (times, lambda f: f(2, 3)),
    (running, lambda f: f(BLOCK.astype(np.int32))),
    (running, lambda f: f(BLOCK.astype(np.int32)[:, :, ::2].copy())),
    (running, lambda f: f(-BLOCK.astype(np.int32))),
    (shift, lambda f: tuple(np.array(getattr(f, one)) for one in ("nin", "nout", "types", "signature"))),
    (spread, lambda f: tuple(np.array(getattr(f, one)) for one in ("nin", "nout", "nargs", "ntypes"))),
    (shift, lambda f: f.reduce(np.arange(3))),
]


@pytest.fixture(scope="module")
def answers(request):
    kept = Answers("guvectorize", request.config.getoption("--update-answers"))
    yield kept
    kept.save()


@pytest.mark.parametrize("number", range(len(CALLS)))
def test_a_generalised_ufunc_gives_what_numbas_gives(number, answers):
    function, call = CALLS[number]

    def of(module):
        return lambda: repr(encoded(call, made(module, function)))

    answers.check(f"{function.__name__} {number}", of(jaculus), lambda: of(numba), [tuple])


def test_an_array_declared_contiguous_may_lie_otherwise():
    # Numba reads such an array as if it were contiguous; ours is compiled for what it is.
    assert made(jaculus, running)(np.arange(6, dtype=np.int32)[::2]).tolist() == [0, 2, 6]


def test_the_parallel_target_gives_the_same():
    rng = np.random.default_rng(1)
    a, b = rng.random((5000, 4, 3)), rng.random((5000, 3, 4))
    np.testing.assert_array_equal(made(jaculus, product, "parallel")(a, b), made(jaculus, product)(a, b))
    assert isinstance(made(jaculus, product, "parallel"), np.ufunc)
    large = np.ones((50_000, 20), np.int32)
    large[31_111, 7] = -1
    with pytest.raises(ValueError, match="negative") as caught:
        made(jaculus, running, "parallel")(large)
    assert caught.value.args == ("negative", 7)


def test_an_exception_in_a_kernel_is_pythons():
    with pytest.raises(ValueError, match="negative") as caught:
        made(jaculus, running)(np.array([1, 2, -3], np.int32))
    assert caught.value.args == ("negative", 2)
    assert caught.traceback[-1].name == "running"


def test_a_dynamic_one_compiles_for_the_types_that_it_meets(answers):
    steps = [
        lambda f: (out := np.zeros(3, np.int64), f(np.arange(3), 2, out))[0],
        lambda f: (out := np.zeros(3), f(np.arange(3.0), 2, out))[0],
        lambda f: (out := np.zeros(3), f(np.arange(3), 2, out=out))[0],
        lambda f: (out := np.zeros(3, np.float32), f(np.arange(3, dtype=np.float32), np.float32(2), out))[0],
        lambda f: f(np.arange(3), 2),
    ]
    ours = jaculus.guvectorize("(n),()->(n)")(shift)

    def of(ufunc):
        return lambda: repr([(encoded(step, ufunc), ufunc.types) for step in steps] + [repr(ufunc), ufunc.is_dynamic])

    answers.check("dynamic", of(ours), lambda: of(numba.guvectorize("(n),()->(n)")(shift)), [tuple])
    with pytest.raises(TypeError, match="Too few arguments"):
        ours(np.arange(3), 2)


def test_writable_arguments_are_written():
    ours = jaculus.guvectorize(["(float64[:], float64[:], float64[:])"], "(n),(n)->()", writable_args=(0, "y"))(written)
    x, y = np.zeros(3, np.int64), np.zeros(3)
    assert ours(x, y) == 1
    assert (x.tolist(), y.tolist()) == ([7, 0, 0], [8, 0, 0])
    with pytest.raises(RuntimeError, match="Specified writable arg z not found in arg list"):
        jaculus.guvectorize("(n),(n)->()", writable_args=("z",))(written)


@pytest.mark.parametrize(
    ("layout", "kind", "place"),
    [
        ("(n)->(m)", NameError, 6), ("(n", ValueError, 2), ("n->()", ValueError, 0), ("(n)->()->()", ValueError, 7),
        ("(n),->()", ValueError, 4), ("(n)()->()", ValueError, 3), ("(n)->->", ValueError, 5),
        ("(2)->()", ValueError, 1), ("(n+1)->()", ValueError, 2), ("(n)->(n", ValueError, 7),
    ],
)  # fmt: skip
def test_a_layout_that_is_not_well_formed_is_shown_with_the_place(layout, kind, place):
    with pytest.raises(kind) as caught:
        jaculus.guvectorize(["void(float64[:], float64[:])"], layout)(running)
    _, text, mark = str(caught.value).split("\n")
    assert text == f"  {layout}"
    assert mark.index("^") == 2 + place


def test_signatures_that_do_not_fit_the_layout_say_why():
    with pytest.raises(TypeError, match="mismatch for arg #1"):
        jaculus.guvectorize(["void(float64[:,:], float64[:])"], "(n)->(n)")(running)
    with pytest.raises(TypeError, match="scalar type float64 given for non scalar argument #1"):
        jaculus.guvectorize(["void(float64, float64[:])"], "(n)->(n)")(running)
    with pytest.raises(TypeError, match="Signature mismatch: 3 argument types given, but function takes 2"):
        jaculus.guvectorize("(n),()->(n)")(running)
    with pytest.raises(TypeError, match="must have void return type"):
        jaculus.guvectorize(["void(float64[:], float64[:])"], "(n)->(n)")(lambda x, y: 3)
    with pytest.raises(TypingError):
        jaculus.guvectorize(["void(float64[:], float64)"], "(n)->()")(running)
    with pytest.raises(TypeError, match="one or two positional arguments"):
        jaculus.guvectorize()
    with pytest.raises(ValueError, match="Unsupported target: tpu"):
        jaculus.guvectorize("(n)->(n)", target="tpu")(running)


def test_they_can_be_pickled():
    back = pickle.loads(pickle.dumps(made(jaculus, shift)))
    assert back.types == ["ll->l", "dd->d"]
    assert back(np.arange(3), 2).tolist() == [2, 3, 4]
    dynamic = pickle.loads(pickle.dumps(jaculus.guvectorize("(n)->(n)")(running)))
    out = np.zeros(2, np.int64)
    dynamic(np.array([1, 2]), out)
    assert out.tolist() == [1, 3]


def test_what_the_kernel_does_not_write_stays_even_where_the_output_is_converted():
    @jaculus.guvectorize(["void(float64[:], uint8[:])"], "(n)->(n)")
    def mark_every_other(x, out):
        for i in range(0, x.size, 2):
            out[i] = 1

    out = np.zeros((3, 4), np.int8)
    mark_every_other(np.ones((3, 4)), out)
    assert out.tolist() == [[1, 0, 1, 0]] * 3
