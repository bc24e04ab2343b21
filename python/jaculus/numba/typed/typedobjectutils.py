"""Numba's `numba.typed.typedobjectutils`."""

from jaculus.conversions import safe_cast as _sentry_safe_cast

__all__ = ["_sentry_safe_cast"]
