"""Numba's `numba.typed.setobject`."""

from jaculus.typedsets import new_set

__all__ = ["new_set"]
