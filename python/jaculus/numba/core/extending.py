"""Numba's `numba.core.extending`."""

from jaculus import models
from jaculus.asnumbatype import as_numba_type
from jaculus.boxing import NativeValue, box, unbox
from jaculus.decorators import generated_jit
from jaculus.extending import SentryLiteralArgs, overload, overload_attribute, overload_method, register_jitable
from jaculus.foreign import cython_function_address as get_cython_function_address
from jaculus.lowering import infer, infer_getattr, lower_builtin, lower_getattr, type_callable
from jaculus.models import make_attribute_wrapper, register_model
from jaculus.numba.stubs import Registration


class _TypeofImpl:
    """What says the Numba types of a library's classes; called with a value (and a context) it gives the type."""

    def __call__(self, value, context=None):
        del context
        from jaculus.valuetypes import known, typeof

        return known(value) or typeof(value)

    @staticmethod
    def register(cls, maker=None):
        """Decorates the function that makes the type of a value."""
        if maker is None:
            return lambda function: _TypeofImpl.register(cls, function)
        from jaculus.valuetypes import registered_types

        registered_types[cls] = maker
        return maker


def intrinsic(*args, prefer_literal=False, **options):
    """Decorates a function from types to a signature and what builds its code with llvmlite: see intrinsics.py."""
    del options
    from jaculus.intrinsics import Intrinsic

    if args and callable(args[0]):
        return Intrinsic(args[0], prefer_literal)
    return lambda function: Intrinsic(function, prefer_literal)


def sentry_literal_args(pysig, literal_args, args, kwargs):
    """See Numba."""


def is_jitted(function):
    """Whether this is a compiled function."""
    from jaculus.dispatcher import Dispatcher

    return isinstance(function, Dispatcher)


def include_path():
    """See Numba."""
    return ""


def __getattr__(name):
    if name == "types":
        from jaculus.numba import types

        return types
    raise AttributeError(f"module 'numba.core.extending' has no attribute {name!r}")


typeof_impl = _TypeofImpl()
_REGISTRATIONS = ("lower_cast", "lower_getattr_generic", "lower_setattr", "lower_setattr_generic",
                  "overload_classmethod", "reflect")  # fmt: skip
globals().update({name: Registration(f"numba.extending.{name}") for name in _REGISTRATIONS})
__all__ = [
    "NativeValue", "SentryLiteralArgs", "as_numba_type", "box", "generated_jit",
    "get_cython_function_address", "include_path", "infer",
    "infer_getattr", "intrinsic", "is_jitted", "lower_builtin", "lower_getattr", "make_attribute_wrapper", "models",
    "overload", "overload_attribute", "overload_method", "register_jitable", "register_model", "sentry_literal_args",
    "type_callable", "typeof_impl", "unbox",
    *_REGISTRATIONS,
]  # fmt: skip
