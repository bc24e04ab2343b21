"""Numba's `numba.misc`, as far as programs use it."""
