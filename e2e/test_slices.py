"""Slices as values: arguments, variables, items of tuples and lists, results; and what asks an array how it lies."""

import numpy as np
import pytest

from jaculus import njit

SLICES = [
    slice(1, 5),
    slice(None),
    slice(-3, None),
    slice(1, 7, 2),
    slice(None, None, -1),
    slice(6, 1, -2),
    slice(4, 2),
]


def used(a, m, s):
    return a[s], m[s], m[:, s], m[1, s], m[s, 2], m[..., s], m[s, s]


def indices(s, n):
    return s.indices(n), len(range(*s.indices(n)))


def stored(a, s):
    a[s] = 7
    a[s] += a[s]
    return a


def in_lists(items, text, s):
    part = items[s]
    return part, text[s]


@pytest.mark.parametrize("s", SLICES, ids=str)
def test_a_slice_as_an_argument_selects_what_it_selects_in_python(s):
    a, m = np.arange(8), np.arange(64.0).reshape(8, 8)
    for expected, found in zip(used(a, m, s), njit(used)(a, m, s), strict=True):
        np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(njit(stored)(a.copy(), s), stored(a.copy(), s))
    assert njit(indices)(s, 6) == indices(s, 6)
    assert njit(in_lists)([1, 2, 3, 4, 5, 6, 7], "abcdefgh", s) == in_lists([1, 2, 3, 4, 5, 6, 7], "abcdefgh", s)


@njit
def parts(s):
    return s.start, s.stop, s.step


def test_what_is_left_out_of_a_slice_is_a_number_as_in_numba():
    most, least = 2**63 - 1, -(2**63)
    assert parts(slice(1, 5)) == (1, 5, 1)
    assert parts(slice(None)) == (0, most, 1)
    assert parts(slice(None, None, -1)) == (most, least, -1)
    with pytest.raises(TypeError, match="slice indices must be integers"):
        parts(slice(1.5, 2))


def chosen(a, n):
    s = slice(1, 4)
    if n > 5:
        s = slice(n, None)
    total = a[s].sum()
    for i in range(3):
        s = slice(i, 2 * i + n)
        total += a[s].sum()
    other = slice(2, n) if n < 4 else slice(None, n)
    return total + a[other].sum()


def listed(a, pair):
    total = 0
    for s in [slice(1, 4), slice(2, 9), pair[0]]:
        total += a[s].sum()
    return total, a[pair[1]].sum()


def test_slices_in_variables_tuples_and_lists():
    a = np.arange(12)
    for n in (3, 7):
        assert njit(chosen)(a, n) == chosen(a, n)
    pair = (slice(3, None), slice(1, 9, 3))
    assert njit(listed)(a, pair) == listed(a, pair)
    matrix = np.arange(12).reshape(3, 4)
    np.testing.assert_array_equal(njit(lambda m, s: m[s])(matrix, (slice(1, 3), 2)), matrix[1:3, 2])


def returned(n):
    return slice(n, n + 3), (slice(n, None, 2), n)


def test_a_slice_goes_back_to_python():
    assert njit(returned)(3) == returned(3)


def test_an_empty_step_is_an_error():
    with pytest.raises(ValueError, match="slice step cannot be zero"):
        njit(lambda n: slice(1, 3, n).indices(5))(0)
    with pytest.raises(ValueError, match="length should not be negative"):
        njit(lambda n: slice(1, 3).indices(n))(-1)


def lies(a):
    return a.strides, a.flags.c_contiguous, a.flags.f_contiguous, a.flags.contiguous


@pytest.mark.parametrize(
    "a",
    [
        np.zeros((2, 3)),
        np.zeros((2, 3), order="F"),
        np.zeros((4, 6))[::2, ::3],
        np.zeros((4, 6))[1:3],
        np.zeros(5, np.int16)[::-1],
        np.zeros((2, 3, 4)).transpose(1, 0, 2),
    ],
    ids=lambda a: f"{a.shape} {a.strides}",
)
def test_how_an_array_lies(a):
    assert njit(lies)(a) == (a.strides, a.flags.c_contiguous, a.flags.f_contiguous, a.flags.contiguous)


def flat(a):
    a.flat[3] = 9
    return a.item(2), a.item(1, 1), a.flat[-1], a.flat[3], len(a.flat), a[1:2, 1:2].item()


def tuples(t, x):
    return t * 2, 3 * t, t * 0, t.index(x), t.count(x)


def test_elements_by_their_place_and_tuples_repeated():
    assert njit(flat)(np.arange(6).reshape(2, 3)) == flat(np.arange(6).reshape(2, 3))
    assert njit(flat)(np.arange(24).reshape(4, 6)[::2, ::2]) == flat(np.arange(24).reshape(4, 6)[::2, ::2])
    assert njit(tuples)((1, 2.5, 2), 2) == tuples((1, 2.5, 2), 2)
    with pytest.raises(ValueError, match="x not in tuple"):
        njit(tuples)((1, 2), 3)
    with pytest.raises(ValueError, match="can only convert an array of size 1"):
        njit(lambda a: a.item())(np.arange(2))
    with pytest.raises(IndexError):
        njit(lambda a: a.flat[6])(np.arange(6).reshape(2, 3))
