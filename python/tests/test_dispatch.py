"""Calls: the types are told apart, values arrive, results come back."""

import numpy as np
import pytest

from jaculus import njit


def test_ints_and_floats(kernels):
    kernels.put("add", "int64", "results[0].i = args[0].i + args[1].i;")

    @njit
    def add(a, b):
        return a + b

    assert add(1, 2) == 3
    assert add(-(2**62), 5) == 5 - 2**62
    assert [tuple(map(str, one)) for one in add.signatures] == [("int64", "int64")]
    kernels.put("add", "float64", "results[0].d = args[0].d + args[1].d;")
    assert add(1.5, 2.0) == 3.5
    assert add(1, 2) == 3
    assert len(add.signatures) == 2


def test_array_arrives_by_reference(kernels):
    kernels.put("twice", "none", "double *a = args[1].p; for (long i = 0; i < args[2].i; i++) a[i] *= 2;")

    @njit
    def twice(a):
        a *= 2

    a = np.arange(4.0)
    assert twice(a) is None
    assert a.tolist() == [0, 2, 4, 6]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (True, "bool"),
        (1, "int64"),
        (2**63, "uint64"),
        (1.0, "float64"),
        (1j, "complex128"),
        (None, "none"),
        (np.float32(1), "float32"),
        (np.float64(1), "float64"),
        (np.bool_(1), "bool"),
        (np.int8(-1), "int8"),
        (np.longlong(5), "int64"),
        (np.uint16(5), "uint16"),
        (np.complex64(1), "complex64"),
        ((), "Tuple()"),
        ((1, 2), "Tuple(int64, int64)"),
        ((1, (2.0, None)), "Tuple(int64, Tuple(float64, none))"),
        (np.zeros(3), "array(float64, 1d, C)"),
        (np.zeros(()), "array(float64, 0d, C)"),
        (np.zeros((3, 5), np.uint8), "array(uint8, 2d, C)"),
        (np.zeros((3, 3), np.uint8), "array(uint8, 2d, C, 3)"),
        (np.zeros((3, 5), np.uint8, "F"), "array(uint8, 2d, F)"),
        (np.zeros((3, 5))[:, ::2], "array(float64, 2d, A)"),
        (np.zeros((1, 5))[:, :4], "array(float64, 2d, C, 4)"),
        (np.zeros((0, 5))[:, ::2], "array(float64, 2d, C, 3)"),
        (np.broadcast_to(1.0, (5, 5)), "readonly array(float64, 2d, A)"),
        (np.frombuffer(b"12345678", np.int64), "readonly array(int64, 1d, C)"),
    ],
)
def test_types_of_arguments(kernels, value, name):
    kernels.put("take", "none", "")

    @njit
    def take(x):
        pass

    take(value)
    assert kernels.requests()[-1]["request"]["arguments"] == [name]
