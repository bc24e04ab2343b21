"""The processes that run the ways: each is started, asked, and ended when it does not answer."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress

THREADS = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
GRACE_S = 30  # for what is not a call: imports, the compiler


class Failed(Exception):
    """A way cannot be measured any further: what happened, as the journal has it."""

    def __init__(self, kind, text):
        super().__init__(text)
        self.event = {"kind": kind, "text": text}


class Worker:
    """One process, and the socket to it."""

    def __init__(self, start, timeout):
        self._timeout = timeout
        self._channel, theirs = socket.socketpair()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (it goes with us)
        self._pid = start(theirs, self._said)
        theirs.close()
        self._pending = b""

    def ask(self, do, patience=1, **what):
        """Its answer to one message. Raises Failed, and has ended it where there is none."""
        message = json.dumps({"do": do, **what}).encode() + b"\n"
        limit = self._timeout * patience + GRACE_S * (do == "load")
        try:
            self._channel.sendall(message)
            answer = json.loads(self._line(limit))
        except OSError:
            raise self._died() from None
        if "failed" in answer:
            raise Failed(answer["failed"]["kind"], answer["failed"]["text"])
        return answer

    def _line(self, limit):
        end = time.monotonic() + limit
        while b"\n" not in self._pending:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._channel], [], [], left)[0]:
                self.close()
                raise Failed("timeout", f"did not end within {limit:g} s")
            part = self._channel.recv(1 << 16)
            if not part:
                raise self._died()
            self._pending += part
        line, _, self._pending = self._pending.partition(b"\n")
        return line

    def _died(self):
        """What its end says."""
        status = self._reap()
        if status == -signal.SIGKILL:
            return Failed("died", "was killed (signal 9), as the system does when there is no more memory")
        if status is not None and status < 0:
            return Failed("died", f"was ended by signal {-status} ({signal.Signals(-status).name})")
        self._said.seek(0)
        last = self._said.read().decode(errors="replace").strip().splitlines()[-1:]
        return Failed("died", f"ended the process with status {status}" + (f" ({last[0]})" if last else ""))

    def _reap(self):
        if self._pid is None:
            return None
        self._channel.close()
        pid, self._pid = self._pid, None
        for _ in range(100):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        _kill(pid)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def close(self):
        """Ends it, and what it has started."""
        if self._pid is not None:
            self._channel.close()
            pid, self._pid = self._pid, None
            _kill(pid)
            os.waitpid(pid, 0)


def _kill(pid):
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def spawned(way, environment):
    """Starts a process that loads a way from its file."""

    def start(channel, output):
        command = [sys.executable, "-P", "-m", "jaculus.comparing.worker", str(channel.fileno()), json.dumps(way)]
        process = subprocess.Popen(
            command,
            pass_fds=[channel.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        process.returncode = 0  # we wait for it ourselves
        return process.pid

    return start
