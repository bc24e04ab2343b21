"""Runs a program as Python itself would, with `import numba` getting Jaculus.

    python -P -m jaculus._launch run             SCRIPT args… | -m MODULE args…
    python -P -m jaculus._launch annotate --rate HZ --output DIR  (the same)

annotate samples the program into DIR. Nothing heavy is imported here before the program starts.
"""

import os
import sys
from importlib.machinery import SourceFileLoader
from types import ModuleType

from jaculus import _alias


def main(arguments):
    """Ends as the program ends."""
    mode, *rest = arguments
    options = {}
    while mode == "annotate" and rest[0] in ("--rate", "--output"):
        option, value, *rest = rest
        options[option] = value
    module = None
    if rest[0] == "-m":
        module, rest = rest[1], ["-m", *rest[2:]]
    sys.argv[:] = rest
    _alias.install()
    _alias.install_for_children()
    stop = _sample(options["--output"], int(options["--rate"])) if mode == "annotate" else None
    try:
        _run(module, rest[0])
    finally:
        if stop:
            stop()


def _sample(folder, rate):
    """Starts the sampler; returns what stops it."""
    import ctypes

    from jaculus.home import home

    path = os.path.join(home(), "lib", "libjaculus_rt.so")
    # The runtime is preloaded, so that it sees threads when they start; the program's own processes need not be.
    others = [one for one in os.environ.pop("LD_PRELOAD", "").split(":") if one not in ("", path)]
    if others:
        os.environ["LD_PRELOAD"] = ":".join(others)
    runtime = ctypes.CDLL(path)
    failed = runtime.jac_sampler_start(os.fsencode(folder), ctypes.c_long(rate), ctypes.c_size_t(0))
    if failed:
        print(f"jaculus: no samples: {os.strerror(failed)}", file=sys.stderr)
        return None
    return runtime.jac_sampler_stop


def _run(module, script):
    program = sys.modules["__main__"] = ModuleType("__main__")
    try:
        if module is not None:
            sys.path.insert(0, os.getcwd())
            _run_module(module, alter_argv=True)
        elif os.path.isdir(script) or script.endswith((".zip", ".pyz")):
            sys.path.insert(0, os.path.abspath(script))
            _run_module("__main__", alter_argv=False)
        else:
            sys.path.insert(0, os.path.dirname(os.path.realpath(script)))
            _run_script(program, script)
    except SystemExit:
        raise
    except BaseException as e:
        _report(e)
        raise


def _run_module(name, alter_argv):
    import runpy

    runpy._run_module_as_main(name, alter_argv)


def _run_script(program, script):
    path = os.path.abspath(script)
    vars(program).update(
        __file__=path,
        __builtins__=sys.modules["builtins"],
        __loader__=SourceFileLoader("__main__", path),
        __cached__=None,
        __annotations__={},
    )
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    exec(code, vars(program))


def _report(exception):
    """Prints the traceback without our frames, and makes Python print no second one."""
    traceback = exception.__traceback__
    ours = (__file__, "<frozen runpy>", getattr(sys.modules.get("runpy"), "__file__", __file__))
    while traceback is not None and traceback.tb_frame.f_code.co_filename in ours:
        traceback = traceback.tb_next
    exception.__traceback__ = traceback
    sys.last_type, sys.last_value, sys.last_traceback = type(exception), exception, traceback
    sys.last_exc = exception
    sys.excepthook(type(exception), exception, traceback)
    sys.excepthook = lambda *_: None


if __name__ == "__main__":
    main(sys.argv[1:])
