"""Numba's `numba.core.dispatcher`, for isinstance."""

from jaculus.dispatcher import Dispatcher

__all__ = ["Dispatcher"]
