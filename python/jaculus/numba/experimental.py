"""Numba's `numba.experimental`."""

from jaculus.numba.not_yet import NotYet

jitclass = NotYet("numba.experimental.jitclass")
__all__ = ["jitclass"]
