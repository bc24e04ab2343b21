"""Methods of str about what characters are: of ASCII here, of the rest by CPython, which has Unicode's tables."""

import numpy as np

from .declare import code_points, python, text
from .text import is_space


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
        if not is_space(point):
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
