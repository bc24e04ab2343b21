# ruff: noqa: PT018 (kernels as users write them)
"""numba.typed.List: made, changed and given to kernels from Python and inside of them."""

import numpy as np
import pytest
from test_lists import get_item

from jaculus import njit, types
from jaculus.errors import TypingError
from jaculus.typed import List


@njit
def total_of(items):
    total = 0
    for item in items:
        total += item
    return total


@njit
def typed_made(n):
    table = List()
    for i in range(n):
        row = List.empty_list(types.float64)
        row.append(i)
        table.append(row)
    return table, List([1, 2])


@njit
def typed_changed(table):
    table[0].append(5)
    table.append(List([8, 9]))
    table[1] = table[0]
    return table[1]


@njit
def typed_fails(table):
    table[0].append(100)
    table.pop()
    table.append(List([1]))
    raise ValueError


def test_typed_lists():
    items = List()
    items.append(1)
    items.extend([2, 3.5])
    assert total_of(items) == 6 and items[2] == 3 and str(items) == "[1, 2, 3]"
    table, flat = typed_made(3)
    assert isinstance(table, List) and repr(flat) == "ListType[int64]([1, 2])"
    assert [list(row) for row in table] == [[0.0], [1.0], [2.0]] and table[0]._dtype == types.float64
    table = List([List([1, 2]), List([3])])
    first = table[0]
    assert typed_changed(table) is first
    assert [list(row) for row in table] == [[1, 2, 5], [1, 2, 5], [8, 9]] and table[1] is first
    with pytest.raises(ValueError):
        typed_fails(table)
    assert [list(row) for row in table] == [[1, 2, 5, 100], [1, 2, 5, 100], [1]]
    assert total_of(List.empty_list(types.int64)) == 0
    with pytest.raises(IndexError, match="list index out of range"):
        get_item(items, 7)
    with pytest.raises(TypeError, match="empty_list"):
        total_of(List())


def test_a_typed_list_of_items_in_a_kernel():
    @njit
    def f(n):
        first = List([1, 2])
        second = List([x * 2 for x in range(n)])
        s = 0
        for i in range(2):
            s += first[i] + second[i]
        return s, sorted(second, reverse=True), list(first)

    assert f(4) == (5, [6, 4, 2, 0], [1, 2])
    assert [type(one) for one in f(4)[1:]] == [list, list]


@pytest.mark.parametrize(
    ("item", "given", "held"),
    [
        (types.int32, [1, True, np.int64(7), 2**33 + 5], [1, 1, 7, 5]),
        (types.uint64, [1, np.uint8(200), 2**63], [1, 200, 2**63]),
        (types.uint8, [300, -1], [44, 255]),
        (types.float32, [1, 0.1], [1.0, float(np.float32(0.1))]),
        (types.boolean, [0, 2.5], [False, True]),
        (types.complex128, [1, 2j], [1 + 0j, 2j]),
        (types.Optional(types.int16), [None, 70000], [None, 4464]),
        (types.UniTuple(types.float64, 2), [(1, 2.5)], [(1.0, 2.5)]),
    ],
    ids=str,
)
def test_items_of_a_typed_list_are_converted(item, given, held):
    @njit
    def copied(items):
        return [one for one in items]  # noqa: C416

    made = List.empty_list(item)
    for one in given:
        made.append(one)
    assert list(made) == held
    assert copied(made) == held
    with pytest.raises(TypingError, match="cannot put"):
        made.append("text")


def test_arrays_in_a_typed_list_of_arrays_of_any_layout():
    made = List.empty_list(types.Array(types.int64, 1, "A", readonly=True))
    made.append(np.array([2, 1, 0]))
    made.append(np.arange(6)[::2])

    @njit
    def total(items):
        return sum([x.sum() for x in items])

    assert total(made) == 9


def test_a_typed_list_must_not_change_its_length_while_iterated():
    @njit
    def grows(items):
        for x in items:
            items.append(x)
        return len(items)

    for iterate in (grows, grows.py_func):
        items = List([1.5, 2.5])
        with pytest.raises(RuntimeError, match="list was mutated during iteration"):
            iterate(items)
    items.extend(items)
    assert len(items) == 6
