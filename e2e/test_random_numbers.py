# ruff: noqa: PT018 (one call makes all the numbers)
"""np.random in kernels gives what NumPy's legacy functions give for a seed, bit by bit; and Python's module random."""

import os
import random
import struct
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from jaculus import njit, prange

CALLS = """
random()
random_sample(3)
ranf((2, 2))
sample(())
rand()
rand(2, 3)
randn()
randn(5)
uniform()
uniform(2.0, 5.0, 4)
uniform(2, -5)
normal(1.0, 2.0, 7)
normal()
standard_normal((3, 2))
lognormal(1.0, 2.0, 3)
standard_cauchy(3)
standard_exponential(3)
exponential(2.0, 3)
pareto(2.0, 30)
weibull(2.0, 30)
weibull(0.0)
power(2.0, 30)
rayleigh(2.0, 30)
laplace(1.0, 2.0, 30)
gumbel(1.0, 2.0, 30)
logistic(1.0, 2.0, 30)
triangular(1.0, 2.0, 4.0, 30)
standard_gamma(0.5, 300)
standard_gamma(1.0)
standard_gamma(0.0)
gamma(2.5, 1.5, 300)
beta(2.0, 3.0, 300)
beta(0.2, 0.3, 300)
chisquare(3.0, 300)
f(3.0, 4.0, 300)
standard_t(3.0, 300)
geometric(0.3, 300)
geometric(0.5, 300)
poisson(3.0, 300)
poisson(50.0, 1000)
poisson(0.0)
binomial(10, 0.3, 300)
binomial(1000, 0.3, 2000)
binomial(1000000, 0.7, 300)
binomial(10, 1.0)
binomial(0, 0.5)
binomial(5, 0.0)
binomial(40, 0.75, (3, 4))
negative_binomial(5, 0.4, 300)
zipf(2.0, 300)
logseries(0.5, 300)
logseries(0.99, 300)
wald(1.0, 2.0, 300)
noncentral_chisquare(3.0, 2.0, 300)
noncentral_chisquare(0.5, 2.0, 300)
noncentral_chisquare(3.0, 0.0)
noncentral_chisquare(3.0, np.inf - np.inf, 2)
noncentral_chisquare(0.5, np.inf - np.inf)
dirichlet((1.0, 2.0, 3.0))
dirichlet(np.array([1.0, 0.5]), 7)
multinomial(20, (0.2, 0.3, 0.5))
multinomial(200, np.array([0.2, 0.3, 0.5]), (3, 2))
vonmises(1.0, 2.0, 300)
vonmises(-2.0, 1e-9)
randint(7)
randint(0, 10, 50)
randint(5, 1000000)
randint(-50, 50, (3, 4))
randint(0, 2**40, 40)
randint(-(2**63), 2**63 - 1, 40)
randint(3, 4, 5)
permutation(20)
permutation(np.arange(12.0).reshape(4, 3))
choice(8, 5)
choice(np.arange(5) * 1.5)
choice(np.arange(5) * 1.5, (2, 3))
choice(8, 5, replace=False)
choice(8, 5, False)
"""


@pytest.mark.parametrize("call", CALLS.strip().splitlines())
def test_the_same_numbers_as_numpy(call):
    namespace = {"np": np}
    exec(f"def f(seed):\n    np.random.seed(seed)\n    return np.random.{call}, np.random.random()", namespace)
    function = namespace["f"]
    kernel = njit(function)
    for seed in (0, 42, 2**32 - 1):
        for ours, numpys in zip(kernel(seed), function(seed), strict=True):
            assert np.asarray(ours).dtype == np.asarray(numpys).dtype
            assert np.array_equal(ours, numpys, equal_nan=True)


@pytest.mark.parametrize("items", [np.arange(30), np.arange(12).reshape(4, 3), np.arange(20)[::-2], np.arange(1), []])
def test_shuffle(items):
    @njit
    def f(x):
        np.random.seed(3)
        np.random.shuffle(x)

    if len(items):
        ours, numpys = items.copy(), items.copy()
        f(ours)
        f.py_func(numpys)
        assert np.array_equal(ours, numpys)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("randint(3, 3)", "low >= high"),
        ("normal(0.0, -1.0)", "scale < 0"),
        ("choice(3, 4, False)", "larger sample"),
        ("poisson(-1.0)", "lam < 0"),
        ("gamma(-1.0)", "shape < 0"),
        ("triangular(3.0, 2.0, 4.0)", "left > mode"),
        ("seed(-1)", "Seed must be"),
        ("beta(0.0, 1.0)", "a <= 0"),
        ("geometric(0.0)", "p <= 0"),
        ("binomial(3, 1.5)", "p > 1"),
        ("multinomial(3, (0.7, 0.8, 0.1))", "sum"),
        ("zipf(1.0)", "a <= 1"),
    ],
)
def test_arguments_that_are_wrong(call, message):
    namespace = {"np": np}
    exec(f"def f():\n    return np.random.{call}", namespace)
    with pytest.raises(ValueError, match=message):
        njit(namespace["f"])()


@njit(nogil=True)
def seeded(seed):
    np.random.seed(seed)
    total = 0.0
    for _ in range(1000):
        total += np.random.random()
    return total


def test_each_thread_has_its_own_stream():
    alone = [seeded(seed) for seed in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(seeded, range(40))) == alone


def test_a_stream_apart_from_numpys():
    np.random.seed(1)
    expected = np.random.random()
    np.random.seed(1)
    seeded(9)
    assert np.random.random() == expected


def test_unseeded_streams_differ():
    @njit(parallel=True)
    def f(n):
        out = np.empty(n)
        for i in prange(n):
            out[i] = np.random.random()
        return out

    drawn = f(10000)
    assert len(np.unique(drawn)) == 10000
    assert 0.45 < drawn.mean() < 0.55


@njit
def one():
    return np.random.random()


def test_forked_children_draw_others():
    """As under Numba, also where the parent was seeded."""
    seeded(1)
    drawn = []
    for _ in range(3):
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(theirs, struct.pack("d", one()))
            os._exit(0)
        os.waitpid(child, 0)
        drawn.append(struct.unpack("d", os.read(ours, 8))[0])
        os.close(ours)
        os.close(theirs)
    assert len({*drawn, one()}) == 4


@njit
def of_python(seed):
    random.seed(seed)
    items = [1, 2, 3, 4, 5]
    random.shuffle(items)
    return (
        (random.random(), random.uniform(2, 3), random.gauss(1.0, 2.0), random.normalvariate(0.0, 1.0)),
        (random.expovariate(2.0), random.randint(3, 9), random.randrange(10), random.randrange(0, 100, 7)),
        (random.randrange(5, -20, -3), random.getrandbits(20), random.getrandbits(40), random.choice((4, 5, 6))),
        items,
    )


def test_random_of_python():
    (a, b, c, d), (e, f, g, h), (i, j, k, m), items = of_python(5)
    assert of_python(5)[0] == (a, b, c, d) and of_python(6)[0] != (a, b, c, d)
    assert 0 <= a < 1 and 2 <= b <= 3 and e > 0 and 3 <= f <= 9 and 0 <= g < 10
    assert h in range(0, 100, 7) and i in range(5, -20, -3) and m in (4, 5, 6)
    assert 0 <= j < 2**20 and 0 <= k < 2**40 and sorted(items) == [1, 2, 3, 4, 5]
    many = [of_python(seed)[1][1] for seed in range(300)]
    assert set(many) == set(range(3, 10))
