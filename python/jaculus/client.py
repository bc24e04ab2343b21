"""Talks to the compile server over its Unix socket, and starts it where it does not run."""

import contextlib
import json
import os
import socket
import struct
import threading
import time

from jaculus.errors import CompilerError
from jaculus.home import compiler_id, home

START_LIMIT_S = 30  # a server that cannot be reached for so long will not come
_LENGTH = struct.Struct("<I")
_connections = threading.local()


def ask(message):
    """The server's answer. A server that dies meanwhile is started again, once."""
    frame = json.dumps(message, separators=(",", ":")).encode()
    failed = 0
    while True:
        fresh = getattr(_connections, "pid", None) != os.getpid()
        connection = _connection()
        try:
            return _exchange(connection, frame)
        except (OSError, EOFError) as e:
            _disconnect()
            failed += fresh  # a server that was idle for long has stopped: that is none of this request's failures
            if failed == 2:
                raise CompilerError(
                    f"the compile server stopped twice in the middle of this request ({e}); its log: {_log()}"
                ) from None
        except BaseException:  # Ctrl-C: the answer to come is nobody's
            _disconnect()
            raise


def runtime_folder():
    """The folder of sockets, made where it is missing and refused where others could get at it."""
    named = os.environ.get("JACULUS_RUNTIME_DIR")
    session = os.environ.get("XDG_RUNTIME_DIR")
    if named:
        folder = os.path.abspath(named)
    elif session:
        folder = os.path.join(session, "jaculus")
    else:
        folder = os.path.join(os.environ.get("TMPDIR") or "/tmp", f"jaculus-{os.getuid()}")
    with contextlib.suppress(FileExistsError):
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        os.mkdir(folder, 0o700)
    status = os.lstat(folder)
    if status.st_uid != os.getuid() or status.st_mode & 0o170077 != 0o040000:
        raise PermissionError(
            f"jaculus: {folder} must be a folder of yours that no other user may enter (chmod 700), because the code "
            "that you run comes from there; or set JACULUS_RUNTIME_DIR to another"
        )
    return folder


def _file(suffix):
    return os.path.join(runtime_folder(), f"server-{compiler_id()[:8]}.{suffix}")


def _log():
    return _file("log")


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


def _exchange(connection, frame):
    connection.sendall(_LENGTH.pack(len(frame)) + frame)
    (length,) = _LENGTH.unpack(_receive(connection, _LENGTH.size))
    return json.loads(_receive(connection, length))


def _receive(connection, size):
    data = bytearray()
    while len(data) < size:
        part = connection.recv(min(size - len(data), 1 << 20))
        if not part:
            raise EOFError("the connection was closed")
        data += part
    return data


def _connect():
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(_file("sock"))
    except OSError:
        connection.close()
        raise
    return connection


def _connect_or_start():
    absent = (FileNotFoundError, ConnectionRefusedError)
    with contextlib.suppress(*absent):
        return _connect()
    import fcntl

    with open(_file("lock"), "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one starts it, the others wait and then find it running
        with contextlib.suppress(*absent):
            return _connect()
        alive = _start()
        try:
            return _wait(alive, absent)
        finally:
            os.close(alive)


def _wait(alive, absent):
    """Connects as soon as the server listens. `alive` reads end-of-file when it has ended."""
    import select

    pause, limit = 0.002, time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        with contextlib.suppress(*absent):
            return _connect()
        if select.select([alive], [], [], pause)[0]:
            with contextlib.suppress(*absent):
                return _connect()  # another process's server was there first
            raise CompilerError(f"the compile server did not start. {_last_words()}")
        pause = min(pause * 1.5, 0.05)
    raise CompilerError(f"the compile server did not answer within {START_LIMIT_S} s. {_last_words()}")


def _last_words():
    with open(_log(), errors="replace") as file:
        lines = file.read().strip().splitlines()[-8:]
    said = "\n  ".join(lines) or "(nothing)"
    return f"The end of its log, {_log()}:\n  {said}"


def java_command():
    """The command that runs the server."""
    named = os.path.join(home(), "java")
    try:
        with open(named, encoding="utf-8") as file:
            java = file.read().strip()
    except OSError as e:
        raise CompilerError(f"Jaculus does not know a Java to run its compiler with: {e}") from None
    # The arguments are the build's: they must be those with which Java's AOT cache was trained.
    return [java, f"@{os.path.join(home(), 'java-args')}", "server", "run"]


def _start():
    """Starts the server apart from this process: no child of ours, no terminal, none of our files open.

    Returns a file descriptor that is at its end when the server has ended.
    """
    import subprocess

    environment = {key: value for key, value in os.environ.items() if key != "LD_PRELOAD"}
    environment.update(JACULUS_HOME=home(), JACULUS_RUNTIME_DIR=runtime_folder())
    ours, theirs = os.pipe()
    try:
        with open(_log(), "ab") as log:
            # A shell between us, which ends at once, so that the server is not our child.
            command = ["/bin/sh", "-c", 'cd / && "$@" </dev/null &', "sh", *java_command()]
            subprocess.run(
                command, stdout=log, stderr=log, env=environment, pass_fds=[theirs], start_new_session=True, check=False
            )
    finally:
        os.close(theirs)
    return ours
