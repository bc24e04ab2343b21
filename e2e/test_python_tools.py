"""Python's own tools on kernels: type checkers, help, doctest, coverage, pdb."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from product import ROOT

TYPED = """
from jaculus import float64, guvectorize, jit, njit, prange, set_num_threads, ship, typeof, vectorize

@njit
def scaled(x: float, n: int = 2) -> float:
    total = 0.0
    for _ in prange(n):
        total += x
    return total

@jit("float64(float64)", parallel=True, fastmath={"nsz"})
def halved(x: float) -> float:
    return x / 2

@njit([float64(float64), (float64[:, ::1],)], cache=True)
def either(x: float) -> float:
    return x

@vectorize(["f8(f8)"])
def half(x: float) -> float:
    return x / 2

class Holder:
    @staticmethod
    @njit
    def twice(x: int) -> int:
        return 2 * x

a: float = scaled(1.0, n=3)
b: int = Holder.twice(1) + Holder().twice(2)
d: float = halved(1.0) + either(1.0) + scaled.py_func(2.0) + ship(scaled)(2.0)
e = half([1.0, 2.0])
scaled.compile("f8(f8, i8)")
print(scaled.signatures, typeof(a).name)
set_num_threads(1)
"""

# (a line, what is wrong with it)
MISTYPED = [
    'scaled("a")',
    "scaled(1.0, 2, 3)",
    "b = scaled(1.0)",
    "Holder().twice(1, 2)",
    "njit(nogill_=True)(3)",
    "scaled.pyfunc",
]


def run(*command, **options):
    return subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False, **options)


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_a_decorated_function_keeps_its_signature(tmp_path, checker):
    if importlib.util.find_spec(checker) is None:
        pytest.skip(f"{checker} is not installed")
    (tmp_path / "right.py").write_text(TYPED)
    wrong = TYPED + "".join(f"{line}\n" for line in MISTYPED)
    (tmp_path / "wrong.py").write_text(wrong)
    package = ROOT / "python/jaculus/__init__.pyi"
    if checker == "mypy":
        command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache"]
    else:
        command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    done = run(*command, "right.py", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run(*command, "wrong.py", cwd=tmp_path)
    first = len(TYPED.splitlines()) + 1
    found = {int(line.split(":")[1]) for line in done.stdout.splitlines() if "wrong.py:" in line and "error" in line}
    assert found == set(range(first, first + len(MISTYPED))), done.stdout
    assert package.with_name("py.typed").exists()


def test_the_stubs_have_what_the_package_has():
    """A name that is in one and not in the other would be an error of a checker's, or of the program's."""
    import ast

    import jaculus

    def names(stub):
        tree = ast.parse((Path(jaculus.__file__).parent / stub).read_text())
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield node.name
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                yield (node.targets[0] if isinstance(node, ast.Assign) else node.target).id

    in_types = set(names("types.pyi"))
    stubbed = set(names("__init__.pyi")) | in_types | {"types"}
    assert set(jaculus.__all__) <= stubbed
    assert [one for one in in_types if not hasattr(jaculus.types, one) and one != "__getattr__"] == []
    public = {one for one in stubbed if not one.startswith("_")} - in_types - {"Dispatcher"}
    assert [one for one in public if not hasattr(jaculus, one)] == []


DOCUMENTED = '''
import dataclasses, functools, inspect
from jaculus import njit


@njit
def scaled(x, n=2):
    """Scales.

    >>> scaled(3)
    6
    >>> scaled(0)
    Traceback (most recent call last):
    ...
    ZeroDivisionError: integer division by zero
    """
    if x == 0:
        return 1 // x
    return x * n


@functools.wraps(scaled)
def wrapped(*arguments):
    return scaled(*arguments)


class Holder:
    @staticmethod
    @njit
    def plus(x):
        return x + 1

    @classmethod
    def through(cls, x):
        return cls.plus(x)


@dataclasses.dataclass
class Given:
    value: int = 3
    kernel: object = dataclasses.field(default=scaled)
'''


def test_inspect_wraps_methods_and_dataclasses(jaculus):
    text = DOCUMENTED + "\nprint(inspect.signature(scaled), inspect.signature(wrapped), wrapped.__name__)\n"
    text += "print(inspect.getsource(scaled).splitlines()[1], inspect.isroutine(scaled), inspect.getmodule(scaled))\n"
    text += "print(Holder.plus(1), Holder.through(1), Holder().plus(2), Given().kernel(Given().value))\n"
    text += "import pydoc; print(pydoc.plain(pydoc.render_doc(scaled)))\n"
    done = jaculus.python(jaculus.script(text))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "(x, n=2) (x, n=2) scaled"
    assert lines[1].startswith("def scaled(x, n=2): True <module '__main__'")
    assert lines[2] == "2 2 3 6"
    assert "scaled(x, n=2)\n    Scales." in done.stdout


def test_doctests_are_found(jaculus):
    script = jaculus.script(DOCUMENTED, "documented.py")
    done = jaculus.python("-m", "pytest", "-q", "-p", "no:cacheprovider", "--doctest-modules", script)
    assert "1 passed" in done.stdout or "2 passed" in done.stdout, done.stdout
    script.write_text(DOCUMENTED.replace("    6\n", "    7\n"))
    assert "Expected:\n    7\nGot:\n    6" in jaculus.python("-m", "doctest", script).stdout


def test_without_the_compiler_debuggers_and_tracers_see_the_lines(jaculus):
    script = jaculus.script(DOCUMENTED + "\nscaled(5)\n")
    lines = script.read_text().splitlines()
    inside = lines.index("    return x * n") + 1
    process = jaculus.start_python("-m", "pdb", script, stdin=subprocess.PIPE, NUMBA_DISABLE_JIT=1)
    out, _ = process.communicate(f"b {inside}\nc\np x * 1000\nq\n", timeout=60)
    assert "5000" in out
    traced = "import sys\nseen = set()\n"
    traced += "def tracer(frame, event, _):\n    seen.add((frame.f_code.co_name, frame.f_lineno))\n    return tracer\n"
    program = traced + "import runpy\nsys.settrace(tracer)\n"
    program += f"runpy.run_path({str(script)!r})\nsys.settrace(None)\nprint(('scaled', {inside}) in seen)\n"
    assert jaculus.python("-c", program, JACULUS_DISABLE_JIT=1).stdout == "True\n"
    assert jaculus.python("-c", program).stdout == "False\n"  # a kernel's lines are run by no interpreter
