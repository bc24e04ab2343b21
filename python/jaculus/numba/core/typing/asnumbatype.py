"""Numba's `numba.core.typing.asnumbatype`."""

from jaculus.asnumbatype import Registry as AsNumbaTypeRegistry
from jaculus.asnumbatype import as_numba_type

__all__ = ["AsNumbaTypeRegistry", "as_numba_type"]
