"""Arrays of texts in kernels against NumPy: elements, parts, loops, stores, results, wrong use."""

import numpy as np
import pytest

from jaculus.numba import errors, from_dtype, njit, types
from jaculus.numba.typed import Dict

WORDS = np.array(["abc", "de", "", "fghi", "äöü😀"])
TABLE = np.array([["a", "bb"], ["ccc", "d"]])


def at(x, i):
    return x[i]


def put(x, i, v):
    x[i] = v
    return x


def methods(x, i, v):
    t = x[i]
    return t == v, v != t, t < v, v in t, t.upper(), t + v, v + t, str(t), len(t), t.find(v), t.center(9, "*"), bool(t)


def properties(x):
    return x.ndim, x.shape, x.size, len(x)


def letters(x):
    total = 0
    for t in x:
        total += len(t)
    return total


def joined(x):
    return ",".join(x)


def lengthened(x, i, v):
    x[i] += v
    x[i + 1] = x[i]


def shifted(x):
    x[1:] = x[:-1]


def same(got, expected):
    assert type(got) is type(expected) or isinstance(got, str)
    if isinstance(expected, np.ndarray):
        assert got.dtype == expected.dtype
    np.testing.assert_array_equal(got, expected)


@pytest.mark.parametrize("x", [WORDS, WORDS[::-1], WORDS[::2], TABLE[1], TABLE[:, 1]], ids=range(5))
def test_elements_and_loops(x):
    for i in range(-len(x), len(x)):
        assert njit(at)(x, i) == x[i]
        assert type(njit(at)(x, i)) is str
        assert njit(methods)(x, i, "d") == methods(x, i, "d")
    assert njit(letters)(x) == letters(x)
    assert njit(joined)(x) == joined(x)
    assert njit(properties)(x) == properties(x)


@pytest.mark.parametrize(
    "i", [slice(1, 3), slice(None, None, -2), np.array([2, 0]), np.array([True] * 4 + [False]), ...]
)
def test_parts_are_arrays_of_the_same_dtype(i):
    same(njit(at)(WORDS, i), WORDS[i])


def test_parts_share_memory():
    x = WORDS.copy()
    part = njit(at)(x, slice(1, 4))
    x[2] = "new"
    assert part[1] == "new"
    assert part.flags.writeable
    same(njit(at)(TABLE, 1), TABLE[1])
    assert njit(at)(TABLE, (1, 0)) == "ccc"
    assert njit(lambda x: x)(x) is x


@pytest.mark.parametrize(
    ("i", "v"),
    [
        (1, "xyz"),
        (-1, "longer than there is room"),
        (0, ""),
        (slice(1, 3), "ab"),
        (slice(0, 2), np.array(["q", "rrrrrrrrr"])),
        (slice(None), np.array("s")),
        (slice(0, 2), WORDS[3:]),
    ],
)
def test_stores(i, v):
    same(njit(put)(WORDS.copy(), i, v), put(WORDS.copy(), i, v))


def test_stores_into_the_same_memory():
    x, y = WORDS.copy(), WORDS.copy()
    njit(lengthened)(x, 0, "z")
    lengthened(y, 0, "z")
    same(x, y)
    njit(shifted)(x)
    y[1:] = y[:-1].copy()
    same(x, y)


def test_arrays_without_axes():
    x = np.array("abc")
    assert njit(at)(x, ()) == "abc"
    same(njit(put)(x, (), "q"), np.array("q", "U3"))
    assert x[()] == "q"


def test_globals_tuples_and_nested_calls():
    inner = njit(at)

    @njit
    def f(pair, i):
        return WORDS[i], TABLE[1, 1], inner(pair[0], i) + pair[1], len(WORDS)

    assert f((WORDS, "!"), 3) == ("fghi", "d", "fghi!", 5)


def test_keys_of_dicts():
    @njit
    def counted(x, counts):
        for t in x:
            counts[t] = counts.get(t, 0) + 1

    counts = Dict.empty(from_dtype(WORDS.dtype), types.int64)
    counted(np.array(["a", "b", "a"]), counts)
    assert dict(counts) == {"a": 2, "b": 1}


def test_read_only():
    x = WORDS.copy()
    x.flags.writeable = False
    assert njit(letters)(x) == letters(x)
    with pytest.raises(errors.TypingError, match="read-only"):
        njit(put)(x, 0, "a")


def test_declared():
    kind = from_dtype(WORDS.dtype)

    @njit(types.int64(kind[:]))
    def f(x):
        return len(x[0])

    assert f(WORDS) == 3
    with pytest.raises(TypeError, match="No matching definition"):
        f(TABLE[0])


@pytest.mark.parametrize(
    ("function", "arguments", "text"),
    [
        (put, (WORDS, 0, 3), "an int64 cannot be stored in"),
        (put, (WORDS, slice(1, 2), 3), "an int64 cannot be stored in a 1d array of texts"),
        (lambda x: x == "a", (WORDS,), "`==` does not work on a 1d array of texts and a str"),
        (lambda x: x.upper(), (WORDS,), "a 1d array of texts has no attribute `upper`"),
        (at, (WORDS.astype(">U4"), 0), "foreign byte order"),
    ],
)
def test_wrong_use_is_said(function, arguments, text):
    with pytest.raises(errors.TypingError, match=text):
        njit(function)(*arguments)
