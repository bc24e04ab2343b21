"""`import numba` gets jaculus.numba, in this process and in the Python processes that it starts.

For programs that `jaculus run` starts, or that import jaculus.as_numba.
"""

import importlib
import os
import sys
from importlib.machinery import ModuleSpec

from jaculus.home import PACKAGE, is_installed


class _Finder:
    """Finds `numba` and everything under it in jaculus.numba, and nothing elsewhere: two Numbas would not mix."""

    tell = None  # called when numba is imported for the first time

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name != "numba" and not name.startswith("numba."):
            return None
        if cls.tell:
            cls.tell, tell = None, cls.tell
            tell()
        try:
            module = importlib.import_module("jaculus." + name)
        except ModuleNotFoundError as e:
            if e.name != "jaculus." + name:
                raise
            message = f"No module named {name!r}: Jaculus stands for Numba here, and it does not have that yet"
            raise ModuleNotFoundError(message, name=name) from None
        return ModuleSpec(name, _Loader(module), is_package=hasattr(module, "__path__"))


class _Loader:
    def __init__(self, module):
        self.module, self.spec = module, module.__spec__

    def create_module(self, spec):
        return self.module

    def exec_module(self, module):
        module.__spec__ = self.spec  # the import system has put in the alias's


def install(tell=None):
    """From now on, in this process; `tell` is called at the first import of numba."""
    if _Finder not in sys.meta_path:
        _Finder.tell = tell
        sys.meta_path.insert(0, _Finder)


def is_ours(file):
    """Whether a module named numba is this package's."""
    return os.path.abspath(file).startswith(os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep)


def install_for_children():
    """In Python processes started from this one, which find the package `numba` in this folder."""
    folder = os.path.dirname(os.path.abspath(__file__))
    # An installed package is found by its own interpreter, and its folder has that one's other packages too.
    package = "" if is_installed() else os.path.dirname(PACKAGE)
    old = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path not in (folder, package)]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [folder, package, *old]))
    if folder not in sys.path:
        sys.path.insert(0, folder)  # multiprocessing gives its children this path rather than the environment's
