"""Loads a file of programs with one of three things behind `import numba`: Jaculus, Numba, or nothing but Python."""

import contextlib
import io
import re
import sys
import types
import warnings
from pathlib import Path

import numpy as np
import programs
from answers import refused

FOLDER = Path(programs.__file__).parent
TOPICS = sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))


def kernel_names(topic):
    """The kernels of a file in order, without running it."""
    text = (FOLDER / f"{topic}.py").read_text(encoding="utf-8")
    return re.findall(r"^@calls\((?:.|\n)*?^def (\w+)\(", text, re.MULTILINE)


def load(topic, implementation):
    """The kernels of a file, {name: (function, texts of arguments)}, and the file's names."""
    path = FOLDER / f"{topic}.py"
    names = {"__name__": f"programs_{topic}", "__file__": str(path)}
    programs.MARKED.clear()
    with _numba_is(implementation):
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), names)
    marked = {_name(kernel): (kernel, texts) for kernel, texts in programs.MARKED}
    return marked, names


def _name(kernel):
    return getattr(kernel, "__name__", None) or kernel.py_func.__name__


@contextlib.contextmanager
def _numba_is(implementation):
    """While it lasts, `import numba` gets "jaculus", "python", or "numba" itself."""
    if implementation == "numba":
        yield
        return
    ours = {name for name in sys.modules if name == "numba" or name.startswith("numba.")}
    kept = {name: sys.modules.pop(name) for name in ours}
    finders = list(sys.meta_path)
    if implementation == "jaculus":
        from jaculus import _alias

        _alias.install()
    else:
        sys.modules["numba"] = _plain()
    try:
        yield
    finally:
        sys.meta_path[:] = finders
        for name in [name for name in sys.modules if name == "numba" or name.startswith("numba.")]:
            del sys.modules[name]
        sys.modules.update(kept)


def _plain():
    """A numba whose decorators do nothing."""

    def decorator(function=None, *_arguments, **_options):
        return function if isinstance(function, types.FunctionType) else lambda function: function

    module = types.ModuleType("numba")
    module.njit = module.jit = decorator
    module.prange = range
    module.literal_unroll = module.literally = lambda value: value
    module.objmode = lambda **_types: contextlib.nullcontext()
    module.__getattr__ = lambda name: _Type() if not name.startswith("__") else (_ for _ in ()).throw(AttributeError)
    return module


class _Type:
    """Stands for a type object, in signatures that nobody reads."""

    def __call__(self, *_):
        return self

    def __getitem__(self, _):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self


def outcomes(loaded, kernel):
    """What each call of a kernel gives, as text: result or exception, what it printed, its arguments afterwards."""
    marked, names = loaded
    function, texts = marked[kernel]
    return [_outcome(function, eval(f"lambda: [{text}]", names)()) for text in texts]


def _outcome(function, arguments):
    printed = io.StringIO()
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(printed):
            warnings.simplefilter("ignore")
            result = encode(function(*arguments))
    except Exception as e:  # an answer like any other
        if refused(e):
            return f"refused: {type(e).__name__}: {e}"
        result = f"raises {type(e).__name__}{encode(e.args)}"
    after = [encode(a) for a in arguments if isinstance(a, np.ndarray | list | set)]
    return " | ".join([result, *(["prints " + repr(printed.getvalue())] if printed.getvalue() else []), *after])


def encode(value):
    """A value as text that tells types apart. NumPy's numbers are Python's, as kernels return them."""
    if isinstance(value, np.generic) and value.dtype.kind in "biufc":
        value = value.item()
    if hasattr(value, "__next__"):
        return f"generator{encode(_items(value))}"
    match value:
        case tuple() if hasattr(value, "_fields"):
            return f"{type(value).__name__}({', '.join(map(encode, value))})"
        case tuple() | list():
            inside = ", ".join(map(encode, value))
            return f"({inside})" if isinstance(value, tuple) else f"[{inside}]"
        case set():
            return "{" + ", ".join(sorted(map(encode, value))) + "}"
        case np.ndarray():
            layout = "C" if value.flags.c_contiguous else "F" if value.flags.f_contiguous else "A"
            digits = 6 if value.dtype in (np.float32, np.complex64) else 13
            items = ", ".join(_number(item, digits) for item in value.ravel(order="C").tolist())
            return f"array({value.dtype}, {value.shape}, {layout}, [{items}])"
        case float() | complex():
            return f"{type(value).__name__} {_number(value, 13)}"
        case types.FunctionType():
            return "function"
    return f"{type(value).__name__} {value!r}"


def _items(generator):
    """What a generator gives, and the exception that ends it."""
    items = []
    try:
        for item in generator:
            items.append(item.copy() if isinstance(item, np.ndarray) else item)
    except Exception as e:
        items.append(f"raises {type(e).__name__}{encode(e.args)}")
    return items


def _number(value, digits):
    """To so many digits: sums are in another order, and the last bit of a sine is nobody's promise."""
    if isinstance(value, complex):
        return f"{_number(value.real, digits)} {_number(value.imag, digits)}j"
    return f"{value:.{digits}g}" if isinstance(value, float) else repr(value)
