"""Finds the C extensions that are built for each interpreter, `_host` and `_frames`."""

import os
import sys
from importlib import import_module, invalidate_caches
from importlib.machinery import EXTENSION_SUFFIXES

import jaculus
from jaculus.home import PACKAGE, compiler_id, home


def load(name):
    """The extension; in the repository both are built for an interpreter that is met for the first time."""
    # ".cpython-311-x86_64-linux-gnu.so": asking sysconfig for SOABI would take 5 ms.
    soabi = EXTENSION_SUFFIXES[0].split(".")[1]
    folder = os.path.join(home(), "ext", soabi, "jaculus")
    if folder not in jaculus.__path__:
        jaculus.__path__.append(folder)
    try:
        return import_module(f"jaculus.{name}")
    except ModuleNotFoundError as e:
        if e.name != f"jaculus.{name}":
            raise
        _build(soabi, folder)
        return import_module(f"jaculus.{name}")


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
