"""Runs a program as Python itself would, with `import numba` getting Jaculus.

    python -P -m jaculus._launch run             SCRIPT args… | -m MODULE args… | -c CODE args… | - args… | (nothing)
    python -P -m jaculus._launch annotate --rate HZ --output DIR --flags "--wall"  (the same)

annotate samples the program into DIR. Nothing heavy is imported here before the program starts.
"""

import builtins
import os
import sys
from importlib.machinery import SourceFileLoader
from types import ModuleType

from jaculus import _alias, sampling, texts

USAGE = """\
Usage: jaculus run [--python INTERPRETER] SCRIPT ARGS…
       jaculus run [--python INTERPRETER] -m MODULE ARGS… | -c CODE ARGS… | - ARGS…
Runs a Python program; its `import numba` gets Jaculus. Without a program, at a terminal: what you type.
      --python INTERPRETER   Python 3.11 or newer with NumPy, or a virtual environment that has them
"""


def main(arguments):
    """Ends as the program ends."""
    mode, *rest = arguments
    options = {}
    while mode == "annotate" and rest[:1] and rest[0] in ("--rate", "--output", "--flags"):
        option, value, *rest = rest
        options[option] = value
    if rest[:1] and rest[0] in ("-h", "--help"):
        print(USAGE, end="")
        return
    if rest[:1] == ["--"]:
        del rest[0]
    program = _program(rest)
    flags = options.get("--flags", "").splitlines()
    if "--with-numba" in flags:
        from jaculus import cache, real_numba

        real_numba.install(options["--output"], cache.folder() + "-numba")
    else:
        _alias.install()
        _alias.install_for_children()
    stops = []
    if mode == "annotate":
        stops = [_count(flags, options["--output"])]
        if "--explain" in flags:
            from jaculus import explaining

            noted = explaining.start()
            stops.append(lambda: noted(options["--output"]))
        asked = {name: f"--{name}" in flags for name in ("wall", "memory", "exact", "perf")}
        stops.append(sampling.start(options["--output"], int(options["--rate"]), **asked))
    try:
        _run(*program)
    finally:
        for stop in filter(None, reversed(stops)):
            stop()


def _count(flags, folder):
    """Counts the lines that the user wants counted; gives what ends that. `@profile` does no harm where none are."""
    named = [flag.partition("=")[2] for flag in flags if flag.startswith("--function=")]
    if not named and "--exact" not in flags:
        if not hasattr(builtins, "profile"):
            builtins.profile = lambda function: function
        return None
    from jaculus import counting

    counts = counting.Counts(name.strip() for names in named for name in names.split(",") if name.strip())
    counts.start()
    process = os.getpid()

    def stop():
        counts.stop(folder)
        if "--exact" in flags and os.getpid() == process:
            counting.note_price_of_kernels(folder)

    return stop


def check(arguments):
    """Ends this process with one line and status 2 where there is no program in these arguments."""
    kind = arguments[0] if arguments else None
    if kind is None and not sys.stdin.isatty():
        _refuse("which program? Name a script, or a module after -m")
    if kind in ("-m", "-c") and len(arguments) == 1:
        _refuse(f"{kind} wants a value")
    if kind in (None, "-", "-m", "-c"):
        return
    if kind.startswith("-"):
        _refuse(f"there is no option {kind}; see jaculus run --help")
    if not os.path.exists(kind):
        _refuse(f"cannot run '{kind}': no such file")
    if not os.access(kind, os.R_OK):
        _refuse(f"cannot run '{kind}': no permission to read it")
    if os.path.isdir(kind) and not os.path.exists(os.path.join(kind, "__main__.py")):
        _refuse(f"cannot run '{kind}': a folder without a __main__.py")


def _refuse(text):
    print(f"jaculus: {text}", file=sys.stderr)
    sys.exit(2)


def _program(arguments):
    """The function that runs the program, and what it gets; sys.argv is the program's then."""
    check(arguments)
    if not arguments:
        sys.argv[:] = [""]
        return _interact, None
    kind, *rest = arguments
    if kind in ("-m", "-c"):
        value, *rest = rest
        sys.argv[:] = [kind, *rest]
        return (_run_module if kind == "-m" else _run_text), value
    sys.argv[:] = arguments
    if kind == "-":
        return _run_text, None
    inside = os.path.isdir(kind) or kind.endswith((".zip", ".pyz"))
    return (_run_folder if inside else _run_script), kind


def _run(run, program):
    main_module = sys.modules["__main__"] = ModuleType("__main__")
    main_module.__builtins__, main_module.__annotations__ = sys.modules["builtins"], {}
    try:
        run(program, main_module)
    except SystemExit:
        raise
    except BaseException as e:
        _report(e)
        raise


def _run_folder(path, _):
    sys.path.insert(0, os.path.abspath(path))
    _module_as_main("__main__", alter_argv=False)


def _run_module(name, _):
    sys.path.insert(0, working_folder())
    _module_as_main(name, alter_argv=True)


def _module_as_main(name, alter_argv):
    import runpy

    runpy._run_module_as_main(name, alter_argv)


def _run_script(script, program):
    sys.path.insert(0, os.path.dirname(os.path.realpath(script)))
    path = os.path.abspath(script)
    vars(program).update(__file__=path, __loader__=SourceFileLoader("__main__", path), __cached__=None)
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    exec(code, vars(program))


def _run_text(text, program):
    """Of the command line, or of standard input: None."""
    sys.path.insert(0, "")
    name = "<stdin>" if text is None else "<string>"
    text = sys.stdin.buffer.read() if text is None else text.encode(errors="surrogateescape")
    texts.program = name, text
    exec(compile(text, name, "exec", dont_inherit=True), vars(program))


def _interact(_, program):
    """Runs what is typed. Each input is a text of its own, so that its functions have their source."""
    import code
    import linecache
    from contextlib import suppress

    with suppress(ImportError):
        import readline
        import rlcompleter

        readline.set_completer(rlcompleter.Completer(vars(program)).complete)
        readline.parse_and_bind("tab: complete")
    sys.path.insert(0, "")

    class Console(code.InteractiveConsole):
        def runsource(self, source, filename="", symbol="single"):
            name = f"<input {len(linecache.cache)}>"
            linecache.cache[name] = (len(source), None, [one + "\n" for one in source.split("\n")], name)
            return super().runsource(source, name, symbol)

    Console(vars(program)).interact(f"Jaculus for `numba`, Python {sys.version.split()[0]}", "")


def working_folder():
    """Where the user is; empty where that does not exist any more."""
    try:
        return os.getcwd()
    except FileNotFoundError:  # deleted: Python itself goes on too
        return ""


def _report(exception):
    """Prints the traceback without our frames, and makes Python print no second one."""
    traceback = exception.__traceback__
    step = ours = traceback
    while step is not None:
        ours = step if step.tb_frame.f_code.co_filename == __file__ else ours
        step = step.tb_next
    traceback = ours.tb_next
    modules = ("<frozen runpy>", getattr(sys.modules.get("runpy"), "__file__", __file__))
    while traceback is not None and traceback.tb_frame.f_code.co_filename in modules:
        traceback = traceback.tb_next
    exception.__traceback__ = traceback
    sys.last_type, sys.last_value, sys.last_traceback = type(exception), exception, traceback
    sys.last_exc = exception
    sys.excepthook(type(exception), exception, traceback)
    sys.excepthook = lambda *_: None
    active = os.environ.get("VIRTUAL_ENV")
    if (
        active
        and isinstance(exception, ModuleNotFoundError)
        and os.path.realpath(active) != os.path.realpath(sys.prefix)
    ):
        hint = f"this was {sys.executable}; for the packages of the active environment: --python {active}"
        print(f"jaculus: {hint}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
