"""Where the built parts of Jaculus are, and the settings in the environment."""

import os
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES

PACKAGE = os.path.dirname(os.path.abspath(__file__))


def setting(name, default=None):
    """The value of JACULUS_<name>, else of NUMBA_<name>."""
    value = os.environ.get("JACULUS_" + name)
    return os.environ.get("NUMBA_" + name, default) if value is None else value


def switched_on(name):
    """Whether a setting is there and is not 0, as Numba reads its own."""
    value = setting(name, "0").strip().lower()
    return value not in ("", "0", "false", "no", "off")


@cache
def home():
    """The folder with the compiler, the runtime library and the extensions."""
    chosen = os.environ.get("JACULUS_HOME")
    if chosen:
        return os.path.abspath(chosen)
    built = os.path.normpath(os.path.join(PACKAGE, "..", "..", "build"))
    return built if os.path.exists(os.path.join(built, "version")) else os.path.join(PACKAGE, "_bundle")


@cache
def compiler_id():
    """Names the compiler and the runtime by their content; part of each kernel's key."""
    path = os.path.join(home(), "version")
    try:
        with open(path, encoding="ascii") as file:
            return file.read().strip()
    except OSError as e:
        raise ImportError(
            f"Jaculus is not built: {path} is missing. In the repository, run ./jaculus once; "
            "or set JACULUS_HOME to a build folder."
        ) from e


def load_host():
    """Imports the C extension for this interpreter and opens the runtime library that kernels need."""
    # ".cpython-311-x86_64-linux-gnu.so": asking sysconfig for SOABI would take 5 ms.
    soabi = EXTENSION_SUFFIXES[0].split(".")[1]
    folder = os.path.join(home(), "ext", soabi, "jaculus")
    import jaculus

    if folder not in jaculus.__path__:
        jaculus.__path__.append(folder)
    try:
        import jaculus._host
    except ModuleNotFoundError:
        _build_host(soabi, folder)
        import jaculus._host
    jaculus._host.open_runtime(os.path.join(home(), "lib", "libjaculus_rt.so"))
    return jaculus._host


def _build_host(soabi, folder):
    """In the repository, builds the extension for an interpreter that is met for the first time."""
    import fcntl
    import importlib
    import subprocess
    import sys

    script = os.path.normpath(os.path.join(PACKAGE, "..", "build_ext.py"))
    if not os.path.exists(script):
        raise ImportError(f"Jaculus was not made for this Python ({soabi}): nothing in {folder}") from None
    with open(os.path.join(home(), ".lock"), "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the launcher's own: one builds, the others wait and find it
        if not os.path.isdir(folder):
            print(f"jaculus: building the extension for {sys.executable}", file=sys.stderr)
            command = [sys.executable, "-P", script, os.path.join(home(), "ext")]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise ImportError(done.stderr.strip()) from None
    importlib.invalidate_caches()
