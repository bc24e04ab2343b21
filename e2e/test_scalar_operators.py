"""Every operator on every pair of number types gives what Numba gives: the value to the bit, and the type in Python."""

from itertools import product

import numpy as np
import pytest
import scalar_kernels
from answers import Answers

BINARY = [
    "arithmetic", "comparison", "logic", "bits", "shifts", "divide", "floor_divide", "modulo", "divmod_of", "power",
    "least_and_most", "ufuncs", "augmented", "choice", "accumulated",
]  # fmt: skip
UNARY = [
    "signs", "inverted", "negated", "constants", "divided_by_constants", "shifted_by_constants", "to_int", "to_float",
    "to_signed", "to_unsigned", "rounded", "roots", "angles", "classified",
]  # fmt: skip
SIGNED = [np.int8, np.int16, np.int32, np.int64]
UNSIGNED = [np.uint8, np.uint16, np.uint32, np.uint64]
TYPES = [bool, *SIGNED, *UNSIGNED, np.float32, np.float64]


def values(kind):
    """Some values of a type, extremes among them."""
    if kind is bool:
        return [False, True]
    if kind in (np.float32, np.float64):
        numbers = [0.0, -0.0, 1.0, -1.5, 2.5, 7.25, 1e-3, 300.7, -1e5, float("inf"), float("-inf"), float("nan")]
    else:
        limits = np.iinfo(kind)
        small = [n for n in (-7, -3, -1, 0, 1, 2, 5, 64) if n >= limits.min]
        numbers = [limits.min, *small, limits.max]
    return [kind(n) for n in numbers]


def pairs(name, a, b):
    """The pairs of values that have an answer: a shift by more than the width has none in LLVM."""
    both = product(values(a), values(b))
    if name == "shifts":
        return [(x, y) for x, y in both if 0 <= y < 64]
    return list(both)


def defined(name, value):
    """Whether the machine says what the conversion gives: of a float outside the range of an integer it does not."""
    if name in ("to_signed", "to_unsigned", "rounded", "to_int") and isinstance(value, np.floating):
        return abs(value) <= 100 and (value >= 0 or name != "to_unsigned")
    return True


@pytest.fixture(scope="module")
def answers(request):
    kept = Answers("scalar_operators", request.config.getoption("--update-answers"))
    yield kept
    kept.save()


@pytest.fixture(scope="module")
def kernels():
    """Each kernel by Jaculus, specialised at its calls."""
    import jaculus

    return {name: jaculus.njit(getattr(scalar_kernels, name)) for name in [*BINARY, *UNARY]}


def numbas(name):
    def compiled():
        import numba

        return numba.njit(getattr(scalar_kernels, name))

    return compiled


@pytest.mark.parametrize("a", TYPES, ids=lambda t: t.__name__)
@pytest.mark.parametrize("name", BINARY)
def test_two_numbers(name, a, answers, kernels):
    """Of all second types at once, so that the list of tests stays readable."""
    for b in TYPES:
        calls = [lambda pair=pair: pair for pair in pairs(name, a, b)]
        answers.check(f"{name}({a.__name__}, {b.__name__})", kernels[name], numbas(name), calls)


@pytest.mark.parametrize("a", TYPES, ids=lambda t: t.__name__)
@pytest.mark.parametrize("name", UNARY)
def test_one_number(name, a, answers, kernels):
    calls = [lambda value=value: (value,) for value in values(a) if defined(name, value)]
    answers.check(f"{name}({a.__name__})", kernels[name], numbas(name), calls)
