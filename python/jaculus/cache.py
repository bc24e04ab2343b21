"""Kernels on disk: one file each, named by the key, with its metadata behind the ELF image. A damaged one is a miss."""

import os
import struct
from collections import namedtuple

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


# A kernel's file and what it says about itself.
Entry = namedtuple("Entry", ["path", "metadata"])


def folder():
    """The cache folder that the environment asks for; it need not exist."""
    named = setting("CACHE_DIR")
    if named:
        return os.path.abspath(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.abspath(os.path.join(base, "jaculus"))


def path_of(key):
    """Where the entry of this key is, or will be."""
    return os.path.join(folder(), f"{key}.so")


def read(path):
    """The entry in this file, or None where there is none, or it is not whole."""
    try:
        with open(path, "rb") as file:
            data = file.read()
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
    return Entry(path, json.loads(data[elf : elf + metadata]))
