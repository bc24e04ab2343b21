"""`annotate --memory`: what is allocated is noted, by line, while this process is sampled."""

import ctypes
import os
import sys

_MULTIARRAY = ("numpy._core._multiarray_umath", "numpy.core._multiarray_umath")  # of NumPy 2, and before


def watch(library):
    """From now on, in this process, which is sampled, and in those that it forks. Gives what ends that.

    `library` is the path of the runtime.
    """
    from jaculus import extensions

    runtime = ctypes.CDLL(library)
    failed = runtime.jac_memory_start()
    if failed:
        print(f"jaculus: no allocations of process {os.getpid()}: {os.strerror(failed)}", file=sys.stderr)
        return lambda: None
    try:
        frames = extensions.load("_frames")
        frames.watch_memory(library)
    except (ImportError, OSError) as e:
        print(f"jaculus: only kernels' allocations of process {os.getpid()}: {e}", file=sys.stderr)
        return runtime.jac_memory_stop
    waits = _WaitForNumPy(frames)
    if not waits.is_done():
        sys.meta_path.insert(0, waits)

    def ended():
        runtime.jac_memory_stop()
        frames.unwatch_memory()
        if waits in sys.meta_path:
            sys.meta_path.remove(waits)

    return ended


class _WaitForNumPy:
    """Among the finders of modules: it finds none, and looks whether NumPy has come, whose own imports ask it soon."""

    def __init__(self, frames):
        self._frames = frames

    def find_spec(self, *_):
        if self.is_done() and self in sys.meta_path:
            sys.meta_path.remove(self)

    def is_done(self):
        """Whether NumPy's arrays are noted."""
        for name in _MULTIARRAY:
            api = getattr(sys.modules.get(name), "_ARRAY_API", None)
            if api is not None:
                try:
                    self._frames.watch_numpy(api)
                except (OSError, ValueError) as e:
                    print(f"jaculus: arrays made in Python are not noted: {e}", file=sys.stderr)
                return True
        return False
