"""Shared by all end-to-end tests: a compile server and a cache of their own for this process, and the switches."""

import os
import subprocess
import tempfile
from pathlib import Path

import pytest
from product import ROOT, jaculus

__all__ = ["jaculus"]  # a fixture: the product alone, with no server yet; below is one that all tests share

PLACE = tempfile.TemporaryDirectory(prefix="jaculus-e2e-")
# Before `import jaculus`: the tests neither see nor fill the user's cache, nor stop the user's server.
os.environ["JACULUS_CACHE_DIR"] = os.path.join(PLACE.name, "cache")
os.environ["JACULUS_RUNTIME_DIR"] = os.path.join(PLACE.name, "run")
os.mkdir(os.environ["JACULUS_RUNTIME_DIR"], 0o700)


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="thousands of random kernels and arrays, not hundreds")
    parser.addoption("--update-answers", action="store_true", help="ask numba again, write e2e/data")


@pytest.fixture
def jaculus_command():
    """Runs ./jaculus with arguments; gives the finished process with its output as text."""

    def run(*arguments, timeout=120, cwd=ROOT, **environment):
        return subprocess.run(
            [str(ROOT / "jaculus"), *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=timeout,
            cwd=cwd,
            env={**os.environ, **environment},
            check=False,
        )

    return run


def pytest_unconfigure():
    """Stops the server of these tests."""
    if any(Path(os.environ["JACULUS_RUNTIME_DIR"]).glob("*.sock")):
        subprocess.run([str(ROOT / "jaculus"), "server", "stop"], capture_output=True, timeout=60, check=False)
    PLACE.cleanup()
