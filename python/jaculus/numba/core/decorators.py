"""Numba's `numba.core.decorators`."""

from jaculus.ccallback import cfunc
from jaculus.decorators import generated_jit, jit, jit_module, njit

__all__ = ["cfunc", "generated_jit", "jit", "jit_module", "njit"]
