"""The cache's key is what the code depends on: text, callees, frozen values, types, options; never a file's time."""

import json
import linecache
import os

import numpy as np
import pytest

from jaculus import njit

PROGRAM = """
import json, sys
from jaculus import njit
import callee
from callee import direct

FACTOR = {factor}


@njit(cache=True{options})
def kernel(x):
    return callee.helper(x) * FACTOR + direct(x)


print(json.dumps([kernel({argument}), len(kernel.stats.cache_hits)]))
"""
CALLEE = """
from jaculus import njit


@njit
def helper(x):
    return x + {added}


@njit
def direct(x):
    return x
"""


def test_what_changes_the_key(jaculus):
    """The real thing: one process after another, each with what it depends on changed."""

    def run(factor=2, added=1, argument="3", options="", touch=False, **environment):
        program = jaculus.script(PROGRAM.format(factor=factor, argument=argument, options=options))
        callee = jaculus.folder / "callee.py"
        text = CALLEE.format(added=added)
        if not callee.exists() or callee.read_text() != text:
            callee.write_text(text)
        if touch:
            os.utime(callee, ns=(1, 1))
            os.utime(program, ns=(1, 1))
        done = jaculus.python(program, PYTHONDONTWRITEBYTECODE="1", **environment)
        assert done.returncode == 0, done.stderr
        return tuple(json.loads(done.stdout))

    assert run() == (11, 0)
    assert run() == (11, 1)
    assert run(touch=True) == (11, 1)
    assert run(added=5) == (19, 0)  # a callee in another file
    assert run(added=1) == (11, 1)
    assert run(factor=3) == (15, 0)  # a global
    assert run(argument="3.0") == (11.0, 0)
    assert run(options=", boundscheck=True") == (11, 0)
    assert run(NUMBA_BOUNDSCHECK="1") == (11, 0)
    assert run(NUMBA_BOUNDSCHECK="1") == (11, 1)
    assert run(NUMBA_OPT="1") == (11, 0)
    assert run(JACULUS_OPT="max") == (11, 1)
    assert run(NUMBA_CPU_NAME="generic") == (11, 0)
    assert run(NUMBA_CPU_NAME="host") == (11, 1)


def cell(number, text):
    """What IPython does with a cell."""
    name = f"<ipython-input-{number}-0123456789ab>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    return compile(text, name, "exec")


def test_cells_of_a_notebook():
    namespace = {"np": np, "njit": njit, "__name__": "__main__"}
    exec(cell(1, "FACTOR = 3\n\n@njit\ndef f(x):\n    return x * FACTOR\n"), namespace)
    assert namespace["f"](2) == 6
    exec(cell(2, "@njit\ndef f(x):\n    return x * FACTOR + 1\n"), namespace)  # the same name again
    assert namespace["f"](2) == 7
    exec(cell(3, "g = njit(lambda x: f(x) + 1)\nh = njit(lambda a: a.sum())\n"), namespace)
    assert (namespace["g"](2), namespace["h"](np.arange(4.0))) == (8, 6.0)
    namespace["FACTOR"] = 5
    assert namespace["f"](2) == 7  # frozen
    namespace["f"].recompile()
    assert namespace["f"](2) == 11


def test_lambdas_on_one_line():
    # fmt: off
    one, two, three = njit(lambda x: x + 1), njit(lambda x: x * 10), njit(lambda x, y=2: (x, y))
    # fmt: on
    assert (one(2), two(2), three(2), three(2, 3)) == (3, 20, (2, 2), (2, 3))


def test_functions_made_by_exec():
    made = []
    for number in range(3):
        text = f"def f(x):\n    return x + {number}\n"
        name = f"<made {number}>"
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        namespace = {}
        exec(compile(text, name, "exec"), namespace)
        made.append(njit(namespace["f"]))
    assert [f(10) for f in made] == [10, 11, 12]


def test_closures_of_one_function():
    def make(n):
        @njit(cache=True)
        def f(x):
            return x + n

        return f

    assert [make(n)(1) for n in (1, 2.5, 3)] == [2, 3.5, 4]
    table = np.array([1.0, 2.0])
    assert make(table)(1).tolist() == [2.0, 3.0]


def test_two_functions_of_one_name():
    def first():
        @njit
        def same(x):
            return x + 1

        return same

    def second():
        @njit
        def same(x):
            return x - 1

        return same

    one, other = first(), second()

    @njit
    def both(x):
        return one(x) * other(x)

    assert both(3) == 8


@pytest.mark.parametrize("name", ["NUMBA_CACHE_DIR", "JACULUS_CACHE_DIR"])
def test_the_folder_is_the_one_asked_for(jaculus, tmp_path, name):
    program = jaculus.script("from jaculus import njit\nprint(njit(lambda x: x)(1))\n")
    jaculus.environment.pop("JACULUS_CACHE_DIR")
    assert jaculus.python(program, NUMBA_DEBUG_CACHE="1", **{name: tmp_path / "here"}).stdout.count("[cache]") == 1
    assert list((tmp_path / "here").glob("*.so"))
