"""Numba's `numba.core.decorators`."""

from jaculus.decorators import generated_jit, jit, jit_module, njit
from jaculus.numba.ccallback import cfunc

__all__ = ["cfunc", "generated_jit", "jit", "jit_module", "njit"]
