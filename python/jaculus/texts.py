"""Texts of code, kept while they can be had: a file may change later, and what `exec` is given is nowhere afterwards.

A file is read when the first of its functions is decorated. What is compiled from elsewhere is seen by an audit hook,
from the import of this package on: the latest texts and syntax trees are kept, and a function finds its own when it is
decorated.
"""

import os
import sys
from collections import deque
from contextlib import suppress

OURS = "<kernel>"  # the name under which we ourselves compile
_MOST_BYTES = 8 << 20
_MOST_TREES = 16  # a tree takes much memory

_texts = deque()  # (file name, bytes), the newest last
_trees = deque(maxlen=_MOST_TREES)
_bytes = 0
_files = {}  # file name: File
program = None  # (file name, bytes) of the program itself, where that is no file and `jaculus run` has read it


class File:
    """A file as it was: its bytes, and what tells whether it is still that."""

    def __init__(self, name, status):
        self.name, self.stamp = name, _stamp(status)
        self.changed = status.st_ctime_ns  # not to be set by programs, as the other times are
        with open(name, "rb") as file:
            self._bytes = file.read()
        self._lines = None

    def lines(self):
        """Its lines; none where it is no text."""
        if self._lines is None:
            self._lines = lines_of(self._bytes)
        return self._lines


def _stamp(status):
    return status.st_mtime_ns, status.st_size, status.st_ino


def file(name):
    """The file with this name as it is now; None where there is none."""
    try:
        status = os.stat(name)
        known = _files.get(name)
        if known is None or known.stamp != _stamp(status):
            known = _files[name] = File(name, status)
        return known
    except (OSError, ValueError):
        return None


def compiled(name):
    """The texts that were compiled under this name, as lines, the newest first."""
    known = [*reversed(list(_texts)), *([program] if program else [])]
    return (lines_of(text) for one, text in known if one == name)


def trees():
    """The syntax trees that were compiled, the newest first; they come without the name."""
    return reversed(list(_trees))


def lines_of(text):
    """Lines as Python's parser counts them."""
    import io
    import tokenize

    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(text).readline)
        lines = io.TextIOWrapper(io.BytesIO(text), encoding).readlines()
    except (SyntaxError, ValueError, LookupError):
        return []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return lines


def of_command():
    """The lines of `python -c`; none where that is not how Python was started."""
    words = iter(sys.orig_argv[1:])
    for word in words:
        if not word.startswith("-") or word in ("-", "--"):
            return []
        for place, letter in enumerate(word[1:], start=2):
            rest = word[place:]
            if letter == "c":
                return lines_of((rest or next(words, "")).encode(errors="surrogateescape"))
            if letter in "WX":  # these have a value
                if not rest:
                    next(words, None)
                break
            if letter in "-m":
                return []
    return []


def of_input():
    """The lines of a program that Python reads from standard input, where that is a file."""
    try:
        size = os.fstat(0).st_size
        return lines_of(os.pread(0, size, 0)) if size else []
    except OSError:  # a pipe is read once
        return []


def _hear(event, arguments):
    if event == "compile":
        with suppress(Exception):  # a hook that raises stops the program from compiling
            _keep(*arguments)


def _keep(source, name):
    global _bytes
    if isinstance(source, bytes):
        if name in (OURS, "<unknown>") or not (name.startswith("<") or not os.path.exists(name)):
            return  # ours; what ast.parse gives a tree of; files
        _texts.append((name, source))
        _bytes += len(source)
        while _bytes > _MOST_BYTES:
            _bytes -= len(_texts.popleft()[1])
    elif hasattr(source, "_fields"):
        _trees.append(source)


sys.addaudithook(_hear)
