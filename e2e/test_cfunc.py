"""Kernels that C code calls: cfunc, carray, farray."""

import ctypes
import sys
import threading

import numpy as np
import pytest

from jaculus.errors import TypingError, UnsupportedError
from jaculus.numba import carray, cfunc, farray, njit, types

DOUBLES = ctypes.POINTER(ctypes.c_double)


def pointer(array):
    return array.ctypes.data_as(DOUBLES)


def test_scalars():
    @cfunc("float64(float64, int32)")
    def product(x, n):
        return x * n

    assert product.ctypes(2.5, 4) == 10.0
    assert product(2.5, 4) == 10.0  # the Python function
    assert ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double, ctypes.c_int)(product.address)(3.0, -1) == -3.0


def test_small_types_are_extended():
    @cfunc("int8(uint8, bool_, float32, int16)")
    def chosen(a, b, c, d):
        if b:
            return -a
        return int(c) + d

    assert [chosen.ctypes(5, True, 3.5, 0), chosen.ctypes(255, False, 3.5, -100)] == [-5, -97]
    assert chosen.ctypes(250, True, 0.0, 0) == 6


def test_pointers_are_arrays():
    @cfunc(types.double(types.intc, types.CPointer(types.double)))
    def total(n, values):
        return carray(values, n).sum() + values[0]

    assert total.ctypes(5, pointer(np.arange(1.0, 6.0))) == 16.0

    @cfunc("void(CPointer(float64), int64, int64)")
    def fill(values, m, n):
        carray(values, (m, n))[1, 2] = 100.0
        farray(values, (m, n), np.float64)[1, 0] = 7.0

    values = np.zeros(6)
    fill.ctypes(pointer(values), 2, 3)
    assert values.tolist() == [0, 7, 0, 0, 0, 100]


def test_a_c_library_calls_it():
    @cfunc("int32(CPointer(int64), CPointer(int64))")
    def compare(a, b):
        return -1 if a[0] < b[0] else 1 if a[0] > b[0] else 0

    values = np.random.default_rng(1).integers(0, 1000, 200)
    expected = sorted(values.tolist())
    ctypes.CDLL(None).qsort(
        ctypes.c_void_p(values.ctypes.data), ctypes.c_size_t(200), ctypes.c_size_t(8), ctypes.c_void_p(compare.address)
    )
    assert values.tolist() == expected


def test_exceptions_are_printed_and_the_caller_gets_zero(monkeypatch):
    @cfunc("int64(int64)")
    def inverse(x):
        if x < 0:
            raise ValueError("negative", x)
        return 10 // x

    heard = []
    monkeypatch.setattr(sys, "unraisablehook", lambda one: heard.append((one.exc_value, one.object)))
    assert [inverse.ctypes(-3), inverse.ctypes(0), inverse.ctypes(5)] == [0, 0, 2]
    assert [(type(error), error.args) for error, _ in heard] == [
        (ValueError, ("negative", -3)), (ZeroDivisionError, ("integer division by zero",)),
    ]  # fmt: skip
    assert "inverse" in repr(heard[0][1])


def test_print_is_refused():
    with pytest.raises(UnsupportedError, match="print, text and objmode do not work"):

        @cfunc("int64(int64)")
        def loud(x):
            print(x)
            return x


def test_called_by_many_threads():
    @njit
    def helper(n):
        return np.ones(n).sum()

    @cfunc("float64(int64)")
    def allocates(n):
        return helper(n)

    function, wrong = allocates.ctypes, []

    def work(n):
        wrong.extend(1 for _ in range(1000) if function(n) != n)

    threads = [threading.Thread(target=work, args=(n,)) for n in (1, 10, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_arrays_at_addresses_outside_of_kernels():
    values = np.arange(6.0)
    assert carray(values.ctypes.data, (2, 3), np.float64).tolist() == values.reshape(2, 3).tolist()
    assert farray(pointer(values), (2, 3)).tolist() == values.reshape(3, 2).T.tolist()
    carray(pointer(values), 6)[0] = 9.0
    assert values[0] == 9.0
    with pytest.raises(TypeError, match="mismatching dtype"):
        carray(pointer(values), 6, np.int32)


@pytest.mark.parametrize(
    ("signature", "words"),
    [
        ("complex128(float64)", "not yet complex128"),
        ("(float64,)", "needs a signature with a result"),
        ("float64(float64[:])", "not yet array"),
        ("float64(CPointer(CPointer(float64)))", "not yet"),
    ],
)
def test_what_a_cfunc_does_not_take(signature, words):
    with pytest.raises(TypingError, match=words):
        cfunc(signature)(lambda x: 1.0)
