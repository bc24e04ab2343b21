"""Numba's `numba.core.typing.templates`: signatures."""

from jaculus.not_yet import NotYet
from jaculus.types import Signature

_NOT_YET = ("AbstractTemplate", "AttributeTemplate", "CallableTemplate", "ConcreteTemplate", "infer", "infer_getattr",
            "infer_global", "bound_function", "make_callable_template")  # fmt: skip
globals().update({name: NotYet(f"numba.core.typing.templates.{name}") for name in _NOT_YET})

__all__ = ["Signature", "signature", *_NOT_YET]


def signature(return_type, *args, recvr=None, pysig=None):
    """The signature with this result and these arguments."""
    return Signature(return_type, args, recvr, pysig)
