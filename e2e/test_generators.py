"""Generators in Python's hands: how they live and end. What they give is in programs/generators.py."""

# ruff: noqa: UP028 `yield from` is another thing to test

import contextlib
import gc
import os
import subprocess
import sys
import threading
import traceback
import weakref

import numpy as np
import pytest
from test_memory import ALLOWED, resident

from jaculus import errors, njit, prange


@njit
def count(n):
    for i in range(n):
        yield i


@njit
def items(a):
    for x in a:
        yield x


@njit
def rows(n):
    a = np.zeros((n, n))
    for i in range(n):
        a[i] = i
        yield a[i]


@njit
def halves(n):
    a = np.arange(n)
    for i in range(n):
        if i == 3:
            raise ValueError("half", i, "way")
        yield a[i:]


def test_it_is_an_iterator():
    numbers = count(3)
    assert iter(numbers) is numbers
    assert [next(numbers), next(numbers), next(numbers)] == [0, 1, 2]
    with pytest.raises(StopIteration):
        next(numbers)
    with pytest.raises(StopIteration):
        next(numbers)
    assert next(numbers, 5) == 5
    for name in ("send", "throw"):  # as in Numba
        with pytest.raises(AttributeError):
            getattr(numbers, name)


def test_two_at_a_time():
    assert list(zip(count(3), count(4), strict=False)) == [(0, 0), (1, 1), (2, 2)]
    a, b = count(3), count(3)
    assert [next(a), next(b), next(a), next(b)] == [0, 0, 1, 1]


def test_its_type_is_shown():
    list(count(1))
    assert str(count.nopython_signatures[0].return_type) == "int64 generator"


def test_arguments_live_as_long_as_it_does():
    a = np.arange(5.0)
    before = sys.getrefcount(a)
    numbers = items(a)
    assert sys.getrefcount(a) > before
    assert next(numbers) == 0
    del numbers
    assert sys.getrefcount(a) == before
    numbers = items(np.arange(1000.0) * 2)
    gc.collect()
    np.arange(1000.0) * 3  # in the same memory, had it been freed
    assert sum(numbers) == 2 * sum(range(1000))


@pytest.mark.parametrize("taken", [0, 1, 5, 6])
def test_arguments_end_with_it(taken):
    a = np.arange(5.0)
    before = sys.getrefcount(a)
    numbers = items(a)
    for _ in range(taken):
        next(numbers, None)
    assert sys.getrefcount(a) == before if taken == 6 else sys.getrefcount(a) > before
    del numbers
    assert sys.getrefcount(a) == before


def test_what_it_gave_outlives_it():
    taken = [next(rows(100)) for _ in range(20)]
    several = rows(4)
    taken += list(several)
    del several
    assert all(not row.any() for row in taken[:20])
    assert [row[0] for row in taken[20:]] == [0, 1, 2, 3]


def test_an_array_that_it_gives_is_its_own():
    @njit
    def growing(n):
        a = np.zeros(n)
        for i in range(n):
            a[i] = i + 1
            yield a

    arrays = growing(3)
    first = next(arrays)
    first[2] = 9
    second = next(arrays)
    assert list(first) == list(second) == [1, 2, 9]


def test_an_argument_comes_back_as_it_is():
    @njit
    def back(a):
        yield a
        yield a[1:]

    a = np.arange(3)
    whole, part = back(a)
    assert whole is a
    assert part.base is a


def test_text_and_lists_are_kept():
    @njit
    def letters(s, more):
        for c in s:
            yield c
        for x in more:
            yield x

    given = ["x" * 50, "y"]
    found = letters("héllo" * 30, given)
    given[:] = ["other"] * 2
    assert "".join(found) == "héllo" * 30 + "x" * 50 + "y"


def test_an_exception_keeps_class_arguments_and_line():
    numbers = halves(5)
    taken = []
    with pytest.raises(ValueError, match="half") as raised:
        taken.extend(numbers)
        taken.extend(iter(lambda: next(numbers), None))
    assert raised.value.args == ("half", 3, "way")
    last = traceback.extract_tb(raised.value.__traceback__)[-1]
    assert (last.name, last.line) == ("halves", 'raise ValueError("half", i, "way")')
    assert list(numbers) == []


def test_an_exception_shows_the_kernels_on_its_way():
    @njit
    def first_row(n):
        found = halves(n)
        s = 0
        for row in found:
            s += row[0]
        return s

    with pytest.raises(ValueError, match="half") as raised:
        first_row(5)
    names = [frame.name for frame in traceback.extract_tb(raised.value.__traceback__)]
    assert names[-2:] == ["first_row", "halves"]
    assert raised.value.args == ("half", 3, "way")


def test_arguments_of_an_exception_outlive_the_generator():
    @njit
    def says(n):
        text = "number " + str(n)
        yield n
        raise KeyError(text)

    @njit
    def asks(n):
        found = says(n)
        next(found)
        return next(found)

    for ask in (asks, lambda n: list(says(n))):
        with pytest.raises(KeyError) as raised:
            ask(7)
        assert raised.value.args == ("number 7",)


def test_stop_iteration_inside_is_an_error_as_in_python():
    @njit
    def two(n):
        numbers = count(n)
        yield next(numbers)
        yield next(numbers)

    with pytest.raises(RuntimeError, match="generator raised StopIteration") as raised:
        list(two(1))
    assert isinstance(raised.value.__cause__, StopIteration)


def test_it_cannot_be_asked_while_it_runs(monkeypatch, capsys):
    @njit
    def prints(n):
        for i in range(n):
            print(i)
            yield i

    class Asks:
        def write(self, _):
            with pytest.raises(ValueError, match="generator already executing"):
                next(numbers)
            asked.append(1)

        def flush(self):
            pass

    asked = []
    numbers = prints(2)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", Asks())
        assert list(numbers) == [0, 1]
    assert asked


def test_what_print_raises_passes_through_it(monkeypatch):
    @njit
    def prints(n):
        for i in range(n):
            print(i)
            yield i

    class Broken:
        def write(self, _):
            raise OSError("no paper")

    numbers = prints(2)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", Broken())
        with pytest.raises(OSError, match="no paper"):
            next(numbers)
    assert list(numbers) == []


def test_it_can_move_to_another_thread():
    @njit
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    @njit
    def fibs(n):
        for i in range(n):
            yield fib(i)

    numbers = fibs(10)
    found = [next(numbers)]
    for _ in range(4):
        thread = threading.Thread(target=lambda: found.extend([next(numbers), next(numbers)]))
        thread.start()
        thread.join()
    assert found == [fib.py_func(i) for i in range(9)]


def test_ctrl_c_ends_it():
    @njit
    def slow(n):
        yield 1
        s = 0.0
        i = 0
        while i < n:
            s += np.sin(i * 1.0)
            i += 1
        yield s

    numbers = slow(10**13)
    assert next(numbers) == 1
    with subprocess.Popen(["sh", "-c", f"sleep 0.3; kill -INT {os.getpid()}"]), pytest.raises(KeyboardInterrupt):
        next(numbers)
    assert list(numbers) == []
    assert next(slow(3)) == 1


def test_a_body_that_asks_itself_too_deep():
    @njit
    def down(n):
        for x in down(n + 1):
            yield x
        yield n

    with pytest.raises(RecursionError):
        list(down(0))
    assert list(count(2)) == [0, 1]


def test_what_is_no_item_type():
    @njit
    def nothing(n):
        if False:
            yield n

    with pytest.raises(errors.TypingError, match="Cannot type generator: it does not yield any value"):
        nothing(1)

    @njit
    def generators(n):
        for i in range(n):
            yield count(i)

    with pytest.raises(errors.NumbaError, match="a generator that yields a generator"):
        generators(1)


def test_it_is_no_argument_from_python():
    @njit
    def total(numbers):
        s = 0
        for x in numbers:
            s += x
        return s

    with pytest.raises(errors.TypingError):
        total(count(3))


def test_a_generator_in_a_cycle_is_collected():
    class Node:
        pass

    node = Node()
    node.items = items(np.zeros(3))
    next(node.items)
    seen = weakref.ref(node)
    node.itself = node
    del node
    gc.collect()
    assert seen() is None


@njit
def inner_arrays(n):
    a = np.ones(n)
    for x in (a * i for i in range(n)):
        b = a + x
        yield b


@njit
def in_a_kernel(n, fail):
    kept = rows(n)
    next(kept)
    left = [count(i) for i in range(3)]
    s = 0.0
    for row in halves(n):
        s += row[0]
    if fail:
        raise ValueError("outside", n)
    return s + next(left[1])


@njit
def catches(n):
    s = 0
    for i in range(3):
        try:
            for row in halves(n):
                s += row[0]
            found = halves(n)
            for row in found:
                s += row[0]
        except ValueError:
            s += i
    return s


@njit
def texts(words):
    for word in words:
        yield word + "!"


@njit
def gives_one(n):
    return inner_arrays(n), [rows(n), rows(n)]


def abandoned():
    numbers = rows(20)
    next(numbers)


def mixed():
    a, (b, c) = gives_one(20)
    next(a)
    next(b)
    assert len(list(c)) == 20


MEMORY = {
    "never begun": lambda: rows(20),
    "abandoned": abandoned,
    "to the end": lambda: list(rows(5)),
    "raising": lambda: list(halves(50)),
    "arguments": lambda: next(items(np.zeros(100))),
    "inside": lambda: next(inner_arrays(20)),
    "in a kernel": lambda: in_a_kernel(3, False),
    "in a kernel that raises": lambda: in_a_kernel(3, True),
    "raising in a kernel": lambda: in_a_kernel(20, False),
    "caught": lambda: catches(20),
    "text": lambda: next(texts(["memory " * 20, "more"])),
    "several": mixed,
}


@pytest.mark.parametrize("name", MEMORY)
def test_memory_stays_flat(name, request):
    def call():
        with contextlib.suppress(ValueError):
            MEMORY[name]()

    for _ in range(2000):
        call()
    gc.collect()
    before = resident()
    for _ in range(100_000 if request.config.getoption("--slow") else 10_000):
        call()
    assert resident() - before < ALLOWED


def test_iterations_of_a_parallel_loop_do_not_share_one():
    @njit(parallel=True)
    def total(n):
        numbers = count(1000)
        s = 0
        for _ in prange(n):
            s += next(numbers, 0)
        return s

    with pytest.warns(errors.NumbaPerformanceWarning, match="share the generator `numbers`"):
        assert total(1000) == sum(range(1000))

    @njit(parallel=True)
    def own(n):
        s = 0
        for i in prange(n):
            numbers = count(i)
            s += next(numbers, 0) + sum(numbers)
        return s

    assert own(50) == sum(sum(range(i)) for i in range(50))
