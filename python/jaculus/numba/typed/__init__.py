"""Numba's `numba.typed`."""

from jaculus.not_yet import NotYet
from jaculus.typed import List

__path__ = []  # its modules can be imported: they say that they are not there yet
Dict, Set = NotYet("numba.typed.Dict"), NotYet("numba.typed.Set")
__all__ = ["Dict", "List", "Set"]
