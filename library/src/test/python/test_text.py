"""The library's functions of str, run by CPython itself, give what str's own methods give."""

import importlib.machinery
import importlib.util
import pathlib
import sys

import pytest

FOLDER = pathlib.Path(__file__).parents[2] / "main/resources/dev/jaculus/library/python"
TEXTS = ["", "a", "Hello, World", "  two  words ", "x\ty\nz\r\n", "123", "größer €😀", "-7", "aaa", "Title Case"]
ARGUMENTS = [(), ("a",), (5,), (["p", "q"],), ("a", "b")]


def methods():
    package = importlib.util.module_from_spec(importlib.machinery.ModuleSpec("texts", None, is_package=True))
    package.__path__ = [str(FOLDER)]
    sys.modules["texts"] = package
    for file in sorted(FOLDER.glob("text*.py")):
        module = importlib.import_module(f"texts.{file.stem}")
        for name, function in vars(module).items():
            if hasattr(str, name) and getattr(function, "__module__", "") == module.__name__:
                yield pytest.param(function, id=name)


@pytest.mark.parametrize("function", list(methods()))
def test_method_is_strs_own(function):
    compared = 0
    for text in TEXTS:
        for arguments in ARGUMENTS:
            try:
                expected = getattr(text, function.__name__)(*arguments)
            except (TypeError, ValueError):
                continue
            assert function(text, *arguments) == expected
            compared += 1
    assert compared > 0 or function.__name__ in ("index", "rindex")
