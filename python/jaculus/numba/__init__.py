"""Numba's names, so that a program written for it runs with Jaculus. What is not there yet says so when it is used."""

from jaculus import carray as carray
from jaculus import farray as farray
from jaculus import guvectorize, jit, literal_unroll, njit, prange, typeof, vectorize
from jaculus import literally as literally
from jaculus.decorators import generated_jit as generated_jit
from jaculus.decorators import jit_module
from jaculus.not_yet import NotYet
from jaculus.numba import stubs
from jaculus.numba import types as types
from jaculus.numba.core import config as config
from jaculus.numba.core import errors
from jaculus.numba.core.errors import *  # noqa: F403
from jaculus.numba.types import bool, bool_, boolean, deferred_type, ffi, ffi_forced_object, optional
from jaculus.object_mode import objmode
from jaculus.threads import *  # noqa: F403
from jaculus.threads import __all__ as _threads
from jaculus.types import *  # noqa: F403
from jaculus.types import __all__ as _types

__version__ = "0.68.1"  # the Numba whose behaviour is copied
version_info = (0, 68, 1)

_NOT_YET = (
    "gdb", "gdb_breakpoint", "gdb_init",
)  # fmt: skip
globals().update({name: NotYet(f"numba.{name}") for name in _NOT_YET})
# Modules that programs reach as attributes and few need: loaded then.
_MODULES = ("cpython", "cuda", "experimental", "extending", "misc", "np", "parfors", "pycc", "stencils", "testing",
            "typed")  # fmt: skip
_LAZY = {"cfunc": "ccallback", "from_dtype": "valuetypes", "stencil": "stencils", "test": "numba.testing"}

stubs.install()

# What `from numba import *` gives.
_LATER = ("cfunc", "experimental", "from_dtype", "stencil")
_UNEXPORTED = ("get_thread_id", "threading_layer", "Tuple", "UniTuple", "unicode_type", "bool_", "boolean", "optional")
__all__ = [
    "bool", "bool_", "boolean", "deferred_type", "ffi", "ffi_forced_object", "guvectorize", "jit", "jit_module",
    "literal_unroll", "njit", "objmode", "optional", "prange", "typeof", "vectorize", *_LATER, *errors.__all__,
    *(name for name in (*_NOT_YET, *_threads, *_types) if name not in _UNEXPORTED),
]  # fmt: skip


class pndindex:  # noqa: N801 (Numba's name)
    """`numpy.ndindex` whose iterations may run at the same time. Outside kernels it is `numpy.ndindex`."""

    def __new__(cls, *args):
        import numpy

        return numpy.ndindex(*args)


def __getattr__(name):
    from importlib import import_module

    if name in _LAZY:
        home = import_module(f"jaculus.{_LAZY[name]}")
        value = globals()[name] = getattr(home, name)
        return value
    if name in _MODULES:
        return import_module(f"jaculus.numba.{name}")
    raise AttributeError(f"module 'numba' has no attribute {name!r}")
