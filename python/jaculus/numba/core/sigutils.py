"""Numba's `numba.core.sigutils`."""

from jaculus.signatures import is_signature, normalise

__all__ = ["is_signature", "normalize_signature"]


def normalize_signature(sig):
    """(argument types, result type or None) of a signature as decorators take it."""
    one = normalise(sig)
    return one.args, one.return_type
