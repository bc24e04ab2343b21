"""Numba's `numba.core.ccallback`."""

from jaculus.ccallback import CFunc

__all__ = ["CFunc"]
