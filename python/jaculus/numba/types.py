"""Numba's `numba.types`."""

from jaculus.types import *  # noqa: F403
from jaculus.types import Array, BaseTuple, Type, unicode_type

Tuple_, Opaque = BaseTuple, Type
__all__ = ["Array", "BaseTuple", "Type", "unicode_type"]
