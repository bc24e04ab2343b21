"""The decorator of the library's functions, for CPython; the compiler knows it by name."""

import functools
import inspect


def numpy_function(original):
    """Marks a function as our form of NumPy's (or math's) `original`.

    A parameter that is declared as `tuple` gets a list that stands in the call as a tuple, lists in it too: its items may have
    different types, and be functions.
    """

    def mark(function):
        marked = _with_tuples(function) if tuple in function.__annotations__.values() else function
        marked.original = original
        return marked

    return mark


def _with_tuples(function):
    signature = inspect.signature(function)

    @functools.wraps(function)
    def called(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        for name in bound.arguments:
            if signature.parameters[name].annotation is tuple:
                bound.arguments[name] = _tuple(bound.arguments[name])
        return function(*bound.args, **bound.kwargs)

    return called


def _tuple(value):
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
