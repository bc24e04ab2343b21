"""Numba's `numba.typed`."""

from jaculus.numba.not_yet import NotYet

Dict, List = NotYet("numba.typed.Dict"), NotYet("numba.typed.List")
__all__ = ["Dict", "List"]
