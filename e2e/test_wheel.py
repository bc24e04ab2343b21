"""The wheel, installed by pip: behind --wheel, for it takes minutes; on bare Debian with --roots DIR.

A root is made by `debootstrap --variant=minbase --include=python3,python3-venv trixie DIR/trixie`: nothing but
Python. Its tests need the rights to chroot.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from documents import blocks, commands, write_programs
from product import ROOT, pid_of_server

pytestmark = pytest.mark.skipif("--wheel" not in sys.argv and "--roots" not in sys.argv, reason="--wheel makes one")
LIMIT_MB = 95


def run(*command, **options):
    return subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    # For Pythons that only a root has, if it has their headers (--include=python3-dev).
    found = {one.parent for root, _ in roots() for one in root.glob("usr/include/python3.*/Python.h")}
    headers = [word for one in sorted(found) for word in ("--headers", one)]
    made = run(ROOT / "jaculus", "wheel", "-o", folder, *headers)
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
    assert "jaculus_pytest.py" in names  # pytest finds it by the entry point
    here = str(ROOT).strip("/")  # no name tells where it was made
    assert not [name for name in names if here in name or name.startswith("/") or name.endswith(".pyc")]


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


def test_the_commands_of_the_readme_run(wheel, environment, jaculus, tmp_path):
    """All of them, pip's too, as a stranger types them."""
    write_programs(ROOT / "README.md", tmp_path)
    shutil.copy(wheel, tmp_path)
    assert run(sys.executable, "-m", "venv", tmp_path / "environment").returncode == 0
    typed = {**environment, "PATH": f"{tmp_path}/environment/bin:{os.environ['PATH']}"}
    for command in commands(ROOT / "README.md"):
        done = run("sh", "-c", command, cwd=tmp_path, env=typed)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    assert not list((tmp_path / "environment").rglob("*jaculus*"))
    assert list(jaculus.cache.glob("*.so")) == []


def another_build(wheel, folder):
    """A wheel of a later version, whose compiler has another name and does the same."""
    later = folder / wheel.name.replace("0.1.0", "0.1.1")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(later, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "jaculus/_bundle/version":
                data = b"f" * len(data.strip()) + b"\n"
            if ".dist-info/" in entry.filename:
                data = data.replace(b"0.1.0", b"0.1.1")
            entry.filename = entry.filename.replace("jaculus-0.1.0.dist-info", "jaculus-0.1.1.dist-info")
            new.writestr(entry, data)
    return later


# Each line of its input is an expression, compiled and shown.
OF_LINES = """
import sys
from jaculus import njit
for line in sys.stdin:
    names = {}
    exec(f"def f(x):\\n    return {line}", names)
    try:
        print(njit(names["f"])(20), flush=True)
    except Exception as e:
        print(str(e).splitlines()[0], flush=True)
"""


class Program:
    """One that compiles what it is told, for as long as the test goes on."""

    def __init__(self, python, environment):
        self.process = subprocess.Popen(
            [python, "-c", OF_LINES], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def says(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def close(self):
        self.process.communicate()


def test_upgrades_beside_what_runs_and_leaves_nothing_behind(wheel, environment, jaculus, tmp_path):
    home = tmp_path / "environment"
    assert run(sys.executable, "-m", "venv", home).returncode == 0
    assert run(home / "bin/pip", "install", "-q", "numpy").returncode == 0
    before = set(home.rglob("*"))
    later = another_build(wheel, tmp_path)
    programs = []
    for built, started in ((wheel, 1), (later, 2), (wheel, 2)):  # an upgrade, and the way back
        done = run(home / "bin/pip", "install", "-q", "--force-reinstall", "--no-deps", built)
        assert done.returncode == 0, done.stderr
        for n, one in enumerate(programs):  # with their own server, which runs what is not there any more
            assert one.says(f"x * {len(programs)} - {n}") == str(20 * len(programs) - n)
        programs.append(Program(home / "bin/python", environment))
        assert programs[-1].says("x + 1") == "21"
        assert len(list(jaculus.runtime.glob("server-*.sock"))) == started
    assert run(home / "bin/jaculus", "server", "stop", env=environment).stdout == "stopped\n"
    assert programs[0].says("x + 2") == "22"  # the first build is back, and starts again
    (other,) = jaculus.runtime.glob("server-ffffffff.sock")
    os.kill(pid_of_server(other), signal.SIGKILL)
    assert re.search("was replaced by another build while this program ran; start the", programs[1].says("x + 3"))
    assert run(home / "bin/jaculus", "server", "stop", env=environment).returncode == 0
    assert run(home / "bin/pip", "uninstall", "-q", "-y", "jaculus").returncode == 0
    assert re.search("Jaculus is not in .* any more", programs[0].says("x + 4"))
    for one in programs:
        one.close()
    assert set(home.rglob("*")) == before
    assert set(jaculus.folder.iterdir()) == {jaculus.cache, jaculus.runtime}


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
rm -rf /tmp/other; mkdir -m 700 /tmp/other; chown 12345 /tmp/other
$1 -c 'import os, subprocess; os.setgid(12345); os.setuid(12345); os.environ["HOME"] = "/tmp/other"
program = "from jaculus import njit; print(1, njit(lambda x: x + 1)(1))"
subprocess.run(["/tmp/env/bin/jaculus", "run", "-c", program], check=True)
subprocess.run(["/tmp/env/bin/jaculus", "server", "stop"], check=True)'
"""


def roots():
    """(a root, one of its Pythons)"""
    if "--roots" not in sys.argv:
        return []
    folder = Path(sys.argv[sys.argv.index("--roots") + 1])
    return [
        (root, python.name) for root in sorted(folder.iterdir()) for python in sorted(root.glob("usr/bin/python3.??"))
    ]


def provide(root, python, wheel):
    """A folder in the root with the wheel, NumPy's, and a program; for there is no network in it."""
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
    return given


def inside(root, text, *arguments, **environment):
    """A shell in the root, without network."""
    command = ["unshare", "-n", shutil.which("chroot"), root, "/bin/sh", "-c", text, "sh", *arguments]
    return run(*command, env={"PATH": os.defpath, **environment})


@pytest.mark.parametrize(("root", "python"), roots() or [(None, None)])
def test_a_bare_root(root, python, wheel):
    if root is None:
        pytest.skip("--roots names a folder of them")
    provide(root, python, wheel)
    done = inside(root, IN_ROOT, python)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("a corner equals CPython's result") == 2
    assert "new = np.uint8(np.round(old / 255.0)) * 255" in done.stdout
    assert done.stdout.count("forked 41") == 2
    assert done.stdout.endswith("\n1 2\nstopped\n")


class Container:
    """Does what a Dockerfile says in a root that stands for its image."""

    def __init__(self, root, python, context):
        self.root, self.context, self.folder, self.name = root, context, "/", "root"
        self.environment = {"PATH": "/opt/python/bin:/usr/sbin:/usr/bin:/sbin:/bin", "PIP_NO_INDEX": "1"}
        self.environment["PIP_FIND_LINKS"] = "/wheel"
        done = inside(
            root, "userdel -r me; rm -rf /app /opt/python; $1 -m venv /opt/python", python, **self.environment
        )
        assert done.returncode == 0, done.stderr

    def do(self, line):
        """What its last program printed."""
        instruction, _, rest = line.partition(" ")
        return getattr(self, instruction.lower())(rest)

    def workdir(self, rest):
        self.folder = rest
        (self.root / rest.lstrip("/")).mkdir()

    def user(self, rest):
        self.name = rest

    def copy(self, rest):
        pattern, target = rest.split()
        (source,) = self.context.glob(pattern)
        shutil.copy(source, self.root / target.lstrip("/"))

    def env(self, rest):
        name, _, value = rest.partition("=")
        self.environment[name] = value

    def run(self, rest):
        home = "/root" if self.name == "root" else f"/home/{self.name}"
        text = f'cd {self.folder} && exec setpriv --reuid={self.name} --regid={self.name} --clear-groups sh -c "$1"'
        done = inside(self.root, text, rest, **self.environment, HOME=home)
        assert done.returncode == 0, (rest, done.stdout, done.stderr)
        return done

    def cmd(self, rest):
        return self.run(shlex.join(json.loads(rest)))


@pytest.mark.parametrize(("root", "python"), roots()[-1:] or [(None, None)])
def test_the_dockerfile_of_the_documents(root, python, wheel):
    if root is None:
        pytest.skip("--roots names a folder of them")
    (text,) = blocks(ROOT / "docs/deployment.md", "dockerfile")
    first, *lines = text.splitlines()
    assert first.startswith("FROM python:3.")
    assert len(lines) < 12
    container = Container(root, python, provide(root, python, wheel))
    for line in lines:
        done = container.do(line)
    assert "a corner equals CPython's result" in done.stdout
    assert list(root.glob("home/me/kernels/*.so"))
    assert inside(root, "ls /tmp/jaculus-$(id -u me)/*.sock").returncode != 0  # the last one needed no compiler
