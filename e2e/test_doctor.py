"""`jaculus doctor`, and `import jaculus.as_numba`."""

import os
import subprocess
import sys

import pytest
from product import BUILD, ROOT


def test_it_says_what_is_used(jaculus):
    done = jaculus.run("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{ROOT / 'build'}\n" in done.stdout
    assert "NumPy" in done.stdout
    assert "no server is running" in done.stdout
    assert f"0 in {jaculus.cache}" in done.stdout
    assert f"JACULUS_CACHE_DIR={jaculus.cache}\n" in done.stdout


def test_what_is_broken_is_said_beside_the_rest(jaculus):
    home = jaculus.folder / "home"
    home.mkdir()
    (home / "version").symlink_to(BUILD / "version")
    done = jaculus.python("-m", "jaculus", "doctor", JACULUS_HOME=home)
    assert done.returncode == 1
    assert "compiler  WRONG: Jaculus does not know a Java to run its compiler with" in done.stdout
    assert "\nkernels" in done.stdout


def test_two_installs_are_told(jaculus):
    hidden = jaculus.folder / "other/jaculus"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").touch()
    path = os.pathsep.join([str(ROOT / "python"), str(hidden.parent)])
    done = jaculus.python("-m", "jaculus", "doctor", PYTHONPATH=path)
    assert f"WARNING: there is another one in {hidden}, which this one hides\n" in done.stdout
    assert "WARNING" not in jaculus.run("doctor").stdout


LIBRARY = """
import numba as nb
from numba import njit, typed
from numba.core import never_heard_of
from numba.core.types import int64

@njit
def f(x):
    return nb.never_heard_either(x) + typed.List([1])[0] + nb.prange(3)[0]
"""


def test_what_a_library_asks_for(jaculus):
    package = jaculus.folder / "some_library"
    package.mkdir()
    (package / "__init__.py").write_text(LIBRARY)
    done = jaculus.python("-m", "jaculus", "doctor", "some_library", PYTHONPATH=jaculus.folder)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "some_library takes 8 names from Numba; Jaculus has 6 of them",
        f"  lacks numba.core.never_heard_of    {package}/__init__.py:4",
        f"  lacks numba.never_heard_either    {package}/__init__.py:9",
    ]
    done = jaculus.python("-m", "jaculus", "doctor", "json")
    assert (done.returncode, done.stdout) == (0, "json takes nothing from Numba\n")
    done = jaculus.python("-m", "jaculus", "doctor", "no_such_library")
    assert (done.returncode, done.stderr) == (1, "jaculus: there is no package no_such_library here\n")


PROGRAM = """
import jaculus.as_numba
import subprocess, sys
import numba
print(numba.__name__, numba.njit(lambda x: x + 1)(1))
child = [sys.executable, "-c", "import numba; print(numba.njit.__module__)"]
print(subprocess.run(child, capture_output=True, text=True))
"""


def test_import_numba_gets_jaculus_and_it_is_said_once(jaculus):
    done = jaculus.python(jaculus.script(PROGRAM))
    assert done.stdout.startswith("jaculus.numba 2\n"), done.stderr
    assert "stdout='jaculus.decorators\\n', stderr=''" in done.stdout
    assert done.stderr == "jaculus: `import numba` gets Jaculus in this process and its children\n"


def test_a_numba_that_is_there_already_is_refused(jaculus):
    (jaculus.folder / "numba.py").write_text("")
    done = jaculus.python(jaculus.script("import numba\nimport jaculus.as_numba\n"))
    assert done.returncode == 1
    assert done.stderr.endswith(
        f"ImportError: numba is imported already, from {jaculus.folder}/numba.py: import jaculus.as_numba before it\n"
    )


@pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="the interpreter of a virtual environment")
def test_a_child_without_jaculus_has_its_own_numba(jaculus):
    """Its PYTHONPATH has our folder, which must not hide what is installed there."""
    own = jaculus.folder / "own"
    own.mkdir()
    (own / "numba.py").write_text("print('its own')")
    alias = ROOT / "python/jaculus/_alias"
    done = subprocess.run(
        [os.path.realpath(sys.executable), "-S", "-c", "import numba"], capture_output=True, text=True, check=False,
        env={**jaculus.environment, "PYTHONPATH": f"{alias}:{own}"}, cwd="/",
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("its own\n", "")
