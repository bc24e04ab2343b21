"""`import numba` gets jaculus.numba: in a program that `jaculus run` starts, and in the Python processes it starts."""

import importlib
import os
import sys
from importlib.machinery import ModuleSpec


class _Finder:
    """Finds `numba` and everything under it in jaculus.numba, and nothing elsewhere: two Numbas would not mix."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "numba" and not name.startswith("numba."):
            return None
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


def install():
    """From now on, in this process."""
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)


def install_for_children():
    """In Python processes started from this one, which find the package `numba` in this folder."""
    folder = os.path.dirname(os.path.abspath(__file__))
    package = os.path.dirname(os.path.dirname(folder))
    old = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path not in ("", folder, package)]
    os.environ["PYTHONPATH"] = os.pathsep.join([folder, package, *old])
    if folder not in sys.path:
        sys.path.insert(0, folder)  # multiprocessing gives its children this path rather than the environment's
