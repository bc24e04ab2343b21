# ruff: noqa: PT018 (kernels as users write them)
"""numba.typed.List: made, changed and given to kernels from Python and inside of them."""

import gc
import pickle
import timeit
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from test_lists import get_item

from jaculus import njit, types
from jaculus.errors import TypingError
from jaculus.numba import objmode
from jaculus.numba.typed import listobject
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


@njit
def length_of(items):
    return len(items)


def test_a_call_does_not_look_at_the_items():
    """The least of many calls: one that copied a million items took a thousand times as long."""

    def least(items):
        length_of(items)
        return min(timeit.repeat(lambda: length_of(items), number=10, repeat=50))

    short, long = List([1.5]), List([1.5]).copy()
    long._items.extend([0.5] * 1_000_000)
    assert least(long) < 20 * least(short)


@njit
def appends_and_fails(items, fail):
    other = items
    held = [items, other]
    held[1].append(len(held))
    if fail:
        raise ValueError
    return other


def test_kernels_change_it_in_place_also_those_that_fail():
    items = List.empty_list(types.int64)
    for i in range(300):
        if i % 3 == 0:
            assert appends_and_fails(items, False) is items
        else:
            with pytest.raises(ValueError):
                appends_and_fails(items, True)
    assert list(items) == [2] * 300


def test_python_and_a_kernel_see_each_others_changes_at_once():
    items = List([1])

    @njit
    def f(items):
        seen = 0
        for _ in range(100):
            with objmode():
                items.append(items[-1] + 1)
            seen += len(items)
            items[-1] += 1
        return seen

    assert f(items) == sum(range(2, 102))
    assert items[-1] == 201 and len(items) == 101


def test_inner_lists_outlive_what_held_them():
    @njit
    def drop_and_make(outer):
        gone = outer.pop()
        outer.append(List([gone[0] + 1]))
        outer.append(outer[0])
        return gone

    for _ in range(50):
        outer = List([List([1]), List([5])])
        gone = drop_and_make(outer)
        assert [list(one) for one in outer] == [[1], [6], [1]] and outer[2] is outer[0]
        assert list(gone) == [5]

    @njit
    def each(outer):
        for inner in outer:
            yield inner[0]

    outer = List([List([1]), List([2]), List([3])])
    items = each(outer)
    assert next(items) == 1
    del outer[:]
    gc.collect()
    assert list(items) == [2, 3]


def test_threads_read_one_list():
    @njit(nogil=True)
    def total(items):
        held = items
        result = 0.0
        for _ in range(200):
            other = [held, items]
            result += other[0][3]
        return result

    items = List([float(i) for i in range(10)])
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(total, [items] * 400)) == {600.0}
    assert list(items) == [float(i) for i in range(10)]


ITEMS = [
    [1, -(2**63), 2**63 - 1],
    [1.5, float("inf")],
    [True, False],
    [1 + 2j],
    [np.datetime64("2020-01-01"), np.datetime64("NaT", "D")],
    [np.timedelta64(5, "s")],
    [(1, 2.5), (3, 4.5)],
    [(1, (True, 2j)), (2, (False, 0j))],
    ["a", "bc"],
    [None, None],
]


@pytest.mark.parametrize("items", ITEMS, ids=str)
def test_it_does_what_a_list_does(items):
    """Each method, of items in memory of the kernels' and of others, against Python's list."""
    made, model = List(items), list(items)

    def same():
        assert list(map(str, made)) == list(map(str, model)) and len(made) == len(model)

    actions = [
        lambda a: a.extend(list(a)),
        lambda a: a.insert(1, items[0]),
        lambda a: a.insert(-100, items[-1]),
        lambda a: a.insert(100, items[-1]),
        lambda a: a.__setitem__(slice(1, 3), [items[0]] * 5),
        lambda a: a.__setitem__(-1, items[0]),
        lambda a: a.__delitem__(0),
        lambda a: a.__delitem__(slice(None, None, 2)),
        lambda a: a.append(items[0]),
        lambda a: a.reverse(),
        lambda a: a.pop(0),
        lambda a: a.pop(),
    ]
    for action in actions:
        action(made)
        action(model)
        same()
    assert list(map(str, made[::-1])) == list(map(str, model[::-1]))
    assert list(map(str, pickle.loads(pickle.dumps(made)))) == list(map(str, model))
    assert list(map(str, made.copy())) == list(map(str, model)) and made.copy() is not made
    with pytest.raises(IndexError, match="list index out of range"):
        made[len(made)]
    made.clear()
    assert len(made) == 0


def test_new_list_is_an_empty_list():
    @njit
    def kernel(n):
        made = listobject.new_list(types.int32, n)
        made.append(3)
        return made

    assert list(kernel(5)) == [3]
    assert list(listobject.new_list(types.float64)) == []
