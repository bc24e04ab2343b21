"""Numba's `numba.core.extending`."""

from jaculus.decorators import generated_jit
from jaculus.extending import SentryLiteralArgs, overload, overload_attribute, overload_method, register_jitable
from jaculus.foreign import cython_function_address as get_cython_function_address
from jaculus.not_yet import NotYet
from jaculus.numba.stubs import Registration


class _TypeofImpl:
    """What says the Numba types of a library's classes: such values have a type, and cannot be passed yet."""

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


def type_callable(func):
    """See Numba."""
    return lambda function: function


def make_attribute_wrapper(typeclass, struct_attr, python_attr):
    """See Numba."""


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
_REGISTRATIONS = ("box", "infer", "infer_getattr", "lower_builtin", "lower_cast", "lower_getattr",
                  "lower_getattr_generic", "lower_setattr", "lower_setattr_generic", "overload_classmethod", "reflect",
                  "register_model", "unbox")  # fmt: skip
globals().update({name: Registration(f"numba.extending.{name}") for name in _REGISTRATIONS})
_NOT_YET = ("NativeValue", "as_numba_type", "models")
globals().update({name: NotYet(f"numba.extending.{name}") for name in _NOT_YET})
__all__ = [
    "SentryLiteralArgs", "generated_jit", "get_cython_function_address",
    "include_path", "intrinsic", "is_jitted", "make_attribute_wrapper",
    "overload", "overload_attribute", "overload_method", "register_jitable", "sentry_literal_args", "type_callable",
    "typeof_impl",
    *_REGISTRATIONS, *_NOT_YET,
]  # fmt: skip
