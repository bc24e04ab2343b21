"""Numba's `numba.core.typing`."""

from jaculus.numba.core.typing import typeof
from jaculus.numba.core.typing.templates import Signature, signature

__all__ = ["Signature", "fold_arguments", "signature", "typeof"]


def fold_arguments(pysig, args, kws, normal_handler, default_handler, stararg_handler):
    """The arguments of a call in the order of the parameters."""
    bound = pysig.bind(*args, **dict(kws))
    folded = []
    for index, parameter in enumerate(pysig.parameters.values()):
        if parameter.kind is parameter.VAR_POSITIONAL:
            folded.append(stararg_handler(index, parameter, bound.arguments.get(parameter.name, ())))
        elif parameter.name in bound.arguments:
            folded.append(normal_handler(index, parameter, bound.arguments[parameter.name]))
        else:
            folded.append(default_handler(index, parameter, parameter.default))
    return tuple(folded)
