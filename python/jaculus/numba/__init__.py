"""Numba's names, so that a program written for it runs with Jaculus. What is not there yet says so when it is used."""

from jaculus import guvectorize, jit, njit, prange, typeof, vectorize
from jaculus.numba import types
from jaculus.numba.core import config, errors
from jaculus.numba.core.errors import *  # noqa: F403
from jaculus.numba.not_yet import NotYet
from jaculus.types import *  # noqa: F403

__version__ = "0.68.1"  # the Numba whose behaviour is copied
version_info = (0, 68, 1)

_NOT_YET = (
    "cfunc", "cuda", "experimental", "from_dtype", "generated_jit", "get_num_threads", "get_parallel_chunksize",
    "get_thread_id", "gdb", "gdb_breakpoint", "gdb_init", "jit_module", "literal_unroll", "literally",
    "objmode", "parallel_chunksize", "set_num_threads", "set_parallel_chunksize", "stencil", "threading_layer",
    "deferred_type", "optional", "carray", "farray",
)  # fmt: skip
globals().update({name: NotYet(f"numba.{name}") for name in _NOT_YET})

__all__ = [
    "__version__",
    "config",
    "errors",
    "guvectorize",
    "jit",
    "njit",
    "prange",
    "typeof",
    "types",
    "vectorize",
    *_NOT_YET,
]
