"""The decorator's options as far as they change what a kernel computes."""

import numpy as np
import pytest

from jaculus import errors, float32, int8, njit, types
from jaculus.numba import cfunc


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
