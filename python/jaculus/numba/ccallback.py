"""Numba's C callbacks."""

from jaculus.not_yet import NotYet

cfunc, CFunc, carray, farray = (NotYet(f"numba.{name}") for name in ("cfunc", "CFunc", "carray", "farray"))
