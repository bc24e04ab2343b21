"""Operators, methods and builtin functions of str, over the code points."""

import numpy as np
from .declare import code_points, text


def equal(a, b):
    """`a == b`."""
    x = code_points(a)
    y = code_points(b)
    if len(x) != len(y):
        return False
    for i in range(len(y)):
        if x[i] != y[i]:
            return False
    return True


def less(a, b):
    """`a < b`: by the first characters that differ, then by length."""
    x = code_points(a)
    y = code_points(b)
    for i in range(min(len(x), len(y))):
        if x[i] != y[i]:
            return x[i] < y[i]
    return len(x) < len(y)


def item(s, i):
    """`s[i]`."""
    x = code_points(s)
    if i < 0:
        i += len(x)
    if i < 0 or i >= len(x):
        raise IndexError("string index out of range")
    return text(x[i : i + 1])


def concatenate(a, b):
    """`a + b`."""
    x = code_points(a)
    y = code_points(b)
    out = np.empty(len(x) + len(y), np.uint32)
    for i in range(len(x)):
        out[i] = x[i]
    for i in range(len(y)):
        out[len(x) + i] = y[i]
    return text(out)


def repeat(s, times):
    """`s * times`."""
    x = code_points(s)
    out = np.empty(len(x) * max(times, 0), np.uint32)
    for i in range(len(out)):
        out[i] = x[i % len(x)]
    return text(out)


def ord(c):
    """The code point of a character."""
    x = code_points(c)
    if len(x) != 1:
        raise TypeError("ord() expected a character")
    return np.int64(x[0])


def chr(i):
    """The character of a code point."""
    if i < 0 or i > 0x10FFFF:
        raise ValueError("chr() arg not in range(0x110000)")
    out = np.empty(1, np.uint32)
    out[0] = np.int64(0) | i
    return text(out)


def of_int(n):
    """`str(n)`."""
    if n < 0:
        # The opposite of the least int64 is itself, and right as an unsigned number.
        return concatenate("-", of_unsigned(np.uint64(-n)))
    return of_unsigned(np.uint64(n))


def of_unsigned(n):
    """`str(n)`."""
    digits = 1
    rest = n // np.uint64(10)
    while rest != 0:
        digits += 1
        rest //= np.uint64(10)
    out = np.empty(digits, np.uint32)
    rest = n
    for i in range(digits - 1, -1, -1):
        out[i] = np.uint64(48) + rest % np.uint64(10)
        rest //= np.uint64(10)
    return text(out)


# ---- Searching ----


def contains(s, part):
    """`part in s`."""
    return find(s, part) >= 0


def find(s, sub, start=None, end=None):
    """The first place of `sub` in `s[start:end]`, or -1."""
    x = code_points(s)
    y = code_points(sub)
    for i in range(_start(start, len(x)), _end(end, len(x)) - len(y) + 1):
        if at(x, y, i):
            return i
    return -1


def rfind(s, sub, start=None, end=None):
    """The last place of `sub` in `s[start:end]`, or -1."""
    x = code_points(s)
    y = code_points(sub)
    for i in range(_end(end, len(x)) - len(y), _start(start, len(x)) - 1, -1):
        if at(x, y, i):
            return i
    return -1


def index(s, sub, start=None, end=None):
    """As find, but ValueError where there is none."""
    place = find(s, sub, start, end)
    if place < 0:
        raise ValueError("substring not found")
    return place


def rindex(s, sub, start=None, end=None):
    """As rfind, but ValueError where there is none."""
    place = rfind(s, sub, start, end)
    if place < 0:
        raise ValueError("substring not found")
    return place


def count(s, sub, start=None, end=None):
    """How often `sub` is in `s[start:end]`, without overlaps."""
    x = code_points(s)
    y = code_points(sub)
    place = _start(start, len(x))
    last = _end(end, len(x)) - len(y)
    found = 0
    while place <= last:
        if at(x, y, place):
            found += 1
            place += max(len(y), 1)
        else:
            place += 1
    return found


def startswith(s, prefix, start=None, end=None):
    """Whether `s[start:end]` begins so."""
    x = code_points(s)
    y = code_points(prefix)
    first = _start(start, len(x))
    return first <= len(x) and first + len(y) <= _end(end, len(x)) and at(x, y, first)


def endswith(s, suffix, start=None, end=None):
    """Whether `s[start:end]` ends so."""
    x = code_points(s)
    y = code_points(suffix)
    first = _start(start, len(x))
    place = _end(end, len(x)) - len(y)
    return first <= len(x) and place >= first and at(x, y, place)


def at(x, y, place):
    for k in range(len(y)):
        if x[place + k] != y[k]:
            return False
    return True


def _start(start, length):
    if start is None:
        return 0
    if start < 0:
        return max(start + length, 0)
    return start


def _end(end, length):
    if end is None:
        return length
    if end < 0:
        return max(end + length, 0)
    return min(end, length)


def is_space(point):
    """As str.isspace for one character."""
    if point < 128:
        return point == 32 or 9 <= point <= 13 or 28 <= point <= 31
    return (
        point == 0x85
        or point == 0xA0
        or point == 0x1680
        or 0x2000 <= point <= 0x200A
        or point == 0x2028
        or point == 0x2029
        or point == 0x202F
        or point == 0x205F
        or point == 0x3000
    )
