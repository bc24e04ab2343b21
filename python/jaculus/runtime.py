"""The folder of the compile server's socket, lock and log. Whoever can write there decides what code programs run."""

import contextlib
import errno
import os

from jaculus import private
from jaculus.home import compiler_id


def folder():
    """Its path; it is made where it is missing and refused where others could get at it."""
    found = path()
    os.close(_opened(found))
    return found


@contextlib.contextmanager
def opened(suffix):
    """The path of a file of this build's server, as it may be used inside of `with`.

    It leads through a descriptor into the folder that was checked; and it is short: a socket's may have 107 bytes.
    """
    where = path()
    descriptor = _opened(where)
    try:
        yield os.path.join(f"/proc/self/fd/{descriptor}" if os.path.isdir("/proc/self/fd") else where, _name(suffix))
    finally:
        os.close(descriptor)


def shown(suffix):
    """The same file's path, for people."""
    return os.path.join(path(), _name(suffix))


def _name(suffix):
    return f"server-{compiler_id()[:8]}.{suffix}"


def path(environment=os.environ):
    """Where it is, or would be, for a process with these variables."""
    named = environment.get("JACULUS_RUNTIME_DIR")
    if named:
        return os.path.abspath(named)
    session = environment.get("XDG_RUNTIME_DIR", "")
    if os.path.isdir(session):  # without a login nobody makes the folder that it names
        return os.path.join(session, "jaculus")
    temporary = environment.get("TMPDIR", "")
    return os.path.join(temporary if os.path.isdir(temporary) else "/tmp", f"jaculus-{os.getuid()}")


def _opened(path):
    with contextlib.suppress(FileExistsError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.mkdir(path, 0o700)
    try:
        descriptor = private.open_folder(path, follow=False)
    except OSError as e:
        if e.errno not in (errno.ENOTDIR, errno.ELOOP):
            raise
    else:
        status = os.fstat(descriptor)
        if status.st_uid == os.getuid() and status.st_mode & 0o77 == 0:
            return descriptor
        os.close(descriptor)
    raise PermissionError(
        f"jaculus: {path} must be a folder of yours that no other user may enter (chmod 700), because the code "
        "that you run comes from there; or set JACULUS_RUNTIME_DIR to another"
    )
