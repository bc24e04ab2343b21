"""Numba's `numba.core.registry`, for isinstance."""

from jaculus.dispatcher import Dispatcher as CPUDispatcher

__all__ = ["CPUDispatcher"]
