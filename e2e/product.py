"""The built product as a user has it, through its launcher and its interpreter."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"


class Jaculus:
    """The product with a cache and a server of its own."""

    def __init__(self):
        # Not pytest's folder: the path of a socket may have 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="jaculus-e2e-"))
        self.cache = self.folder / "cache"
        self.runtime = self.folder / "run"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("JACULUS_")}
        self.environment.update(JACULUS_CACHE_DIR=str(self.cache), JACULUS_RUNTIME_DIR=str(self.runtime))

    def script(self, text, name="script.py"):
        """The path of a script with this text."""
        path = self.folder / name
        path.write_text(text)
        return path

    def start(self, *arguments, **environment):
        """The launcher, running."""
        return self._start([ROOT / "jaculus", *arguments], environment)

    def run(self, *arguments, **environment):
        """The launcher, ended: its output, errors and status."""
        return self._ended(self.start(*arguments, **environment))

    def start_python(self, *arguments, stdin=None, **environment):
        """The interpreter of build/venv, running: no launcher."""
        return self._start([BUILD / "venv/bin/python", *arguments], environment, stdin)

    def python(self, *arguments, **environment):
        """The interpreter of build/venv, ended."""
        return self._ended(self.start_python(*arguments, **environment))

    def server(self):
        """What `server status` says, as a dictionary; empty where none runs."""
        lines = self.run("server", "status").stdout.splitlines()
        return dict(line.split(": ", 1) for line in lines if ": " in line)

    def server_pid(self):
        """The process of the server."""
        return int(self.server()["pid"])

    def close(self):
        for path in self.runtime.glob("server-*.sock"):
            if pid := pid_of_server(path):
                os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self, command, environment, stdin=None):
        return subprocess.Popen(
            [str(one) for one in command],
            cwd=self.folder,
            env={**self.environment, **{name: str(value) for name, value in environment.items()}},
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _ended(self, process):
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def pid_of_server(path):
    """The process that listens there, asked without the launcher, which might start to build; None: nobody does."""
    with socket.socket(socket.AF_UNIX) as server:
        try:
            server.settimeout(10)
            server.connect(str(path))
            question = b'{"op":"status"}'
            server.sendall(len(question).to_bytes(4, "little") + question)
            with server.makefile("rb") as answer:
                return json.loads(answer.read(int.from_bytes(answer.read(4), "little")))["pid"]
        except OSError:
            return None


@pytest.fixture
def jaculus():
    """The product with an empty cache and no server."""
    fresh = Jaculus()
    yield fresh
    fresh.close()
