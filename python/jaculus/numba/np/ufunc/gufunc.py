"""Numba's `numba.np.ufunc.gufunc`."""

from jaculus.ufunc_general import GUFunc

__all__ = ["GUFunc"]
