"""Numba's `numba.core.errors`."""

from jaculus.errors import *  # noqa: F403
