"""In a worker: how much memory a call needs at its peak, beside what was there before."""

import ctypes
import gc
import os
import sys
import tracemalloc
from contextlib import suppress

_NO_HUGE_PAGES = 41  # prctl: PR_SET_THP_DISABLE


def peak(call, count=True):
    """(bytes, those that Python and NumPy have counted). It was called before, so that nothing is loaded now.

    What the system says is exact to some pages, and sees everything: kernels, libraries. What Python counts sees
    small things, and what was reserved and never touched.
    """
    # By pages of 4 kB: of huge ones, one touched byte takes 2 MB. Not for long, since times would be others.
    ctypes.CDLL(None).prctl(_NO_HUGE_PAGES, 1, 0, 0, 0)
    resident = 0
    try:
        with suppress(OSError):  # a system without clear_refs: then what is counted has to do
            resident = _resident_peak(call)
    finally:
        ctypes.CDLL(None).prctl(_NO_HUGE_PAGES, 0, 0, 0, 0)
    traced = _traced_peak(call) if count or not resident else 0
    return max(resident, traced), traced


def _resident_peak(call):
    _give_back()
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")  # the peak is what there is now
    before = _status("VmRSS")
    result = call()
    after = _status("VmHWM")
    del result
    return max(0, after - before)


def _traced_peak(call):
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        result = call()
        most = tracemalloc.get_traced_memory()[1]
        del result
        return max(0, most - before)
    finally:
        tracemalloc.stop()


def _give_back():
    """What allocators keep for later would hide what a call needs."""
    gc.collect()
    host = sys.modules.get("jaculus.host")
    if host is not None:
        host._host.native("jac_trim")
    with suppress(AttributeError):  # another C library has no such thing
        ctypes.CDLL(None).malloc_trim(0)


def _status(name):
    with open("/proc/self/status", encoding="ascii", errors="replace") as file:
        for line in file:
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
    raise OSError(f"/proc/self/status has no {name}")


def available():
    """Bytes that the machine, or our control group, still has."""
    free = []
    with suppress(OSError), open("/proc/meminfo", encoding="ascii") as file:
        free += [int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable:")]
    for limit, used in _groups():
        with suppress(OSError, ValueError):
            free.append(_number(limit) - _number(used))
    return max(0, min(free, default=0))


def _groups():
    """The files that say what our control groups may have and have; in a container they are at the top."""
    with suppress(OSError), open("/proc/self/cgroup", encoding="utf-8") as file:
        for line in file:
            _, controllers, group = line.rstrip("\n").split(":", 2)
            if controllers == "":
                top, names = "/sys/fs/cgroup", ("memory.max", "memory.current")
            elif controllers == "memory":
                top, names = "/sys/fs/cgroup/memory", ("memory.limit_in_bytes", "memory.usage_in_bytes")
            else:
                continue
            for folder in {top, top + group.rstrip("/")}:
                yield tuple(os.path.join(folder, name) for name in names)


def _number(path):
    with open(path, encoding="ascii") as file:
        return int(file.read())  # "max": ValueError, no limit


def limit():
    """From now on this process gets MemoryError before the machine has no more, and is the first that is ended."""
    import resource

    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
    free = available()
    if free:
        with suppress(OSError, ValueError):
            most = _status("VmData") + int(free * 0.9)
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            if hard == resource.RLIM_INFINITY or most < hard:
                resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
