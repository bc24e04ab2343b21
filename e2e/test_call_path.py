"""A call like the last one takes a short way; one that only looks like it must not."""

import numpy as np
import pytest

from jaculus import njit


def as_read_only(a):
    a.flags.writeable = False
    return a


class Sub(np.ndarray):
    pass


class Int(int):
    pass


VALUES = [
    1, 2**40, -(2**62), 2**63, True, False, 1.5, float("nan"), np.float64(2.5), np.int8(3), None, "text", 1j, (1, 2),
    np.arange(4), np.arange(4.0), np.arange(4, dtype=np.longlong), np.arange(4, dtype=">i8"[1:]), np.arange(8)[::2],
    np.zeros((3, 5)), np.zeros((3, 4)), np.zeros((3, 2)), np.asfortranarray(np.ones((3, 5))),
    np.zeros((5, 3, 3))[:, :, 1], as_read_only(np.arange(4)), np.arange(4).view(Sub), np.arange(4) > 1, np.array(7),
    np.zeros((0, 3)), np.zeros(3, np.complex64), np.zeros(2, "M8[D]"), b"bytes",
]  # fmt: skip


def same(found, expected):
    if isinstance(expected, np.ndarray):
        return found is expected or (found.size == expected.size == 0 and found.shape == expected.shape)
    return type(found) is type(expected) and (found == expected or found != found)


def test_types_that_alternate():
    @njit
    def both(a, b):
        return a, b

    for a in VALUES:
        for b in VALUES[::11]:
            for x, y in ((a, b), (b, a), (a, b)):
                found = both(x, y)
                wanted = [one.item() if isinstance(one, np.generic) else one for one in (x, y)]
                assert all(map(same, found, wanted)), (x, y, found)


def test_each_type_has_its_own_kernel():
    @njit
    def identity(a):
        return a

    for value in VALUES * 2:
        identity(value)
    kinds = {str(one[0]) for one in identity.signatures}
    assert {
        "int64",
        "uint64",
        "bool",
        "float64",
        "int8",
        "array(int64, 1d, C)",
        "readonly array(int64, 1d, C)",
    } <= kinds
    assert {"array(int64, 1d, A)", "array(float64, 2d, F)", "array(float64, 2d, A)", "array(int64, 0d, C)"} <= kinds


def test_exceptions_and_subclasses():
    @njit
    def divide(a, b):
        return a // b

    for _ in range(3):
        assert divide(7, 2) == 3
        with pytest.raises(ZeroDivisionError):
            divide(1, 0)
    assert divide(Int(4), 2) == 2
    with pytest.raises(ZeroDivisionError):
        divide(Int(4), Int(0))
    assert divide(2**62, 2) == 2**61
    assert njit(lambda: 5)() == 5


def test_arrays_come_back_alive():
    @njit
    def fresh(n, a):
        return np.full(n, 3.0), a[1:]

    a = np.arange(5.0)
    kept = [fresh(4, a) for _ in range(1000)]
    assert all(one.tolist() == [3.0] * 4 and rest.tolist() == [1, 2, 3, 4] for one, rest in kept)
    assert all(rest.base is a for _, rest in kept)
