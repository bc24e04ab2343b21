"""Numba's `numba.typed`."""

from jaculus.not_yet import NotYet

__path__ = []  # its modules can be imported: they say that they are not there yet
Dict, List, Set = NotYet("numba.typed.Dict"), NotYet("numba.typed.List"), NotYet("numba.typed.Set")
__all__ = ["Dict", "List", "Set"]
