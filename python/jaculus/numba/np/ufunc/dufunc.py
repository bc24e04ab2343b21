"""Numba's `numba.np.ufunc.dufunc`."""

from jaculus.ufunc_elementwise import DUFunc

__all__ = ["DUFunc"]
