"""Signatures with unsigned parameters: a negative number is an OverflowError, a large one wraps around."""

import numpy as np
import pytest

from jaculus import njit

UNSIGNED = ["uint8", "uint16", "uint32", "uint64"]


@pytest.mark.parametrize("kind", UNSIGNED)
def test_a_negative_number_is_an_error(kind):
    kernel = njit(f"int64({kind})")(lambda x: np.int64(x))
    for value in (-1, -(2**63), np.int8(-5), -1.0, -7.5, np.float32(-3), float("-inf")):
        with pytest.raises(OverflowError, match="can't convert negative value to unsigned int"):
            kernel(value)
    assert [kernel(value) for value in (0, 7, True, np.uint8(200), -0.5, 3.9)] == [0, 7, 1, 200, 0, 3]


@pytest.mark.parametrize("kind", UNSIGNED)
def test_a_large_number_wraps_around(kind):
    kernel = njit(f"{kind}({kind})")(lambda x: x)
    assert kernel(2**40 + 3) == (2**40 + 3) % 2 ** np.iinfo(kind).bits


def test_any_of_several_parameters():
    kernel = njit("uint64(uint64, float64, uint32)")(lambda x, y, z: x + z)
    for arguments in ((-1, 0.0, 1), (1, 0.0, -1)):
        with pytest.raises(OverflowError):
            kernel(*arguments)
    assert kernel(1, -1, 2) == 3


def test_numbers_in_tuples():
    kernel = njit("uint32(UniTuple(uint32, 2))")(lambda pair: pair[0] + pair[1])
    assert kernel((1, 2)) == 3
    with pytest.raises(OverflowError):
        kernel((1, -2))


def test_signed_parameters_take_negative_numbers():
    assert njit("int8(int8)")(lambda x: x)(-5) == -5
