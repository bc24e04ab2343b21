"""Shared by all end-to-end tests."""

import os

import pytest
from product import Jaculus, jaculus

__all__ = ["jaculus"]  # a fixture

# For tests that call kernels in this process: a cache and a server of this run's own.
_here = Jaculus()
os.environ.update({name: value for name, value in _here.environment.items() if name.startswith("JACULUS_")})


@pytest.fixture(scope="session", autouse=True)
def _server_of_this_process():
    yield
    _here.close()
