"""Numba's `numba.core.datamodel.models`."""

from jaculus.models import (
    DataModel,
    IntegerModel,
    OpaqueModel,
    PrimitiveModel,
    StructModel,
    register_default,
)
from jaculus.not_yet import NotYet

FloatModel = BooleanModel = IntegerModel
__all__ = [
    "BooleanModel", "DataModel", "FloatModel", "IntegerModel", "OpaqueModel", "PrimitiveModel", "StructModel",
    "register_default",
]  # fmt: skip


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return NotYet(f"numba.core.datamodel.models.{name}")
