"""Numba's `numba.core.pythonapi`: what makes values of objects, and objects of values."""

from jaculus.boxing import NativeValue, box, unbox
from jaculus.not_yet import NotYet
from jaculus.numba.stubs import Registration

reflect = Registration("numba.core.pythonapi.reflect")
__all__ = ["NativeValue", "box", "reflect", "unbox"]


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return NotYet(f"numba.core.pythonapi.{name}")
