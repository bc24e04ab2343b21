"""Folders that only this user can write to, and the files in them: code is taken from nowhere else.

A folder is opened and then asked what it is, and its files are opened through that descriptor: no name is looked up
again after it was checked, so that nobody can put something else there in between.
"""

import os
import stat
from io import FileIO

# Without O_NONBLOCK a FIFO would make us wait for somebody who writes to it.
_TO_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def distrust(status):
    """Why another user may have made what has this status; None where none can."""
    if status.st_uid != os.getuid():
        return "it belongs to another user"
    if status.st_mode & 0o022:
        return f"others may write to it (its mode is {status.st_mode & 0o777:03o})"
    return None


def open_folder(path, follow=True):
    """A descriptor of the folder. Raises OSError where there is none."""
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW))


def open_file(path):
    """The file, opened; None where it is none, or another user could have written it."""
    try:
        folder = open_folder(os.path.dirname(path))
    except OSError:
        return None
    try:
        if distrust(os.fstat(folder)) is not None:
            return None
        descriptor = os.open(os.path.basename(path), _TO_READ, dir_fd=folder)
    except OSError:
        return None
    finally:
        os.close(folder)
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode) and distrust(status) is None:
        return FileIO(descriptor)
    os.close(descriptor)
    return None
