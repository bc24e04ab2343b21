"""Methods of str that cut, replace and fill up."""

import numpy as np

from .declare import code_points, text
from .text import at, endswith, find, is_space, rfind, startswith


def _is_of(point, chars):
    if chars is None:
        return is_space(point)
    for other in code_points(chars):
        if point == other:
            return True
    return False


def lstrip(s, chars=None):
    """Without the leading characters of `chars`, or spaces."""
    x = code_points(s)
    first = 0
    while first < len(x) and _is_of(x[first], chars):
        first += 1
    return s[first:]


def rstrip(s, chars=None):
    """Without the trailing characters of `chars`, or spaces."""
    x = code_points(s)
    last = len(x)
    while last > 0 and _is_of(x[last - 1], chars):
        last -= 1
    return s[:last]


def strip(s, chars=None):
    """Without both."""
    return rstrip(lstrip(s, chars), chars)


def removeprefix(s, prefix):
    """Without this beginning."""
    if startswith(s, prefix):
        return s[len(prefix) :]
    return s


def removesuffix(s, suffix):
    """Without this end."""
    if len(suffix) > 0 and endswith(s, suffix):
        return s[: len(s) - len(suffix)]
    return s


def partition(s, sep):
    """What is before the first separator, the separator, and what is after."""
    if len(sep) == 0:
        raise ValueError("empty separator")
    place = find(s, sep)
    if place < 0:
        return s, "", ""
    return s[:place], sep, s[place + len(sep) :]


def rpartition(s, sep):
    """The same at the last separator."""
    if len(sep) == 0:
        raise ValueError("empty separator")
    place = rfind(s, sep)
    if place < 0:
        return "", "", s
    return s[:place], sep, s[place + len(sep) :]


def replace(s, old, new, count=-1):
    """`new` for each `old`, at most `count` of them."""
    x = code_points(s)
    y = code_points(old)
    z = code_points(new)
    times = _occurrences(x, y)
    if 0 <= count < times:
        times = count
    out = np.empty(len(x) + times * (len(z) - len(y)), np.uint32)
    read = 0
    write = 0
    while read < len(x) or times > 0:
        if times > 0 and read + len(y) <= len(x) and at(x, y, read):
            for k in range(len(z)):
                out[write + k] = z[k]
            write += len(z)
            read += len(y)
            times -= 1
            if len(y) > 0:
                continue
        if read < len(x):
            out[write] = x[read]
            write += 1
            read += 1
    return text(out)


def _occurrences(x, y):
    if len(y) == 0:
        return len(x) + 1
    found = 0
    place = 0
    while place <= len(x) - len(y):
        if at(x, y, place):
            found += 1
            place += len(y)
        else:
            place += 1
    return found


def _padded(s, left, right, fill):
    if len(fill) != 1:
        raise TypeError("the fill character must be exactly one character long")
    x = code_points(s)
    out = np.empty(left + len(x) + right, np.uint32)
    out[:] = code_points(fill)[0]
    for i in range(len(x)):
        out[left + i] = x[i]
    return text(out)


def ljust(s, width, fillchar=" "):
    """Filled up on the right."""
    return _padded(s, 0, max(width - len(s), 0), fillchar)


def rjust(s, width, fillchar=" "):
    """Filled up on the left."""
    return _padded(s, max(width - len(s), 0), 0, fillchar)


def center(s, width, fillchar=" "):
    """Filled up on both sides; an odd place goes where CPython puts it."""
    room = max(width - len(s), 0)
    left = room // 2 + (room & width & 1)
    return _padded(s, left, room - left, fillchar)


def zfill(s, width):
    """Filled up with zeros behind the sign."""
    room = width - len(s)
    if room <= 0:
        return s
    if len(s) > 0 and (code_points(s)[0] == 43 or code_points(s)[0] == 45):
        return s[:1] + _padded(s[1:], room, 0, "0")
    return _padded(s, room, 0, "0")


def expandtabs(s, tabsize=8):
    """Spaces for tabs, up to the next column that `tabsize` divides."""
    x = code_points(s)
    out = np.empty(_expanded(x, tabsize), np.uint32)
    write = 0
    column = 0
    for point in x:
        if point == 9:
            if tabsize > 0:
                spaces = tabsize - column % tabsize
                out[write : write + spaces] = 32
                write += spaces
                column += spaces
        else:
            out[write] = point
            write += 1
            column = 0 if point == 10 or point == 13 else column + 1
    return text(out)


def _expanded(x, tabsize):
    length = 0
    column = 0
    for point in x:
        if point == 9:
            if tabsize > 0:
                spaces = tabsize - column % tabsize
                length += spaces
                column += spaces
        else:
            length += 1
            column = 0 if point == 10 or point == 13 else column + 1
    return length
