"""Random numbers with arrays as parameters, and choices by chances: NumPy's, bit by bit, and the stream goes on."""

import numpy as np
import pytest

from jaculus import njit

_A = np.array([1.0, 2.0, 3.0, 4.0])
_B = np.array([0.5, 1.5, 2.5, 30.0])
_I = np.array([3, 10, 40, 200])
_P = np.array([0.1, 0.5, 0.25, 0.15])

_BOTH = """
normal(A, B)
normal(A, 2.0, (3, 4))
normal(0.0, B)
uniform(A, A + B)
uniform(np.ones((3, 1)), 2.0 + A)
exponential(B)
gamma(B, A)
standard_gamma(B)
beta(B, A)
chisquare(B)
noncentral_chisquare(B, A)
f(B, A)
standard_t(B)
poisson(B)
binomial(I, P)
binomial(10, P, (3, 4))
negative_binomial(I, P)
geometric(P)
hypergeometric(I, I + 2, I)
logseries(P)
zipf(B + 1.5)
triangular(A - 1, A, A + B)
vonmises(A, B)
wald(B, A)
lognormal(A, P)
laplace(A, [1.0, 2.0, 3.0, 4.0])
gumbel(A, B)
logistic(A, B)
weibull(B)
pareto(B)
power(B)
rayleigh(B)
"""
_OF_GENERATORS = """
noncentral_f(B, A, A)
integers(I, I + 5)
integers(0, I, (2, 4))
integers(I, 1000, dtype=np.uint32)
integers(I, endpoint=True)
standard_gamma(B, dtype=np.float32)
"""
_OF_THE_MODULE = """
randint(I)
randint(I, I + 7)
randint(0, I, (2, 4))
hypergeometric(30, 40, 25, 50)
choice(A, 3, True, P)
choice(4, p=P)
choice(A, 3, False, P)
choice(A, (2, 2), p=P)
multinomial(20, P, 3)
dirichlet(B, 2)
permutation(np.outer(A, B))
"""


def _kernel(tmp_path, name, first, calls):
    """One function that draws all of them, one after the other, and a last number."""
    body = [f"    {first}", *(f"    x{i} = {call}" for i, call in enumerate(calls))]
    results = ", ".join(f"x{i}" for i in range(len(calls)))
    file = tmp_path / f"{name}.py"
    file.write_text(f"def {name}(rng, A, B, I, P):\n" + "\n".join(body) + f"\n    return {results}\n")
    names = {"np": np}
    exec(compile(file.read_text(), file, "exec"), names)
    return names[name]


def _compare(found, expected, calls):
    for call, ours, numpys in zip(calls, found, expected, strict=True):
        np.testing.assert_array_equal(ours, numpys, err_msg=call)
        assert np.asarray(ours).dtype == np.asarray(numpys).dtype, call


def test_generators_take_arrays(tmp_path):
    calls = [f"rng.{call}" for call in (_BOTH + _OF_GENERATORS).split("\n") if call] + ["rng.random()"]
    kernel = _kernel(tmp_path, "drawn", "pass", calls)
    expected = kernel(np.random.default_rng(5), _A, _B, _I, _P)
    _compare(njit(kernel)(np.random.default_rng(5), _A, _B, _I, _P), expected, calls)


def test_the_functions_of_the_module_take_arrays(tmp_path):
    calls = [f"np.random.{call}" for call in (_BOTH + _OF_THE_MODULE).split("\n") if call] + ["np.random.random()"]
    kernel = _kernel(tmp_path, "drawn", "np.random.seed(3)", calls)
    expected = kernel(0, _A, _B, _I, _P)
    _compare(njit(kernel)(0, _A, _B, _I, _P), expected, calls)


@pytest.mark.parametrize(
    "call",
    [
        "rng.normal(A, -B)",
        "rng.normal(A, B, 3)",
        "rng.poisson(-A)",
        "np.random.normal(A, B, 3)",
        "np.random.gamma(-A)",
        "np.random.choice(3, 2, True, P)",
        "np.random.choice(4, 2, True, P * 2)",
        "np.random.choice(4, 5, False, P)",
        "np.random.hypergeometric(3, 4, 8)",
    ],
)
def test_wrong_parameters(call, tmp_path):
    kernel = _kernel(tmp_path, "drawn", "pass", [call])
    with pytest.raises(ValueError):
        kernel(np.random.default_rng(5), _A, _B, _I, _P)
    with pytest.raises(ValueError):
        njit(kernel)(np.random.default_rng(5), _A, _B, _I, _P)
