"""Numba's `numba.core.typing.typeof`."""

import enum

from jaculus import typeof as _typeof
from jaculus.numba.core.extending import typeof_impl

__all__ = ["Purpose", "typeof", "typeof_impl"]


class Purpose(enum.Enum):
    """Why a type is asked for."""

    argument = 1
    constant = 2


def typeof(val, purpose=Purpose.argument):
    """The type of a value."""
    return _typeof(val)
