"""Numba's `numba.np.ufunc.decorators`."""

from jaculus.ufunc import GUVectorize, Vectorize, guvectorize, vectorize

__all__ = ["GUVectorize", "Vectorize", "guvectorize", "vectorize"]
