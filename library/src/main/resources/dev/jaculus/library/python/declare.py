"""What the compiler knows by name, for CPython."""

import numpy as np

python = str  # what only CPython's tables tell


def code_points(s):
    """The code points of a text, which are its memory."""
    return np.array([ord(c) for c in s], np.uint32)


def text(points):
    """The text whose memory they are."""
    return "".join(map(chr, points))


def numpy_function(original):
    """Marks a function as our form of a module's `original`."""

    def mark(function):
        function.original = original
        return function

    return mark
