"""Kernels travel by reference where the other side can import them, else as their source text and what it reads."""

import importlib
import sys
from types import CodeType, FunctionType, ModuleType

from jaculus.source import Source, parse_definition


def reduced(dispatcher, again=None):
    """What pickle stores. `again` makes the dispatcher of its name and state; else `restore` fills an empty one."""
    name, module = dispatcher.__qualname__, dispatcher.__module__
    if module != "__main__" and found(module, name) is dispatcher:
        return name
    function = dispatcher.py_func
    if module != "__main__" and found(module, name) is function:
        return rebuilt, (function, dispatcher.targetoptions, dispatcher.given_signatures)
    # A program's own module is another one in a worker process: perhaps with this kernel, perhaps not (dask, joblib).
    name = name if module == "__main__" else None
    return (again, (name, _state(dispatcher))) if again else (new, (name,), _state(dispatcher))


def found(module, name):
    """What a loaded module has by this dotted name."""
    value = sys.modules.get(module)
    for part in name.split("."):
        value = getattr(value, part, None)
    return value


def rebuilt(function, options, signatures):
    """Decorates a function again."""
    from jaculus.decorators import jit

    return jit(list(signatures) or None, **options)(function)


def mixed(name, state):
    """The program's own `forceobj` function of this name, else one made of what `_state` has told."""
    from jaculus.object_dispatcher import ObjectDispatcher

    known = found("__main__", name) if name else None
    if isinstance(known, ObjectDispatcher):
        return known
    function, source = _function(state)
    return ObjectDispatcher(function, state["options"], state["signatures"], source)


def new(name):
    """The program's own kernel of this name, else an empty one, which gets its state from `restore`."""
    from jaculus.dispatcher import Dispatcher

    known = found("__main__", name) if name else None
    return known if isinstance(known, Dispatcher) else Dispatcher.__new__(Dispatcher)


class _ByName:
    """A module on its way."""

    def __init__(self, module):
        self.name = module.__name__

    def __reduce__(self):
        return importlib.import_module, (self.name,)


def _state(dispatcher):
    from jaculus.request import names_read

    function = dispatcher.py_func
    source = dispatcher.source()
    values = {
        key: _ByName(one) if isinstance(one, ModuleType) else one for key, (one, _) in names_read(function, source)
    }
    return {
        "source": tuple(source[:3]),
        "names": (source.tree.name, function.__name__, function.__qualname__, function.__module__),
        "values": values,
        "defaults": (function.__defaults__, function.__kwdefaults__),
        "options": dispatcher.targetoptions,
        "signatures": dispatcher.given_signatures,
    }


def restore(dispatcher, state):
    """Makes an empty dispatcher of what `_state` has told."""
    if hasattr(dispatcher, "py_func"):
        return  # the program's own
    function, source = _function(state)
    dispatcher.__init__(function, state["options"], source)
    dispatcher.give(state["signatures"])


def _function(state):
    text, file, line = state["source"]
    name_in_text, name, qualname, module = state["names"]
    code = _code(text, file, line, name_in_text)
    values = {"__name__": module, "__builtins__": sys.modules["builtins"], **state["values"]}
    function = FunctionType(code, values, name, state["defaults"][0])
    function.__kwdefaults__ = state["defaults"][1]
    function.__qualname__, function.__module__ = qualname, module
    return function, Source(text, file, line, parse_definition(text))


def _code(text, file, line, name):
    """The code of the one function in this text. What it closed over are globals now: both are frozen alike."""
    indented = text[:1] in " \t"
    padding = "\n" * (line - 1 - indented) + ("if 1:\n" if indented else "")
    module = compile(padding + text, file, "exec", dont_inherit=True)  # never run: decorators and defaults are known
    return next(one for one in module.co_consts if isinstance(one, CodeType) and one.co_name == name)
