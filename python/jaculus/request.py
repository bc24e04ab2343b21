"""A kernel's compile request: all that its machine code depends on, and nothing else. Its hash is the cache key."""

import builtins
from itertools import pairwise

from jaculus import home
from jaculus.constants import Constant, request_of, spelled
from jaculus.freeze import Frozen
from jaculus.literals import LiteralArguments

# The options that change the machine code; the others are Python's business.
CODE_OPTIONS = ("boundscheck", "debug", "inline", "parallel")
# Those that a function which does not say them has from its caller.
INHERITED = ("error_model", "fastmath")


counts_lines = False  # whether kernels are compiled so that they count how often each line is executed


class Request:
    """The request for one specialisation, and the exception classes that its kernel may raise by index."""

    def __init__(self, dispatcher, arguments, result, answers=None, sources=None):
        """`answers` are those of overloads so far; the dict `sources` keeps what the kernel's next request needs."""
        sources = {} if sources is None else sources
        frozen = Frozen()
        frozen.function(dispatcher)
        given = [request_of(one, frozen) for one in arguments]
        functions, overloads, classes = [], [], []
        while (
            len(functions) < len(frozen.functions)
            or len(overloads) < len(frozen.overloads)
            or len(classes) < len(frozen.compiled_classes)
        ):
            if len(classes) < len(frozen.compiled_classes):
                from jaculus.jitclass import described

                classes.append(described(frozen.compiled_classes[len(classes)], frozen))
            elif len(functions) < len(frozen.functions):  # freezing one may find others
                functions.append(_function(frozen.functions[len(functions)], frozen, sources))
            else:
                overloads.append(_overload(frozen.overloads[len(overloads)], frozen, answers or {}))
        self.functions, self.classes = frozen.functions, frozen.classes
        self.exceptions, self.overloads, self.foreign = frozen.exceptions, frozen.overloads, frozen.foreign
        self.body = {
            "root": 0,
            "functions": functions,
            "arguments": given,
            "result": None if result is None else spelled(result, frozen),
            **({"overloads": overloads} if overloads else {}),
            **({"classes": classes} if classes else {}),
            **_target(),
            **({"counted": True} if counts_lines else {}),
            **({"reads_status": True} if getattr(dispatcher, "reads_status", False) else {}),
            **({"native": dispatcher.targetoptions["native"]} if "native" in dispatcher.targetoptions else {}),
        }

    def key(self, compiler, cpu):
        """Names the cache entry: the function, for people, and the hash."""
        import json

        from jaculus.cache import sha256

        text = json.dumps(self.body, sort_keys=True, separators=(",", ":"))
        name = "".join(one if one.isascii() and one.isalnum() else "_" for one in self.body["functions"][0]["name"])
        return name[:60] + "-" + sha256(f"{text}\n{compiler}\n{cpu}".encode()).hexdigest()


def _target():
    """What the environment asks of the code generator, where that is not the usual."""
    asked = {
        "opt": home.opt_level(),
        "cpu": home.setting("CPU_NAME"),
        "features": home.setting("CPU_FEATURES"),
        "scalar_math": home.switched_on("SCALAR_MATH") or home.switched_on("DISABLE_INTEL_SVML"),
    }
    asked = {key: value for key, value in asked.items() if value and value not in ("3", "host")}
    return {"target": asked} if asked else {}


def _overload(overload, frozen, answers):
    implementations = [_answer(key, found, frozen) for (one, key), found in answers.items() if one is overload]
    return {"kind": overload.kind, "name": overload.name, "implementations": implementations}


def _answer(key, found, frozen):
    if isinstance(found, LiteralArguments):
        return {"key": key, "function": None, "literals": found.parameters}
    return {"key": key, "function": None if found is None else frozen.function(found)}


def _function(dispatcher, frozen, sources):
    function, options = dispatcher.py_func, dispatcher.targetoptions
    source = sources.get(dispatcher) or dispatcher.source()
    sources[dispatcher] = source
    frozen.note_overloads(source)
    names = {name: frozen.value(value, paths) for name, (value, paths) in names_read(function, source, dispatcher)}
    return {
        "name": source.tree.name,
        "source": source.text,
        "file": source.file,
        "line": source.line,
        "names": names,
        "defaults": [frozen.value(one) for one in function.__defaults__ or ()],
        "options": _options(options),
        **_private(function),
        **_signatures(dispatcher, frozen),
    }


def _private(function):
    """The class whose private names (`__name`) the function writes, if any: the innermost one that it is in."""
    classes = [name for name, inside in pairwise(function.__qualname__.split(".")) if "<locals>" not in (name, inside)]
    return {"class": classes[-1]} if classes and any("__" in name for name in function.__code__.co_names) else {}


def _signatures(dispatcher, frozen):
    """The only types that a function is compiled for, also where kernels call it."""
    if getattr(dispatcher, "can_compile", True) or dispatcher is frozen.functions[0]:
        return {}
    declared = [
        {"arguments": [spelled(one.plain, frozen) for one in arguments], "result": spelled(overload.result, frozen)}
        for arguments, overload in dispatcher.overloads.items()
        if not any(isinstance(one, Constant) for one in arguments)
    ]
    return {"signatures": declared} if declared else {}


def _options(options):
    chosen = {key: options[key] for key in CODE_OPTIONS if options.get(key)}
    chosen.update({key: options[key] for key in INHERITED if options.get(key) is not None})
    if options.get("locals"):
        chosen["locals"] = {name: one.spelling for name, one in options["locals"].items()}
    return chosen


def names_read(function, source, dispatcher=None):
    """The globals and closure cells that the function reads: (name, (value, attribute chains read of it)), sorted.

    A function that is compiled while it is decorated has no name yet, but may call itself.
    """
    values, paths = _values(function), _paths(source.tree)
    if dispatcher is not None:
        values.setdefault(function.__name__, dispatcher)
    return [(name, (values[name], paths[name])) for name in sorted(paths) if name in values]


def _values(function):
    """The values of the globals and closure cells that the function and the functions inside it read."""
    values = {}
    code = function.__code__
    for name in _global_names(code):
        if name in function.__globals__:
            values[name] = function.__globals__[name]
        elif name not in vars(builtins):
            continue  # not defined (yet): the compiler says so where it is read
    for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
        try:
            values[name] = cell.cell_contents
        except ValueError:
            continue  # an empty cell: the same
    return values


def _global_names(code):
    names = set(code.co_names)
    for one in code.co_consts:
        if hasattr(one, "co_names"):
            names |= _global_names(one)
    return names


def _paths(tree):
    """For each name that is read in the function's body, the attribute chains that are read of it."""
    paths = {}
    pending = [(statement, ()) for statement in tree.body]  # decorators, defaults and annotations are not compiled
    while pending:  # no recursion: a sum of a thousand terms is a thousand deep
        node, chain = pending.pop()
        kind = type(node).__name__
        if kind == "Name":
            found = paths.setdefault(node.id, set())
            if chain:
                found.add(chain)
        elif kind == "Attribute":
            pending.append((node.value, (node.attr, *chain)))
        else:
            for field in node._fields:
                child = getattr(node, field, None)
                if field not in ("returns", "annotation"):
                    children = child if isinstance(child, list) else [child]
                    pending += [(one, ()) for one in children if hasattr(one, "_fields")]
    return paths
