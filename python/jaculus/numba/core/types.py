"""Numba's `numba.core.types`."""

from jaculus.numba.types import *  # noqa: F403
from jaculus.types import *  # noqa: F403
