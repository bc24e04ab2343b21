"""The C extension `_host`, loaded with the runtime library that it and all kernels need. It imports NumPy."""

import os
import sys
from functools import cache
from importlib import import_module, invalidate_caches
from importlib.machinery import EXTENSION_SUFFIXES

import jaculus
from jaculus.home import PACKAGE, compiler_id, home


def _load():
    # ".cpython-311-x86_64-linux-gnu.so": asking sysconfig for SOABI would take 5 ms.
    soabi = EXTENSION_SUFFIXES[0].split(".")[1]
    folder = os.path.join(home(), "ext", soabi, "jaculus")
    if folder not in jaculus.__path__:
        jaculus.__path__.append(folder)
    try:
        module = import_module("jaculus._host")
    except ModuleNotFoundError as e:
        if e.name != "jaculus._host":
            raise
        _build(soabi, folder)
        module = import_module("jaculus._host")
    module.open_runtime(os.path.join(home(), "lib", "libjaculus_rt.so"), _blas())
    return module


def _blas():
    """What NumPy calls BLAS and LAPACK through: its own copy, so that there is one set of threads."""
    return getattr(sys.modules.get("numpy.linalg._umath_linalg"), "__file__", None)


def _build(soabi, folder):
    """In the repository, builds the extension for an interpreter that is met for the first time."""
    import fcntl
    import subprocess

    script = os.path.normpath(os.path.join(PACKAGE, "..", "build_ext.py"))
    if not os.path.exists(script):
        made = ", ".join(sorted(os.listdir(os.path.join(home(), "ext")))) or "none"
        raise ImportError(f"this wheel of Jaculus was not made for this Python, {soabi}, but for {made}") from None
    compiler_id()  # says so where nothing is built
    with open(os.path.join(home(), ".lock"), "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the launcher's own: one builds, the others wait and find it
        if not os.path.exists(os.path.join(folder, "_host" + EXTENSION_SUFFIXES[0])):
            print(f"jaculus: building the extension for {sys.executable}", file=sys.stderr)
            command = [sys.executable, "-P", script, os.path.join(home(), "ext")]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise ImportError(done.stderr.strip()) from None
    invalidate_caches()


_host = _load()


@cache
def cpu_id():
    """Names what a kernel may depend on in this machine. Asked once: a virtual machine takes a millisecond for it."""
    return _host.cpu_id()
