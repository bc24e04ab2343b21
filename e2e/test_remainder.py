"""% and // of floats, and np.fmod, are exact: equal to CPython's for any two numbers, not only for small quotients."""

import math
import struct

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jaculus import njit, vectorize

pytestmark = pytest.mark.filterwarnings("ignore:invalid value")  # NumPy's fmod of infinities warns as well

numbers = st.floats() | st.integers(-(2**60), 2**60).map(float) | st.decimals(-1000, 1000, places=1).map(float)
singles = st.floats(width=32)


@njit
def remainder(a, b):
    return a % b


@njit
def quotient(a, b):
    return a // b


@vectorize(["float64(float64, float64)", "float32(float32, float32)"])
def truncated(a, b):
    return math.fmod(a, b)


def bits(x):
    return "nan" if math.isnan(x) else struct.pack("d", x)


def expected(function, a, b):
    try:
        return bits(function(a, b))
    except ValueError:  # fmod of an infinity or by zero
        return "nan"


@given(numbers, numbers)
@settings(max_examples=2000, deadline=None)
@example(0.30000000000000004, 0.1)
@example(2.0**52 + 1, 0.5)
@example(-math.nextafter(3.0, 0.0), 1.0)
@example(5.0, math.inf)
@example(-0.0, 3.0)
@example(1e308, 5e-324)
@example(-5e-324, 2.0)
def test_float64(a, b):
    assert bits(float(truncated(a, b))) == expected(math.fmod, a, b)
    if b != 0:
        assert bits(remainder(a, b)) == bits(a % b)
        assert bits(quotient(a, b)) == bits(a // b)


@given(singles, singles)
@settings(max_examples=1000, deadline=None)
def test_float32(a, b):
    assert bits(float(truncated(np.float32(a), np.float32(b)))) == expected(math.fmod, a, b)
