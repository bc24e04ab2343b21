"""`jaculus cache`: what is kept on disk, and how it goes."""

import os
import re

PROGRAM = """
from jaculus import njit

@njit
def first(x):
    return x + 1

@njit
def zweite_ä(x):
    return x + 2

print(first(1), first(1.5), zweite_ä(2), njit(lambda x: x)(3))
"""


def kernels(jaculus):
    return sorted(path.name for path in jaculus.cache.glob("*.so"))


def test_size_and_functions(jaculus):
    assert "kernels: 0\n" in jaculus.run("cache").stdout
    assert jaculus.python(jaculus.script(PROGRAM)).stdout == "2 2.5 4 3\n"
    assert [name.rpartition("-")[0] for name in kernels(jaculus)] == ["_lambda", "first", "first", "zweite__"]
    shown = jaculus.run("cache").stdout
    assert shown.startswith(f"folder: {jaculus.cache}\nkernels: 4\nsize: 0.0")
    assert shown.endswith(" MB, at most 1024 MB\n")
    listed = re.findall(r"^ +(\d+) +0.0\d MB  \d{4}-\d\d-\d\d  (\S+)$", jaculus.run("cache", "list").stdout, re.M)
    assert listed == [("1", "_lambda"), ("2", "first"), ("1", "zweite__")]


def test_old_kernels_go(jaculus):
    jaculus.python(jaculus.script(PROGRAM))
    for name in kernels(jaculus):
        os.utime(jaculus.cache / name, (0, 0))
    jaculus.python(jaculus.script(PROGRAM.replace("x + 2", "x + 3").replace("first(1), first(1.5), ", "")))
    assert jaculus.run("cache", "prune", "--days", "30").stdout.startswith("removed: 4 kernels")
    assert [name.rpartition("-")[0] for name in kernels(jaculus)] == ["_lambda", "zweite__"]


def test_a_load_is_a_use(jaculus):
    script = jaculus.script(PROGRAM)
    jaculus.python(script)
    for name in kernels(jaculus):
        os.utime(jaculus.cache / name, (0, 0))
    jaculus.python(script)
    assert jaculus.run("cache", "prune", "--days", "1").stdout.startswith("removed: 0 kernels")


def test_clear_and_size(jaculus):
    jaculus.python(jaculus.script(PROGRAM))
    (jaculus.cache / "mine.txt").touch()
    assert jaculus.run("cache", "prune", "--size", "1").stdout == "removed: 0 kernels, 0.00 MB\n"
    assert jaculus.run("cache", "prune").stderr == "jaculus: prune by what? --days N or --size MB\n"
    assert jaculus.run("cache", "clear").stdout.startswith("removed: 4 kernels, 0.0")
    assert [path.name for path in jaculus.cache.iterdir()] == ["mine.txt"]
    assert jaculus.python(jaculus.script(PROGRAM)).stdout == "2 2.5 4 3\n"
