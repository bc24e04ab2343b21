"""The decorator's options as far as they change what a kernel computes."""

import math
import re

import numpy as np
import pytest

from jaculus import errors, float32, int8, njit, types
from jaculus.numba import cfunc
from jaculus.numba import types as numba_types


def test_types_of_local_variables():
    @njit(locals={"x": int8, "total": float32})
    def f(a):
        x = a
        total = 0.0
        for _ in range(10):
            total += 0.1
        x = x + 1000
        return x, total

    # As Numba gives it.
    assert f(3) == (-21, 1.0000001192092896)
    assert str(f.nopython_signatures[0].return_type) == "Tuple(int8, float32)"

    @njit(locals={"a": int8})
    def parameter(a):
        return a

    assert (parameter(300), parameter(np.float32(3.7))) == (44, 3)

    @njit(locals={"x": int8})
    def wrong(a):
        x = (a, a)
        return x

    with pytest.raises(errors.TypingError, match="the decorator's `locals` say int8"):
        wrong(1)
    with pytest.raises(TypeError, match="which is no type"):
        njit(locals={"x": "int8"})


def test_only_some_flags_let_sums_be_reordered():
    values = np.array([1e16, 1.0, -1e16, 1.0] * 64)

    def total(a):
        s = 0.0
        for x in a:
            s += x
        return s

    exact = total(values)
    for flags in False, set(), {"nnan", "ninf"}, {"contract"}, {"nsz": True, "reassoc": False}:
        assert njit(fastmath=flags)(total)(values) == exact, flags


FLAGS = ("nnan", "ninf", "nsz", "arcp", "contract", "afn", "reassoc", "fast")


@pytest.mark.parametrize("flag", FLAGS)
def test_each_flag_reaches_the_code_alone(flag):
    @njit(fastmath={flag})
    def f(a, b):
        return a * b + a / b

    f(1.5, 2.5)
    operations = re.findall(r"= f(?:add|mul|div) (.*?)double", next(iter(f.inspect_llvm().values())))
    assert operations
    assert set(operations) == {flag + " "}
    assert f.targetoptions["fastmath"] == [flag]


def test_a_set_of_flags_is_that_set():
    @njit(fastmath={"nsz": True, "nnan": True, "reassoc": False})
    def f(a, b):
        return a * b

    f(1.5, 2.5)
    assert "fmul nnan nsz double" in next(iter(f.inspect_llvm().values()))

    @njit(fastmath=set())
    def exact(a, b):
        return a * b

    exact(1.5, 2.5)
    assert "fmul double" in next(iter(exact.inspect_llvm().values()))


def test_only_reassoc_vectorises_a_sum():
    def total(a):
        s = 0.0
        for x in a:
            s += x
        return s

    a = np.random.default_rng(7).normal(size=10_001)
    vectors = {}
    for flag in FLAGS:
        kernel = njit(fastmath={flag})(total)
        result = kernel(a)
        vectors[flag] = bool(re.search(r"fadd .*<\d+ x double>", next(iter(kernel.inspect_llvm().values()))))
        assert math.isclose(result, math.fsum(a), rel_tol=1e-9)
        if not vectors[flag]:
            assert result == total(a), flag  # one after the other, to the bit
    assert [flag for flag, found in vectors.items() if found] == ["reassoc", "fast"]


def test_contract_rounds_a_product_and_a_sum_once():
    def multiply_add(a, b, c):
        return a * b + c

    a, b, c = 1.0 + 2.0**-30, 1.0 - 2.0**-30, -1.0
    assert multiply_add(a, b, c) == 0.0
    assert njit(fastmath={"nnan"})(multiply_add)(a, b, c) == 0.0
    found = njit(fastmath={"contract"})(multiply_add)(a, b, c)
    assert found in (-(2.0**-60), 0.0)  # 0 on a processor that cannot


def test_wrong_flags_are_told():
    for wrong in {"fats"}, {"fats": False}, ["nnan", "fats"]:
        with pytest.raises(ValueError, match=r"Unrecognized fastmath flags: {'fats'}"):
            njit(fastmath=wrong)
    with pytest.raises(ValueError, match="either a bool, dict or set"):
        njit(fastmath="fast")


def test_error_models():
    def divide(a, b):
        return a / b, a // b

    with pytest.raises(ZeroDivisionError):
        njit(divide)(1, 0)
    assert njit(error_model="numpy")(divide)(1, 0) == (np.inf, 0)


def test_signatures_with_layouts_and_tuples():
    @njit("float64(float64[:, ::1], UniTuple(int64, 2))")
    def item(a, place):
        return a[place[0], place[1]]

    a = np.arange(6.0).reshape(2, 3)
    assert item(a, (1, 2)) == 5.0
    with pytest.raises(TypeError, match="No matching definition"):
        item(a.T, (1, 1))

    @njit([types.int64(types.int64), "array(float64, 1d, C)(array(float64, 1d, C))"])
    def same(x):
        return x

    assert same(7) == 7
    assert same(a[0]).tolist() == [0, 1, 2]


def test_a_cfunc_in_a_kernel():
    @cfunc("float64(float64)")
    def half(x):
        return x / 2

    @njit
    def call(x):
        return half(x) + 1

    assert call(3.0) == 2.5


def test_each_function_has_its_own_freedom_with_floats():
    @njit(fastmath={"nsz", "arcp", "contract", "afn", "reassoc"})
    def guarded(x):
        return 1.0 if np.isinf(x) else 0.0

    @njit(fastmath=False)
    def strict(a):
        return (a[0] + a[1]) - a[0] + np.sum(a) * 0

    @njit(fastmath=True)
    def fast(x, a):
        return guarded(x), strict(a)

    a = np.array([1e16, 1.0])
    assert fast(np.inf, a) == (1.0, 0.0)
    text = next(iter(fast.inspect_llvm().values()))
    assert re.search(r"fadd fast", text) is None


def test_the_declared_type_of_an_array_parameter_may_know_less_of_it():
    @njit(locals={"k": types.float32[:, ::1], "v": types.float64[:]})
    def f(k):
        v = np.ones(3)
        return k[0, 1] + k[1, 2] + v.sum()

    assert f(np.arange(6, dtype=np.float32).reshape(2, 3)) == 9.0


@pytest.mark.parametrize("layout", "CFA")
def test_an_array_without_elements_lies_in_either_order(layout):
    kind = numba_types.Array(numba_types.int32, 2, layout)

    @njit((kind,))
    def total(a):
        s = 0
        for x in a.flat:
            s += x
        return s

    assert total(np.zeros((0, 2), np.int32)) == 0
    full = np.arange(6, dtype=np.int32).reshape(2, 3)
    if layout == "F":
        with pytest.raises(TypeError, match="No matching definition"):
            total(full)
        assert total(np.asfortranarray(full)) == 15
    else:
        assert total(full) == 15
