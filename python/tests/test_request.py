"""What a request holds: the source text wherever it comes from, and the names that the kernel reads."""

import linecache
import math
import os
import textwrap
from types import SimpleNamespace

import numpy as np
import pytest
from numpy import round as rounded

import jaculus
from jaculus import errors, int32, njit, request, source

LIMIT = 3
SCALE = np.float32(0.5)
TABLE = np.array([[1, 2], [3, 4]], np.int16)


class OddError(ValueError):
    pass


@njit
def helper(x):
    return x + LIMIT


def names(function):
    body = request.Request(njit(function), (), None).body
    return body["functions"][0]["names"]


def test_values():
    inner, pi, big = 5, math.pi, 2**70

    def kernel(x, other=LIMIT):
        if x > LIMIT:
            raise OddError(x)
        math.sqrt(x)
        y = np.round(x) + rounded(x) + inner + pi + big + int32(x) + len(TABLE) * SCALE
        return helper(y)

    assert names(kernel) == {
        "LIMIT": {"int": "3"},
        "OddError": {
            "exception": f"{__name__}.OddError",
            "index": 0,
            "bases": ["builtins.ValueError", "builtins.Exception", "builtins.BaseException"],
        },
        "SCALE": {"float": "0x1.0000000000000p-1", "type": "float32"},
        "TABLE": {"array": {"dtype": "int16", "shape": [2, 2], "data": "AQACAAMABAA="}},
        "big": {"int": str(2**70)},
        "helper": {"function": 1},
        "inner": {"int": "5"},
        "int32": {"type": "int32"},
        "math": {"module": "math"},
        "np": {"module": "numpy"},
        "pi": {"float": math.pi.hex()},
        "rounded": {"attribute": "numpy.round"},
    }


def test_unsupported_values_are_named():
    table, thing = {}, SimpleNamespace()

    def plain():
        pass

    def kernel():
        return table, thing, plain

    assert names(kernel) == {
        "plain": {"unsupported": "the Python function `plain`, which is not compiled (decorate it with @njit)"},
        "table": {"unsupported": "a dict"},
        "thing": {"unsupported": "a SimpleNamespace"},
    }


def test_only_the_attributes_read_of_a_users_module(monkeypatch):
    import sys
    import types

    settings, deep = types.ModuleType("settings"), types.ModuleType("settings.deep")
    settings.SIZE, settings.unused, settings.deep, deep.X = 7, {}, deep, 1.0
    monkeypatch.setitem(sys.modules, "settings", settings)

    def kernel():
        return settings.SIZE + settings.deep.X

    assert names(kernel) == {
        "settings": {
            "namespace": {"SIZE": {"int": "7"}, "deep": {"namespace": {"X": {"float": "0x1.0000000000000p+0"}}}}
        }
    }


@njit
def even(n):
    return n == 0 or odd(n - 1)


@njit
def odd(n):
    return n != 0 and even(n - 1)


def test_mutual_recursion_has_each_function_once():
    functions = request.Request(even, (jaculus.int64,), None).body["functions"]
    assert [one["name"] for one in functions] == ["even", "odd"]
    assert functions[0]["names"] == {"odd": {"function": 1}}
    assert functions[1]["names"] == {"even": {"function": 0}}


def test_key_depends_on_what_matters_only():
    one = request.Request(helper, (jaculus.int64,), None)
    assert one.key("c", "u") == request.Request(helper, (jaculus.int64,), None).key("c", "u")
    others = [
        request.Request(helper, (jaculus.int64,), None).key("d", "u"),
        request.Request(helper, (jaculus.float64,), None).key("c", "u"),
        request.Request(helper, (jaculus.int64,), jaculus.int32).key("c", "u"),
        request.Request(njit(helper.py_func, error_model="numpy"), (jaculus.int64,), None).key("c", "u"),
    ]
    assert len({one.key("c", "u"), *others}) == 5
    nogil = njit(helper.py_func, nogil=True, cache=True)
    assert request.Request(nogil, (jaculus.int64,), None).key("c", "u") == one.key("c", "u")


def load(text, name="made.py", **values):
    """What exec makes of a text that linecache knows, as in a notebook."""
    text = textwrap.dedent(text)
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    exec(compile(text, name, "exec"), values)
    return values


@pytest.mark.parametrize(
    "text",
    [
        "def f(x):\n    return x\n",
        "@wrap\n@wrap\ndef f(x):\n    # first\n    y = x\n\n    return y\n    # last\n",
        "def f(x): return x\n",
        'def f(x):\n    """Text\nat the margin."""\n    return x\n',
        "def f(x):\n    return (x +\nx)\n",
        "if True:\n    def f(x):\n        if x:\n            pass\n        else:\n            pass\n",
        "def f(x):\n    return x\n    unreachable = 1\n    if 0:\n        pass\n",
        "def f(x):\n    def g(y):\n        return y\n    return g(x)\n",
        "def f(x,\n      y=1):\n    pass\n",
        "async def g(): pass\ndef f(x):\n\treturn x\n",
    ],
)
def test_source_of_definitions(text):
    before = "import math\n\n"
    after = "\n\nother = 1\n# a comment\ndef g(y):\n    pass\n"
    found = source.source_of(load(before + text + after, wrap=lambda f: f)["f"], None)
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if line.strip().startswith(("@", "def")))
    wanted = [line for line in lines[start:] if line.strip() and not line.strip().startswith("#")]
    assert [line for line in found.text.splitlines() if line.strip() and not line.strip().startswith("#")] == wanted
    assert found.line == 3 + start
    assert found.tree.name == "f"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("f = lambda x: x + 1", "x + 1"),
        ("f = wrap(lambda x: x + 1)", "x + 1"),
        ("f = wrap(wrap(lambda x, y=2: (x + 1) * y), )", "(x + 1) * y"),
        ("g, f = lambda x: x, lambda y: -y", "-y"),
        ("f = (lambda y: lambda x: x + y)(3)", "x + y"),
        ("f = {'a': lambda x: [x, x][0], 'b': 2}['a']", "[x, x][0]"),
        ("f = wrap(\n    lambda x: x\n    + 1\n)", "x\n    + 1"),
        ("ü = 1; f = wrap(lambda x: 'ü' + x)", "'ü' + x"),
        ("f = lambda: 3", "3"),
    ],
)
def test_source_of_lambdas(text, body):
    found = source.source_of(load("\n\n" + text + "\n", wrap=lambda f: f)["f"], None)
    line = (found.line, found.text)
    assert f"({body}\n" in found.text, line
    place = found.text.index(body)
    above = found.text[:place].count("\n")
    column = len(found.text[:place].rpartition("\n")[2])
    original = ("\n\n" + text).splitlines()[found.line + above - 1]
    assert original[column:].startswith(body.splitlines()[0])


def loaded(file, text):
    """A kernel `f` of a file with this text."""
    file.write_text(text)
    values = {}
    exec(compile(text, str(file), "exec"), values)
    return njit(values["f"])


def test_a_file_that_changes_after_its_import(tmp_path):
    file = tmp_path / "module.py"
    old = loaded(file, "def f(x):\n    return x\n")
    new = loaded(file, "def f(x):\n    return x + 1\n")
    file.unlink()
    assert [one.source().text for one in (old, new)] == ["def f(x):\n    return x\n", "def f(x):\n    return x + 1\n"]


def test_a_file_that_changes_between_import_and_decorator(tmp_path):
    file = tmp_path / "module.py"
    f = loaded(file, "def f(x):\n    return x\n").py_func
    file.write_text("def f(x):\n    return x + 1\n")
    with pytest.raises(errors.UnsupportedError, match="has changed since it was loaded"):
        njit(f).source()
    file.write_text("# new\n\ndef f(x):\n    return x\n")
    assert njit(f).source().line == 3


def test_a_file_that_was_only_touched(tmp_path):
    file = tmp_path / "module.py"
    f = loaded(file, "def f(x):\n    return x\n")
    os.utime(file, ns=(1, 1))
    assert f.source().line == 1


def test_settings_of_numba_are_constants():
    from jaculus import numba
    from jaculus.freeze import Frozen

    threads = {"int": str(numba.config.NUMBA_NUM_THREADS)}
    frozen = Frozen().value(numba, [("config", "NUMBA_NUM_THREADS"), ("prange",)])
    assert frozen["namespace"]["config"] == {"namespace": {"NUMBA_NUM_THREADS": threads}}
    assert frozen["namespace"]["prange"] == {"attribute": "jaculus.prange"}
    assert Frozen().value(numba) == {"module": "jaculus"}
