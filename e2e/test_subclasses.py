"""Arguments and constants whose classes inherit from Python's own: numbers, texts, lists, members of enums."""

import enum

import numpy as np
import pytest

from jaculus import njit


class Number(int):
    pass


class Real(float):
    pass


class Text(str):
    __slots__ = ()


class Items(list):
    pass


class Mode(enum.StrEnum):
    FAST = "fast"


class Kind(str, enum.Enum):  # noqa: UP042 - as it was written before StrEnum
    ROUND = "round"


@pytest.mark.parametrize(
    ("function", "value"),
    [
        (lambda x: x + 1, Number(3)),
        (lambda x: x + 1, Number(2**62)),
        (lambda x: x + 1, Real(3.5)),
        (lambda x: x + "z", Text("abc")),
        (lambda x: len(x), np.str_("abc")),
        (lambda x: x[0] + x[1], Items([1, 2])),
        (lambda x: x[0] + x[1], [Number(1), Number(2)]),
        (lambda x: x + "z", Mode.FAST),
        (lambda x: x == "round", Kind.ROUND),
        (lambda x: [one + "." for one in x], Mode.FAST),
        (lambda x: len(Mode.FAST) + x, 1),
        (lambda x: Kind.ROUND + x, "!"),
    ],
)
def test_classes_that_inherit_from_pythons_own(function, value):
    found = njit(function)(value)
    expected = function(value)
    assert found == expected
    assert type(found) is type(expected) or isinstance(expected, type(found))


def test_a_list_of_a_class_of_its_own_is_changed_for_the_caller():
    @njit
    def grow(items):
        items.append(7)
        items[0] += 1

    items = Items([1, 2])
    grow(items)
    assert items == [2, 2, 7]
    assert type(items) is Items
