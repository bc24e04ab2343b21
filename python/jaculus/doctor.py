"""`jaculus doctor [PACKAGE…]`: what runs here, from where, and what a library asks of Numba that Jaculus lacks."""

import ast
import importlib
import importlib.metadata
import importlib.util
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path

import jaculus
from jaculus import cache, home

USAGE = """\
Usage: jaculus doctor [PACKAGE…]
Says what is used here: versions, folders, the processor, the compile server, the kernels that are kept.
For an installed PACKAGE: what it takes from Numba, and what of that Jaculus does not have.
"""


def main(packages):
    """The exit status: 1 where something is wrong, or a package asks for what is not there."""
    if packages[:1] and packages[0] in ("-h", "--help"):
        print(USAGE, end="")
        return 0
    if packages:
        return max([_package(name) for name in packages])
    wrong = 0
    for label, facts in (
        ("jaculus", _ours),
        ("python", _python),
        ("numba", _numba),
        ("compiler", _compiler),
        ("kernels", _kernels),
    ):
        try:
            lines = list(facts())
        except Exception as e:  # one thing that is broken must not hide the others
            lines, wrong = [f"WRONG: {e}"], 1
        for line in lines:
            print(f"{label:9} {line}")
            label = ""
    return wrong


def _ours():
    kind = "a wheel" if home.is_installed() else "a clone, or what JACULUS_HOME names"
    yield f"{jaculus.__version__}, {kind}: {home.home()}"
    for one in sys.path:
        other = os.path.join(os.path.abspath(one), "jaculus")
        if os.path.exists(os.path.join(other, "__init__.py")) and not os.path.samefile(other, home.PACKAGE):
            yield f"WARNING: there is another one in {other}, which this one hides"
    yield f"build {home.compiler_id()[:8]}"
    for name in sorted(name for name in os.environ if name.startswith(("JACULUS_", "NUMBA_"))):
        yield f"{name}={os.environ[name]}"


def _python():
    import numpy

    yield f"{platform.python_version()}, {sys.executable}"
    yield f"NumPy {numpy.__version__}, {os.path.dirname(numpy.__file__)}"
    yield f"{platform.platform()}, {len(os.sched_getaffinity(0))} processors"
    from jaculus.host import cpu_id

    yield f"processor {cpu_id()}"


def _numba():
    try:
        yield f"Numba {importlib.metadata.version('numba')} is installed here too"
    except importlib.metadata.PackageNotFoundError:
        yield "none is installed here"
    yield "`import numba` gets Jaculus under `jaculus run`, after `import jaculus.as_numba`, with JACULUS_AS_NUMBA=1"


def _compiler():
    import subprocess

    from jaculus import starting

    command = starting.java()
    done = subprocess.run([command[0], "-version"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} does not run: {done.stderr.strip()}")
    yield f"{done.stderr.splitlines()[0]}, {command[0]}"
    asked = [*command, "server", "status"]
    done = subprocess.run(asked, capture_output=True, text=True, env=starting.environment(), check=False)
    yield from (done.stdout or done.stderr).splitlines()


def _kernels():
    folder, elsewhere = cache.place()
    if elsewhere:
        yield f"WARNING: {elsewhere}"
    sizes = []
    with suppress(OSError), os.scandir(folder) as entries:
        sizes = [one.stat().st_size for one in entries if one.name.endswith(".so")]
    yield f"{len(sizes)} in {folder}, {sum(sizes) / 2**20:.1f} MB; `jaculus cache` manages them"


# ---- What a library asks for ----


def _package(name):
    spec = None
    with suppress(ImportError, ValueError):
        spec = importlib.util.find_spec(name)
    if spec is None:
        print(f"jaculus: there is no package {name} here", file=sys.stderr)
        return 1
    folders = spec.submodule_search_locations
    files = (
        sorted(path for folder in folders for path in Path(folder).rglob("*.py")) if folders else [Path(spec.origin)]
    )
    wanted = {}
    for path in files:
        for dotted, line in asked_of_numba(path):
            wanted.setdefault(dotted, (path, line))
    if not wanted:
        print(f"{name} takes nothing from Numba")
        return 0
    lacking = {dotted: place for dotted, place in sorted(wanted.items()) if not has(dotted)}
    print(f"{name} takes {len(wanted)} names from Numba; Jaculus has {len(wanted) - len(lacking)} of them")
    for dotted, (path, line) in lacking.items():
        print(f"  lacks {dotted}    {path}:{line}")
    return 1 if lacking else 0


def asked_of_numba(path):
    """(dotted name, line) of each thing of Numba's that a file imports, or takes as an attribute of such a module."""
    try:
        tree = ast.parse(path.read_bytes())
    except SyntaxError:
        return
    modules = {}  # a name in the file → the module of Numba's that it stands for
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                if one.name.split(".")[0] == "numba":
                    modules[one.asname or "numba"] = one.name if one.asname else "numba"
                    yield one.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] == "numba":
            for one in node.names:
                dotted = node.module if one.name == "*" else f"{node.module}.{one.name}"
                modules[one.asname or one.name] = dotted
                yield dotted, node.lineno
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (dotted := _dotted(node, modules)):
            yield dotted, node.lineno


def _dotted(node, modules):
    """The whole name of an attribute of a module of Numba's; None for all others."""
    if isinstance(node, ast.Name):
        return modules.get(node.id)
    if not isinstance(node, ast.Attribute):
        return None
    base = _dotted(node.value, modules)
    return f"{base}.{node.attr}" if base and (base == "numba" or _is_module(base)) else None


def _is_module(dotted):
    try:
        importlib.import_module("jaculus." + dotted)
    except Exception:  # a module of theirs may refuse to be imported
        return False
    return True


def has(dotted):
    """Whether Jaculus has a thing of this name."""
    if _is_module(dotted):
        return True
    module, _, name = dotted.rpartition(".")
    return bool(module) and _is_module(module) and hasattr(sys.modules["jaculus." + module], name)
