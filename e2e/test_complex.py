"""Complex numbers: values to the bit and types as Numba has them."""

from itertools import product

import complex_kernels
import numpy as np
import pytest
from answers import Answers

BINARY = ["arithmetic", "divide", "power", "equality", "logic", "either", "accumulated", "ufuncs", "ordered"]
UNARY = [
    "made",
    "parts",
    "truth",
    "literals",
    "predicates",
    "polar",
    "logarithm",
    "exponential",
    "circular",
    "hyperbolic",
    "arcs",
    "area",
    "numpy_powers",
    "numpy_circular",
    "numpy_hyperbolic",
    "numpy_others",
]
REALS = [bool, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64, np.float32, np.float64]
COMPLEX = [np.complex64, np.complex128]
INF, NAN = float("inf"), float("nan")
NUMBERS = [0j, 1 + 0j, -1j, 2 + 0j, -0.5 + 2.25j, 3.5 - 0.125j, complex(-0.0, 0.0), complex(-2.0, -0.0), 1e-3 + 1e2j]
SPECIAL = [
    complex(INF, 1),
    complex(-INF, 2),
    complex(1, INF),
    complex(NAN, 0),
    complex(0, NAN),
    complex(INF, NAN),
    complex(-INF, -INF),
]


def values(kind):
    if kind in COMPLEX:
        return [kind(z) for z in NUMBERS + SPECIAL]
    if kind in (np.float32, np.float64):
        return [kind(x) for x in (0.0, -0.0, 1.5, -2.0, 300.25, INF, NAN)]
    if kind is bool:
        return [False, True]
    return [kind(n) for n in (0, 1, 2, 7, 100)]


@pytest.fixture(scope="module")
def answers(request):
    kept = Answers("complex", request.config.getoption("--update-answers"))
    yield kept
    kept.save()


def check(answers, key, function, arguments):
    import jaculus

    def numbas():
        import numba

        return numba.njit(function)

    answers.check(key, jaculus.njit(function), numbas, [lambda given=given: given for given in arguments])


@pytest.mark.parametrize("kind", COMPLEX, ids=lambda t: t.__name__)
@pytest.mark.parametrize("name", BINARY)
def test_two_numbers(name, kind, answers):
    for other in REALS + COMPLEX:
        for a, b in {(kind, other), (other, kind)}:
            key = f"{name}({a.__name__}, {b.__name__})"
            check(answers, key, getattr(complex_kernels, name), product(values(a), values(b)))


@pytest.mark.parametrize("name", UNARY)
def test_one_number(name, answers):
    for kind in COMPLEX:
        check(answers, f"{name}({kind.__name__})", getattr(complex_kernels, name), [(z,) for z in values(kind)])


@pytest.mark.parametrize("kind", [np.float32, np.float64], ids=lambda t: t.__name__)
def test_polar_form(kind, answers):
    check(answers, f"from_polar({kind.__name__})", complex_kernels.from_polar, product(values(kind), values(kind)))


@pytest.mark.parametrize("kind", COMPLEX, ids=lambda t: t.__name__)
@pytest.mark.parametrize("name", [name for name in vars(complex_kernels.Arrays) if not name.startswith("__")])
def test_arrays(name, kind, answers):
    function = vars(complex_kernels.Arrays)[name]
    array = np.array(NUMBERS, kind)
    strided = np.array([*NUMBERS, *NUMBERS], kind)[::2]
    check(answers, f"{name}({kind.__name__})", function, [(array,), (strided,)])
