"""Places of elements: index tuples and numbers, and functions that take or put elements by places or masks."""

import numpy as np
import pytest

from jaculus import njit

CALLS = """
np.unravel_index(5, (3, 4))
np.unravel_index(12, (3, 4))
np.unravel_index(-1, (3, 4))
np.unravel_index(np.arange(12).reshape(3, 4), (3, 4))
np.unravel_index([1, 2], (2, 2, 2))
np.unravel_index(3, 7)
np.ravel_multi_index((np.array([1, 2]), np.array([0, 3])), (3, 4))
np.ravel_multi_index((1, 2), (3, 4))
np.ravel_multi_index((3, 2), (3, 4))
np.ravel_multi_index((3, -2), (3, 4), "wrap")
np.ravel_multi_index((np.array([7, -1]), 2), (3, 4), mode="clip")
np.ravel_multi_index((1, 2), (3, 4), mode="x")
np.put(a, [0, -1, 5], [9.0, 8.0])
np.put(a, 12, 3.0)
np.put(a, [13, -14], 3.0, "wrap")
np.put(a, [13, -14], 3.0, mode="clip")
np.place(a, a > 5, [1.0, 2.0])
np.place(a, a > 5, np.zeros(0))
np.place(a, a[0] > 2, [1.0])
np.putmask(a, a > 5, [1.0, 2.0, 3.0])
np.putmask(a, a > 5, a * 2)
np.copyto(a, 3)
np.copyto(a, a[0] * 2)
np.copyto(a, -a, where=a > 4)
np.copyto(a, np.zeros(5))
np.copyto(a, 7, where=False)
np.compress([True, False, True], a, axis=0)
np.compress(a.ravel() > 3, a)
np.compress([True, False, True], a, -1)
np.compress([True], a, 3)
np.choose(np.array([0, 1, 2, 0]), (a[0], a[1], a[2]))
np.choose(np.array([[0], [1]]), (a[0], 7))
np.choose(np.array([0, 3]), (a[0, :2], a[1, :2]))
np.choose(np.array([0, 3]), (a[0, :2], a[1, :2]), mode="wrap")
np.choose(np.array([0, -3]), (a[0, :2], np.array([1, 2])), mode="clip")
np.choose(np.array([0, 1]), (a[0, :2], a[1, :2]), out=np.zeros(2))
np.lexsort((a[0], np.array([2, 1, 2, 1])))
np.lexsort((np.array([3, 1, 2, 1]), np.array([2, 1, 2, 1])))
np.lexsort((a % 3).astype(np.int64))
np.lexsort((a[0], a[:, 0]))
np.diag_indices(3)
np.diag_indices(2, 3)
""".strip().splitlines()


def same(ours, numpys):
    if isinstance(numpys, tuple):
        assert len(ours) == len(numpys)
        for one, other in zip(ours, numpys, strict=True):
            same(one, other)
        return
    assert (ours is None) == (numpys is None)
    np.testing.assert_array_equal(ours, numpys)
    if isinstance(numpys, np.ndarray):
        assert ours.dtype == numpys.dtype


@pytest.mark.parametrize("call", CALLS)
def test_call_is_numpys(call):
    names = {"np": np}
    exec(f"def f(a):\n    return {call}\n", names)
    mine, theirs = np.arange(12.0).reshape(3, 4), np.arange(12.0).reshape(3, 4)
    try:
        expected = names["f"](theirs)
    except Exception as raised:
        with pytest.raises(type(raised)):
            njit(names["f"])(mine)
        return
    same(njit(names["f"])(mine), expected)
    np.testing.assert_array_equal(mine, theirs)
