"""Arrays whose elements lie at any address: fields of packed records, buffers with an offset."""

import numpy as np
import pytest

from jaculus import njit, typeof

DTYPES = ["int16", "int32", "uint64", "float32", "float64", "complex64", "complex128", "M8[s]"]


def unaligned(dtype, shape, layout="C"):
    """An array of 0, 1, 2, ... that begins at an odd address."""
    dtype = np.dtype(dtype)
    count = int(np.prod(shape))
    memory = np.zeros(count * dtype.itemsize + 1, np.uint8)
    array = np.frombuffer(memory.data, dtype, count, 1).reshape(shape, order=layout)
    array[...] = np.arange(count).astype(dtype).reshape(shape)
    assert not array.flags.aligned
    return array


def field(dtype, count):
    """A field of a packed record: unaligned, and with a stride that no element has."""
    record = np.zeros(count, [("a", "i1"), ("b", dtype)])
    record["b"] = np.arange(count).astype(dtype)
    return record["b"]


@njit
def total(a):
    s = a[0]
    for i in range(1, len(a)):
        s = s + a[i]
    return s


@njit
def reversed_in_place(a):
    for i in range(len(a) // 2):
        a[i], a[-1 - i] = a[-1 - i], a[i]
    return a


@njit
def expression(a):
    return a * a + a


@njit
def rows(a):
    a[1] = a[0]
    return a[:, 1:], a.sum(), a.T.copy()


@pytest.mark.parametrize("dtype", DTYPES[:-1])
def test_elements_are_read_and_written(dtype):
    for array in (unaligned(dtype, 37), field(dtype, 37), unaligned(dtype, 37)[::-3]):
        assert total(array) == array.sum()
        np.testing.assert_allclose(expression(array), array * array + array)
        np.testing.assert_array_equal(reversed_in_place(array.copy()), array[::-1])
        backwards = array[::-1].copy()
        np.testing.assert_array_equal(reversed_in_place(array), backwards)


@pytest.mark.parametrize("layout", ["C", "F"])
@pytest.mark.parametrize("dtype", ["int32", "float64", "complex64"])
def test_views_of_several_axes(dtype, layout):
    array = unaligned(dtype, (3, 5), layout)
    expected = array.copy()
    expected[1] = expected[0]
    part, all_of_them, turned = rows(array)
    np.testing.assert_array_equal(part, expected[:, 1:])
    assert not part.flags.aligned
    assert np.shares_memory(part, array)
    assert all_of_them == expected.sum()
    assert turned.flags.aligned
    np.testing.assert_array_equal(turned, expected.T)


def test_dates():
    array = unaligned("M8[s]", 5)
    assert njit(lambda a: a.max())(array) == array.max()


def test_a_memoryview_with_an_offset():
    memory = memoryview(bytearray(81))[1:].cast("d")
    njit(lambda a: a.fill(2.5))(memory)
    assert memory.tolist() == [2.5] * 10


def test_the_type_says_so():
    assert str(typeof(unaligned("float64", 3))) == "unaligned array(float64, 1d, C)"
    assert total.signatures or total(unaligned("float64", 3)) == 3.0
