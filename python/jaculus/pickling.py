"""Kernels travel by reference, as functions do: the other side imports the module and compiles, or finds the cache."""

import sys


def reduced(dispatcher):
    """What pickle stores: the name under which the module has the kernel, else how to decorate its function again."""
    found = sys.modules.get(dispatcher.__module__)
    for part in dispatcher.__qualname__.split("."):
        found = getattr(found, part, None)
    if found is dispatcher:
        return dispatcher.__qualname__
    return rebuilt, (dispatcher.py_func, dispatcher.targetoptions, list(dispatcher.given_signatures))


def rebuilt(py_func, options, signatures):
    """Decorates a function again."""
    from jaculus.decorators import jit

    return jit(signatures or None, **options)(py_func)
