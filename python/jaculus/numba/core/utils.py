"""Numba's `numba.core.utils`, as far as programs use it."""

import inspect
import operator
import sys
from functools import cached_property, total_ordering

PYVERSION = sys.version_info[:2]
pysignature = inspect.signature
BINOPS_TO_OPERATORS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv, "/": operator.truediv,
    "%": operator.mod, "**": operator.pow, "&": operator.and_, "|": operator.or_, "^": operator.xor,
    "<<": operator.lshift, ">>": operator.rshift, "==": operator.eq, "!=": operator.ne, "<": operator.lt,
    "<=": operator.le, ">": operator.gt, ">=": operator.ge, "is": operator.is_, "is not": operator.is_not,
    "in": operator.contains, "@": operator.matmul,
}  # fmt: skip
OPERATORS_TO_BUILTINS = {one: name for name, one in BINOPS_TO_OPERATORS.items()}
__all__ = ["BINOPS_TO_OPERATORS", "OPERATORS_TO_BUILTINS", "PYVERSION", "cached_property", "format_time",
           "pysignature", "total_ordering", "unified_function_type"]  # fmt: skip


def format_time(seconds):
    """Seconds as people write them."""
    for unit, size in (("s", 1), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.1f}{unit}"
    return f"{seconds * 1e9:.1f}ns"


def unified_function_type(numba_types, require_precise=False):
    """The function type of all of these, or None."""
    return None
