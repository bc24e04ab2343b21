"""NumPy's functions with an axis that is known while compiling, or only at run time, or is none of the array's."""

import numpy as np
import pytest

from jaculus import njit

A = np.arange(24.0).reshape(2, 3, 4)
ALONG = {
    "sum": lambda a, axis: np.sum(a, axis),
    "sum of a method": lambda a, axis: a.sum(axis=axis),
    "cumsum": lambda a, axis: np.cumsum(a, axis),
    "argmin": lambda a, axis: np.argmin(a, axis),
    "argmax": lambda a, axis: a.argmax(axis=axis),
    "count_nonzero": lambda a, axis: np.count_nonzero(a, axis),
    "take": lambda a, axis: np.take(a, [1, 0, -1], axis),
    "take one": lambda a, axis: np.take(a, 1, axis=axis),
    "append": lambda a, axis: np.append(a, a, axis),
    "concatenate": lambda a, axis: np.concatenate((a, a, a), axis=axis),
    "stack": lambda a, axis: np.stack((a, a), axis),
    "expand_dims": lambda a, axis: np.expand_dims(a, axis),
    "swapaxes": lambda a, axis: np.swapaxes(a, axis, 0),
    "moveaxis": lambda a, axis: np.moveaxis(a, axis, -1),
    "split": lambda a, axis: np.split(a, (1,), axis)[0],
    "array_split": lambda a, axis: np.array_split(a, 2, axis)[1],
    "take_along_axis": lambda a, axis: np.take_along_axis(a, np.zeros((1, 1, 1), np.int64), axis),
    "unwrap": lambda a, axis: np.unwrap(a, axis=axis),
}
ARRAYS = [A, np.asfortranarray(A), A[:, ::-1, 1:], A[:, :2].astype(np.int16)]


@pytest.mark.parametrize("name", ALONG)
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -3])
def test_an_axis_that_is_an_argument(name, axis):
    kernel = njit(ALONG[name])
    for array in ARRAYS:
        same(kernel(array, axis), kernel.py_func(array, axis))


@pytest.mark.parametrize("name", ALONG)
@pytest.mark.parametrize("axis", [4, -5])
def test_an_axis_that_the_array_does_not_have(name, axis):
    kernel = njit(ALONG[name])
    with pytest.raises(np.exceptions.AxisError, match="is out of bounds for array of dimension"):
        kernel(A, axis)
    assert kernel(A, 0) is not None


CONSTANT = [lambda a: a.sum(3), lambda a: np.concatenate((a, a), -4), lambda a: np.swapaxes(a, 0, 7)]


@pytest.mark.parametrize("function", CONSTANT)
def test_a_constant_axis_that_the_array_does_not_have(function):
    with pytest.raises(np.exceptions.AxisError):
        njit(function)(A)


def test_a_kernel_catches_a_wrong_axis():
    @njit
    def caught(a, axis):
        try:
            return a.sum(axis)[0]
        except ValueError:
            return -1.0

    @njit
    def as_index_error(a, axis):
        try:
            return a.sum(axis)[0]
        except IndexError:
            return -2.0

    matrix = np.ones((2, 3))
    assert (caught(matrix, 1), caught(matrix, 2), as_index_error(matrix, 2)) == (3.0, -1.0, -2.0)


@pytest.mark.parametrize("axes", [(), (0,), (1, -1), (0, 1, 2), (2, 0)])
def test_several_axes(axes):
    kernel = njit(lambda a, axes: a.sum(axis=axes))
    for array in ARRAYS[:3]:
        same(kernel(array, axes), array.sum(axis=axes))


def test_an_axis_is_there_once():
    kernel = njit(lambda a, axes: a.sum(axis=axes))
    with pytest.raises(ValueError, match="duplicate value in 'axis'"):
        kernel(A, (0, -3))


@pytest.mark.parametrize("axes", [(0, 1, 2), (2, 0, 1), (1, 2, 0), (-1, 0, -2)])
def test_axes_in_an_order_that_is_an_argument(axes):
    kernel = njit(lambda a, axes: np.transpose(a, axes))
    method = njit(lambda a, axes: a.transpose(axes))
    for array in ARRAYS:
        same(kernel(array, axes), array.transpose(axes))
        same(method(array, np.array(axes)), array.transpose(axes))


@pytest.mark.parametrize("axes", [(0, 1), (0, 0, 1), (0, 1, 3)])
def test_axes_in_no_order(axes):
    with pytest.raises(ValueError, match=r"axes|axis"):
        njit(lambda a, axes: np.transpose(a, axes))(A, axes)


def test_several_axes_move():
    kernel = njit(lambda a, source, destination: np.moveaxis(a, source, destination))
    for source, destination in [((0, 1), (1, 2)), ([0], [2]), ((2, 0, 1), (0, 1, 2)), (np.array([0, -1]), [-1, 0])]:
        same(kernel(A, source, destination), np.moveaxis(A, source, destination))
    with pytest.raises(ValueError, match="same number"):
        kernel(A, (0, 1), (1,))
    with pytest.raises(ValueError, match="repeated axis"):
        kernel(A, (0, 0), (1, 2))


def same(found, expected):
    expected = np.asarray(expected)
    assert np.asarray(found).dtype == expected.dtype
    np.testing.assert_array_equal(found, expected, strict=False)
    assert np.shape(found) == expected.shape
