"""Numba's `numba.stencils`."""
