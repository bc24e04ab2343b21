"""Numba's `numba.extending`."""

from jaculus.numba.core import extending as _core
from jaculus.numba.core.extending import *  # noqa: F403
from jaculus.numba.core.extending import _Intrinsic as _Intrinsic

__getattr__ = _core.__getattr__
