"""Dicts in kernels whose keys are texts and whose values have no type in common (Numba's LiteralStrKeyDict)."""

import numpy as np
import pytest

from jaculus.numba import errors, literal_unroll, njit, types
from jaculus.numba.extending import overload


def read(x):
    d = {"a": 1, "b": x, "c": "text"}
    return d["a"], d["b"], d["c"], len(d), "a" in d, "z" in d, d.copy()["a"], d == d.copy()


def views(x):
    d = {"a": 1, "b": x}
    return d.keys(), d.values(), d.items()


def over_keys(x):
    d = {"first": 1, "b": x}
    total = 0
    for key in d:
        total += len(key)
    for key in d:
        total += len(key)
    return total, [key for key in d]  # noqa: C416


def of_branches(c, x):
    if c:  # noqa: SIM108
        d = {"a": x, "b": "one"}
    else:
        d = {"a": x + x, "b": "two"}
    return d["a"], d["b"]


def repeated(x):
    d = {"a": 1, "b": x, "a": "last"}  # noqa: F601
    return d["a"], len(d)


def unrolled(x):
    d = {"a": 1, "b": x, "c": 2.5}
    total = 0.0
    for value in literal_unroll(d.values()):
        total += np.sum(value)
    return total


@pytest.mark.parametrize("x", [2j, "other", np.arange(3.0)], ids=["complex", "str", "array"])
def test_read(x):
    if not isinstance(x, np.ndarray):
        assert njit(read)(x) == read(x)
    if isinstance(x, complex):
        return  # an int and a complex number have a type in common
    keys, values, items = njit(views)(x)
    assert keys == ("a", "b")
    assert values[0] == 1
    np.testing.assert_array_equal(values[1], x)
    assert [key for key, _ in items] == ["a", "b"]
    assert njit(over_keys)(x) == over_keys(x)
    assert njit(repeated)(x) == ("last", 2)


def test_branches_calls_and_unrolled_loops():
    for c in (True, False):
        assert njit(of_branches)(c, 2j) == of_branches(c, 2j)

    @njit
    def inner(d):
        return d["b"]

    assert njit(lambda x: inner({"a": 1, "b": x}))("text") == "text"
    assert njit(unrolled)(np.arange(4)) == 9.5


def test_overloads_see_the_type():
    seen = []

    def function(d):
        raise NotImplementedError

    @overload(function)
    def _function(d):
        seen.append(d)
        return lambda d: d["a"]

    assert njit(lambda x: function({"a": 1, "b": x}))("text") == 1
    assert isinstance(seen[-1], types.LiteralStrKeyDict)
    assert [str(key.literal_value) for key in seen[-1].literal_value] == ["a", "b"]


def stores(d):
    d["a"] = 2


def deletes(d):
    del d["a"]


def adds(d):
    d["a"] += 1


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (stores, "Cannot mutate a literal dictionary"),
        (deletes, "Cannot mutate a literal dictionary"),
        (adds, "Cannot mutate a literal dictionary"),
        (lambda d: d.pop(), "Cannot mutate a literal dictionary"),
        (lambda d: d.setdefault("a", 1), "Cannot mutate a literal dictionary"),
        (lambda d: d["z"], "Key 'z' is not in dict."),
        (lambda d: d.get("a"), r"Cannot get\(\) on a literal dictionary"),
        (lambda d: d.nothing, "a literal dictionary has no attribute `nothing`"),
        (lambda d: d.a, "a literal dictionary has no attribute `a`"),
    ],
)
def test_wrong_use_is_said(function, text):
    inner = njit(function)

    @njit
    def f(x):
        return inner({"a": 1, "b": x})

    with pytest.raises(errors.TypingError, match=text):
        f("text")


def test_keys_that_are_not_known_and_results():
    with pytest.raises(errors.TypingError, match=r"Cannot getitem\(\) on a literal dictionary"):
        njit(lambda k, x: {"a": 1, "b": x}[k])("a", "text")
    with pytest.raises(TypeError, match="cannot convert native LiteralStrKey"):
        njit(lambda x: {"a": 1, "b": x})("text")
    with pytest.raises(errors.UnsupportedError, match="a dict of an int64 and a str"):
        njit(lambda k, x: {k: 1, "b": x})("a", "text")
