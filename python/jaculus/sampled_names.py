"""Notes how threads and processes are named, for the report of their samples: in files beside the samples.

A thread's name is known when it starts; it may be gone long before the report is made, and so may its process.
"""

import os
import sys
from contextlib import suppress

_folder = None
_first = None  # the number of the process whose files have no number in their names


def watch(folder, first):
    """From now on, in this process and those that it forks. Gives what ends that."""
    global _folder, _first
    import threading

    _folder, _first = folder, os.getpid() if first else None
    for thread in threading.enumerate():
        _note_thread(thread)
    original = getattr(threading.Thread, "_set_native_id", None)
    if original is None:
        return lambda: None

    def noted(self):
        original(self)
        _note_thread(self)
        if self is threading.main_thread():  # again: multiprocessing has begun a process, which has its name by now
            _note_worker()

    def ended():
        if threading.Thread._set_native_id is noted:
            threading.Thread._set_native_id = original

    threading.Thread._set_native_id = noted
    if not first:
        _note(f"process-{os.getpid()}", os.path.basename(sys.argv[0]) if sys.argv else "")
    return ended


def _note_worker():
    process = sys.modules.get("multiprocessing.process")
    if process is not None and os.path.isdir(_folder):
        with suppress(Exception):  # whatever a program has made of its processes
            _note(f"process-{os.getpid()}", process.current_process().name)


def _note_thread(thread):
    number = "" if os.getpid() == _first else f"-{os.getpid()}"
    _note(f"threads{number}", f"{thread.native_id}\t{thread.name}")


def _note(file, line):
    with suppress(OSError):
        descriptor = os.open(os.path.join(_folder, file), os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, f"{' '.join(line.split(chr(10)))}\n".encode(errors="replace"))
        finally:
            os.close(descriptor)
