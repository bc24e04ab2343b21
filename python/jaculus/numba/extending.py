"""Numba's `numba.extending`."""

from jaculus.intrinsics import Intrinsic as _Intrinsic  # noqa: F401 - libraries ask for it
from jaculus.numba.core import extending as _core
from jaculus.numba.core.extending import *  # noqa: F403

__getattr__ = _core.__getattr__
