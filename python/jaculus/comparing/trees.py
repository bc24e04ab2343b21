"""Runs a program and measures it: time, processor time of its processes together, and their most memory at once."""

import os
import select
import signal
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from jaculus.comparing.workers import Failed

EVERY_S = 0.005  # of a look at the memory


@dataclass
class Ended:
    """What a run came to."""

    seconds: float
    cpu_seconds: float
    peak: int  # bytes; 0 where it was not looked at


def run(command, timeout, watch=False):
    """Runs it to its end, and or to Failed. `watch`: looks at its memory, which disturbs its time."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
            )
        except OSError as e:
            raise Failed("died", f"cannot be started: {e.strerror}") from None
        with suppress(OSError), open(f"/proc/{process.pid}/oom_score_adj", "w") as file:
            file.write("1000")  # where it takes all memory, the system ends it and not what else runs here
        watcher = _Watcher(process.pid) if watch else None
        try:
            status, usage = _wait(process.pid, timeout)
        finally:
            _end(process.pid)  # also what it has left behind
            process.returncode = 0
        seconds = time.perf_counter() - began
        if status is None:
            raise Failed("timeout", f"did not end within {timeout:g} s")
        if status:
            said.seek(0)
            raise Failed("raised", _why(status, said.read().decode(errors="replace")))
        peak = watcher.peak(usage.ru_maxrss * 1024) if watcher else 0
        return Ended(seconds, usage.ru_utime + usage.ru_stime, peak)


def _why(status, said):
    last = (said.strip().splitlines() or [""])[-1]
    how = f"ended by signal {-status} ({signal.Signals(-status).name})" if status < 0 else f"ended with status {status}"
    memory = ", as the system does when there is no more memory" if status == -signal.SIGKILL else ""
    return how + memory + (f": {last[:200]}" if last else "")


def _wait(pid, timeout):
    """(status, usage) of the process and of those it has waited for; (None, None) after the time."""
    descriptor = os.pidfd_open(pid)
    try:
        ended = select.select([descriptor], [], [], timeout)[0]
        if not ended:
            _end(pid)
    except BaseException:
        _end(pid)
        os.waitpid(pid, 0)
        raise
    finally:
        os.close(descriptor)
    _, status, usage = os.wait4(pid, 0)
    return (os.waitstatus_to_exitcode(status), usage) if ended else (None, None)


def _end(group):
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


class _Watcher(threading.Thread):
    """Looks at the memory of a process and its descendants.

    One process has what the system says its peak was. Several share pages, so that each has its part of those, and
    their peak is the most that was seen.
    """

    def __init__(self, pid):
        super().__init__(daemon=True)
        self._pid, self._alone, self._together, self._halt = pid, 0, 0, threading.Event()
        self.start()

    def run(self):
        while not self._halt.is_set():
            began = time.perf_counter()
            processes = _tree(self._pid)
            if len(processes) == 1:
                self._alone = max(self._alone, _memory(f"/proc/{self._pid}/status", "VmHWM:"))
            else:
                self._together = max(
                    self._together, sum(_memory(f"/proc/{one}/smaps_rollup", "Pss:") for one in processes)
                )
            self._halt.wait(max(EVERY_S, 2 * (time.perf_counter() - began)))

    def peak(self, most):
        """`most`: of one process, by the system; of ours too, which was copied for it, and is not meant."""
        self._halt.set()
        self.join()
        exact = most if most > _memory("/proc/self/status", "VmHWM:") else 0
        return max(self._alone, self._together, exact)


def _tree(pid):
    found, left = [], [pid]
    while left:
        one = left.pop()
        found.append(one)
        with suppress(OSError):
            for thread in os.listdir(f"/proc/{one}/task"):
                with suppress(OSError), open(f"/proc/{one}/task/{thread}/children", encoding="ascii") as file:
                    left += map(int, file.read().split())
    return found


def _memory(path, name):
    with suppress(OSError), open(path, encoding="ascii", errors="replace") as file:
        return sum(int(line.split()[1]) * 1024 for line in file if line.startswith(name))
    return 0
