"""Operators, methods and builtin functions of str, over the code points."""

import numpy as np
from .declare import code_points, python, text


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
    out[0] = i
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
        if _at(x, y, i):
            return i
    return -1


def rfind(s, sub, start=None, end=None):
    """The last place of `sub` in `s[start:end]`, or -1."""
    x = code_points(s)
    y = code_points(sub)
    for i in range(_end(end, len(x)) - len(y), _start(start, len(x)) - 1, -1):
        if _at(x, y, i):
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
        if _at(x, y, place):
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
    return first <= len(x) and first + len(y) <= _end(end, len(x)) and _at(x, y, first)


def endswith(s, suffix, start=None, end=None):
    """Whether `s[start:end]` ends so."""
    x = code_points(s)
    y = code_points(suffix)
    first = _start(start, len(x))
    place = _end(end, len(x)) - len(y)
    return first <= len(x) and place >= first and _at(x, y, place)


def _at(x, y, place):
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


# ---- Cutting and joining ----


def _is_space(point):
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


def _is_of(point, chars):
    if chars is None:
        return _is_space(point)
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
        if times > 0 and read + len(y) <= len(x) and _at(x, y, read):
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
        if _at(x, y, place):
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


# ---- What characters are: of ASCII here, of the rest by CPython, which has Unicode's tables ----


def isascii(s):
    """Whether all are below 128."""
    for point in code_points(s):
        if point > 127:
            return False
    return True


def _is_upper(point):
    return 65 <= point <= 90


def _is_lower(point):
    return 97 <= point <= 122


def _is_digit(point):
    return 48 <= point <= 57


def lower(s):
    """In small letters."""
    if not isascii(s):
        return python.lower(s)
    out = code_points(s).copy()
    for i in range(len(out)):
        if _is_upper(out[i]):
            out[i] += np.uint32(32)
    return text(out)


def casefold(s):
    """As lower, for comparison without case."""
    if not isascii(s):
        return python.casefold(s)
    return lower(s)


def upper(s):
    """In capital letters."""
    if not isascii(s):
        return python.upper(s)
    out = code_points(s).copy()
    for i in range(len(out)):
        if _is_lower(out[i]):
            out[i] -= np.uint32(32)
    return text(out)


def swapcase(s):
    """Small letters for capitals, capitals for small letters."""
    if not isascii(s):
        return python.swapcase(s)
    out = code_points(s).copy()
    for i in range(len(out)):
        if _is_lower(out[i]) or _is_upper(out[i]):
            out[i] ^= np.uint32(32)
    return text(out)


def capitalize(s):
    """A capital letter and small ones."""
    if not isascii(s):
        return python.capitalize(s)
    out = code_points(s).copy()
    for i in range(len(out)):
        if i == 0 and _is_lower(out[i]):
            out[i] -= np.uint32(32)
        elif i > 0 and _is_upper(out[i]):
            out[i] += np.uint32(32)
    return text(out)


def title(s):
    """Each word with a capital letter."""
    if not isascii(s):
        return python.title(s)
    out = code_points(s).copy()
    inside = False
    for i in range(len(out)):
        if inside and _is_upper(out[i]):
            out[i] += np.uint32(32)
        elif not inside and _is_lower(out[i]):
            out[i] -= np.uint32(32)
        inside = _is_lower(out[i]) or _is_upper(out[i])
    return text(out)


def isalpha(s):
    """Whether all are letters."""
    if not isascii(s):
        return python.isalpha(s)
    for point in code_points(s):
        if not (_is_lower(point) or _is_upper(point)):
            return False
    return len(s) > 0


def isdigit(s):
    """Whether all are digits."""
    if not isascii(s):
        return python.isdigit(s)
    for point in code_points(s):
        if not _is_digit(point):
            return False
    return len(s) > 0


def isdecimal(s):
    """Whether all are decimal digits."""
    if not isascii(s):
        return python.isdecimal(s)
    return isdigit(s)


def isnumeric(s):
    """Whether all are numeric."""
    if not isascii(s):
        return python.isnumeric(s)
    return isdigit(s)


def isalnum(s):
    """Whether all are letters or digits."""
    if not isascii(s):
        return python.isalnum(s)
    for point in code_points(s):
        if not (_is_lower(point) or _is_upper(point) or _is_digit(point)):
            return False
    return len(s) > 0


def isspace(s):
    """Whether all are spaces."""
    for point in code_points(s):
        if not _is_space(point):
            return False
    return len(s) > 0


def isprintable(s):
    """Whether repr would show all of them as they are."""
    if not isascii(s):
        return python.isprintable(s)
    for point in code_points(s):
        if point < 32 or point == 127:
            return False
    return True


def isidentifier(s):
    """Whether it could be a name in Python."""
    if not isascii(s):
        return python.isidentifier(s)
    for point in code_points(s):
        if not (_is_lower(point) or _is_upper(point) or _is_digit(point) or point == 95):
            return False
    return len(s) > 0 and not _is_digit(code_points(s)[0])


def islower(s):
    """Whether there are letters, and only small ones."""
    if not isascii(s):
        return python.islower(s)
    found = False
    for point in code_points(s):
        if _is_upper(point):
            return False
        if _is_lower(point):
            found = True
    return found


def isupper(s):
    """Whether there are letters, and only capital ones."""
    if not isascii(s):
        return python.isupper(s)
    found = False
    for point in code_points(s):
        if _is_lower(point):
            return False
        if _is_upper(point):
            found = True
    return found


def istitle(s):
    """Whether each word has one capital letter, the first."""
    if not isascii(s):
        return python.istitle(s)
    found = False
    inside = False
    for point in code_points(s):
        if _is_upper(point):
            if inside:
                return False
            inside = True
            found = True
        elif _is_lower(point):
            if not inside:
                return False
        else:
            inside = False
    return found


# ---- Lists ----


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
        while place < len(x) and _is_space(x[place]):
            place += 1
        if place == len(x):
            break
        if len(parts) == most:
            parts.append(s[place:])
            break
        first = place
        while place < len(x) and not _is_space(x[place]):
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
    """The same from the right."""
    if sep is None:
        return _rsplit_spaces(s, maxsplit)
    return _rsplit_at(s, sep, maxsplit)


def _rsplit_spaces(s, most):
    x = code_points(s)
    parts = []
    place = len(x)
    while True:
        while place > 0 and _is_space(x[place - 1]):
            place -= 1
        if place == 0:
            break
        if len(parts) == most:
            parts.append(s[:place])
            break
        last = place
        while place > 0 and not _is_space(x[place - 1]):
            place -= 1
        parts.append(s[place:last])
    parts.reverse()
    return parts


def _rsplit_at(s, sep, most):
    if len(sep) == 0:
        raise ValueError("empty separator")
    parts = []
    last = len(s)
    while len(parts) != most:
        place = rfind(s, sep, 0, last)
        if place < 0:
            break
        parts.append(s[place + len(sep) : last])
        last = place
    parts.append(s[:last])
    parts.reverse()
    return parts


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


def characters(s):
    """`list(s)`."""
    parts = []
    for c in s:
        parts.append(c)
    return parts
