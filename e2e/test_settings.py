"""Numba's environment variables, ours, and numba.config."""

import re

import pytest

SHOW = """
import numpy as np, numba
from numba import njit
from numba.core import config

@njit
def f(a, i):
    return a[i]

print(type(f).__name__, {expression})
"""


def shown(jaculus, expression, **environment):
    program = jaculus.script(SHOW.format(expression=expression))
    done = jaculus.run("run", program, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("prefix", ["NUMBA_", "JACULUS_"])
def test_variables(jaculus, prefix):
    assert shown(jaculus, "config.DISABLE_JIT", **{prefix + "DISABLE_JIT": "1"}) == "function 1"
    assert shown(jaculus, "config.OPT", **{prefix + "OPT": "0"}) == "Dispatcher 0"
    program = jaculus.script("import numpy as np\nfrom numba import njit\nnjit(lambda a: a[7])(np.zeros(3))\n")
    assert "IndexError" in jaculus.run("run", program, **{prefix + "BOUNDSCHECK": "1"}).stderr


def test_config_is_assignable(jaculus):
    program = jaculus.script(
        "import numba\nfrom numba import njit\n"
        "def f(x):\n    return x\n"
        "numba.config.DISABLE_JIT = True\nprint(njit(f) is f, numba.core.config.DISABLE_JIT)\n"
        "numba.config.DISABLE_JIT = 0\nprint(njit(f) is f, numba.config.DISABLE_JIT)\n"
        "numba.config.CACHE_DIR = '/nowhere'\nprint(njit(f).stats.cache_path)\n"
        "numba.config.reload_config()\nprint(numba.config.CACHE_DIR != '/nowhere')\n"
    )
    assert jaculus.run("run", program).stdout.splitlines() == ["True 1", "False 0", "/nowhere", "True"]


def test_traceback_in_full(jaculus):
    program = jaculus.script("from numba import njit\nnjit(lambda x: x.nosuch)(1)\n")
    assert "dispatcher.py" not in jaculus.run("run", program).stderr
    assert "dispatcher.py" in jaculus.run("run", program, NUMBA_FULL_TRACEBACKS="1").stderr


LOGGED = """
from numba import njit

@njit
def add(a, b):
    return a + b

print(add(1, 2.5), njit(lambda x: x + 1)(2))
"""


def test_what_the_compiler_does_is_logged(jaculus):
    script = jaculus.script(LOGGED)
    said = jaculus.run("run", script, JACULUS_LOG="info").stderr.splitlines()
    assert re.fullmatch(r"jaculus \d+: started the compile server: .*\.sock", said[0])
    assert re.fullmatch(r"jaculus \d+: compiled `add` for \(int64, float64\) in \d\.\d{3} s: .*/add-.*\.so", said[1])
    assert "compiled `<lambda>` for (int64)" in said[2]
    assert len(said) == 3
    assert jaculus.run("run", script, JACULUS_LOG="info").stderr == ""
    said = jaculus.run("run", script, JACULUS_LOG="DEBUG").stderr.splitlines()
    assert re.fullmatch(r"jaculus \d+: `add` for \(int64, float64\) is in the cache: .*\.so", said[0])
    said = jaculus.run("run", script, JACULUS_LOG="loud").stderr
    assert said == "jaculus: JACULUS_LOG=loud: debug, info, warning and error are known; info is taken\n"


def test_a_program_logs_it_as_it_likes(jaculus):
    setup = "import logging, sys\nlogging.basicConfig(level='DEBUG', stream=sys.stdout, format='mine %(name)s')\n"
    done = jaculus.run("run", jaculus.script(setup + LOGGED))
    assert done.stdout.count("mine jaculus\n") == 3
    assert done.stderr == ""
    quiet = jaculus.run("run", jaculus.script("import sys\n" + LOGGED + "print('logging' in sys.modules)"))
    assert quiet.stdout.endswith("False\n")
