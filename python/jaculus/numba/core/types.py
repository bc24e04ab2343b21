"""Numba's `numba.core.types`."""

from jaculus.numba.types import *  # noqa: F403

__path__ = []  # numba.core.types.misc and its neighbours are this module too
