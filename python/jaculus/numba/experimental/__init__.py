"""Numba's `numba.experimental`."""

from jaculus.numba.experimental import structref
from jaculus.numba.experimental.jitclass import base, jitclass

# The import above has bound `jitclass` to the decorator, not to the package of that name.
__all__ = ["base", "jitclass", "structref"]
