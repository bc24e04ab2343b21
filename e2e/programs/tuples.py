"""Tuples, named tuples, unpacking."""

from collections import namedtuple

import numpy as np
from numba import njit

from programs import calls

Point = namedtuple("Point", ["x", "y"])


@calls("1, 2.5")
@njit
def made(a, b):
    return (a, b), (a,), (), (a, (b, a))


@calls("(1, 2)", "(1.5, 2)")
@njit
def unpacked(t):
    a, b = t
    return b, a


@calls("(1, (2.5, 3))")
@njit
def unpacked_nested(t):
    a, (b, c) = t
    return a + b + c


@calls("(1, 2, 3, 4)")
@njit
def starred(t):
    first, *rest = t
    return first, len(rest)


@calls("(10, 20, 30), 1", "(10, 20, 30), -1", "(10, 20, 30), 5")
@njit
def indexed(t, i):
    return t[i]


@calls("(1, 2.5, 3)")
@njit
def indexed_constant(t):
    return t[0], t[1], t[-1], len(t)


@calls("(1, 2, 3, 4)")
@njit
def sliced(t):
    return t[1:], t[:2], t[::2], t[::-1]


@calls("(1, 2), (3.0,)", "(), (1,)")
@njit
def joined(a, b):
    return a + b


@calls("(1, 2)")
@njit
def repeated(a):
    return a * 2


@calls("(1, 2), (1, 3)", "(1, 2), (1, 2)", "(2, 0), (1, 9)")
@njit
def compared(a, b):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


@calls("2, (1, 2, 3)", "9, (1, 2, 3)")
@njit
def contains(x, t):
    return x in t, x not in t


@calls("(3, 1, 2)", "(2.5, -1.0, 0.0)")
@njit
def reduced(t):
    return sum(t), min(t), max(t)


@calls("Point(1, 2)", "Point(1.5, -2.0)")
@njit
def point_fields(p):
    return p.x + p.y, p[0], len(p)


@calls("1, 2")
@njit
def point_made(x, y):
    return Point(x, y)


@calls("Point(1.0, 2.0), Point(4.0, 6.0)")
@njit
def distance(p, q):
    dx = p.x - q.x
    dy = p.y - q.y
    return (dx * dx + dy * dy) ** 0.5


@calls("Point(1, 2)")
@njit
def point_keywords(p):
    return Point(y=p.x, x=p.y)


@calls("5", "-5")
@njit
def chosen(n):
    if n > 0:
        t = (1, 2.0)
    else:
        t = (3, 4.0)
    return t


@calls("np.arange(6).reshape(2, 3)")
@njit
def shape(a):
    rows, columns = a.shape
    return rows * 10 + columns, a.shape[::-1]


@calls("1, 2, 3")
@njit
def swapped(a, b, c):
    a, b, c = c, a, b
    return a, b, c


@calls("3")
@njit
def in_a_loop(n):
    t = (0, 1)
    for _ in range(n):
        t = (t[1], t[0] + t[1])
    return t


@calls("(np.arange(3), 2)")
@njit
def holds_an_array(t):
    return t[0] * t[1]


@calls("((1, 2), (3, 4))")
@njit
def pairs(t):
    total = 0
    for a, b in t:
        total += a * b
    return total


@calls("1, 2")
@njit
def enumerated(a, b):
    total = 0
    for i, x in enumerate((a, b, 7)):
        total += i * x
    return total


@calls("(1, 2, 3)", "(1.0,)")
@njit
def to_array(t):
    return np.array(t)


@calls("(1, 2.5, 3)")
@njit
def as_tuple(t):
    return tuple(t)


@calls("()")
@njit
def empty(t):
    return len(t), t == ()


@njit
def points(n):
    return [Point(n, 0.5), Point(n + 1, 1.5)], Point([n], "two")


@calls("3")
@njit
def named_in_lists(n):
    made, other = points(n)
    made.append(Point(made[0].x * 10, made[-1].y))
    return made, made[2].x, other.x, other


@calls("3", "1")
@njit
def named_or_none(n):
    p = None
    if n > 2:
        p = Point(n, 2.0)
    return p


@calls("3")
@njit
def named_as_text(n):
    p = Point(n, 2.0)
    return str(p), f"{p}", str([p])


@calls("3", "0")
@njit
def list_or_none(n):
    items = None
    if n > 0:
        items = [n]
    if items is not None:
        items.append(n)
    return items


@calls("(np.ones((2, 3)), np.zeros((3, 2))), 1", "(np.ones((2, 3)), np.zeros((3, 2)), np.ones((2, 5))), 0")
@njit
def arrays_of_short_rows(matrices, which):
    total = 0.0
    for matrix in matrices:
        total += matrix.sum()
    return matrices[which].max(), total


@calls("np.ones((2, 3)), np.zeros((3, 2)), 1")
@njit
def tuple_made_of_short_rows(a, b, which):
    both = (a, b)
    total = 0.0
    for matrix in (b, a):
        total += matrix.sum()
    return both[which].max(), total
