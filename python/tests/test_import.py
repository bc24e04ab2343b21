"""What is loaded when: importing Jaculus must stay cheap."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT


def loaded_by(program):
    """The modules that a program has loaded at its end, and Python alone has not."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    texts = []
    for text in ("", program):
        command = [sys.executable, "-c", f"{text}\nimport sys\nprint(*sys.modules)"]
        texts.append(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    return set(texts[1].split()) - set(texts[0].split())


HEAVY = {"numpy", "json", "socket", "inspect", "subprocess", "hashlib", "re", "jaculus._host", "jaculus.client"}


def test_import_loads_nothing_heavy():
    assert not loaded_by("from jaculus import njit, int32, typeof") & HEAVY


def test_decoration_loads_no_compiler_client():
    program = "import numpy\nfrom jaculus import njit\n@njit\ndef f(): pass"
    loaded = loaded_by(program) - loaded_by("import numpy")
    assert "jaculus.dispatcher" in loaded
    assert not loaded & {
        "jaculus.client",
        "jaculus.request",
        "json",
        "socket",
        "inspect",
        "subprocess",
        "hashlib",
        "re",
    }


@pytest.mark.parametrize("name", ["JACULUS_DISABLE_JIT", "NUMBA_DISABLE_JIT"])
def test_compiling_can_be_switched_off(name, monkeypatch):
    from jaculus import jit, njit

    def function():
        pass

    monkeypatch.setenv(name, "1")
    assert njit(function) is function
    assert jit("void()", nogil=True)(function) is function
    monkeypatch.setenv(name, "0")
    assert njit(function) is not function


def test_a_package_that_is_not_built_says_so(tmp_path):
    environment = {**os.environ, "JACULUS_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "python")}
    program = "from jaculus import njit\n@njit\ndef f(x): return x\n"
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ImportError: Jaculus is not built" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_module_hides_a_function_of_the_package():
    program = (
        "import importlib, inspect, pkgutil, jaculus, jaculus.numba\n"
        "def seen():\n"
        "    packages = jaculus, jaculus.numba\n"
        "    return {(p.__name__, name): inspect.ismodule(getattr(p, name)) for p in packages for name in p.__all__}\n"
        "before = seen()\n"
        "for one in pkgutil.iter_modules(jaculus.__path__):\n"
        "    if not one.name.startswith('_') and one.name != 'as_numba':\n"
        "        importlib.import_module('jaculus.' + one.name)\n"
        "assert seen() == before, {name for name, is_module in seen().items() if is_module != before[name]}\n"
        "assert str(jaculus.typeof(1)) == str(jaculus.numba.typeof(1)) == 'int64'\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
