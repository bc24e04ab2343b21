# ruff: noqa: B007, B023, B905, E731, PT018, SIM108 (kernels as users write them)
"""Functions as values, ranges as values, and other parts of the language: kernels do what CPython does."""

from collections import namedtuple
from functools import reduce
from typing import NamedTuple

import numpy as np
import pytest

from jaculus import njit


@njit
def apply(f, x):
    return f(x)


@njit
def twice(f, x):
    return f(f(x))


@njit
def inc(x):
    return x + 1


@njit
def dec(x):
    return x - 1


@njit
def apply_range(r):
    s = 0
    for i in r:
        s += i
    return s


def a_def_captures_a_parameter(n):
    def inner(x):
        return x * n

    return inner(3) + inner(2.5)


def a_lambda_with_a_default_and_keywords(n):
    k = 2
    f = lambda x, y=5: x * n + y + k
    return f(1) + f(2, 3) + f(x=4)


def closures_see_later_values_and_travel(n):
    total = n

    def add(x):
        return x + total

    total = total * 2
    return apply(add, 1) + twice(add, 1) + twice(lambda v: v * total, 3)


def a_closure_calls_itself(n):
    def fact(k):
        if k <= 1:
            return 1
        return k * fact(k - 1)

    return fact(n)


def a_closure_writes_into_a_captured_array(n):
    a = np.arange(n)

    def setall(v):
        for i in range(len(a)):
            a[i] = v + i

    setall(10)
    return a.sum()


def functions_in_a_tuple(n):
    fs = (inc, dec, lambda x: x * n)
    return fs[0](1) + fs[1](2) + fs[2](3)


def ranges_are_values(n):
    if n > 3:
        r = range(n)
    else:
        r = range(1, n, 1)
    s = 0
    for k in range(3):
        for i in r:
            s += i
        r = range(len(r) + 1)
    return s + len(r) + apply_range(r) + apply_range(range(n, 0, -2))


def closures_in_closures(n):
    def outer2(y):
        def inner2(z):
            return z + y * n

        return inner2(1) + apply(inner2, 2)

    return outer2(5) + apply(outer2, 6)


def a_lambda_of_each_iteration(n):
    s = 0
    for i in range(n):
        g = lambda x: x + i
        s += apply(g, 10)
        for j in range(i):
            s += g(j)
    return s


def spread_and_keyword_only_parameters(n):
    def f(x, *args, k=3):
        s = x * k
        for a in args:
            s += a
        return s

    t = (1, 2, n)
    return f(1) + f(2, 3) + f(*t) + f(1, k=n) + f(*t, k=2)


def zip_and_enumerate_are_values(n):
    z = zip(range(n), range(n, 2 * n))
    e = enumerate((4, 5, 6), n)
    s = 0
    for a, b in z:
        s += a * b
    for i, v in e:
        s += i * v
    return s


def a_range_bound_in_a_loop(n):
    for i in range(n):
        r = range(i, n)
    return len(r)


PROGRAMS = [
    a_def_captures_a_parameter,
    a_lambda_with_a_default_and_keywords,
    closures_see_later_values_and_travel,
    a_closure_calls_itself,
    a_closure_writes_into_a_captured_array,
    functions_in_a_tuple,
    ranges_are_values,
    closures_in_closures,
    a_lambda_of_each_iteration,
    spread_and_keyword_only_parameters,
    zip_and_enumerate_are_values,
    a_range_bound_in_a_loop,
]


def plain(monkeypatch):
    """The helpers as Python functions."""
    for name, value in list(globals().items()):
        if hasattr(value, "py_func"):
            monkeypatch.setitem(globals(), name, value.py_func)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_as_cpython(program):
    compiled = njit(program)
    for n in (1, 5):
        with pytest.MonkeyPatch.context() as patch:
            plain(patch)
            expected = program(n)
        assert compiled(n) == expected


Point = namedtuple("Point", "x y")


class Line(NamedTuple):
    begin: Point
    end: Point
    width: int = 7


ORIGIN = Point(3, 4)


def test_functions_are_arguments():
    for _ in range(2):
        assert (apply(inc, 4), apply(dec, 4), apply(inc, 2.5)) == (5, 3, 3.5)
    assert len(apply.signatures) == 3

    @njit
    def default(x, f=inc):
        return f(x)

    @njit
    def both(fs, x):
        return fs[0](x) * fs[1](x)

    assert (default(3), default(3, dec), default(3, f=dec)) == (4, 2, 2)
    assert both((inc, dec), 5) == 24


def test_classes_are_arguments():
    @njit
    def converted(kind, a):
        return a.astype(kind), np.zeros(2, dtype=kind)

    for one in converted(np.float32, np.arange(3)):
        assert one.dtype == np.float32


def test_namedtuples():
    def fields(p):
        return p.x + p.y * 2, p[0], len(p), p

    def made(n):
        line = Line(Point(n, y=n * 2.0), end=Point(1, 2))
        x, y = line.begin
        return line, line.width, x + y, ORIGIN.x * n, ORIGIN

    def either(n):
        if n > 2:
            p = Point(n, 2)
        else:
            p = Point(1, n)
        return p

    for function, arguments in [(fields, Point(1, 2.5)), (fields, Point(1, 2)), (made, 3), (either, 4), (either, 1)]:
        expected, got = function(arguments), njit(function)(arguments)
        assert got == expected and repr(got) == repr(expected)

    @njit
    def written(p):
        p.x[0] = 5
        return p

    a = np.zeros(2)
    result = written(Point(a, 1))
    assert type(result) is Point and result.x is a and a[0] == 5


def test_iteration():
    def indices(n):
        total = 0.0
        a = np.arange(12.0).reshape(3, 4)
        for place, v in np.ndenumerate(a):
            total += v * place[0] + place[1]
        for place in np.ndindex(3, 2):
            total += place[0] * 10 + place[1]
        for place in np.ndindex(a.shape):
            total += a[place] * n
        for v in np.nditer(a.T):
            total += v.item()
        for v in a.flat:
            total -= v
        return total

    def functions(n):
        total = 0
        for x in map(lambda x, y: x * n + y, range(4), (5, 6, 7)):
            total = total * 3 + x
        for x in filter(lambda x: x % 2, range(10)):
            total = total * 3 + x
        for x in filter(None, range(n)):
            total += x
        summed = reduce(lambda x, y: x + y * n, range(5))
        product = reduce(lambda x, y: x * y, (1, 2, n), 10)
        return total, summed, product, any((False, n > 3)), all([n > 3, True]), any(range(n)), all(np.ones(n))

    def iterators(n):
        numbers = iter(range(n))
        total = 0
        for _ in range(3):
            total = total * 10 + next(numbers)
        pairs = iter(zip((1, 2, 3), range(n, n + 3)))
        a, b = next(pairs)
        c, d = next(pairs)
        try:
            while True:
                total += next(numbers)
        except StopIteration:
            total += 1000
        return total, a, b, c, d

    def ranges(n):
        r = range(2, 20, 3)
        for _ in r:
            r = range(20, 2, -n)
        empty = 0
        for x in ():
            empty += x
        return r[1], r[-1], r.start, r.stop, r.step, 20 in r, 2 in r, 20 - n in r, len(r), empty

    for function in (indices, functions, iterators, ranges):
        for n in (3, 4, 7):
            assert njit(function)(n) == function(n)
    with pytest.raises(IndexError):
        njit(lambda n: range(n)[n])(3)


def test_isinstance_is_of_the_type():
    @njit
    def kinds(x, p):
        return isinstance(x, int), isinstance(x, (float, bool)), isinstance(p, Point), isinstance(p, tuple)

    assert kinds(1, Point(1, 2)) == (True, False, True, True)
    assert kinds(1.5, (1, 2)) == (False, True, False, True)
    assert kinds(np.int32(1), 1) == (False, False, False, False)


@njit
def doubled(n):
    for i in range(n):
        yield i * 2


@njit
def pairs(last, step=2):
    i = 0
    while True:
        if i > last:
            return
        if i % step == 0:
            yield i, i * 1.5
        else:
            yield -i, 0.0
        i += 1


@njit
def delegating(n):
    yield from range(3)
    for x in doubled(n):
        yield x * 10
    yield 7


def test_loops_over_generators():
    def jumps(n):
        s = 0.0
        for a, b in pairs(n):
            if a == 4:
                continue
            if a == 8:
                break
            s = s * 2 + a + b
        else:
            s += 1000
        return s

    def several(n):
        s = 0
        for x in delegating(n):
            s = s * 3 + x
        return s, sum(doubled(n)), any(doubled(n))

    def own(n):
        def shifted(k):
            for j in range(k):
                yield j + n

        numbers = shifted(4)
        t = sum(shifted(3))
        for v in numbers:
            t = t * 2 + v
        return t

    def out_of_two(n):
        for x in doubled(n):
            for y in doubled(x):
                if y > 4:
                    return x, y
                if y == 2:
                    break
        return n, -1

    def caught(n):
        try:
            for x in doubled(n):
                n += 10 // (4 - x)
        except ZeroDivisionError:
            return n, x
        return n, 0

    for function in (jumps, several, own, out_of_two, caught):
        for n in (1, 3, 5, 12):
            with pytest.MonkeyPatch.context() as patch:
                plain(patch)
                expected = function(n)
            assert njit(function)(n) == expected


def test_function_with_a_signature_calls_itself():
    @njit("int64(int64)")
    def fibonacci(n):
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    assert fibonacci(10) == 55
