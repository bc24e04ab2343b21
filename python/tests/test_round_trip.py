"""Whatever can be passed comes back as it was: random values through a kernel that copies its slots."""

import math

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jaculus import njit, typeof

NUMBERS = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(),
    st.complex_numbers(allow_nan=False),
    st.none(),
)
DTYPES = st.sampled_from([np.dtype(code) for code in "?bhilBHILfdFD"])


@st.composite
def arrays(draw):
    dtype = draw(DTYPES)
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=4)))
    array = (
        np.arange(math.prod(shape) * 2)
        .astype(dtype)[: math.prod(shape)]
        .reshape(shape, order=draw(st.sampled_from("CF")))
    )
    if array.ndim and draw(st.booleans()):
        array = array[tuple(slice(None, None, draw(st.sampled_from([1, 2, -1]))) for _ in shape)]
    if draw(st.booleans()):
        array.flags.writeable = False
    return array


SCALARS = st.builds(lambda dtype, value: dtype.type(value), DTYPES, st.integers(0, 100))
VALUES = st.recursive(NUMBERS | arrays() | SCALARS, lambda inner: st.lists(inner, max_size=4).map(tuple), max_leaves=12)


def slots(value):
    if isinstance(value, tuple):
        return sum(map(slots, value))
    if isinstance(value, np.ndarray):
        return 2 + 2 * value.ndim
    return 0 if value is None else 1 + isinstance(value, (complex, np.complexfloating))


def same(a, b):
    if isinstance(b, tuple):
        return isinstance(a, tuple) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(b, np.ndarray):
        return a is b
    if isinstance(b, np.generic):
        b = b.item()
    return type(a) is type(b) and (a == b or (a != a and b != b))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=VALUES)
def test_round_trip(kernels, value):
    kernels.put("echo", typeof(value).spelling, f"memcpy(results, args, {8 * slots(value)});")

    @njit
    def echo(x):
        return x

    assert same(echo(value), value)
