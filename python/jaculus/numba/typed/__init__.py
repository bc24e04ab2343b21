"""Numba's `numba.typed`."""

from jaculus.dicts import Dict
from jaculus.not_yet import NotYet
from jaculus.typed import List

Set = NotYet("numba.typed.Set")
__all__ = ["Dict", "List", "Set"]
