"""Numba's `numba.extending`."""

from jaculus.dispatcher import Dispatcher
from jaculus.numba.not_yet import NotYet

_NOT_YET = ("intrinsic", "overload", "overload_attribute", "overload_method", "register_jitable")
globals().update({name: NotYet(f"numba.extending.{name}") for name in _NOT_YET})

__all__ = ["is_jitted", *_NOT_YET]


def is_jitted(function):
    """Whether this is a compiled function."""
    return isinstance(function, Dispatcher)
