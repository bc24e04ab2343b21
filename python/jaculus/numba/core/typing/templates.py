"""Numba's `numba.core.typing.templates`: signatures."""

from jaculus.not_yet import NotYet
from jaculus.numba.stubs import Registration
from jaculus.types import Signature


class AbstractTemplate:
    """What libraries derive the typing of a function from while they are imported; it has no effect here."""


class AttributeTemplate(AbstractTemplate):
    """The same for attributes."""


class CallableTemplate(AbstractTemplate):
    """The same with a Python function."""


class ConcreteTemplate(AbstractTemplate):
    """The same with a list of signatures."""


class _OverloadAttributeTemplate(AttributeTemplate):
    """Of Numba's overloads."""


class _OverloadMethodTemplate(_OverloadAttributeTemplate):
    """Of Numba's overloads."""


_DECORATORS = ("infer", "infer_getattr", "infer_global")
globals().update({name: Registration(f"numba.core.typing.templates.{name}") for name in _DECORATORS})

__all__ = [
    "AbstractTemplate", "AttributeTemplate", "CallableTemplate", "ConcreteTemplate", "Signature", "signature",
    *_DECORATORS,
]  # fmt: skip


def make_overload_attribute_template(*args, **kwargs):
    """A template, without effect."""
    return _OverloadAttributeTemplate


make_overload_method_template = make_overload_attribute_template


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return NotYet(f"numba.core.typing.templates.{name}")


def signature(return_type, *args, recvr=None, pysig=None):
    """The signature with this result and these arguments."""
    return Signature(return_type, args, recvr, pysig)
