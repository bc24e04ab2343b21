"""`jaculus explain`: runs a program, or compiles one function of it, and has it said why its lines take their time."""

import os
import shutil
import sys
import tempfile

USAGE = """\
Usage: jaculus explain [options] SCRIPT ARGS…
       jaculus explain [options] FILE.py::FUNCTION --types "float64[::1], int64"
Says of each line of a kernel what became of it, and of each loop whether it was vectorised, else why not. The first
form runs the program and explains the kernels that took the time; the second only compiles a function, for arguments
of these types, after importing its file.
      --types TYPES          the types of the function's arguments, as Numba spells them
  -o, --output FILE          writes the explanation there
      --html FILE            writes the profile as a page, with what is said of each line beside it
      --json FILE            writes the explanation as data
      --assembly             the machine code of each line, too
      --python INTERPRETER   Python 3.11 or newer with NumPy, or a virtual environment that has them
"""


def main(options, flags, program):
    """Ends with the exit status."""
    if program[:1] and program[0] in ("-h", "--help"):
        print(USAGE, end="")
        return 0
    if not program:
        return _refuse("which program? Name a script, or a function as FILE.py::FUNCTION; see jaculus explain --help")
    outputs = {
        name: os.path.abspath(options[name]) for name in ("-o", "--output", "--html", "--json") if name in options
    }
    path, separator, function = program[0].rpartition("::")
    if separator:
        types, rest = _types_behind(options.get("--types"), program[1:])
        if "--html" in outputs:
            return _refuse("--html shows a run, and a function alone has none; --json FILE keeps what is said of it")
        if rest:
            return _refuse(f"a function gets no arguments here, only --types; what is {rest[0]!r} for?")
        return _function(path, function, types, outputs, flags)
    if "--types" in options:
        return _refuse("--types is for one function: FILE.py::FUNCTION")
    from jaculus import _annotate

    return _annotate.main("1000", outputs, ["--explain", *flags], program, command="explain")


def _types_behind(types, rest):
    """The option may stand behind the function too."""
    if rest[:1] == ["--types"] and len(rest) > 1:
        return rest[1], rest[2:]
    if rest and rest[0].startswith("--types="):
        return rest[0].partition("=")[2], rest[1:]
    return types, rest


def _function(path, name, types, outputs, flags):
    from jaculus import _alias, _report, errors, explaining

    if not os.path.isfile(path):
        return _refuse(f"cannot explain '{path}': no such file")
    _alias.install()
    module = _imported(path)
    dispatcher = getattr(module, name, None)
    if dispatcher is None or not callable(dispatcher):
        return _refuse(f"{path} has no function `{name}`{_hint(name, module)}")
    try:
        overloads = _overloads(dispatcher, name, types)
    except (errors.NumbaError, errors.CompilerError, NameError, SyntaxError, TypeError) as e:
        return _refuse(str(e), 1)
    if not overloads:
        return _refuse(f'for which types? --types "float64[::1], int64" names those of `{name}`\'s arguments')
    folder = tempfile.mkdtemp(prefix="jaculus-explain-")
    try:
        explaining.write(folder, overloads)
        words = [word for output in outputs.items() for word in output]
        made = _report.make(folder, *words, *flags, to=sys.stdout, command="explain")
        sys.stdout.buffer.write(made.output.encode())
        sys.stdout.buffer.flush()
        print(made.errors, end="", file=sys.stderr)
        return made.status
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _imported(path):
    """The module of a file; what it raises is the user's to see."""
    import importlib.util

    sys.path.insert(0, os.path.dirname(os.path.realpath(path)))
    sys.argv[:] = [path]
    name = os.path.basename(path).removesuffix(".py")
    spec = importlib.util.spec_from_file_location(name, os.path.abspath(path))
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _hint(name, module):
    import difflib

    names = [one for one, value in vars(module).items() if callable(value) and not one.startswith("__")]
    close = difflib.get_close_matches(name, names, 1)
    return f"; did you mean `{close[0]}`?" if close else ""


def _overloads(dispatcher, name, types):
    """Compiled for these types, or for those of its signatures; a plain function is compiled as @njit would."""
    import jaculus

    if not hasattr(dispatcher, "overloads"):
        if not hasattr(dispatcher, "__code__"):
            raise TypeError(f"`{name}` is no function with Python source")
        dispatcher = jaculus.njit(dispatcher)
    if types is None:
        return list(dispatcher.overloads.values())
    text = types.strip()
    dispatcher.compile(text if text.startswith("(") else f"({text},)" if text else "()")
    return list(dispatcher.overloads.values())[-1:]


def _refuse(text, status=2):
    print(f"jaculus: {text}", file=sys.stderr)
    return status
