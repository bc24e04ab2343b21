"""bytes, bytearray, memoryview and array.array as arguments: kernels see their memory, as under Numba."""

import array
import pickle
import sys

import numpy as np
import pytest

from jaculus import errors, njit, numba, uint8

VALUES = {
    "readonly bytes(uint8, 1d, C)": b"kernel",
    "bytearray(uint8, 1d, C)": bytearray(b"kernel"),
    "readonly memoryview(uint8, 1d, C)": memoryview(b"kernel"),
    "memoryview(uint8, 1d, C)": memoryview(bytearray(b"kernel")),
    "memoryview(float64, 2d, F)": memoryview(np.arange(6.0).reshape(2, 3).T),
    "memoryview(int64, 1d, A)": memoryview(np.arange(6))[::-2],
    "memoryview(complex128, 1d, C)": memoryview(np.array([1j, 2.0])),
    "pyarray(float64, 1d, C)": array.array("d", [1.5, 2.5]),
    "pyarray(int8, 1d, C)": array.array("b", [-1, 5]),
    "pyarray(uint16, 1d, C)": array.array("H", [1, 60_000]),
}
B = b"global"


@njit
def total(values):
    s = 0
    for i, x in enumerate(values):
        s += i * x
    return s, len(values), values[-1]


@njit
def first_and_rest(values):
    return values[0], values[1:]


@njit
def xor(text, key):
    out = np.empty(len(text), np.uint8)
    for i in range(len(text)):
        out[i] = text[i] ^ key[i % len(key)]
    return out


@njit
def write(values):
    values[0] = 7
    return values[1]


@pytest.mark.parametrize("name", VALUES)
def test_type(name):
    found = numba.typeof(VALUES[name])
    assert str(found) == name
    assert found != numba.types.Array(found.dtype, found.ndim, found.layout, readonly=found.readonly)
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("name", [name for name in VALUES if "1d" in name and "complex" not in name])
def test_items_as_in_python(name):
    value = VALUES[name]
    items = list(value)
    if "int64, 1d, A" in name:
        assert items == [5, 3, 1]
    assert total(value) == (sum(i * x for i, x in enumerate(items)), len(items), items[-1])
    first, rest = first_and_rest(value)
    assert (first, list(rest)) == (items[0], items[1:])
    assert name in {str(one[0]) for one in total.signatures}


def test_two_dimensions():
    @njit
    def at(m, i, j):
        return m[i, j], m.shape

    assert at(VALUES["memoryview(float64, 2d, F)"], 2, 1) == (5.0, (3, 2))


@pytest.mark.parametrize("value", [bytearray(b"abc"), array.array("d", [1, 2]), memoryview(bytearray(b"abc"))])
def test_writes_are_seen(value):
    second = value[1]
    assert write(value) == second
    assert list(value)[:2] == [7, second]


@pytest.mark.parametrize("value", [b"abc", memoryview(b"abc"), memoryview(bytearray(b"abc")).toreadonly()])
def test_read_only_ones_are_not_written(value):
    with pytest.raises(errors.TypingError, match="this array cannot be changed"):
        write(value)
    assert bytes(value) == b"abc"


def test_several_and_in_tuples():
    assert xor(b"hello", bytearray(b"k")).tobytes() == bytes(c ^ ord("k") for c in b"hello")
    assert njit(lambda t: (t[0][1], t[1], t))((b"ab", 2)) == (98, 2, (b"ab", 2))


def test_bytes_come_back_as_bytes():
    value = b"some bytes"
    assert njit(lambda a: a)(value) is value
    assert njit(lambda a: (a[5:], a[::-1], a[3:3]))(value) == (b"bytes", value[::-1], b"")


def test_constants():
    @njit
    def f(i):
        return b"xyz"[i], len(b"xyz"), B[i], len(B)

    assert f(1) == (ord("y"), 3, ord("l"), 6)


def test_the_memory_stays_while_a_kernel_has_it():
    value = bytearray(b"abc")
    seen = njit(lambda a: a[1:])(value)
    with pytest.raises(BufferError):
        value.append(1)
    seen[0] = ord("x")
    del seen
    value.append(ord("d"))
    assert value == b"axcd"


def test_nothing_is_kept_after_the_call():
    value = bytearray(b"abc" * 100)
    before = sys.getrefcount(value)
    for _ in range(100):
        total(value)
        with pytest.raises(errors.TypingError):
            total((value, object()))
    assert sys.getrefcount(value) == before
    value.append(1)


def test_signatures():
    kernel = njit([uint8(numba.types.Bytes(uint8, 1, "C", readonly=True))])(lambda a: a[0])
    assert kernel(b"abc") == 97
    with pytest.raises(TypeError, match=r"bytearray\(uint8, 1d, C\)"):
        kernel(bytearray(b"abc"))


def test_what_kernels_do_not_take():
    for value in array.array("u", "ab"), memoryview(b"ab").cast("c"):
        with pytest.raises(errors.TypingError, match="items that kernels have not"):
            total(value)
    closed = memoryview(b"abc")
    closed.release()
    with pytest.raises(ValueError, match="released"):
        total(closed)


def test_large_ones_are_not_copied():
    value = bytearray(1 << 26)
    address = np.frombuffer(value, np.uint8).ctypes.data
    assert njit(lambda a: a[10:])(value).ctypes.data == address + 10


def test_bytes_are_read_only_whether_or_not_their_type_says_so():
    assert numba.typeof(b"ab") == numba.types.Bytes(uint8, 1, "C")
    assert hash(numba.typeof(b"ab")) == hash(numba.types.Bytes(uint8, 1, "C"))
    assert numba.typeof(bytearray(b"ab")) != numba.types.ByteArray(uint8, 1, "C", readonly=True)
    assert numba.typeof(b"ab") != numba.typeof(memoryview(b"ab"))
