"""The methods of str in kernels: each as CPython has it, for texts of ASCII and of anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jaculus import njit

quick = settings(deadline=None, max_examples=100)  # the first call compiles
TEXTS = st.text(max_size=12) | st.text("abAB \t\n.-1", max_size=10)
PARTS = st.text("abAB ", max_size=2) | st.text(max_size=2)
BOUNDS = st.integers(-12, 12)


def same(function, *arguments):
    """Compiled, a function gives or raises what Python does."""
    try:
        expected = function.py_func(*arguments)
    except Exception as e:
        with pytest.raises(type(e)):
            function(*arguments)
        return
    assert function(*arguments) == expected


@njit
def kinds(s):
    return (
        s.isalnum(), s.isalpha(), s.isascii(), s.isdecimal(), s.isdigit(), s.isidentifier(), s.islower(),
        s.isnumeric(), s.isprintable(), s.isspace(), s.istitle(), s.isupper(),
    )  # fmt: skip


@quick
@given(TEXTS | st.text("abAB1", max_size=4) | st.text(st.characters(categories=["Zs", "Nd", "No", "Lt"]), max_size=3))
def test_kinds(s):
    same(kinds, s)


@njit
def cases(s):
    return s.lower(), s.upper(), s.swapcase(), s.capitalize(), s.title(), s.casefold()


@quick
@given(TEXTS)
def test_cases(s):
    same(cases, s)


@njit
def search(s, part, i, j):
    return (
        s.find(part), s.rfind(part), s.count(part), s.find(part, i), s.find(part, i, j), s.rfind(part, i, j),
        s.count(part, i, j), s.startswith(part), s.endswith(part), s.startswith(part, i), s.endswith(part, i, j),
        s.startswith(("a", part)), s.find(part, None, j), s.rfind(part, i),
    )  # fmt: skip


@quick
@given(TEXTS, PARTS, BOUNDS, BOUNDS)
def test_search(s, part, i, j):
    same(search, s, part, i, j)


@njit
def places(s, part):
    return s.index(part), s.rindex(part)


@quick
@given(TEXTS, PARTS)
def test_index_or_error(s, part):
    same(places, s, part)


@njit
def cuts(s, part):
    return (
        s.strip(),
        s.lstrip(),
        s.rstrip(),
        s.strip(part),
        s.lstrip(part),
        s.rstrip(part),
        (
            s.removeprefix(part),
            s.removesuffix(part),
            s.replace(part, "<>"),
            s.replace("a", part, 1),
            s.expandtabs(),
            s.expandtabs(3),
        ),
    )


@quick
@given(TEXTS, PARTS)
def test_cuts(s, part):
    same(cuts, s, part)


@njit
def parts(s, sep):
    return s.partition(sep), s.rpartition(sep)


@quick
@given(TEXTS, PARTS)
def test_partitions(s, sep):
    same(parts, s, sep)


@njit
def padded(s, width, fill):
    return s.ljust(width), s.rjust(width, fill), s.center(width, fill), s.center(width), s.zfill(width)


@quick
@given(TEXTS | st.sampled_from(["-12", "+", "7"]), st.integers(-1, 15), st.characters())
def test_padding(s, width, fill):
    same(padded, s, width, fill)
    with pytest.raises(TypeError):
        padded(s, width, "ab")


@njit
def pieces(s, sep, n):
    return s.split(), s.split(None, n), s.rsplit(), s.rsplit(None, n), s.splitlines(), s.splitlines(True)


@quick
@given(TEXTS | st.text("a \n\r\t\x1c\u2028", max_size=8), PARTS, st.integers(-1, 3))
def test_splits_at_spaces_and_lines(s, sep, n):
    same(pieces, s, sep, n)


@njit
def pieces_at(s, sep, n):
    return s.split(sep), s.split(sep, n), s.rsplit(sep), s.rsplit(sep, n), s.split(sep, maxsplit=1)


@quick
@given(TEXTS, PARTS, st.integers(-1, 3))
def test_splits_at_a_separator(s, sep, n):
    same(pieces_at, s, sep, n)


@njit
def joined(s, words):
    return s.join(words), s.join(("a", s)), "".join([c + "." for c in s]), ", ".join(words[:1])


@quick
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_join(s, words):
    same(joined, s, words)
