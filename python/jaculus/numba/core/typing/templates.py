"""Numba's `numba.core.typing.templates`: signatures."""

from jaculus.extending import MemberTemplate
from jaculus.lowering import infer, infer_getattr, infer_global
from jaculus.not_yet import NotYet
from jaculus.types import Signature


class AbstractTemplate:
    """What types a call: `generic(args, kws)` gives a signature, or None."""

    is_callable = False

    def __init__(self, context=None):
        self.context = context

    def generic(self, args, kws):
        """None: it types nothing."""


class AttributeTemplate(AbstractTemplate):
    """What types attributes: `resolve_name(type)` gives the type of the attribute `name`, or None."""


class CallableTemplate(AbstractTemplate):
    """What types a call by a Python function, which `generic()` gives."""

    is_callable = True


class ConcreteTemplate(AbstractTemplate):
    """What types a call by a list of signatures, `cases`."""

    cases = ()


class _OverloadAttributeTemplate(AttributeTemplate):
    """Of Numba's overloads."""

    is_method = False


class _OverloadMethodTemplate(_OverloadAttributeTemplate):
    """Of Numba's overloads."""

    is_method = True


__all__ = [
    "AbstractTemplate", "AttributeTemplate", "CallableTemplate", "ConcreteTemplate", "Signature", "infer",
    "infer_getattr", "infer_global", "make_overload_attribute_template", "make_overload_method_template", "signature",
]  # fmt: skip


def make_overload_attribute_template(
    typ, attr, overload_func, inline="never", prefer_literal=False, base=_OverloadAttributeTemplate, **kwargs
):
    """What `infer_getattr` registers as the overload of an attribute."""
    return MemberTemplate(typ, attr, overload_func, inline, prefer_literal, base, **kwargs)


def make_overload_method_template(typ, attr, overload_func, inline="never", prefer_literal=False, **kwargs):
    """What `infer_getattr` registers as the overload of a method."""
    return MemberTemplate(typ, attr, overload_func, inline, prefer_literal, _OverloadMethodTemplate, **kwargs)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return NotYet(f"numba.core.typing.templates.{name}")


def signature(return_type, *args, recvr=None, pysig=None):
    """The signature with this result and these arguments."""
    return Signature(return_type, args, recvr, pysig)
