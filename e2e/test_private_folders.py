"""Kernels are code: none is run that another user could have put there. With two users where the tests run as root."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from product import BUILD, ROOT

ME, OTHER = 54321, 54322  # users of these tests: they need no names
PROGRAM = "from jaculus import njit\n@njit\ndef f(x):\n    return x {} 1\nprint(f(10))\n"
ROOT_ONLY = pytest.mark.skipif(os.getuid() != 0, reason="only root can be two users")


class User:
    """Somebody with a home, a cache and a compile server."""

    def __init__(self, folder, uid):
        self.uid, self.home = uid, folder / f"home-{uid}"
        self.program = folder / "program.py"  # a kernel's key has its file's name, so that both have one program
        self.home.mkdir()
        os.chown(self.home, uid, uid)
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "JACULUS_SERVER_IDLE_S": "20"}

    def run(self, operator="+", umask=0o022, **environment):
        """The finished program `x + 1` of 10."""
        environment = {
            **self.environment,
            "JACULUS_RUNTIME_DIR": str(self.home / "run"),
            **{name: str(value) for name, value in environment.items()},
        }
        return self._as([BUILD / "venv/bin/python", self.program], environment, operator, umask)

    def stop(self):
        """Ends the server."""
        environment = {**self.environment, "JACULUS_RUNTIME_DIR": str(self.home / "run")}
        self._as([ROOT / "jaculus", "server", "stop"], environment, "+", 0o022)

    def kernels(self, cache=None):
        """The kernels in a cache, by default that of the home."""
        return sorted((cache or self.home / ".cache/jaculus").glob("*.so"))

    def _as(self, command, environment, operator, umask):
        self.program.write_text(PROGRAM.format(operator))
        return subprocess.run(
            [*self._become(), *map(str, command)], cwd=self.home, env=environment, umask=umask,
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def _become(self):
        """What makes root this user, who may read all (the interpreter can be in root's home) but not write more."""
        if os.getuid() != 0:
            return []
        rights = "-all,+dac_read_search"
        ids = [f"--reuid={self.uid}", f"--regid={self.uid}", "--clear-groups"]
        return ["setpriv", *ids, f"--inh-caps={rights}", f"--ambient-caps={rights}"]


@pytest.fixture
def folder():
    """One that all may enter, as /tmp is."""
    path = Path(tempfile.mkdtemp(prefix="jaculus-two-"))
    path.chmod(0o1777)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def me(folder):
    user = User(folder, ME if os.getuid() == 0 else os.getuid())
    yield user
    user.stop()


@pytest.fixture
def other(folder):
    user = User(folder, OTHER)
    yield user
    user.stop()


def planted(user, cache, operator="-"):
    """A cache with one kernel: under the name of `x + 1`, whole, and one that subtracts."""
    user.run(JACULUS_CACHE_DIR=cache)
    (name,) = user.kernels(cache)
    user.run(operator, JACULUS_CACHE_DIR=cache)
    (evil,) = set(user.kernels(cache)) - {name}
    evil.replace(name)
    done = user.run(JACULUS_CACHE_DIR=cache)
    assert done.stdout == "9\n", done.stderr  # it is what its owner would run
    return name


def refused(done, *words):
    """The right answer, and a warning with these words."""
    assert done.stdout == "11\n", done.stderr
    assert done.stderr.count("NumbaSystemWarning") == (1 if words else 0), done.stderr
    for word in words:
        assert word in done.stderr


@ROOT_ONLY
@pytest.mark.parametrize("mode", [0o700, 0o755, 0o777])
def test_a_cache_of_another_user(me, other, folder, mode):
    cache = folder / "cache"
    entry = planted(other, cache)
    entry.chmod(0o644)
    cache.chmod(mode)
    refused(me.run(JACULUS_CACHE_DIR=cache), str(cache), "it belongs to another user")
    assert (me.kernels(me.home / "run/kernels")) != []


@ROOT_ONLY
@pytest.mark.parametrize("mode", [0o644, 0o600, 0o777])
def test_an_entry_of_another_user(me, other, folder, mode):
    """Also where the folder is mine: perhaps it was open once."""
    entry = planted(other, folder / "theirs")
    cache = folder / "mine"
    me.run("*", JACULUS_CACHE_DIR=cache)
    shutil.copy(entry, cache / entry.name)
    os.chown(cache / entry.name, OTHER, OTHER)
    (cache / entry.name).chmod(mode)
    refused(me.run(JACULUS_CACHE_DIR=cache))
    assert (cache / entry.name).stat().st_uid == ME  # a new one is in its place


@ROOT_ONLY
def test_a_link_to_an_entry_of_another_user(me, other, folder):
    entry = planted(other, folder / "theirs")
    cache = folder / "mine"
    me.run("*", JACULUS_CACHE_DIR=cache)
    (cache / entry.name).symlink_to(entry)
    refused(me.run(JACULUS_CACHE_DIR=cache))


@ROOT_ONLY
def test_a_folder_of_sockets_of_another_user(me, other, folder):
    other.run()
    done = me.run(JACULUS_RUNTIME_DIR=other.home / "run")
    assert done.returncode == 1
    assert "PermissionError" in done.stderr


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o757])
def test_my_folder_that_others_may_write(me, folder, mode):
    cache = folder / "cache"
    planted(me, cache)
    cache.chmod(mode)
    refused(me.run(JACULUS_CACHE_DIR=cache), str(cache), "others may write to it")


@pytest.mark.parametrize("mode", [0o666, 0o620])
def test_my_entry_that_others_may_write(me, folder, mode):
    cache = folder / "cache"
    planted(me, cache).chmod(mode)
    refused(me.run(JACULUS_CACHE_DIR=cache))


@pytest.mark.parametrize("umask", [0o000, 0o002, 0o077])
def test_the_umask_of_who_starts_the_server_decides_nothing(me, umask):
    assert me.run(umask=umask).stdout == "11\n"
    (kernel,) = me.kernels()
    assert (kernel.stat().st_mode & 0o777, kernel.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    others = [path for path in (me.home / "run").iterdir() if path.stat().st_mode & 0o077]
    assert others == []
    again = me.run(umask=umask)
    assert (again.stdout, again.stderr) == ("11\n", "")


@pytest.mark.parametrize("kind", ["fifo", "folder", "link", "device"])
def test_what_is_no_file_in_an_entrys_place(me, kind):
    me.run()
    (kernel,) = me.kernels()
    kernel.unlink()
    if kind == "fifo":
        os.mkfifo(kernel)
    elif kind == "folder":
        kernel.mkdir()
    elif kind == "link":
        kernel.symlink_to("/dev/zero")
    elif os.getuid() == 0:
        os.mknod(kernel, 0o020666, os.makedev(1, 5))
    else:
        pytest.skip("only root makes devices")
    if os.getuid() == 0:
        os.chown(kernel, me.uid, me.uid, follow_symlinks=False)
    assert me.run().stdout == "11\n"


def test_a_home_that_does_not_exist_is_not_made(me):
    nowhere = me.home / "nowhere"
    refused(me.run(HOME=nowhere), str(nowhere))
    assert not nowhere.exists()
