"""Methods of str that give or take lists."""

import numpy as np

from .declare import code_points, text
from .text import find, is_space


def join(s, parts):
    """The parts in one, with this text between them."""
    between = code_points(s)
    length = 0
    count = 0
    for part in parts:
        length += len(part)
        count += 1
    out = np.empty(length + max(count - 1, 0) * len(between), np.uint32)
    write = 0
    first = True
    for part in parts:
        if not first:
            for point in between:
                out[write] = point
                write += 1
        first = False
        for point in code_points(part):
            out[write] = point
            write += 1
    return text(out)


def split(s, sep=None, maxsplit=-1):
    """The parts between separators, or between spaces, from the left."""
    if sep is None:
        return _split_spaces(s, maxsplit)
    return _split_at(s, sep, maxsplit)


def _split_spaces(s, most):
    x = code_points(s)
    parts = []
    place = 0
    while True:
        while place < len(x) and is_space(x[place]):
            place += 1
        if place == len(x):
            break
        if len(parts) == most:
            parts.append(s[place:])
            break
        first = place
        while place < len(x) and not is_space(x[place]):
            place += 1
        parts.append(s[first:place])
    return parts


def _split_at(s, sep, most):
    if len(sep) == 0:
        raise ValueError("empty separator")
    parts = []
    first = 0
    while len(parts) != most:
        place = find(s, sep, first)
        if place < 0:
            break
        parts.append(s[first:place])
        first = place + len(sep)
    parts.append(s[first:])
    return parts


def rsplit(s, sep=None, maxsplit=-1):
    """The same from the right: what a mirror shows of a split from the left."""
    mirrored = split(s[::-1], None, maxsplit) if sep is None else split(s[::-1], sep[::-1], maxsplit)
    return [part[::-1] for part in reversed(mirrored)]


def splitlines(s, keepends=False):
    """The lines, without their ends unless `keepends`."""
    x = code_points(s)
    lines = []
    first = 0
    while first < len(x):
        last = first
        while last < len(x) and not _ends_line(x[last]):
            last += 1
        behind = last
        if last < len(x):
            behind += 1
            if x[last] == 13 and behind < len(x) and x[behind] == 10:
                behind += 1
        lines.append(s[first : behind if keepends else last])
        first = behind
    return lines


def _ends_line(point):
    return 10 <= point <= 13 or 28 <= point <= 30 or point == 0x85 or point == 0x2028 or point == 0x2029
