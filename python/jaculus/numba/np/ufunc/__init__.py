"""Numba's `numba.np.ufunc`: ufuncs made in steps."""

from jaculus.numba.np.ufunc.decorators import GUVectorize, Vectorize, guvectorize, vectorize

__all__ = ["GUVectorize", "Vectorize", "guvectorize", "vectorize"]
