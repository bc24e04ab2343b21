"""Numba's `numba.core`, as far as programs use it."""
