"""Subscripts of several arrays, with integers, slices, new axes, `...` and masks: read and stored as in NumPy."""

import importlib.util

import numpy as np
import pytest

from jaculus import njit

SUBSCRIPTS = [
    "i",
    "i, j",
    "i, :, j",
    ":, i, j",
    "i, j, 1:3",
    "i, 1, j",
    "1, i, j",
    "1, :, j",
    "i, :, 2",
    "i, ..., j",
    "..., j",
    "..., i, j",
    "i, None, j",
    "None, i",
    "i, None",
    "i, 1:, j",
    "i[:, None], j",
    "i[:, None], :, j",
    "i, i, i",
    "m, 1",
    "m, j[:2]",
    "m, 1:",
    "m, :, i",
    "0, w",
    "..., w, 0",
    ":, w",
    "i[:2], w",
    "w2",
    "w2, 1",
    "1, w2[:, :3].T",
    "s, j",
    "::-1, j, 0",
]
KERNELS = """
def read{n}(a, i, j, m, w, w2, s):
    return a[{index}]


def store{n}(a, i, j, m, w, w2, s):
    a[{index}] = 7
    a[{index}] += 1
    return a


def copy{n}(a, i, j, m, w, w2, s):
    a[{index}] = a[{index}] * 10
    return a
"""
INDICES = (
    np.array([0, 1, -1]),
    np.array([2, 0, 1]),
    np.array([True, True]),
    np.array([True, False, True]),
    np.array([[True, False, True], [False, True, True]]),
    1,
)
ARRAYS = {
    "C": np.arange(24).reshape(2, 3, 4),
    "F": np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),
    "strided": np.arange(96, dtype=np.int32).reshape(4, 3, 8)[::2, :, ::-2],
    "complex": np.arange(24).reshape(2, 3, 4) * (1 + 2j),
}


@pytest.fixture(scope="module")
def kernels(tmp_path_factory):
    """The functions of all subscripts; a kernel needs a file with its source."""
    path = tmp_path_factory.mktemp("subscripts") / "subscripts.py"
    path.write_text("\n".join(KERNELS.format(n=n, index=index) for n, index in enumerate(SUBSCRIPTS)))
    spec = importlib.util.spec_from_file_location("subscripts", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("kind", "layout"), [("read", "C"), ("read", "strided"), ("store", "F"), ("copy", "C"), ("copy", "complex")]
)
@pytest.mark.parametrize("index", SUBSCRIPTS)
def test_the_elements_are_numpys(kernels, kind, index, layout):
    function = getattr(kernels, f"{kind}{SUBSCRIPTS.index(index)}")
    try:
        expected = function(ARRAYS[layout].copy("K"), *INDICES)
    except IndexError:
        with pytest.raises((IndexError, ValueError)):
            njit(function)(ARRAYS[layout].copy("K"), *INDICES)
        return
    found = njit(function)(ARRAYS[layout].copy("K"), *INDICES)
    assert found.dtype == expected.dtype
    np.testing.assert_array_equal(found, expected)


@njit
def pairs(a, i, j):
    return a[i, j]


@njit
def stored(a, i, j, values):
    a[i, j] = values


def test_indices_that_do_not_fit_are_errors():
    a = np.zeros((3, 4))
    with pytest.raises(ValueError, match="shape mismatch: objects cannot be broadcast to a single shape"):
        pairs(a, np.arange(2), np.arange(3))
    with pytest.raises(ValueError, match="cannot assign slice from input of different size"):
        stored(a, np.arange(2), np.arange(2), np.arange(3.0))
    checked = njit(boundscheck=True)(pairs.py_func)
    with pytest.raises(IndexError, match="index is out of bounds"):
        checked(a, np.array([0, 5]), np.arange(2))


def overlapping(a, i, mask):
    a[i] = a[:3]
    a[mask] = a[2:5]
    return a


def test_what_is_stored_is_read_before():
    arguments = np.array([1, 2, 3]), np.array([False, True, True, False, True, False])
    np.testing.assert_array_equal(njit(overlapping)(np.arange(6), *arguments), overlapping(np.arange(6), *arguments))


def test_empty_indices_select_nothing():
    nothing = np.zeros(0, np.int64)
    assert pairs(np.zeros((3, 4)), nothing, nothing).shape == (0,)
    assert pairs(np.zeros((0, 4)), nothing, nothing[:, None]).shape == (0, 0)
