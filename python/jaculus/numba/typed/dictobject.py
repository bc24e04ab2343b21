"""Numba's `numba.typed.dictobject`."""

from jaculus.dicts import new_dict

__all__ = ["new_dict"]
