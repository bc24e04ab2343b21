"""Numba's `numba.experimental.structref`."""

from jaculus.structrefs import (
    StructRefProxy,
    define_attributes,
    define_boxing,
    define_constructor,
    define_proxy,
    new,
    register,
)

__all__ = [
    "StructRefProxy", "define_attributes", "define_boxing", "define_constructor", "define_proxy", "new", "register",
]  # fmt: skip
