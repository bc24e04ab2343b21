# ruff: noqa: UP031 (kernels as users write them)
"""str in kernels: as CPython does it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jaculus import njit

quick = settings(deadline=None, max_examples=100)  # the first call compiles
TEXTS = st.text(max_size=12) | st.text("abAB ", max_size=8)


def same(function, *arguments):
    """Compiled, a function gives or raises what Python does."""
    try:
        expected = function.py_func(*arguments)
    except Exception as e:
        with pytest.raises(type(e)):
            function(*arguments)
        return
    found = function(*arguments)
    assert found == expected
    assert type(found) is type(expected)


@njit
def operators(a, b, n):
    return a + b, a * n, n * a, a == b, a != b, a < b, a <= b, a > b, a >= b, a in b, a not in b, len(a), bool(a), not b


@quick
@given(TEXTS, TEXTS, st.integers(-2, 4))
def test_operators(a, b, n):
    same(operators, a, b, n)


@njit
def subscript(s, i, j, k):
    return s[i:j], s[i:], s[:j], s[::k], s[i:j:k], s[i]


@quick
@given(TEXTS, st.integers(-9, 9), st.integers(-9, 9), st.sampled_from([-3, -2, -1, 1, 2, 3]))
def test_subscripts(s, i, j, k):
    same(subscript, s, i, j, k)


@njit
def reverse(s):
    out = ""
    for c in s:
        out = c + out
    for i, c in enumerate(s):
        if i % 2 == 0:
            out += c
    return out


@quick
@given(TEXTS)
def test_iteration(s):
    same(reverse, s)


@njit
def literals(s):
    if s == "left":
        return -1
    if s == "größer":
        return 2
    return 1 if s == "right" else 0


def test_literals():
    for s in ("left", "größer", "right", "lefT", "", "le"):
        same(literals, s)


@njit
def branches(flag, n):
    word = "no"
    if flag:
        word = "yes"
    other = word
    for _ in range(n):
        other += word
    return other, word if n > 1 else "few", flag and word == "yes"


def test_a_text_that_differs_between_paths():
    for flag in (True, False):
        same(branches, flag, 2)
        same(branches, flag, 0)


@njit
def pick(i):
    words = ("zero", "one", "two")
    return words[i], len(words)


def test_a_tuple_of_texts():
    for i in (0, 2, -1, 3):
        same(pick, i)


@njit
def helper(s, suffix="!"):
    if suffix == "!":
        suffix += suffix
    return s + suffix


@njit
def calls(s):
    return helper(s), helper("x", s), helper("y", suffix="?")


def test_texts_go_through_calls():
    same(calls, "abc")
    same(helper, "abc")


@njit
def numbers(i, x, b):
    return str(i), str(x), str(b), "s", repr(x), repr(i)


@quick
@given(st.integers(-(2**63), 2**63 - 1), st.floats(), st.booleans())
def test_numbers_as_text(i, x, b):
    same(numbers, i, x, b)


@njit
def fstrings(i, x, s, w):
    return f"{i}{s}", f"{x:8.3f}|{s!r:>{w}}|{i:+05d}|{{{x}}}", f"{x=} {s!a}", "", f"{s}", "%5.2f and %s" % (x, s)


@quick
@given(st.integers(-(2**40), 2**40), st.floats(), TEXTS, st.integers(1, 20))
def test_fstrings(i, x, s, w):
    same(fstrings, i, x, s, w)


@njit
def parsed(s):
    return int(s), float(s)


@pytest.mark.parametrize("s", ["12", " -7 ", "1_000", "", "x", "1.5"])
def test_numbers_from_text(s):
    same(parsed, s)


def test_an_int_that_is_too_large():
    for text in ("9223372036854775808", "-99999999999999999999"):
        with pytest.raises(OverflowError):
            parsed(text)


@njit
def characters(s, i):
    return ord(s), chr(i)


@quick
@given(st.characters(), st.integers(-1, 0x110000))
def test_ord_and_chr(s, i):
    same(characters, s, i)


@njit
def refuse(s, i):
    if i > 2:
        raise ValueError(f"bad {s}", i, s)
    assert i != 1, s + " is one"
    return s[:i]


def test_exceptions_carry_texts():
    with pytest.raises(ValueError) as caught:
        refuse("café", 3)
    assert caught.value.args == ("bad café", 3, "café")
    with pytest.raises(AssertionError, match=r"^x is one$"):
        refuse("x", 1)
    assert refuse("café", 2) == "ca"


@njit
def number_or(s, other):
    try:
        return int(s)
    except ValueError:
        return other


@njit
def not_caught(s):
    try:
        if s == "q":
            raise KeyError(s + "!")
        return int(s)
    except IndexError:
        return -1


def test_except_clauses_tell_pythons_exceptions_apart():
    assert number_or("12", -1) == 12
    assert number_or("x", -1) == -1
    same(not_caught, "7")
    with pytest.raises(ValueError, match="invalid literal"):
        not_caught("x")
    with pytest.raises(KeyError) as caught:
        not_caught("q")
    assert caught.value.args == ("q!",)


@njit
def nested(x):
    return (x, "lit"), [("a", x), ("b", 2)]


def test_texts_in_tuples_in_lists():
    same(nested, 3)
