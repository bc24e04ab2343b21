"""Numba's C callbacks."""

from jaculus.numba.not_yet import NotYet

cfunc, CFunc, carray, farray = (NotYet(f"numba.{name}") for name in ("cfunc", "CFunc", "carray", "farray"))
