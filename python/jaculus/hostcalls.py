"""What kernels ask Python to do: print, format, call a method. The compiler numbers the requests in the metadata."""

import builtins
import contextlib

from jaculus import types
from jaculus.host import _host


def host_function(overload, what):
    """The callable for one entry of the metadata's `hosts`, and its argument and result types in words."""
    arguments = [types.parse_type(one, overload.classes) for one in what["arguments"]]
    words = types.to_words(arguments), types.to_words([types.parse_type(what["result"], overload.classes)])
    return _KINDS[what["kind"]](overload, what), len(arguments), *words


def status(classes, raised):
    """The status of an exception: that of the first of its classes that has one. Kernels tell them apart by it."""
    for one in type(raised).__mro__:
        name = f"{one.__module__}.{one.__qualname__}"
        if name in classes and one is not Exception:
            return -16 - classes.index(name)
    return -4


def _print(_, what):
    names = what.get("names", ())
    if not names:
        return print
    plain = names.count("")
    return lambda *values: print(*values[:plain], **dict(zip(names[plain:], values[plain:], strict=True)))


def _format(_, what):
    return what["text"].format


def _percent(_, what):
    template = what["text"]
    return lambda *values: template % values


def _builtin(_, what):
    return getattr(builtins, what["text"])


def _method(_, what):
    return getattr(str, what["text"])


def _objmode(overload, what):
    """A block of the user's as a function: what it reads are its parameters, what it declares is what it returns."""
    import ast

    place, _, block = what["text"].partition("\n")
    line, _, file = place.partition(" ")
    count = len(what["arguments"])
    names = what.get("names", ())
    given, results = names[:count], names[count:]
    function = _enclosing(overload, file, int(line))
    cells = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        with contextlib.suppress(ValueError):  # an empty cell
            cells[name] = cell.cell_contents
    indent = block[: len(block) - len(block.lstrip())]
    text = f"def outside({', '.join(cells)}):\n def block({', '.join(given)}):\n{block}"
    text += f"{indent}return ({''.join(f'{name}, ' for name in results)})\n return block\n"
    tree = ast.parse(text)
    tree.body[0].body[0].name = function.__name__  # for tracebacks
    tree.body[0].body[1].value.id = function.__name__
    ast.increment_lineno(tree, int(line) - 3)
    namespace = {}
    exec(compile(tree, file, "exec"), function.__globals__, namespace)
    return namespace["outside"](**cells)


def _enclosing(overload, file, line):
    """The function whose source holds this line: the kernel's own, or one that it calls."""
    for dispatcher in overload.functions:
        source = dispatcher.source()
        if source.file == file and source.line <= line < source.line + source.text.count("\n") + 1:
            return dispatcher.py_func
    return overload.function


def _caught(overload, what):
    """What a handler asks of its exception: its text, an argument, to be kept as the cause of another."""
    from jaculus import raising

    asked, _, number = what["text"].partition(" ")

    def answer(status):
        slots, raised = _host.exception()
        found = raising.exception(overload, status, slots, (), raised)
        if asked == "args":
            return found.args[int(number)]
        return {"str": str, "repr": repr, "cause": raising.keep}[asked](found)

    return answer


_KINDS = {
    "print": _print, "format": _format, "percent": _percent, "builtin": _builtin, "method": _method,
    "objmode": _objmode, "caught": _caught,
}  # fmt: skip
