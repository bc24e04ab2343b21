"""Shared by all end-to-end tests."""

import os
import subprocess

import pytest
from product import ROOT, Jaculus, jaculus

__all__ = ["jaculus"]  # a fixture

# For tests that call kernels in this process: a cache and a server of this run's own.
_here = Jaculus()
os.environ.update({name: value for name, value in _here.environment.items() if name.startswith("JACULUS_")})


def pytest_configure(config):
    config.addinivalue_line("markers", "alone: measures; ./check runs it when the other tests are over")


def pytest_addoption(parser):
    parser.addoption(
        "--slow",
        action="store_true",
        help="thousands of random kernels and arrays, not hundreds; more kinds of processes; the notebooks",
    )
    parser.addoption("--wheel", action="store_true", help="make a wheel, install it, and try it: some minutes")
    parser.addoption(
        "--roots",
        metavar="DIR",
        help="try the wheel in these bare Debian roots too: test_wheel.py says how they are made",
    )
    parser.addoption("--drop-passed", action="store_true", help="remove programs that run from programs/not_yet.txt")
    parser.addoption("--update-answers", action="store_true", help="ask numba again, write e2e/data and docs/errors")


@pytest.fixture(scope="session", autouse=True)
def _server_of_this_process():
    yield
    _here.close()


@pytest.fixture(scope="session")
def jaculus_command():
    """Runs ./jaculus with arguments, beside the server of this process; gives the finished process."""

    def run(*arguments, timeout=120, **environment):
        return subprocess.run(
            [str(ROOT / "jaculus"), *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=timeout,
            cwd=ROOT,
            env={**os.environ, **environment},
            check=False,
        )

    return run
