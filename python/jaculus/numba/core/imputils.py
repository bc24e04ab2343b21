"""Numba's `numba.core.imputils`: what the code that libraries build returns its results by."""

from jaculus.lowering import lower_builtin, lower_getattr
from jaculus.not_yet import NotYet
from jaculus.numba.stubs import Registration

__all__ = [
    "Registry", "impl_ret_borrowed", "impl_ret_new_ref", "impl_ret_untracked", "lower_builtin", "lower_cast",
    "lower_constant", "lower_getattr", "lower_getattr_generic", "lower_setattr", "lower_setattr_generic",
]  # fmt: skip
lower_cast, lower_constant, lower_getattr_generic, lower_setattr, lower_setattr_generic = (
    Registration(f"numba.core.imputils.{name}")
    for name in __all__
    if name.startswith("lower_") and name not in ("lower_builtin", "lower_getattr")
)


def impl_ret_borrowed(ctx, builder, retty, ret):
    """The result: kernels count the references of what lies in it."""
    del ctx, builder, retty
    return ret


impl_ret_new_ref = impl_ret_untracked = impl_ret_borrowed


class Registry:
    """Decorators for what a library implements."""

    def __init__(self, name="unspecified"):
        self.name = name
        self.lower = lower_builtin
        self.lower_cast, self.lower_constant = lower_cast, lower_constant
        self.lower_getattr, self.lower_getattr_generic = lower_getattr, lower_getattr_generic
        self.lower_setattr, self.lower_setattr_generic = lower_setattr, lower_setattr_generic


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return NotYet(f"numba.core.imputils.{name}")
