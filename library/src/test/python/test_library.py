"""The library's functions under CPython give what NumPy's own functions give: `pytest library/src/test/python`."""

import importlib.util
import math
import pathlib
import sys

import numpy as np
import pytest
from calls import ARGUMENTS, CALLS

FOLDER = pathlib.Path(__file__).parents[2] / "main/resources/dev/jaculus/library/numpy"


def load(name):
    """The folder as a package of another name, for its own `numpy` must not hide NumPy."""
    if "ours" not in sys.modules:
        package = importlib.util.module_from_spec(importlib.machinery.ModuleSpec("ours", None, is_package=True))
        package.__path__ = [str(FOLDER)]
        sys.modules["ours"] = package
    return importlib.import_module("ours." + name)


def functions():
    """Those that take one array; calls.py has calls of the others."""
    for file in sorted(FOLDER.glob("*.py")):
        if file.stem in ("comparing", "creation", "extremes", "reductions"):
            for name, function in vars(load(file.stem)).items():
                if hasattr(function, "original"):
                    yield pytest.param(function, id=name)


class Ours:
    """NumPy with the library's functions in the place of its own."""

    def __init__(self, module=np):
        self.module = module
        self.functions = {
            function.original.__name__: function
            for file in sorted(FOLDER.glob("*.py"))
            if file.stem != "declare"
            for function in vars(load(file.stem)).values()
            if hasattr(function, "original") and function.original is getattr(module, function.original.__name__, None)
        }

    def __getattr__(self, name):
        if name in ("linalg", "lib", "stride_tricks"):
            return Ours(getattr(self.module, name))
        return self.functions.get(name) or getattr(self.module, name)


@pytest.mark.parametrize("call", CALLS)
def test_call_gives_what_numpy_gives(call):
    with np.errstate(all="ignore"):
        expected = eval(call, {"np": np, **ARGUMENTS})
        result = eval(call, {"np": Ours(), **ARGUMENTS})
    if not isinstance(expected, tuple):
        expected, result = (expected,), (result,)
    for ours, numpys in zip(result, expected, strict=True):
        np.testing.assert_allclose(ours, numpys, rtol=1e-12)


ARRAYS = [
    np.array([[1.5, -2.0, 0.25], [4.0, 8.5, -1.0]]),
    np.array([[3, 1, 2], [9, 7, 8]], dtype=np.int32),
    np.array([[3, 1, 2], [9, 7, 255]], dtype=np.uint8)[:, ::-1],
    np.array([[1, 0, 1], [1, 1, 1]], dtype=bool),
    np.array([[1.0, np.nan, 2.0], [0.0, 1.0, 2.0]], dtype=np.float32),
]
OF_VECTORS = {"diff"}
OF_NUMBERS = {"arange": (2, 11, 3), "linspace": (0, 1, 7), "eye": (3,), "identity": (4,)}


@pytest.mark.parametrize("function", list(functions()))
def test_function_is_numpys(function):
    name = function.__name__
    if name in OF_NUMBERS:
        same(function(*OF_NUMBERS[name]), function.original(*OF_NUMBERS[name]))
        return
    for array in ARRAYS:
        if array.dtype == bool and name in ("diff", "ptp", "var", "std"):
            continue  # NumPy refuses, or we compute as Numba does
        argument = array[0] if name in OF_VECTORS else array
        more = (argument,) if name in ("array_equal", "isclose", "allclose") else ()
        with np.errstate(all="ignore"):
            same(function(argument, *more), function.original(argument, *more))


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_sum_along_an_axis(axis):
    for array in ARRAYS:
        same(load("reductions").sum(array, axis), np.sum(array, axis=axis))


def same(ours, numpys):
    np.testing.assert_allclose(ours, numpys, rtol=1e-6)
    assert np.shape(ours) == np.shape(numpys)


def test_powers_are_products():
    power = load("internal").power
    assert power(np.float64(1.5), 3) == 1.5 * (1.5 * 1.5)
    assert power(np.float64(2), -2) == 0.25


def test_the_least_exponent_raises_and_does_not_loop():
    with np.errstate(all="ignore"), pytest.raises(OverflowError):
        load("internal").power(np.float64(2), np.int64(-(2**63)))


def test_rounding_to_digits():
    round_digits = load("internal").round_digits
    assert round_digits(np.float64(2.675), 1) == 2.7
    assert round_digits(np.float64(1250.0), -2) == 1200.0


@pytest.mark.parametrize("x", [0.0, -0.0, 1.0, -7.25, 0.1, 2.0**-1060, 5e-324, 1.7e308, math.inf, -math.inf])
def test_parts_of_a_float(x):
    numbers = load("numbers")
    ours = np.float64(x)
    assert numbers.frexp(ours) == math.frexp(x)
    assert repr(numbers.modf(x)) == repr(math.modf(x))
    assert all(numbers.ldexp(ours, power) == math.ldexp(x, power) for power in (-2000, -1074, -3, 0))
    assert numbers.ldexp(np.float64(0.75), 1023) == math.ldexp(0.75, 1023)


def test_operators_and_divisors():
    numbers = load("numbers")
    assert [numbers.gcd(a, b) for a, b in ((48, 36), (-4, 6), (0, 5), (0, 0))] == [12, 2, 5, 0]
    for name, function in vars(numbers).items():
        if getattr(getattr(function, "original", None), "__module__", "") == "_operator" and name != "getitem":
            one = (7,) if name in ("neg", "pos", "invert", "not_", "truth") else (7, 2)
            assert function(*one) == function.original(*one)
