"""Talks to the compile server over its Unix socket. Where none runs it is started (`starting.py`)."""

import json
import os
import socket
import struct
import sys
import threading
import time
from contextlib import suppress

from jaculus import forks, runtime
from jaculus.errors import CompilerError
from jaculus.runtime import folder as runtime_folder

__all__ = ["ask", "runtime_folder"]

ABSENT = (FileNotFoundError, ConnectionRefusedError)  # what a connection fails with where no server is
NOTE_S = 1  # a wait so long is worth a note on a terminal
SILENCE_S = 5  # after so long without an answer it is asked whether it lives
PROBE_S = 5  # so long that answer may take
GIVE_UP_S = 30  # it does not live
MOST_TRIES = 100
_LENGTH = struct.Struct("<I")
_connections = threading.local()


def ask(message, what=None):
    """The server's answer. A server that dies meanwhile is started again, once.

    A terminal shows `what` is waited for, and for how long, after a second.
    """
    frame = json.dumps(message, separators=(",", ":")).encode()
    failed, tries = set(), 0
    with forks.AtRest():
        while True:
            fresh = getattr(_connections, "pid", None) != os.getpid()
            connection = _connection()
            try:
                return _exchange(connection, frame, _Note(what))
            except (OSError, EOFError) as e:
                process = _peer(connection)[0]
                _disconnect()
                tries += 1
                if process in failed:  # the same one: while it ends it may take another connection
                    time.sleep(0.02)
                elif fresh:  # else one that was idle for long has stopped: that is none of this request's failures
                    failed.add(process)
                if len(failed) == 2 or tries == MOST_TRIES:
                    raise CompilerError(
                        f"the compile server stopped twice in the middle of this request ({e}); "
                        f"its log: {runtime.shown('log')}"
                    ) from None
            except BaseException:  # Ctrl-C: the answer to come is nobody's
                _disconnect()
                raise


def _connection():
    """This thread's connection; a forked child does not use its parent's."""
    if getattr(_connections, "pid", None) != os.getpid():
        _connections.held = _Held(_connect_or_start())
        _connections.pid = os.getpid()
    return _connections.held.socket


class _Held:
    """Closes its connection when its thread ends, and with it what is of this thread; quietly."""

    def __init__(self, connection):
        self.socket = connection

    def __del__(self):
        self.socket.close()


def _disconnect():
    _connections.held = _connections.pid = None


def _connect_or_start():
    with suppress(*ABSENT):
        return connect()
    from jaculus import starting  # outside of a handler: what it raises is all that there is to say

    return starting.start(connect)


def connect(patience=GIVE_UP_S):
    """A connection to the server that runs."""
    end = time.monotonic() + patience
    while True:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(patience)
        try:
            with runtime.opened("sock") as path:
                connection.connect(path)
            _check_user(connection)
            return connection
        except BlockingIOError:  # as many wait to be let in as may
            connection.close()
            if time.monotonic() > end:
                text = (
                    f"the compile server is stuck and takes no connection: end the process of {runtime.shown('sock')}"
                )
                raise CompilerError(text) from None
            time.sleep(0.05)
        except BaseException:
            connection.close()
            raise


def _check_user(connection):
    if _peer(connection)[1] != os.getuid():
        raise PermissionError(f"jaculus: the server at {runtime.shown('sock')} is another user's")


def _peer(connection):
    """The process at the other end: its number and its user's."""
    given = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    return struct.unpack("iII", given)[:2]


class _Note:
    """A line on the terminal that says what is waited for, and goes when the wait is over; or one under a cell."""

    def __init__(self, what):
        self._under_cell = type(sys.stderr).__module__.startswith("ipykernel.")
        seen = self._under_cell or (sys.stderr is not None and sys.stderr.isatty())
        self._what = what if what and seen else None
        self._began, self._shown = time.monotonic(), None

    def every(self):
        """After how many silent seconds it has something to say."""
        return NOTE_S if self._what else SILENCE_S

    def waiting(self):
        if self._what:
            self._say(f"{self._what} ({self._seconds()})")

    def done(self):
        if self._shown is None:
            return
        if self._under_cell:
            self._say(f"{self._what}: done in {self._seconds()}")  # what was shown there cannot be taken back
        else:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _seconds(self):
        return f"{time.monotonic() - self._began:.0f} s"

    def _say(self, text):
        if not self._under_cell:
            print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = True
            return
        from IPython.display import display

        if self._shown is None:
            self._shown = display({"text/plain": text}, raw=True, display_id=True)
        else:
            self._shown.update({"text/plain": text}, raw=True)


def exchange(connection, message):
    """The answer to a message over a connection that is the caller's own."""
    return _exchange(connection, json.dumps(message, separators=(",", ":")).encode(), _Note(None))


def _exchange(connection, frame, note):
    connection.settimeout(GIVE_UP_S)
    connection.sendall(_LENGTH.pack(len(frame)) + frame)
    connection.settimeout(note.every())
    try:
        (length,) = _LENGTH.unpack(_receive(connection, _LENGTH.size, note))
        return json.loads(_receive(connection, length, note))
    finally:
        note.done()


def _receive(connection, size, note):
    data, silent_since, silence = bytearray(), None, 0
    while len(data) < size:
        part = _part(connection, min(size - len(data), 1 << 20))
        if part is None:
            note.waiting()
            silence += note.every()
            if silence >= SILENCE_S:
                silent_since, silence = _silence(connection, silent_since), 0
        elif not part:
            raise EOFError("the connection was closed")
        else:
            data += part
    return data


def _part(connection, size):
    try:
        return connection.recv(size)
    except TimeoutError:
        return None


def _silence(connection, since):
    """A long compilation, or a server that is stuck? Since when it is the second; None for the first."""
    if _lives():
        return None
    process = _peer(connection)[0]
    what = f"the compile server (process {process}) does not answer{_why(process)}"
    if since is None:
        print(f"jaculus: {what}; waiting for it", file=sys.stderr, flush=True)
        return time.monotonic() - SILENCE_S - PROBE_S
    if time.monotonic() - since < GIVE_UP_S - SILENCE_S:
        return since
    raise CompilerError(f"{what}; `kill -9 {process}` ends it, and the next program starts another")


def _lives():
    """Whether the server answers what it always answers at once."""
    try:
        with connect(PROBE_S) as connection:
            connection.settimeout(PROBE_S)
            frame = b'{"op":"status"}'
            connection.sendall(_LENGTH.pack(len(frame)) + frame)
            return len(connection.recv(1)) == 1
    except (OSError, CompilerError):
        return False


def _why(process):
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
            state = file.read().rpartition(")")[2].split()[0]
    except OSError:
        return ""
    return f": it is stopped, and `kill -CONT {process}` lets it go on" if state in "Tt" else ""
