"""Numba's `numba.misc.special`."""

from jaculus import prange
from jaculus.numba import gdb, gdb_breakpoint, gdb_init, literal_unroll, literally, pndindex, typeof

__all__ = ["gdb", "gdb_breakpoint", "gdb_init", "literal_unroll", "literally", "pndindex", "prange", "typeof"]
