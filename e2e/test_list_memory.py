"""Memory that kernels and Python share through lists: nothing is used after its end, nor taken for what it replaced."""

import array
import collections
import gc

import numpy as np
import pytest

from jaculus import njit
from jaculus.errors import TypingError
from jaculus.numba import objmode, prange

shared = []


@njit
def give(giver, taker):
    taker.append(giver.pop())


@njit
def take(taker, giver):
    taker.append(giver.pop())


@pytest.mark.parametrize("move", [give, take])
def test_an_array_moves_from_one_list_to_the_other(move):
    giver, taker = [np.arange(3.0), np.full(4, 10.0)], [np.zeros(2)]
    move(*((giver, taker) if move is give else (taker, giver)))
    others = [np.full(4, 7.0) for _ in range(10)]
    assert taker[1].tolist() == [10.0] * 4
    assert len(giver) == 1
    assert len(others) == 10


def test_an_array_lives_while_the_kernel_uses_it_though_python_takes_it_out_of_the_list():
    @njit
    def total(arrays):
        with objmode():
            shared.clear()
            gc.collect()
            shared.extend(np.full(5000, 7.0) for _ in range(10))
        s = 0.0
        for one in arrays:
            s += one.sum()
        return s

    shared[:] = [np.ones(5000), np.ones(5000)]
    assert total(shared) == 10000.0
    assert len(shared) == 10


def test_a_text_at_the_address_of_the_one_that_it_replaces_is_written_back():
    @njit
    def change(texts):
        texts[0] = texts[0].upper()
        texts[0] = texts[0].replace("A", "z")

    texts = ["abc", "abc"]
    change(texts)
    assert texts == ["zBC", "abc"]


def test_what_a_list_cannot_hold_is_an_error_and_no_more():
    @njit
    def first(items):
        return items[0][0]

    for items in [(first, "text" * 30), (first, "more" * 30)], [(1, (first, "text"))]:
        with pytest.raises(TypingError):
            first(items)


def test_namedtuples_in_lists():
    named = collections.namedtuple("named", "name n")

    @njit
    def grow(items):
        items.append(named("new", len(items)))
        return items[0].name, items[-1]

    items = [named("text" * 30, 3)]
    assert grow(items) == ("text" * 30, named("new", 1))
    assert items == [named("text" * 30, 3), named("new", 1)]
    assert type(items[1]) is named


def test_a_list_that_becomes_shorter_while_it_is_read():
    class Meta(type):
        def __getattr__(cls, name):
            shared.clear()
            return "x", "y"  # of `_fields`

    class Pair(tuple, metaclass=Meta):
        pass

    @njit
    def count(items):
        return len(items)

    shared[:] = [1, Pair((1, 2)), 3]
    with pytest.raises(TypeError, match="heterogeneous"):
        count(shared)


def test_a_parallel_loop_puts_arrays_and_texts_into_a_list():
    @njit(parallel=True)
    def fill(n, text):
        same = np.arange(1000.0)
        longer = text + "abc" * 50
        arrays = [same[:1] for _ in range(2 * n)]
        texts = [text for _ in range(n)]
        for i in prange(n):
            arrays[2 * i] = same
            arrays[2 * i + 1] = np.full(100, 2.0)
            texts[i] = longer
        return arrays, texts

    @njit
    def use_memory():
        return sum([np.full(1000, 7.0).sum() for _ in range(50)])

    arrays, texts = fill(8, "x")
    assert use_memory() == 350000.0
    assert [float(one.sum()) for one in arrays] == [499500.0, 200.0] * 8
    assert texts == ["x" + "abc" * 50] * 8


@pytest.mark.parametrize(
    "made", [bytearray, bytes, lambda text: memoryview(bytearray(text)), lambda text: array.array("B", text)]
)
def test_the_memory_of_buffers_in_a_list_lives_as_long_as_what_the_kernel_gives_back(made):
    @njit
    def last(items):
        return items[-1]

    items = [made(b"ab" * n) for n in (3, 5, 1000)]
    part = last(items)
    items.clear()
    others = [bytearray(b"zz" * 1000) for _ in range(5)]
    assert bytes(part) == b"ab" * 1000
    assert len(others) == 5
