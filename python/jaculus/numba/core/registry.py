"""Numba's `numba.core.registry`, for isinstance."""

from jaculus.dispatcher import Dispatcher as CPUDispatcher
from jaculus.not_yet import NotYet

cpu_target = NotYet("numba.core.registry.cpu_target")
dispatcher_registry = {"cpu": CPUDispatcher}
__all__ = ["CPUDispatcher", "cpu_target", "dispatcher_registry"]
