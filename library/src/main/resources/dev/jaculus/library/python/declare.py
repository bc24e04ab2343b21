"""What the compiler knows by name in `text.py`, for CPython."""

import numpy as np

python = str  # what only CPython's tables tell


def code_points(s):
    """The code points of a text, which are its memory."""
    return np.array([ord(c) for c in s], np.uint32)


def text(points):
    """The text whose memory they are."""
    return "".join(map(chr, points))
