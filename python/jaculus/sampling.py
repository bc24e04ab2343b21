"""Starts the sampler in a program under `annotate`, and in the processes that it starts."""

import os
import sys

_ASKED = "JACULUS_SAMPLES"  # for child processes: the rate and the folder


def start(folder, rate):
    """In the program itself; returns what stops it, or None."""
    # The runtime is preloaded, so that it sees threads when they start; the program's own processes need not be.
    others = [one for one in os.environ.pop("LD_PRELOAD", "").split(":") if one not in ("", _library())]
    if others:
        os.environ["LD_PRELOAD"] = ":".join(others)
    os.environ[_ASKED] = f"{rate}:{folder}"
    return _started("jac_sampler_start", folder, rate, 0)


def join():
    """In a process that imports this package, where the program is sampled that has started it."""
    rate, _, folder = os.environ.get(_ASKED, "").partition(":")
    if folder and os.path.isdir(folder):
        _started("jac_sampler_join", folder, int(rate))


def _library():
    from jaculus.home import home

    return os.path.join(home(), "lib", "libjaculus_rt.so")


def _started(function, folder, rate, *capacity):
    import ctypes

    runtime = ctypes.CDLL(_library())
    failed = runtime[function](os.fsencode(folder), ctypes.c_long(rate), *map(ctypes.c_size_t, capacity))
    if failed:
        print(f"jaculus: no samples of process {os.getpid()}: {os.strerror(failed)}", file=sys.stderr)
        return None
    return runtime.jac_sampler_stop
