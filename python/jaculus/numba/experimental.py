"""Numba's `numba.experimental`."""

from jaculus.not_yet import NotYet

__path__ = []  # its modules can be imported: they say that they are not there yet
jitclass, structref = NotYet("numba.experimental.jitclass"), NotYet("numba.experimental.structref")
__all__ = ["jitclass", "structref"]
