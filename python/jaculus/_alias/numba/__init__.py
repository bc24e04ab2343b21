"""On PYTHONPATH of the processes that a program under `jaculus run` starts: gives way to jaculus.numba."""

import importlib
import sys

from jaculus import _alias

del sys.modules[__name__]
_alias.install()
sys.modules[__name__] = importlib.import_module("numba")
