"""Numba's `numba.core.decorators`."""

from jaculus.decorators import jit, jit_module, njit
from jaculus.numba.ccallback import cfunc
from jaculus.numba.core.extending import generated_jit

__all__ = ["cfunc", "generated_jit", "jit", "jit_module", "njit"]
