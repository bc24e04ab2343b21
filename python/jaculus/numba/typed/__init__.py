"""Numba's `numba.typed`."""

from jaculus.dicts import Dict
from jaculus.typed import List
from jaculus.typedsets import Set

__all__ = ["Dict", "List", "Set"]
