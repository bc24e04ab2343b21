"""Numba's `numba.stencils.stencil`."""

from jaculus.stencils import StencilFunc, stencil

__all__ = ["StencilFunc", "stencil"]
