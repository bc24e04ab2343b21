"""Kernels on disk: one file each, named by the key, with its metadata behind the ELF image. A damaged one is a miss."""

import contextlib
import os
import struct
import time
from collections import namedtuple

from jaculus import private
from jaculus.home import setting

try:  # what hashlib would give, without loading OpenSSL: 2 ms of a cached kernel's first call
    from _sha2 import sha256
except ImportError:
    try:
        from _sha256 import sha256  # Python 3.11
    except ImportError:
        from hashlib import sha256

_TRAILER = struct.Struct("<QQ32s8s")  # length of the ELF image, of the metadata; their hash; magic
_MAGIC = b"JACULUS1"
_DAY_S = 86400


# A kernel's file, what it says about itself, and the file, open: what was checked is what is loaded.
Entry = namedtuple("Entry", ["path", "metadata", "file"])


def folder():
    """The cache folder that the environment asks for; it need not exist."""
    named = setting("CACHE_DIR")
    if named:
        return os.path.abspath(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.abspath(os.path.join(base, "jaculus"))


def place():
    """The folder to use, and why it is not the one that was asked for, or None where it is that.

    Kernels are code: they are kept where no other user can write, or else in the folder of the server's socket.
    """
    asked = folder()
    reason = _unusable(asked)
    if reason is None:
        return asked, None
    from jaculus import runtime

    spare = os.path.join(runtime.folder(), "kernels")
    if _unusable(spare) is not None:
        raise PermissionError(f"jaculus: {spare}: {_unusable(spare)}")
    return spare, f"kernels are not kept in {asked}: {reason}; set JACULUS_CACHE_DIR to a folder of yours alone"


def _unusable(path):
    try:
        opened = private.open_folder(path)
    except FileNotFoundError:
        home = os.path.expanduser("~")
        if path.startswith(home + os.sep) and not os.path.isdir(home):
            return f"there is no folder {home}"
        return None  # it will be made
    except OSError:
        return None  # whoever writes there says what is wrong
    try:
        return private.distrust(os.fstat(opened))
    finally:
        os.close(opened)


def read(path):
    """The entry in this file, or None where there is none, it is not whole, or it may be another user's."""
    file = private.open_file(path)
    entry = file and _whole(path, file)
    if entry is not None:
        _note_use(file)
    if file is not None and entry is None:
        file.close()
    return entry


def _note_use(file):
    """A file's time says when it was last used, to a day: the longest unused go first."""
    if time.time() - os.fstat(file.fileno()).st_mtime > _DAY_S:
        with contextlib.suppress(OSError):  # a folder that can only be read
            os.utime(file.fileno())


def _whole(path, file):
    try:
        data = file.readall()
    except OSError:
        return None
    if len(data) < _TRAILER.size:
        return None
    elf, metadata, digest, magic = _TRAILER.unpack_from(data, len(data) - _TRAILER.size)
    if magic != _MAGIC or elf + metadata + _TRAILER.size != len(data):
        return None
    import json

    if sha256(memoryview(data)[: elf + metadata]).digest() != digest:
        return None
    return Entry(path, json.loads(data[elf : elf + metadata]), file)
