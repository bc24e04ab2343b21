"""The C++ side: compiles cpp/*.cpp once and calls them."""

import ctypes
import subprocess

import numpy as np
from programs import ROOT

FLAGS = ["-O3", "-march=native", "-shared", "-fPIC"]
BUILT = ROOT / "build" / "bench"
LIBC = ctypes.CDLL(None)
LIBC.free.argtypes = [ctypes.c_void_p]


def build(file):
    """The library of cpp/<file>.cpp, compiled where its source is newer."""
    source = ROOT / "bench" / "cpp" / f"{file}.cpp"
    library = BUILT / f"{file}.so"
    if not library.exists() or library.stat().st_mtime < source.stat().st_mtime:
        BUILT.mkdir(parents=True, exist_ok=True)
        subprocess.run(["g++", *FLAGS, str(source), "-o", str(library)], check=True)
    return ctypes.CDLL(str(library))


def function(native):
    """The C++ function of a program: argument slots to the address of its result."""
    found = getattr(build(native.file), native.symbol)
    found.restype = ctypes.c_void_p
    return found


def result(program, arguments):
    """What the C++ function computes, as an array."""
    slots = program.native.slots(arguments)
    address = function(program.native)(*slots)
    shape = program.native.shape(*arguments)
    size = int(np.prod(shape)) * np.dtype(program.native.dtype).itemsize
    array = np.frombuffer(ctypes.string_at(address, size), program.native.dtype).reshape(shape)
    if not program.in_place:
        LIBC.free(address)
    return array
