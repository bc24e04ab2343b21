"""Slices and `...` as constants and as arguments; lists, tuples and arrays without axes as what is stored."""

import numpy as np
import pytest

from jaculus import njit

A = np.arange(24.0).reshape(2, 3, 4)
BACKWARDS = slice(None, None, -1)
WHOLE = ...
PART = (Ellipsis, slice(1, 3), 0)
COUNTED = slice(np.int64(0), np.uint8(2))

CONSTANT = {
    "a slice": lambda a: a[BACKWARDS],
    "an ellipsis": lambda a: a[WHOLE],
    "a tuple of them": lambda a: a[PART],
    "both": lambda a: a[WHOLE, BACKWARDS],
    "of NumPy's integers": lambda a: a[COUNTED],
}


@pytest.mark.parametrize("name", CONSTANT)
def test_constants(name):
    np.testing.assert_array_equal(njit(CONSTANT[name])(A), CONSTANT[name](A))


INDICES = [
    (Ellipsis, 1),
    Ellipsis,
    (1, Ellipsis, None, slice(None, 2)),
    (slice(None), Ellipsis, 0),
    slice(1, None),
    (np.array([1, 0]), Ellipsis),
    (Ellipsis, np.array([True, False, True, False])),
]


@pytest.mark.parametrize("index", INDICES, ids=repr)
def test_arguments(index):
    get = njit(lambda a, i: a[i])

    @njit
    def put(a, i, value):
        a[i] = value
        return a

    np.testing.assert_array_equal(get(A, index), A[index])
    np.testing.assert_array_equal(put(A.copy(), index, 7.0), put.py_func(A.copy(), index, 7.0))


def test_they_come_back():
    same = njit(lambda x: x)
    assert same(Ellipsis) is Ellipsis
    assert same((Ellipsis, 2)) == (Ellipsis, 2)
    assert njit(lambda: (BACKWARDS, WHOLE))() == (BACKWARDS, WHOLE)
    assert njit(lambda: ...)() is Ellipsis


def test_lists_and_tuples_are_stored():
    @njit
    def rows(a, items):
        a[0] = [1, 2.5]
        a[1] = (3, 4)
        a[2] = items
        a[:, 1] = [7, 8, 9]
        return a

    assert rows(np.zeros((3, 2)), [5, 6]).tolist() == [[1, 7], [3, 8], [5, 9]]
    with pytest.raises(ValueError, match=r"broadcast|size"):
        rows(np.zeros((3, 2)), [5, 6, 7])


@pytest.mark.parametrize("value", [np.array(2.5), np.array(3, np.int8), np.array(True)], ids=repr)
def test_an_array_without_axes_is_its_element(value):
    @njit
    def stored(a, value):
        a[1] = value
        return a

    assert stored(np.zeros(2), value)[1] == value
    for convert in (lambda x: float(x), lambda x: int(x), lambda x: bool(x), lambda x: complex(x)):
        found = njit(convert)(value)
        assert (found, type(found)) == (convert(value), type(convert(value)))


ROWS = {
    "a list of tuples": lambda: ([(1, 2), (3, 4)],),
    "a list of mixed tuples": lambda: ([(1, 2.5), (3, 4.0)],),
    "a tuple of lists": lambda: (([1, 2], [3, 4]),),
    "a tuple of arrays": lambda: ((np.arange(3), np.arange(3) * 2),),
    "numbers": lambda: ((1, 2.5, 3j),),
}


@pytest.mark.parametrize("name", ROWS)
def test_arrays_of_rows(name):
    made = njit(lambda rows: np.array(rows))
    expected = np.array(*ROWS[name]())
    found = made(*ROWS[name]())
    assert found.dtype == expected.dtype
    np.testing.assert_array_equal(found, expected)


def test_rows_have_one_length():
    with pytest.raises(ValueError, match="shape"):
        njit(lambda rows: np.array(rows))(([1, 2], [3]))
