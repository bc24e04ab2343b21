"""The wheel, installed by pip: behind --wheel, for it takes minutes; on bare Debian with --roots DIR.

A root is made by `debootstrap --variant=minbase --include=python3,python3-venv trixie DIR/trixie`: nothing but
Python. Its tests need the rights to chroot.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from product import ROOT

pytestmark = pytest.mark.skipif("--wheel" not in sys.argv and "--roots" not in sys.argv, reason="--wheel makes one")
LIMIT_MB = 95


def run(*command, **options):
    return subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    made = run(ROOT / "jaculus", "wheel", "-o", folder)
    assert made.returncode == 0, made.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A virtual environment that may not be written any more."""
    folder = tmp_path_factory.mktemp("environment")
    assert run(sys.executable, "-m", "venv", folder).returncode == 0
    done = run(folder / "bin/pip", "install", "-q", wheel)
    assert done.returncode == 0, done.stderr
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o555)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | 0o200)


@pytest.fixture
def environment(jaculus):
    return {**jaculus.environment, "HOME": str(jaculus.folder), "PYTHONDONTWRITEBYTECODE": "1"}


def test_it_is_small_enough_for_an_index(wheel):
    assert wheel.stat().st_size < LIMIT_MB * 1e6
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("jre/legal/java.base/LICENSE") for name in names)
    assert "jaculus/_bundle/licences/Apache-2.0.txt" in names
    assert not [name for name in names if "/work/" in name or name.endswith(".pyc")]


def test_it_runs_where_auditwheel_says(wheel, tmp_path):
    assert run(sys.executable, "-m", "venv", tmp_path).returncode == 0
    assert run(tmp_path / "bin/pip", "install", "-q", "auditwheel==6.8.2").returncode == 0
    shown = run(tmp_path / "bin/auditwheel", "show", wheel)
    assert '"manylinux_2_34_x86_64"' in shown.stdout, shown.stdout + shown.stderr


def test_programs_run_and_are_annotated(installed, environment):
    dither = ROOT / "examples/dither.py"
    for command in ([installed / "bin/jaculus"], [installed / "bin/python", "-m", "jaculus"]):
        done = run(*command, "run", dither, env=environment, cwd="/")
        assert "a corner equals CPython's result" in done.stdout, done.stderr
        assert done.stderr == ""
    done = run(installed / "bin/jaculus", "annotate", dither, env=environment, cwd="/")
    assert "new = np.uint8(np.round(old / 255.0)) * 255" in done.stderr
    assert run(installed / "bin/jaculus", "server", "stop", env=environment).stdout == "stopped\n"


def test_numba_is_jaculus_where_the_environment_says_so(installed, environment):
    text = "import numba; print(numba.njit(lambda x: x * 2)(21), numba.__name__)"
    done = run(installed / "bin/python", "-c", text, env={**environment, "JACULUS_AS_NUMBA": "1"})
    assert (done.stdout, done.stderr.count("\n")) == ("42 jaculus.numba\n", 1), done.stderr
    done = run(installed / "bin/python", "-c", "import sys; print('jaculus' in sys.modules)", env=environment)
    assert done.stdout == "False\n"


def test_it_says_where_it_is(installed, environment):
    done = run(installed / "bin/jaculus", "doctor", env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"a wheel: {installed}" in done.stdout


def test_another_interpreter_needs_its_own(installed, environment):
    other = shutil.which("python3", path="/usr/bin:/bin")
    if other is None or run(other, "-c", "import sys; sys.exit(sys.version_info < (3, 11))").returncode:
        pytest.skip("no other Python of 3.11 or newer")
    done = run(installed / "bin/jaculus", "run", "--python", other, "-c", "1", env=environment)
    assert (done.returncode, done.stderr) == (
        2,
        f"jaculus: {other} has no Jaculus; `{other} -m pip install` it there\n",
    )


def test_nothing_stays_after_uninstalling(wheel, tmp_path):
    assert run(sys.executable, "-m", "venv", tmp_path).returncode == 0
    before = {path for path in tmp_path.rglob("*") if "__pycache__" not in path.parts}
    assert run(tmp_path / "bin/pip", "install", "-q", "--no-deps", wheel).returncode == 0
    assert run(tmp_path / "bin/pip", "uninstall", "-q", "-y", "jaculus").returncode == 0
    assert {path for path in tmp_path.rglob("*") if "__pycache__" not in path.parts} == before


# ---- Bare roots ----

IN_ROOT = """
set -e
cd /tmp
$1 -m venv --clear env
env/bin/python -m pip install -q --no-index --find-links /wheel jaculus
export HOME=/tmp/home; unset LANG LC_ALL; mkdir -p $HOME; rm -rf $HOME/.cache
env/bin/jaculus doctor
env/bin/jaculus run /wheel/dither.py
env/bin/jaculus annotate /wheel/dither.py 2>&1
env/bin/python -c '
import os
from jaculus import njit
@njit
def f(x):
    return x * 2 + 1
child = os.fork()
print("forked", f(20))
child and os.waitpid(child, 0)
'
env/bin/python -m jaculus server stop
chmod 755 /tmp/env
mkdir -m 700 -p /tmp/other; chown 12345 /tmp/other
$1 -c 'import os, sys; os.setgid(12345); os.setuid(12345); os.environ["HOME"] = "/tmp/other"
program = "from jaculus import njit; print(1, njit(lambda x: x + 1)(1))"
os.execv("/tmp/env/bin/jaculus", ["jaculus", "run", "-c", program])'
"""


def roots():
    """(a root, one of its Pythons)"""
    if "--roots" not in sys.argv:
        return []
    folder = Path(sys.argv[sys.argv.index("--roots") + 1])
    return [
        (root, python.name) for root in sorted(folder.iterdir()) for python in sorted(root.glob("usr/bin/python3.??"))
    ]


@pytest.mark.parametrize(("root", "python"), roots() or [(None, None)])
def test_a_bare_root(root, python, wheel):
    if root is None:
        pytest.skip("--roots names a folder of them")
    given = root / "wheel"
    shutil.rmtree(given, ignore_errors=True)
    given.mkdir()
    shutil.copy(wheel, given)
    shutil.copy(ROOT / "examples/dither.py", given)
    version = python.removeprefix("python")
    numpy = [
        "download",
        "-q",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--python-version",
        version,
        "--implementation",
        "cp",
    ]
    platforms = [
        word
        for glibc in ("2_28", "2_27", "2014")
        for word in ("--platform", f"manylinux_{glibc}_x86_64".replace("_2014", "2014"))
    ]
    assert run(sys.executable, "-m", "pip", *numpy, *platforms, "-d", given, "numpy").returncode == 0
    if not (root / "proc/self").exists():
        subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    done = run("unshare", "-n", "chroot", root, "/bin/sh", "-c", IN_ROOT, "sh", python, env={"PATH": os.defpath})
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("a corner equals CPython's result") == 2
    assert "new = np.uint8(np.round(old / 255.0)) * 255" in done.stdout
    assert done.stdout.count("forked 41") == 2
    assert done.stdout.rstrip().endswith("\n1 2")
