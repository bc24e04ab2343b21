"""The Python side against kernels written in C: no compiler is needed here."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = Path(tempfile.mkdtemp(prefix="jaculus-test-"))


def make_home():
    """A home whose `java` is the fake server."""
    home = SCRATCH / "home"
    (home / "lib").mkdir(parents=True)
    subprocess.run(["sh", ROOT / "runtime" / "build.sh", home / "lib"], check=True)
    environment = {**os.environ, "CFLAGS": "-Werror " + os.environ.get("CFLAGS", "")}
    subprocess.run([sys.executable, ROOT / "python" / "build_ext.py", home / "ext"], check=True, env=environment)
    (home / "version").write_text("f" * 64)
    java = home / "fake-java"
    java.write_text(f"#!/bin/sh\nexec {sys.executable} {Path(__file__).with_name('fake_server.py')}\n")
    java.chmod(0o755)
    (home / "java").write_text(str(java))
    (home / "java-args").write_text("")
    return home


os.environ.update(
    JACULUS_HOME=str(make_home()),
    JACULUS_CACHE_DIR=str(SCRATCH / "cache"),
    JACULUS_RUNTIME_DIR=str(SCRATCH / "run"),
    JACULUS_FAKE_KERNELS=str(SCRATCH / "kernels"),
)
(SCRATCH / "kernels").mkdir()
sys.path.insert(0, str(ROOT / "python"))


def stop_server():
    """Ends the fake server, if one runs."""
    path = SCRATCH / "run" / "server-ffffffff.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            connection.connect(str(path))
        except OSError:
            return
        connection.sendall(b"\x0d\0\0\0" + b'{"op":"stop"}')
        connection.recv(100)


def pytest_sessionfinish():
    stop_server()
    shutil.rmtree(SCRATCH, ignore_errors=True)


class Kernels:
    """Where a test puts kernels for the fake server."""

    folder = SCRATCH / "kernels"

    def put(self, name, result, body, sites=(), head=""):
        """A kernel in C: `args`, `results` and `env` are at hand, and A(n), R(n)."""
        metadata = json.dumps({"result": result, "sites": list(sites)})
        (self.folder / f"{name}.c").write_text(
            f"/*{metadata}*/\n#include <string.h>\n#include <unistd.h>\n#include <jaculus.h>\n{head}\n"
            "JAC_API int32_t jaculus_entry(const jac_slot *args, jac_slot *results, jac_env *env) {\n"
            f"{textwrap.dedent(body)}\nreturn 0; }}\n"
        )

    def requests(self):
        """What the server was asked, since the test began."""
        log = self.folder / "requests.jsonl"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    def flag(self, name):
        """Makes the fake server misbehave."""
        (self.folder / name).touch()


@pytest.fixture
def kernels():
    """The fake server's kernels, none at first, and an empty cache."""
    for file in (SCRATCH / "kernels").iterdir():
        file.unlink()
    # Another folder each time: dlopen knows a file by its name and would give an earlier test's kernel.
    os.environ["JACULUS_CACHE_DIR"] = tempfile.mkdtemp(dir=SCRATCH, prefix="cache-")
    return Kernels()
