"""Starts the sampler in a program under `annotate`, and in the processes that it starts."""

import os
import sys

from jaculus import sampled_names
from jaculus.home import PACKAGE

_ASKED = "JACULUS_SAMPLES"  # for child processes: the rate and the folder
_LETTERS = {"wall": "w", "memory": "m", "exact": "x", "perf": "p"}  # behind the rate
_waits = None  # what starts the look at waiting threads, while there is one
_forks_known = False


def start(folder, rate, wall=False, memory=False, exact=False, perf=False):
    """In the program itself; returns what stops it, or None.

    With `wall` threads that wait are sampled too; with `memory` what is allocated is noted; with `exact` kernels count
    their lines; with `perf` the kernel's perf_event is the clock, where that is allowed.
    """
    # The runtime is preloaded, so that it sees threads when they start; the program's own processes need not be.
    others = [one for one in os.environ.pop("LD_PRELOAD", "").split(":") if one not in ("", _library())]
    if others:
        os.environ["LD_PRELOAD"] = ":".join(others)
    os.environ[_ASKED] = _asked(rate, folder, wall=wall, memory=memory, exact=exact, perf=perf)
    with open(os.path.join(folder, "package"), "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(PACKAGE)  # what is ours is not the program's
    if perf:
        _use_perf(folder)
    stop = _started("jac_sampler_start", folder, rate, 0)
    if stop is None:
        del os.environ[_ASKED]
        return None
    if wall:
        _watch_waiting()
    if exact:
        _count_kernels()
    unwatch = sampled_names.watch(folder, first=True)
    forget = _watch_memory() if memory else None

    def stopped():
        global _waits
        if forget:
            forget()  # first: what we do now is not the program's
        os.environ.pop(_ASKED, None)
        _waits = None
        stop()
        unwatch()
        _keep_sources(folder)

    return stopped


def is_on():
    """Whether this process is sampled."""
    return _ASKED in os.environ


def _keep_sources(folder):
    """What Python's own tracebacks know that is in no file: cells, typed input. The report shows it.

    Each is a file: the name under which it was compiled, its name for people, the text.
    """
    import linecache

    from jaculus import cells

    texts = {name: one for name, one in linecache.cache.items() if len(one) == 4 and one[1] is None}
    if not texts:
        return
    sources = os.path.join(folder, "sources")
    os.mkdir(sources)
    for number, (name, (_, _, lines, _)) in enumerate(texts.items()):
        if "\n" not in name:
            with open(os.path.join(sources, str(number)), "w", encoding="utf-8", errors="replace") as file:
                file.write(f"{name}\n{cells.shown(name)}\n{''.join(lines)}")


def join():
    """In a process that imports this package, where the program is sampled that has started it."""
    asked, _, folder = os.environ.get(_ASKED, "").partition(":")
    if not folder or not os.path.isdir(folder):
        return
    rate = asked.rstrip("".join(_LETTERS.values()))
    if _LETTERS["perf"] in asked:
        _use_perf(None)
    if _started("jac_sampler_join", folder, int(rate)) is None:
        return
    if _LETTERS["exact"] in asked:
        _count_kernels()
    if _LETTERS["wall"] in asked:
        _watch_waiting()
    sampled_names.watch(folder, first=False)
    if _LETTERS["memory"] in asked:
        import atexit

        atexit.register(_watch_memory())  # so that it is over before the interpreter frees all it has


def _asked(rate, folder, **options):
    return f"{rate}{''.join(_LETTERS[name] for name, wanted in options.items() if wanted)}:{folder}"


def _use_perf(folder):
    """Where perf_event is not allowed timers are the clock, and the report says so."""
    import ctypes

    failed = ctypes.CDLL(_library()).jac_sampler_by_perf(1)
    if failed and folder is not None:
        with open(os.path.join(folder, "counts-perf"), "w", encoding="utf-8") as file:
            file.write(f"{_why_no_perf(failed)} Timers were used, which tick at the kernel's rate.\n")


def _why_no_perf(failed):
    import errno
    from contextlib import suppress

    level = ""
    with suppress(OSError), open("/proc/sys/kernel/perf_event_paranoid", encoding="ascii") as file:
        level = f" (kernel.perf_event_paranoid is {file.read().strip()})"
    reasons = {
        errno.EACCES: f"perf_event is not allowed to this user{level}.",
        errno.EPERM: f"perf_event is not allowed here{level}.",
        errno.ENOSYS: "This system has no perf_event, or a container forbids it.",
        errno.EMFILE: "There was no file descriptor left for perf_event.",
    }
    return reasons.get(failed, f"perf_event cannot be used: {os.strerror(failed)}.")


def _count_kernels():
    import ctypes

    from jaculus import request

    ctypes.CDLL(_library()).jac_counting_start()
    request.counts_lines = True


def _watch_memory():
    from jaculus import allocations

    return allocations.watch(_library())


def _watch_waiting():
    """In this process, and in those that it forks while it is sampled."""
    import ctypes

    global _waits, _forks_known
    _waits = ctypes.CDLL(_library()).jac_sampler_waiting
    _waits()
    if not _forks_known:
        _forks_known = True
        os.register_at_fork(after_in_child=lambda: _waits and _waits())


def _library():
    from jaculus.home import home

    return os.path.join(home(), "lib", "libjaculus_rt.so")


def _started(function, folder, rate, *capacity):
    import ctypes

    runtime = ctypes.CDLL(_library())
    _read_frames()  # first: to load what does that takes time too
    failed = runtime[function](os.fsencode(folder), ctypes.c_long(rate), *map(ctypes.c_size_t, capacity))
    if failed:
        print(f"jaculus: no samples of process {os.getpid()}: {os.strerror(failed)}", file=sys.stderr)
        return None
    return runtime.jac_sampler_stop


def _read_frames():
    """From now on samples have the interpreter's frames; without them what is not native has no names."""
    from jaculus import extensions

    try:
        extensions.load("_frames").install(_library())
    except (ImportError, OSError) as e:
        print(f"jaculus: samples of process {os.getpid()} are without Python's frames: {e}", file=sys.stderr)
