"""Numba's `numba.core.target_extension`."""

from jaculus.dispatcher import Dispatcher
from jaculus.not_yet import NotYet

dispatcher_registry = {"cpu": Dispatcher}
target_registry, get_local_target = (
    NotYet(f"numba.core.target_extension.{name}") for name in ("target_registry", "get_local_target")
)
