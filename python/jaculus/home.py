"""Where the built parts of Jaculus are, and the settings in the environment."""

import os
from functools import cache

PACKAGE = os.path.dirname(os.path.abspath(__file__))


assigned = {}  # settings that the program has changed through numba.config


def setting(name, default=None):
    """What the program has assigned, else the value of JACULUS_<name>, else of NUMBA_<name>."""
    if name in assigned:
        value = assigned[name]
        return default if value is None else str(value)
    value = os.environ.get("JACULUS_" + name)
    return os.environ.get("NUMBA_" + name, default) if value is None else value


def switched_on(name):
    """Whether a setting is there and is not 0, as Numba reads its own."""
    value = setting(name, "0").strip().lower()
    return value not in ("", "0", "false", "no", "off")


def opt_level():
    """LLVM's optimisation level, 0 to 3; Numba's "max" is 3."""
    asked = setting("OPT", "").strip().lower()
    return asked if asked in ("0", "1", "2") else "3"


@cache
def home():
    """The folder with the compiler, the runtime library and the extensions."""
    chosen = os.environ.get("JACULUS_HOME")
    if chosen:
        return os.path.abspath(chosen)
    built = os.path.normpath(os.path.join(PACKAGE, "..", "..", "build"))
    return built if os.path.exists(os.path.join(built, "version")) else os.path.join(PACKAGE, "_bundle")


def is_installed():
    """Whether this package came from a wheel, which has all that is built inside."""
    return home() == os.path.join(PACKAGE, "_bundle")


@cache
def compiler_id():
    """Names the compiler and the runtime by their content; part of each kernel's key."""
    try:
        return built_now()
    except OSError as e:
        raise ImportError(
            f"Jaculus is not built: {e.filename} is missing. In the repository, run ./jaculus once; "
            "or install its wheel; or set JACULUS_HOME to a build folder."
        ) from e


def built_now():
    """The compiler_id of what our home holds at this moment: another one after an upgrade beside this process."""
    with open(os.path.join(home(), "version"), encoding="ascii") as file:
        return file.read().strip()
