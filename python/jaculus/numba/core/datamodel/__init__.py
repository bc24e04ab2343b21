"""Numba's `numba.core.datamodel`: the models of types that a library registers."""

from jaculus.models import DataModel, default_manager, register_default
from jaculus.numba.core.datamodel import models

__all__ = ["DataModel", "default_manager", "models", "register_default"]
