"""Numba's `numba.experimental`."""

from jaculus.not_yet import NotYet
from jaculus.numba.experimental.jitclass import base, jitclass

# The import above has bound `jitclass` to the decorator, not to the package of that name.
structref = NotYet("numba.experimental.structref")
__all__ = ["base", "jitclass", "structref"]
