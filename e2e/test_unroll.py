"""Loops over tuples whose items have different types: the body is compiled once for each item, as Python runs it."""
# ruff: noqa: E731, SIM108 -- kernels as users write them

from collections import namedtuple

import numpy as np
import pytest

from jaculus import numba
from jaculus.numba import literal_unroll, njit

Pair = namedtuple("Pair", "first second")
MIXED = (1, 2.5, "abc", 3j)


@njit
def increased(x):
    return x + 1


@njit
def doubled(x):
    return x * 2


def total(t):
    s = 0.0
    for x in literal_unroll(t):
        s += x
    return s


def sums(t):
    s = 0.0
    for a in literal_unroll(t):
        s += a.sum() * a.ndim
    return s


def kinds(t):
    n = 0
    for x in literal_unroll(t):
        if isinstance(x, str):
            n += len(x)
            continue
        n += int(x) * 10
    return n


def named(t):
    n = 0
    for x in literal_unroll(t):
        if x == "apple":
            n += 1
        elif x != 1:
            n += 10
    return n


def stopped(t, most):
    n = 0
    for x in literal_unroll(t):
        n += 1
        if x > most:
            break
    else:
        n += 100
    return n


def own_lists(t):
    r = 0.0
    for x in literal_unroll(t):
        y = x
        for i in range(3):
            y = y + x * i
        kept = [x]
        kept.append(x)
        doubles = [x * k for k in range(3)]
        r += y + len(kept) + kept[0] + doubles[2]
    return r


def nested(t, u):
    r = 0.0
    for x in literal_unroll(t):
        for y in literal_unroll(u):
            if y == 2:
                break
            if x == 3:
                continue
            r += x * y
    return r


def alias(t):
    over = literal_unroll(t)
    r = 0.0
    for x in over:
        r += x
    return r


def in_loops(t, n):
    r = 0.0
    for i in range(n):
        for x in literal_unroll(t):
            if i == 2:
                break
            r += x * i
        while r < 5:
            for z in literal_unroll((1, 2.0)):
                r += z
    return r


def trying(t):
    r = 0.0
    for x in literal_unroll(t):
        try:
            if x > 2:
                raise ValueError("big")
            r += x
        except ValueError:
            r += 100
            break
        finally:
            r += 1000
    return r


def functions(fs, x):
    for f in literal_unroll(fs):
        x = f(x)
    return x


def pairs(t):
    s = 0.0
    for a, b in literal_unroll(t):
        s += a * b
    return s


def reassigned(t):
    s = 0.0
    for a in literal_unroll(t):
        t = (5, 6.0)
        s += a
    return s + t[0]


def lambdas(t):
    s = 0.0
    for a in literal_unroll(t):
        scaled = lambda z: z * a  # noqa: B023 (called at once)
        s += scaled(2)
    return s


def of_one_type():
    s = 0
    for x in literal_unroll((1, 2, 3)):
        s += x
    for x in literal_unroll([1, 2, 3]):
        s += x
    for text in literal_unroll(("a", "bc")):
        s += len(text)
    for text in ("a", "bc"):
        s += len(text)
    for _ in literal_unroll(()):
        s += 1000
    return s


def listed():
    s = 0
    for x in literal_unroll([1, 2.5, "a"]):
        s = s * 10 + len(str(x))
    return s


CALLS = [
    (total, ((1, 2.5, True),)),
    (total, (Pair(1, 2.5),)),
    (sums, ((np.arange(3), np.ones((2, 2)), np.ones((1, 2, 3), np.float32)),)),
    (kinds, ((1, "ab", 2.5, "c"),)),
    (named, ((1, "apple", 2.5, "pear"),)),
    *((stopped, ((1, 2.5, 3), most)) for most in (0, 2, 9)),
    (own_lists, ((1, 2.5, 3),)),
    (nested, ((1, 2.5, 3), (1.0, 4, 2, 8))),
    (alias, ((1, 2.5),)),
    (in_loops, ((1, 2.5), 5)),
    (trying, ((1, 2.5, 3),)),
    (trying, ((1, 2.0),)),
    (functions, ((increased, doubled), 3)),
    (pairs, (((1, 2.5), (2, 3), (1, True)),)),
    (reassigned, ((1, 2.5),)),
    (lambdas, ((1, 2.5),)),
    (of_one_type, ()),
    (listed, ()),
]


@pytest.mark.parametrize(("function", "arguments"), CALLS, ids=lambda one: getattr(one, "__name__", ""))
def test_as_python(function, arguments):
    assert njit(function)(*arguments) == function(*arguments)


def test_globals_are_printed_as_they_are(capfd):
    @njit
    def show():
        for x in literal_unroll(MIXED):
            print(x)

    show()
    assert capfd.readouterr().out == "1\n2.5\nabc\n3j\n"


def test_in_a_parallel_loop():
    @njit(parallel=True)
    def each(t, n):
        out = np.zeros(n)
        for i in numba.prange(n):
            for a in literal_unroll(t):
                out[i] += a * i
        return out

    assert each((1, 2.5), 10).tolist() == each.py_func((1, 2.5), 10).tolist()


def test_out_of_a_generator():
    @njit
    def items(t):
        for x in literal_unroll(t):
            yield x * 2

    @njit
    def added(t):
        s = 0.0
        for x in items(t):
            s += x
        return s

    assert added((1, 2.5)) == 7.0


def test_without_it_the_error_names_it():
    @njit
    def added(t):
        s = 0.0
        for x in t:
            s += x
        return s

    with pytest.raises(numba.TypingError, match="literal_unroll"):
        added((1, 2.5))


@pytest.mark.parametrize("what", [3, "abc", np.ones(3)])
def test_other_arguments(what):
    @njit
    def over(x):
        for _ in literal_unroll(x):
            pass

    with pytest.raises(
        numba.UnsupportedError,
        match="argument should be a tuple or a list of constant values",
    ):
        over(what)


@njit
def span(d, n):
    if d >= 0:
        r = range(n)
    else:
        r = range(-d, n)
    s = 0
    for i in r:
        s += i
    return s


@njit
def either_way(d, n):
    if d >= 0:
        r = range(0, n, 1)
    else:
        r = range(n, 0, -2)
    s = 0
    for i in r:
        s = s * 3 + i
    return s * 10 + len(r)


@pytest.mark.parametrize("function", [span, either_way])
@pytest.mark.parametrize("d", [3, -3])
def test_a_variable_that_is_one_of_two_ranges(function, d):
    assert function(d, 7) == function.py_func(d, 7)


ADD = True


@njit
def decreased(x):
    return x - 1


@njit
def by_a_global(x):
    f = increased if ADD else decreased
    return f(x)


@njit
def by_a_default(x, other=None):
    if other is None:
        f = increased
    else:
        f = decreased
    return f(x)


def test_which_function_is_decided_by_constants():
    assert by_a_global(3) == 4
    assert by_a_default(3) == 4
    assert by_a_default(3, 1) == 2


def test_functions_and_values_in_one_tuple():
    @njit
    def call(t):
        return t[0](t[1])

    with pytest.raises(numba.TypingError, match="a tuple of functions and of other values"):
        call((increased, 3))


def test_functions_as_fields():
    @njit
    def call(fields, x):
        return fields.first(x) + fields[1](x)

    @njit
    def made(x):
        return Pair(doubled, x).first(3) + Pair(x, increased).first

    assert call(Pair(increased, doubled), 5) == 16
    assert made(2) == 8


def chosen(x):
    f = increased if x > 0 else decreased
    return f(x)


def assigned(x):
    if x > 0:
        f = increased
    else:
        f = decreased
    return f(x)


def test_either_of_two_functions_is_chosen_at_run_time():
    assert [njit(chosen)(x) for x in (3, -3)] == [chosen(3), chosen(-3)]


@pytest.mark.parametrize("function", [assigned])
def test_which_function_is_not_decided_at_run_time(function):
    with pytest.raises(
        numba.TypingError,
        match="which function this is must be known while the kernel is compiled",
    ):
        njit(function)(3)
