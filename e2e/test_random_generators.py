"""numpy.random.Generator in kernels: the numbers that NumPy gives, and the caller's generator goes on from there."""

import subprocess
import sys
import threading

import numpy as np
import pytest

from jaculus import njit, prange
from jaculus.errors import TypingError
from jaculus.numba import objmode

BIT_GENERATORS = [np.random.PCG64, np.random.MT19937, np.random.Philox, np.random.SFC64, np.random.PCG64DXSM]

# Numba's methods, and what NumPy has beside them. `size` is one of several.
CALLS = """
random(size)
random(size, np.float32)
standard_normal(size)
standard_normal(size, dtype=np.float32)
standard_exponential(size)
standard_exponential(size, np.float32)
standard_exponential(size, method="inv")
standard_exponential(size, np.float32, "inv")
standard_gamma(2.5, size)
standard_gamma(0.5, size, np.float32)
exponential(2.5, size)
chisquare(3, size)
standard_cauchy(size)
pareto(2.5, size)
weibull(1.5, size)
power(2.5, size)
rayleigh(2, size)
standard_t(4, size)
normal(1, 2, size)
normal(size=size)
uniform(-2, 5, size)
gamma(0.5, 2, size)
gamma(3, 2, size)
beta(0.5, 0.7, size)
beta(2, 3, size)
f(3, 4, size)
laplace(1, 2, size)
gumbel(1, 2, size)
logistic(1, 2, size)
lognormal(1, 2, size)
wald(1, 2, size)
vonmises(0.5, 2, size)
noncentral_chisquare(3, 2, size)
noncentral_f(3, 4, 2, size)
triangular(1, 2, 5, size)
poisson(3, size)
poisson(50, size)
geometric(0.1, size)
geometric(0.5, size)
zipf(2, size)
logseries(0.5, size)
negative_binomial(5, 0.3, size)
binomial(10, 0.3, size)
binomial(1000, 0.6, size)
hypergeometric(10, 20, 7, size)
hypergeometric(1000, 2000, 300, size)
integers(7, size=size)
integers(-5, 100, size)
integers(2**40, size=size)
integers(-(2**31), 2**31, size, np.int32)
integers(0, 2**32, size, np.uint32)
integers(0, 5, size, np.uint32, True)
integers(-5, 5, size, np.int16)
integers(0, 65535, size, np.uint16, endpoint=True)
integers(-128, 128, size, np.int8)
integers(3, 4, size, np.uint8)
integers(0, 2, size, np.bool_)
integers(0, 2**63, size, np.uint64)
integers(-(2**63), 2**63 - 1, size, endpoint=True)
choice(10, size)
choice(np.arange(5.0), size, p=[0.1, 0.2, 0.3, 0.1, 0.3])
choice(1000, size, replace=False)
choice(np.arange(12.0), size, False, np.arange(12) / 66)
""".strip().splitlines()

SIZES = [None, 5, (2, 3), ()]


def compiled(call, parameters):
    names = {"np": np}
    exec(f"def drawn(rng, {parameters}):\n    return rng.{call}\n", names)
    return names["drawn"], njit(names["drawn"])


@pytest.mark.parametrize("call", CALLS)
def test_numbers_are_numpys(call):
    python, kernel = compiled(call, "size")
    for kind in BIT_GENERATORS:
        ours, theirs = np.random.Generator(kind(7)), np.random.Generator(kind(7))
        for rng in (ours, theirs):
            rng.integers(0, 5, dtype=np.int32)  # half of 64 bits is left in the generator
        for size in SIZES:
            expected, result = python(theirs, size), kernel(ours, size)
            np.testing.assert_array_equal(result, expected)
            if isinstance(expected, np.ndarray):
                assert (result.dtype, result.shape) == (expected.dtype, expected.shape)
        assert ours.integers(0, 9, dtype=np.int32) == theirs.integers(0, 9, dtype=np.int32)
        assert ours.random() == theirs.random()


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2])
@pytest.mark.parametrize("method", ["shuffle", "permutation"])
def test_orders_along_an_axis(method, axis):
    python, kernel = compiled(f"{method}(x, axis=axis)", "x, axis")
    for array in (np.arange(60.0).reshape(3, 4, 5), np.arange(60).reshape(5, 4, 3).T, np.zeros((0, 2, 3))):
        mine, theirs = array.copy(), array.copy()
        expected, result = python(np.random.default_rng(3), theirs, axis), kernel(np.random.default_rng(3), mine, axis)
        np.testing.assert_array_equal(mine, theirs)
        if method == "permutation":
            np.testing.assert_array_equal(result, expected)


def test_orders_of_vectors_lists_and_numbers():
    @njit
    def drawn(rng, x, items):
        rng.shuffle(x)
        rng.shuffle(items)
        return rng.permutation(9), rng.permutation(x)

    mine, theirs = np.arange(20)[::2].copy(), np.arange(20)[::2].copy()
    my_list, their_list = [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]
    result = drawn(np.random.default_rng(1), mine[::-1], my_list)
    expected = drawn.py_func(np.random.default_rng(1), theirs[::-1], their_list)
    assert my_list == their_list
    np.testing.assert_array_equal(mine, theirs)
    for one, other in zip(result, expected, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    ("count", "size", "shuffle"), [(20000, 1000, True), (20000, 10, True), (20000, 2000, False), (30, 30, False)]
)
def test_choices_that_are_not_put_back(count, size, shuffle):
    python, kernel = compiled("choice(count, size, replace=False, shuffle=shuffle)", "count, size, shuffle")
    ours, theirs = np.random.default_rng(5), np.random.default_rng(5)
    np.testing.assert_array_equal(kernel(ours, count, size, shuffle), python(theirs, count, size, shuffle))
    assert ours.random() == theirs.random()


@pytest.mark.parametrize("method", ["random", "standard_normal", "standard_exponential"])
def test_numbers_go_into_out(method):
    python, kernel = compiled(f"{method}(dtype=np.float32, out=out)", "out")
    mine, theirs = np.zeros((2, 3), np.float32), np.zeros((2, 3), np.float32)
    kernel(np.random.default_rng(1), mine)
    python(np.random.default_rng(1), theirs)
    np.testing.assert_array_equal(mine, theirs)
    with pytest.raises(TypingError, match="wrong type"):
        kernel(np.random.default_rng(1), np.zeros(3))
    with pytest.raises(ValueError, match="not contiguous"):
        kernel(np.random.default_rng(1), np.zeros((4, 4), np.float32)[:, ::2])


BAD = """
exponential(-1.0)
normal(0, -1.0)
gamma(-1.0)
beta(0, 1)
poisson(-1)
poisson(1e20)
geometric(0.0)
geometric(1.5)
zipf(1)
binomial(-1, 0.5)
binomial(3, 1.5)
triangular(3, 2, 5)
uniform(5, 2)
uniform(-1e308, 1e308)
negative_binomial(0, 0.5)
hypergeometric(1, 2, 9)
logseries(1.0)
wald(0, 1)
vonmises(0, -1)
standard_gamma(-0.0)
integers(3, 3)
integers(5, 2)
integers(0, 300, dtype=np.uint8)
integers(-1, 3, dtype=np.uint64)
integers(0, 2**63 + 1)
choice(0)
choice(5, 6, replace=False)
choice(5, p=[0.5, 0.6])
choice(2, p=[0.5, 0.6])
choice(2, p=[1.5, -0.5])
shuffle(np.zeros(3), 1)
permutation(np.zeros((2, 3)), -3)
""".strip().splitlines()


@pytest.mark.parametrize("call", BAD)
def test_bad_arguments_raise_what_numpy_raises(call):
    python, kernel = compiled(call, "nothing")
    with pytest.raises(Exception) as expected:
        python(np.random.default_rng(1), 0)
    with pytest.raises(expected.type):
        kernel(np.random.default_rng(1), 0)


@pytest.mark.parametrize(
    ("call", "argument"),
    [("normal(loc=x)", "0"), ("random(x)", "2"), ("random(dtype=x)", np.int32), ("integers(x)", 2.5),
     ("permutation(x)", "abc"), ("binomial(np.arange(2), x)", "0")],
)  # fmt: skip
def test_arguments_of_other_types_are_refused_in_words(call, argument):
    with pytest.raises(TypingError, match="is not one of the expected type"):
        compiled(call, "x")[1](np.random.default_rng(1), argument)


def test_what_a_generator_has_not_is_an_error():
    with pytest.raises(TypingError, match="a random Generator has no attribute `nothing`"):
        njit(lambda rng: rng.nothing())(np.random.default_rng(1))


def test_generators_in_calls_tuples_and_results():
    @njit
    def inner(rng, n):
        return rng.random(n)

    @njit
    def outer(both, n):
        first, second = both
        return inner(first, n).sum() + inner(rng=second, n=n).sum(), second

    mine, other = np.random.default_rng(1), np.random.default_rng(2)
    total, back = outer((mine, other), 3)
    assert back is other
    assert total == np.random.default_rng(1).random(3).sum() + np.random.default_rng(2).random(3).sum()
    assert njit(lambda x: x)(mine) is mine


OF_THE_MODULE = np.random.default_rng(11)


def test_a_global_generator_goes_on_too():
    @njit
    def drawn():
        return OF_THE_MODULE.random(), OF_THE_MODULE.normal(0, 1, 3)

    fresh = np.random.default_rng(11)
    for _ in range(2):
        one, more = drawn()
        assert one == fresh.random()
        np.testing.assert_array_equal(more, fresh.normal(0, 1, 3))


def test_a_kernel_and_its_block_in_python_share_the_generator():
    @njit
    def drawn(rng):
        first = rng.random()
        with objmode(second="float64"):
            second = OF_THE_MODULE.random()
        return first, second

    rng = np.random.default_rng(4)
    assert drawn(rng)[0] == np.random.default_rng(4).random()


def test_parallel_loops_may_have_a_generator_each():
    @njit(parallel=True)
    def filled(a, b, out):
        for i in prange(2):
            for k in range(out.shape[1]):
                out[i, k] = a.random() if i == 0 else b.random()

    out = np.empty((2, 1000))
    filled(np.random.default_rng(1), np.random.default_rng(2), out)
    np.testing.assert_array_equal(out, [np.random.default_rng(1).random(1000), np.random.default_rng(2).random(1000)])


def test_threads_draw_different_numbers_of_one_generator():
    @njit(nogil=True)
    def drawn(rng, n):
        return rng.integers(0, 2**62, n)

    rng, found = np.random.default_rng(9), []
    drawn(rng, 1)
    threads = [threading.Thread(target=lambda: found.append(drawn(rng, 20000))) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    again = np.random.default_rng(9)
    again.integers(0, 2**62, 1)
    np.testing.assert_array_equal(np.sort(np.concatenate(found)), np.sort(again.integers(0, 2**62, 80000)))


def test_another_process_takes_the_kernel_from_the_cache(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "import numpy as np\nfrom jaculus import njit\n"
        "@njit\ndef f(rng):\n    return rng.standard_normal()\n"
        "print(f(np.random.default_rng(1)) == np.random.default_rng(1).standard_normal(), len(f.stats.cache_hits))\n"
    )
    answers = [
        subprocess.run([sys.executable, program], capture_output=True, text=True, check=True).stdout for _ in range(2)
    ]
    assert answers == ["True 0\n", "True 1\n"]
