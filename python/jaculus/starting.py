"""Starts the compile server."""

import contextlib
import fcntl
import os
import resource
import select
import subprocess
import time

from jaculus import log, runtime
from jaculus.errors import CompilerError
from jaculus.home import built_now, compiler_id, home

LIMIT_S = 30  # a server that cannot be reached for so long will not come
_LONGEST_LOG = 1 << 20
_ABSENT = (FileNotFoundError, ConnectionRefusedError)


def start(connect):
    """A connection to the server, which is started unless another program does so at the same time."""
    _check_build()
    with runtime.opened("lock") as path:
        lock = _private(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one starts it, the others wait and then find it running
        with contextlib.suppress(*_ABSENT):
            return connect()
        before = _log_size()
        for _ in range(2):  # it may be killed while it starts, by whoever is short of memory
            alive = _start()
            try:
                connection = _wait(connect, alive, before)
            finally:
                os.close(alive)
            if connection is not None:
                log.info("started the compile server: %s", runtime.shown("sock"))
                return connection
        raise CompilerError(f"the compile server did not start. {_last_words(before)}")
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)  # a child that was forked meanwhile has it open too
        os.close(lock)


def _check_build():
    """An upgrade beside us brings another compiler, whose server would not listen where we wait for ours."""
    with contextlib.suppress(OSError):
        if built_now() == compiler_id():
            return
        raise CompilerError(
            f"Jaculus in {home()} was replaced by another build while this program ran; start the program again"
        )
    raise CompilerError(f"Jaculus is not in {home()} any more: it was removed while this program ran")


def _private(path, flags):
    return os.open(path, flags | os.O_NOFOLLOW, 0o600)


def _wait(connect, alive, before):
    """Connects as soon as the server listens; None where it has ended, and `alive` is at its end."""
    pause, limit = 0.002, time.monotonic() + LIMIT_S
    while time.monotonic() < limit:
        with contextlib.suppress(*_ABSENT):
            return connect()
        if select.select([alive], [], [], pause)[0]:
            with contextlib.suppress(*_ABSENT):
                return connect()  # another process's server was there first
            return None
        pause = min(pause * 1.5, 0.05)
    raise CompilerError(f"the compile server did not answer within {LIMIT_S} s. {_last_words(before)}")


def _log_size():
    with contextlib.suppress(OSError), runtime.opened("log") as path:
        size = os.path.getsize(path)
        return 0 if size > _LONGEST_LOG else size  # it is emptied then
    return 0


def _last_words(before):
    """What was said since the log had that size."""
    with runtime.opened("log") as path, open(path, errors="replace") as file:
        file.seek(before)
        lines = file.read().strip().splitlines()[-8:]
    said = "\n  ".join(lines) or "(nothing)"
    return f"The end of its log, {runtime.shown('log')}:\n  {said}"


def java():
    """How Java is started with our jar: the files `java` and `java-args` in our home say so, relative to it.

    An argument is a line, in which {home} stands for that folder. They must be those with
    which Java's AOT cache was trained.
    """
    try:
        with open(os.path.join(home(), "java"), encoding="utf-8") as file:
            program = os.path.join(home(), file.read().strip())
        with open(os.path.join(home(), "java-args"), encoding="utf-8") as file:
            arguments = file.read().replace("{home}", home()).splitlines()
    except OSError as e:
        raise CompilerError(f"Jaculus does not know a Java to run its compiler with: {e}") from None
    heap = [f"-Xmx{small()}m"] if small() else []
    return [program, *heap, *arguments]


def terminal(stream):
    """For Java, which cannot ask: the width of the terminal that a stream goes to, if it does."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        return {"JACULUS_TERMINAL": str(os.get_terminal_size(stream.fileno()).columns or 80)}
    return {}


def environment(**more):
    """What Java needs beside its arguments; the umask of who starts it does not matter to it, nor does a sampler."""
    kept = {key: value for key, value in os.environ.items() if key != "LD_PRELOAD"}
    # Java takes the encoding of file names from the locale.
    return {**kept, "JACULUS_HOME": home(), "LC_ALL": "C.UTF-8", **more}


def small():
    """Where memory is limited (`ulimit -v`, as batch systems do), Java must not reserve a quarter of the machine's."""
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return None if limit == resource.RLIM_INFINITY else max(64, min(1024, limit // 8 >> 20))


def _start():
    """Starts the server apart from this process: no child of ours, no terminal, none of our files open.

    Returns a file descriptor that is at its end when the server has ended.
    """
    variables = environment(JACULUS_RUNTIME_DIR=runtime.folder())
    if small():
        variables["MALLOC_ARENA_MAX"] = "2"  # each thread's own reserves 64 MB
    ours, theirs = os.pipe()
    try:
        with runtime.opened("log") as path, open(path, "ab", opener=_private) as log:
            if os.fstat(log.fileno()).st_size > _LONGEST_LOG:
                log.truncate(0)
            # A shell between us, which ends at once, so that the server is not our child.
            command = ["/bin/sh", "-c", 'umask 077 && cd / && "$@" </dev/null &', "sh", *java(), "server", "run"]
            subprocess.run(
                command, stdout=log, stderr=log, env=variables, pass_fds=[theirs], start_new_session=True, check=False
            )
    finally:
        os.close(theirs)
    return ours
