"""Arrays of bytes (NumPy's S) in kernels against NumPy: elements, methods, stores, results, wrong use."""

import numpy as np
import pytest

from jaculus.numba import errors, from_dtype, njit, types
from jaculus.numba.typed import Dict

WORDS = np.array([b"abc", b"de", b"", b"f\xe9"])
RECORDS = np.array([(1, b"ab"), (2, b"cde")], [("n", "i4"), ("s", "S3")])


def at(x, i):
    return x[i]


def put(x, i, v):
    x[i] = v
    return x


def compared(x, i, v):
    b = x[i]
    return (
        b == v,
        v == b,
        b != v,
        b < v,
        v in b,
        b in v,
        b + v,
        v + b,
        b == x[0],
        len(b),
        bool(b),
        hash(b) == hash(x[i]),
    )


def methods(x, i, v):
    b = x[i]
    return b.upper(), b.find(v), b.startswith(v), b.isupper(), b.center(9, b"*"), b.strip(), b * 2, bytes(b), b[1:]


def numbers(x):
    total = 0
    for b in x:
        for i in range(len(b)):
            total += b[i]
    return total


def joined(x):
    return x[1].join([x[0], x[3]])


def lengthened(x, i, v):
    x[i] += v
    return x[i]


@pytest.mark.parametrize("x", [WORDS, WORDS[::-1], WORDS[::2]], ids=range(3))
def test_elements(x):
    for i in range(-len(x), len(x)):
        got = njit(at)(x, i)
        assert got == x[i]
        assert type(got) is bytes
        assert njit(compared)(x, i, b"d") == compared(x, i, b"d")
        assert njit(methods)(x, i, b"d") == methods(x, i, b"d")
    assert njit(numbers)(x) == numbers(x)


@pytest.mark.parametrize(
    ("i", "v"), [(1, b"xyz"), (-1, b"longer"), (0, b""), (slice(1, 3), b"ab"), (slice(0, 2), WORDS[2:])]
)
def test_stores(i, v):
    got = njit(put)(WORDS.copy(), i, v)
    np.testing.assert_array_equal(got, put(WORDS.copy(), i, v))
    assert got.dtype == WORDS.dtype


def test_parts_globals_and_arrays_without_axes():
    part = njit(at)(WORDS, slice(1, None))
    assert np.shares_memory(part, WORDS)
    np.testing.assert_array_equal(part, WORDS[1:])
    assert njit(lambda: (WORDS[1], len(WORDS)))() == (b"de", 4)
    assert njit(at)(np.array(b"abc"), ()) == b"abc"
    x, y = WORDS.copy(), WORDS.copy()
    assert njit(lengthened)(x, 1, b"z") == lengthened(y, 1, b"z")
    np.testing.assert_array_equal(x, y)


def test_fields_of_records():
    assert njit(lambda r, i: (r[i].s, r.n[i]))(RECORDS, 1) == (b"cde", 2)
    changed = RECORDS.copy()
    njit(lambda r: put_field(r))(changed)
    assert changed["s"].tolist() == [b"cde", b"cde"]


@njit
def put_field(r):
    r[0].s = r[1].s


def test_keys_of_dicts():
    @njit
    def counted(x, counts):
        for b in x:
            counts[b] = counts.get(b, 0) + 1
        return counts[x[0]]

    assert counted(np.array([b"a", b"b", b"a"]), Dict.empty(from_dtype(WORDS.dtype), types.int64)) == 2


@pytest.mark.parametrize(
    ("function", "arguments", "error", "text"),
    [
        (lambda x: x[0][9], (WORDS,), IndexError, "out of range"),
        (lambda x: x[0] == "abc", (WORDS,), errors.TypingError, "`==` does not work on bytes and a str"),
        (lambda x: x[0] + 1, (WORDS,), errors.TypingError, "`\\+` does not work on"),
        (lambda x: x[0].nothing(), (WORDS,), errors.TypingError, "bytes has no attribute `nothing`"),
        (put, (WORDS.copy(), 0, "abc"), errors.TypingError, "a str cannot be stored in"),
        (lambda x: bytes(x), (3,), errors.TypingError, "`bytes` does not take an int64"),
    ],
)
def test_wrong_use_is_said(function, arguments, error, text):
    with pytest.raises(error, match=text):
        njit(function)(*arguments)


def test_a_key_that_is_missing():
    @njit
    def f(x, counts):
        return counts[x[0]]

    with pytest.raises(KeyError) as caught:
        f(WORDS, Dict.empty(from_dtype(WORDS.dtype), types.int64))
    assert caught.value.args == (b"abc",)


def test_methods_that_give_lists_are_refused():
    with pytest.raises(errors.UnsupportedError, match="several bytes as a result"):
        njit(lambda x: x[0].split())(WORDS)
