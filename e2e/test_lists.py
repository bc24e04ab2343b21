# ruff: noqa: B905, C408, PT018, RUF007, SIM105 (kernels as users write them)
"""Python lists in kernels, as arguments, made there, and as results: they do what they do in CPython and Numba."""

import gc
import resource

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jaculus import njit
from jaculus.errors import TypingError


def same(kernel, *arguments):
    """The kernel and the function itself give the same, exceptions included, and leave equal arguments."""
    ours, theirs = [outcome(function, arguments) for function in (kernel, kernel.py_func)]
    assert ours == theirs
    return ours


def outcome(function, arguments):
    copies = [list(one) if isinstance(one, list) else one for one in arguments]
    try:
        result = function(*copies)
    except Exception as e:
        return type(e), str(e), copies
    return plain(result), copies


def plain(value):
    if isinstance(value, np.ndarray):
        return ("array", str(value.dtype), value.tolist())
    if isinstance(value, (list, tuple)):
        return type(value)(plain(one) for one in value)
    return value


@njit
def insertion_sort(items):
    for i in range(len(items)):
        cursor = items[i]
        place = i
        while place > 0 and items[place - 1] > cursor:
            items[place] = items[place - 1]
            place -= 1
        items[place] = cursor
    return items


@pytest.mark.parametrize("items", [[3, 1, 2, 5, 4, 4], [2.5, -1.0, float("inf")], [True, False, True], [7]])
def test_list_is_sorted_in_place(items):
    same(insertion_sort, items)
    assert insertion_sort(items) is items


@njit
def totals(items):
    total = 0
    for item in items:
        total += item
    for place, item in enumerate(items):
        total += place * item
    for one, other in zip(items, items[1:]):
        total += one * other
    for item in reversed(items):
        total = total * 2 + item
    return total, len(items), max(items), min(items), sum(items), items[-1], bool(items)


def test_list_is_gone_through():
    same(totals, [3, -1, 4, 1, -5])
    same(totals, [0.5, 0.25, -1.0])


@njit
def raised(items):
    items.append(3)
    items[0] = 7
    raise ValueError("later")


def test_list_of_a_call_that_raises_is_changed():
    items = [1, 2]
    with pytest.raises(ValueError, match="later"):
        raised(items)
    assert items == [7, 2, 3]


@njit
def both(one, other):
    one.append(9)
    return len(other), one is other, one is one


def test_list_that_is_given_twice_is_one():
    items = [1]
    assert both(items, items) == (2, True, True)
    assert items == [1, 9]
    assert both([1], [1]) == (1, False, True)


def test_items_that_did_not_change_are_the_same_objects():
    items = [10**15 + 1, 10**15 + 2]
    before = list(items)
    raised_first = njit(lambda items: items.append(5))
    raised_first(items)
    assert items[0] is before[0] and items[1] is before[1] and items[2] == 5


@njit
def typed_by_uses(n):
    empty = []
    for i in range(n):
        empty.append(i)
    widened = [1]
    widened.append(2.5)
    nested = []
    for i in range(3):
        row = []
        for k in range(i):
            row.append(k * 0.5)
        nested.append(row)
    pairs = list()
    pairs.append((1, 2.5))
    return empty, widened, nested, pairs


def test_type_of_an_empty_list_comes_from_its_uses():
    assert same(typed_by_uses, 4)[0] == ([0, 1, 2, 3], [1.0, 2.5], [[], [0.0], [0.0, 0.5]], [(1, 2.5)])


@njit
def comprehensions(n):
    x = 100
    squares = [x * x for x in range(n) if x % 2]
    table = [[i * k for k in range(3)] for i in range(n)]
    flat = [item + 0.5 for row in table for item in row if item]
    return x, squares, table, flat


def test_comprehensions():
    same(comprehensions, 5)
    same(comprehensions, 0)


@njit
def operators(a, b):
    c = a + b
    c += a
    d = c * 2
    d *= 2
    return c, d, a == b, a != b, a < b, a <= b, a > b, a >= b, 3 in c, 3 not in d, 2 * a


def test_operators():
    same(operators, [1, 2], [1, 3])
    same(operators, [1, 2], [1, 2])
    same(operators, [5], [1, 2])


@njit
def get_item(items, index):
    return items[index]


@njit
def set_item(items, index):
    items[index] = 5
    items[index] += 2


@njit
def delete_item(items, index):
    del items[index]


@pytest.mark.parametrize("index", [0, 2, -1, -3, 3, -4])
def test_items(index):
    for kernel, message in (get_item, "getitem"), (set_item, "setitem"), (delete_item, "pop index"):
        if -3 <= index < 3:
            same(kernel, [1, 2, 3], index)
        else:
            with pytest.raises(IndexError, match=message + " out of range"):
                kernel([1, 2, 3], index)


@njit
def slices(items, start, stop, step):
    return items[start:stop], items[::step], items[start:stop:step], items[start:], items[:stop]


@njit
def set_slice(items, start, stop, others):
    items[start:stop] = others
    items[1:1] = items
    return items


@njit
def delete_slice(items, start, stop, step):
    del items[start:stop:step]
    return items


def test_slices():
    for start in (-7, -2, 0, 1, 4, 9):
        for stop in (-6, -1, 0, 2, 5, 8):
            same(set_slice, [1, 2, 3, 4, 5], start, stop, [7, 8, 9])
            for step in (-3, -1, 1, 2):
                same(slices, [1, 2, 3, 4, 5], start, stop, step)
                same(delete_slice, [1, 2, 3, 4, 5], start, stop, step)
    same(slices, [1, 2], 0, 1, 0)


@njit
def methods(items):
    items.insert(1, 10)
    items.insert(-1, 11)
    items.insert(99, 12)
    items.extend([4, 5])
    items.extend(range(3))
    items.extend((7, 8))
    popped = items.pop(), items.pop(0), items.pop(-2)
    items.remove(10)
    items.reverse()
    other = items.copy()
    other.clear()
    return popped, items.index(11), items.count(5), len(other), items.copy()


def test_methods():
    same(methods, [1, 2, 3])


@njit
def pop_all(items):
    while True:
        items.pop()


@njit
def missing(items, what):
    if what == 0:
        items.remove(99)
    return items.index(99)


def test_exceptions():
    with pytest.raises(IndexError, match="pop from empty list"):
        pop_all([1, 2])
    with pytest.raises(ValueError, match=r"list.remove\(x\): x not in list"):
        missing([1], 0)
    with pytest.raises(ValueError, match="value not in list"):
        missing([1], 1)
    with pytest.raises(ValueError, match="cannot compute fingerprint of empty list"):
        pop_all([])
    with pytest.raises(TypeError, match="can't unbox heterogeneous list: int64 != float64"):
        pop_all([1, 2.5])
    with pytest.raises(TypeError, match="cannot reflect element of reflected container"):
        pop_all([[1]])


def negative(x):
    return -x


key = njit(negative)


@njit
def sorts(items):
    one = sorted(items)
    two = sorted(items, reverse=True)
    items.sort(key=key)
    return one, two


def test_sort():
    same(sorts, [3, 1, 2])
    random = np.random.default_rng(5)
    for length in (1, 15, 16, 17, 100, 1000):
        same(sorts, random.integers(0, 50, length).tolist())
        same(sorts, random.random(length).tolist())


@njit
def grows_while_looped(items):
    for item in items:
        if item > 0:
            items.append(item - 1)
    return len(items)


@njit
def shrinks_while_looped(items):
    for item in items:
        if item % 2:
            items.remove(item)
    return len(items)


def test_list_may_change_while_it_is_gone_through():
    same(grows_while_looped, [3, 1])
    same(shrinks_while_looped, [1, 1, 2, 3, 5, 5, 6])


@njit
def arrays(n):
    rows = [np.full(i + 1, i * 0.5) for i in range(n)]
    rows.append(rows[0])
    rows.reverse()
    rows[1][0] = 8.0
    last = rows.pop()
    return rows, last, rows[0]


@njit
def swapped(rows):
    rows[0], rows[1] = rows[1], rows[0]
    rows.append(np.zeros(2))
    return rows[0]


def test_list_of_arrays():
    same(arrays, 4)
    a, b = np.ones(2), np.zeros(3)
    rows = [a, b]
    assert swapped(rows) is b
    assert rows[0] is b and rows[1] is a and rows[2].tolist() == [0.0, 0.0]


@njit
def tuples(items):
    items.append((0, 0.5))
    items.sort()
    total = 0.0
    for i, x in items:
        total += i * x
    return items[0], total


def test_list_of_tuples():
    same(tuples, [(3, 1.5), (1, 2.5), (1, -2.5)])


@njit
def unpacked(items):
    a, b = items
    return a - b


def test_unpacking():
    assert unpacked([5, 3]) == 2
    with pytest.raises(ValueError):
        unpacked([1, 2, 3])


@njit
def rows_of(n):
    table = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for k in range(n):
            table[i][k] += i * k
    table[0].append(1.0)
    return table


def test_nested_lists():
    same(rows_of, 4)


def untyped():
    items = []
    return len(items)


def mixed(items):
    items.append(2.5)


def test_errors_name_the_list():
    with pytest.raises(TypingError, match="untyped-list"):
        njit(untyped)()
    with pytest.raises(TypingError, match="list-items"):
        njit(mixed)([1])


@njit
def takes_and_fails(items, rows, fail):
    made = [np.zeros(10) for _ in range(3)]
    rows.append(made[0])
    rows[0] = made[1]
    items.append(1)
    if fail:
        raise ValueError
    return items + items, made


def test_memory_stays_flat():
    def calls(count):
        for i in range(count):
            rows = [np.ones(10)]
            try:
                takes_and_fails([1, 2, 3], rows, i % 2)
            except ValueError:
                pass
            assert len(rows) == 2

    calls(2000)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    calls(20000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 2000


@njit
def steps(items, ops):
    """Does what the numbers say: an operation, and its arguments."""
    seen = []
    for k in range(len(ops)):
        op, a, b, c = ops[k]
        if op == 0:
            items.append(a)
        elif op == 1:
            items.insert(a, b)
        elif op == 2:
            seen.append(items.pop())
        elif op == 3:
            seen.append(items.pop(a))
        elif op == 4:
            items.remove(a)
        elif op == 5:
            seen.append(items.index(a))
        elif op == 6:
            seen.append(items.count(a))
        elif op == 7:
            items.reverse()
        elif op == 8:
            items.sort()
        elif op == 9:
            items.sort(reverse=True)
        elif op == 10:
            items.extend(items[a:b])
        elif op == 11:
            seen.extend(items[a:b:c])
        elif op == 12:
            items[a:b] = seen
        elif op == 13:
            del items[a:b:c]
        elif op == 14:
            del items[a]
        elif op == 15:
            items[a] = b
        elif op == 16:
            seen.append(items[a])
        elif op == 17:
            items += seen
        elif op == 18:
            items *= c
        elif op == 19:
            items = items + seen
        elif op == 20:
            items = items * 2
        elif op == 21:
            seen.append(int(a in items))
        elif op == 22:
            seen.append(int(items < seen) + 2 * int(items == seen))
        elif op == 23:
            items, seen = seen, items
        elif op == 24:
            seen = items.copy()
        elif op == 25:
            seen = [x + a for x in items if x != b]
        elif op == 26:
            items.clear()
        elif op == 27:
            items[a:b:c] = seen
        elif op == 28:
            items[a] += items[b]
        else:
            seen = sorted(items)
        if len(items) + len(seen) > 300:
            items = items[:20]
            seen = seen[:20]
    return items, seen


numbers = st.integers(-4, 8)
operations = st.lists(st.tuples(st.integers(0, 29), numbers, numbers, st.sampled_from([-2, -1, 1, 2, 3])), max_size=25)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.integers(-3, 5), min_size=1, max_size=12), operations)
def test_random_operations(items, ops):
    table = np.array(ops, dtype=np.int64).reshape(-1, 4)
    ours, theirs = outcome(steps, [items, table]), outcome(steps.py_func, [items, table])
    if isinstance(theirs[0], type):  # the exceptions have Numba's texts
        assert ours[0] is theirs[0]
        assert ours[2][0] == theirs[2][0]
    else:
        assert ours == theirs


@njit
def as_arrays(items):
    table = [[i * k for k in range(3)] for i in items]
    return np.array(items), np.asarray(table), np.array(items, dtype=np.float32)


def test_arrays_of_lists():
    same(as_arrays, [1, 2, 3])


@njit
def caught(items, index):
    result = 0
    try:
        result = items[index]
    except IndexError:
        result = -1
    try:
        while True:
            result += items.pop()
    except IndexError:
        result += 100
    return result


def test_exceptions_are_caught():
    same(caught, [1, 2, 3], 1)
    same(caught, [1, 2, 3], 7)
