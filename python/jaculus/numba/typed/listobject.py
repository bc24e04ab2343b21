"""Numba's `numba.typed.listobject`."""

from jaculus.typed import new_list

__all__ = ["new_list"]
