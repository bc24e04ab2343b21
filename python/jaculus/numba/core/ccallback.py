"""Numba's `numba.core.ccallback`."""

from jaculus.numba.ccallback import CFunc

__all__ = ["CFunc"]
