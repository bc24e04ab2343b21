"""Kernels that travel with their machine code, to processes that have no compiler at hand and another cache."""

import functools
import os
import tempfile
from contextlib import suppress

from jaculus import cache
from jaculus.compiling import compiled
from jaculus.home import compiler_id
from jaculus.host import cpu_id


class Shipped:
    """Calls its kernel. Pickled it takes along what the kernel is compiled for by now; it arrives as the kernel."""

    def __init__(self, kernel):
        functools.update_wrapper(self, kernel.py_func)
        self._kernel = kernel

    def __call__(self, *arguments, **keywords):
        return self._kernel(*arguments, **keywords)

    def __repr__(self):
        return f"ship({self._kernel!r})"

    def __reduce__(self):
        return _second, (_Files(self._kernel), self._kernel)


class _Files:
    """What the cache has of a kernel. It arrives first: a kernel with signatures is compiled as soon as it is there."""

    def __init__(self, kernel):
        self._kernel = kernel

    def __reduce__(self):
        return _arrived, (compiler_id(), cpu_id(), _files(self._kernel))


def _second(_, kernel):
    return kernel


def ship(kernel):
    """The kernel, to be sent to other machines with its machine code: those of the same processor need not compile.

    On others, and under another build of Jaculus, it is compiled where it arrives, as without this. Raises
    TypeError where it is no kernel of @jit, ValueError where it has not been compiled for any types yet.
    """
    from jaculus.dispatcher import Dispatcher

    if not isinstance(kernel, Dispatcher):
        raise TypeError(f"ship() takes a function of @njit, not {type(kernel).__name__}")
    if not kernel.overloads:
        raise ValueError(f"`{kernel.__name__}` is not compiled for any types yet: call it once, or give it signatures")
    return Shipped(kernel)


def _files(kernel):
    """{name: content} of what the cache has of this kernel, compiled again where it has not."""
    paths = []
    for arguments, overload in list(kernel.overloads.items()):
        if hasattr(overload, "kernel"):  # else it is only a part of another one
            compiled(kernel, arguments, overload.asked_result, paths)[1].file.close()
    found = {}
    for path in paths:
        with suppress(OSError), open(path, "rb") as file:
            found[os.path.basename(path)] = file.read()
    return found


def _arrived(compiler, processor, files):
    """Puts them into our cache, if they are for us. What cannot be kept is compiled."""
    if (compiler, processor) != (compiler_id(), cpu_id()):
        return
    with suppress(OSError):
        folder, _ = cache.place()
        os.makedirs(folder, mode=0o700, exist_ok=True)
        for name, content in files.items():
            _keep(os.path.join(folder, os.path.basename(name)), content)


def _keep(path, content):
    """Whole or not at all: others read while we write."""
    if os.path.exists(path) and os.path.getsize(path) == len(content):
        return
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".shipped-")
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
