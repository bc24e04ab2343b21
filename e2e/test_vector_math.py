"""Elementary functions in loops: near the true result, the same wherever an element lies, scalar if that is asked."""

import ctypes
import itertools
import math
import warnings

import numpy as np
import pytest
from vector_functions import BINARY, MATH_ONLY, UNARY, arguments, mapped

from jaculus import njit, prange, vectorize

MOST_ULP = 4
ALL = [*UNARY, *BINARY, *MATH_ONLY]
SPECIAL = (0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -2.0, 3.0, -3.0, np.inf, -np.inf, np.nan, 1e30, -1e30)


def true(name, given):
    """In higher precision: 80 bits for float64, float64 for float32."""
    wide = [one.astype(np.longdouble if one.dtype == np.float64 else np.float64) for one in given]
    if name not in MATH_ONLY:
        return getattr(np, name)(*wide)
    one = getattr(ctypes.CDLL("libm.so.6"), f"{name}l")
    one.restype, one.argtypes = ctypes.c_longdouble, [ctypes.c_longdouble]
    return np.array([one(x) for x in wide[0]], wide[0].dtype)


def ulps(found, exact):
    with np.errstate(all="ignore"):
        step = np.spacing(np.maximum(np.abs(exact.astype(found.dtype)), np.finfo(found.dtype).tiny))
    return float(np.max(np.abs(found.astype(exact.dtype) - exact) / step.astype(exact.dtype)))


def same(a, b):
    """Whether the bits are equal; all NaN are one."""
    return bool(np.all((a == b) & (np.signbit(a) == np.signbit(b)) | (np.isnan(a) & np.isnan(b))))


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", ALL)
def test_an_element_is_near_and_the_same_wherever_it_lies(name, dtype):
    function, given = mapped(name), arguments(name, dtype, 20_011)
    found = function(*given)
    assert found.dtype == dtype
    assert ulps(found, true(name, given)) <= MOST_ULP
    for size in range(40):  # each length of a last part, and none at all
        assert same(function(*[one[:size] for one in given]), found[:size])
    for apart in (slice(5, 900), slice(1, 700, 3), slice(800, 3, -7)):
        assert same(function(*[one[apart] for one in given]), found[apart])


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", ALL)
def test_neighbours_of_any_kind_change_nothing(name, dtype):
    rng = np.random.default_rng(7)
    info = np.finfo(dtype)
    kinds = np.array([*SPECIAL, info.tiny, -info.smallest_subnormal, info.max, 710.0, -745.2, 88.8], dtype)
    given = [np.where(rng.random(4000) < 0.3, rng.choice(kinds, 4000), one) for one in arguments(name, dtype, 4000)]
    function, order = mapped(name), rng.permutation(4000)
    found = function(*given)
    assert same(function(*[one[order] for one in given]), found[order])
    alone = [function(*[one[i : i + 1] for one in given])[0] for i in range(500)]
    assert same(np.array(alone, dtype), found[:500])


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", [*UNARY, *BINARY])
def test_special_numbers_give_what_numpy_gives(name, dtype):
    info = np.finfo(dtype)
    kinds = np.array([*SPECIAL, info.tiny, info.smallest_subnormal, -info.smallest_subnormal], dtype)
    count = 2 if name in BINARY else 1
    given = [np.array(one, dtype) for one in zip(*itertools.product(kinds, repeat=count), strict=True)]
    with np.errstate(all="ignore"):
        found, expected = mapped(name)(*given), getattr(np, name)(*given)
    near = np.isclose(found, expected, rtol=8 * info.eps, atol=2 * info.smallest_subnormal)
    assert np.all(near & (np.signbit(found) == np.signbit(expected)) | (np.isnan(found) & np.isnan(expected)))


@njit
def written(x, out):
    for i in range(len(x)):
        out[i] = math.exp(x[i]) if x[i] < 3 else math.log(x[i])


@njit(parallel=True)
def on_threads(x, out):
    for i in prange(len(x)):
        out[i] = math.exp(x[i]) if x[i] < 3 else math.log(x[i])


def test_threads_and_conditions_change_nothing():
    x = np.random.default_rng(3).uniform(-5, 9, 50_021)
    one, many = np.empty_like(x), np.empty_like(x)
    written(x, one)
    on_threads(x, many)
    assert same(one, many)
    assert ulps(one, np.where(x < 3, np.exp(x.astype("g")), np.log(np.maximum(x, 1).astype("g")))) <= MOST_ULP
    written(x, x)  # over its own argument
    assert same(one, x)


@njit
def two_widths(x, y, out):
    for i in range(len(x)):
        out[i] = math.sin(x[i]) + np.float64(np.exp(y[i]))


def test_loops_over_several_types_have_the_same_functions():
    x, y = np.linspace(-9, 9, 1003), np.linspace(-4, 4, 1003).astype("float32")
    out = np.empty(1003)
    two_widths(x, y, out)
    assert same(out, mapped("sin")(x) + mapped("exp")(y).astype(float))


@njit
def alone(x, y):
    return math.exp(x), math.sin(x), math.tanh(x), x**y, math.erf(x), np.log(x)


def test_code_without_a_loop_gives_libms_bits():
    for x, y in np.random.default_rng(4).uniform(0.1, 9, (200, 2)).tolist():
        assert alone(x, y) == (math.exp(x), math.sin(x), math.tanh(x), x**y, math.erf(x), math.log(x))


@njit
def powers(x):
    a, b, c, d = np.empty_like(x), np.empty_like(x), np.empty_like(x), np.empty_like(x)
    for i in range(len(x)):
        a[i], b[i], c[i], d[i] = x[i] ** 2.0, x[i] ** 0.5, 2.0 ** x[i], x[i] ** 1.5
    return a, b, c, d


def test_simple_powers_stay_exact():
    x = np.random.default_rng(5).uniform(0, 9, 1001)
    a, b, c, d = powers(x)
    assert same(a, x * x)
    assert same(b, np.sqrt(x))
    assert same(c, mapped("exp2")(x))
    assert ulps(d, x.astype("g") ** 1.5) <= MOST_ULP


@pytest.mark.parametrize("setting", ["JACULUS_SCALAR_MATH", "NUMBA_DISABLE_INTEL_SVML"])
def test_a_setting_asks_for_libms_bits(setting, monkeypatch):
    monkeypatch.setenv(setting, "1")
    x = np.random.default_rng(6).uniform(0.1, 3, 500)
    for name in ("exp", "log", "sin", "tanh", "erf"):
        assert mapped(name)(x).tolist() == [getattr(math, name)(one) for one in x.tolist()]


def has_vectors():
    """Whether this machine has what vector calls need."""
    with open("/proc/cpuinfo", encoding="ascii") as file:
        flags = next((line for line in file if line.startswith("flags")), "").split()
    try:
        return {"avx2", "fma"} <= set(flags) and hasattr(ctypes.CDLL("libmvec.so.1"), "_ZGVdN4v_exp")
    except OSError:
        return False


@pytest.mark.skipif(not has_vectors(), reason="no AVX2, or no libmvec")
def test_loops_call_the_vector_functions():
    for name in ("exp", "pow"):
        function = mapped("power" if name == "pow" else name)
        function(*[np.ones(4)] * (2 if name == "pow" else 1))
        code = function.inspect_asm(function.signatures[0])
        assert f"v_{name}" in code


def ufunc_of(name):
    function = getattr(np, name)
    if name in BINARY:
        return vectorize(["f8(f8, f8)", "f4(f4, f4)"])(lambda x, y: function(x, y))
    return vectorize(["f8(f8)", "f4(f4)"])(lambda x: function(x))


@pytest.mark.parametrize("name", [*UNARY, *BINARY])
def test_ufuncs_warn_of_nothing_that_did_not_happen(name):
    ufunc, function = ufunc_of(name), getattr(np, name)
    for dtype in ("float64", "float32"):
        for value in (0.5, 1.0, 3.0, -2.0, 0.0, np.nan, 1e-320, 1e-44):
            given = [np.full(37, value, dtype)] * (2 if name in BINARY else 1)
            assert warned(ufunc, given) == warned(function, given), (dtype, value)


def warned(function, given):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function(*given)
    return {str(one.message).split(" encountered")[0] for one in caught}


@njit
def summed(x, y):
    total = 0.0
    for i in range(len(x)):
        total += math.sin(x[i]) * np.exp(y[i])
    return total


@njit
def summands(x, y):
    out = np.empty(len(x))
    for i in range(len(x)):
        out[i] = math.sin(x[i]) * np.exp(y[i])
    return out


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_users_sum_adds_in_order_what_vectors_compute(dtype):
    rng = np.random.default_rng(8)
    for size in (0, 1, 7, 8, 9, 31, 1003):
        x, y = rng.normal(size=(2, size)).astype(dtype)
        total = 0.0
        for term in summands(x, y).tolist():
            total += term
        assert summed(x, y) == total
