"""On PYTHONPATH of the processes that a program under `jaculus run` starts: gives way to jaculus.numba."""

import importlib
import sys

del sys.modules[__name__]
try:
    from jaculus import _alias
except ModuleNotFoundError:  # another interpreter, which has no Jaculus: what it has itself
    import os

    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != folder]
    importlib.invalidate_caches()
else:
    _alias.install()
sys.modules[__name__] = importlib.import_module("numba")
