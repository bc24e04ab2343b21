"""Numba's `numba.np`, as far as programs use it."""
