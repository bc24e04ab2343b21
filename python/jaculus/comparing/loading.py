"""In a worker: finds the function that a way names, compiled by whom it says."""

import importlib
import importlib.util
import os
import sys

COMPILERS = ("numba", "jaculus", "numpy", "python")


class Mistake(Exception):
    """Something of the user's that cannot be measured; the message is for them."""


def prepare(compiler):
    """Before anything of the program is imported: what its `numba` is, and its `jaculus`."""
    if compiler in ("python", "numpy"):
        os.environ["JACULUS_DISABLE_JIT"] = os.environ["NUMBA_DISABLE_JIT"] = "1"
    if compiler != "numba":
        from jaculus import _alias

        _alias.install()
        _alias.install_for_children()
        return
    try:
        import numba
    except ImportError as e:
        raise Mistake(f"this Python has no Numba: {e}") from None
    import jaculus

    for name in ("jit", "njit", "vectorize", "guvectorize", "prange"):
        setattr(jaculus, name, getattr(numba, name))


def module(named):
    """The module of a file, or one by its name."""
    if not named.endswith(".py"):
        sys.path.insert(0, os.getcwd())
        return importlib.import_module(named)
    path = os.path.abspath(named)
    sys.path.insert(0, os.path.dirname(path))
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    made = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def function(holder, name, compiler):
    """Of a module, by its name, with dots for what is in a class."""
    found = holder
    for part in name.split("."):
        if not hasattr(found, part):
            raise Mistake(f"there is no `{name}` in {_shown(holder)}{_nearest(part, found)}")
        found = getattr(found, part)
    if not callable(found):
        raise Mistake(f"`{name}` is no function: it is a {type(found).__name__}")
    if compiler in ("python", "numpy"):
        return getattr(found, "py_func", found)
    if compiler in ("numba", "jaculus") and type(found).__name__ == "function":  # nobody has compiled it
        if compiler == "numba":
            from numba import njit
        else:
            from jaculus import njit
        return njit(found)
    return found


def place(function):
    """(file, line) where it is written; ("", 0) for what is not Python."""
    code = getattr(getattr(function, "py_func", function), "__code__", None)
    return (code.co_filename, code.co_firstlineno) if code else ("", 0)


def _shown(holder):
    return os.path.basename(getattr(holder, "__file__", None) or holder.__name__)


def _nearest(name, holder):
    import difflib

    near = difflib.get_close_matches(name, [one for one in dir(holder) if not one.startswith("__")], 1)
    return f"; did you mean `{near[0]}`?" if near else ""
