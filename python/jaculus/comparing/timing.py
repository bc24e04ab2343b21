"""In a worker: the time of calls."""

import gc
import time
from itertools import repeat

SAMPLE_S = 0.002  # shorter ones would be the clock's noise
MOST_CALLS = 1_000_000


def calls_for(seconds):
    """How many calls in a row make one measurement."""
    return max(1, min(MOST_CALLS, round(SAMPLE_S / max(seconds, 1e-9) + 0.5))) if seconds < SAMPLE_S else 1


def each(function, arguments, calls):
    """Seconds of a call, as the mean of so many in a row; nothing is collected meanwhile, as in timeit."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        began = time.perf_counter()
        for _ in repeat(None, calls):
            function(*arguments)
        return (time.perf_counter() - began) / calls
    finally:
        if enabled:
            gc.enable()


def each_fresh(function, make_arguments, calls):
    """The same for a function that changes its arguments: each call has new ones, whose making is not measured."""
    total = 0.0
    for _ in repeat(None, calls):
        total += each(function, make_arguments(), 1)
    return total / calls


class CompileClock:
    """How long this process has waited for a compiler, ours or Numba's."""

    def __init__(self):
        import sys

        self.numba = 0.0
        if "numba" in sys.modules and not sys.modules["numba"].__name__.startswith("jaculus."):
            from contextlib import suppress

            with suppress(ImportError, AttributeError):  # an old Numba has no events
                from numba.core import event

                event.register("numba:compile", _Listener(event, self))

    def seconds(self):
        """So far."""
        import sys

        ours = sys.modules.get("jaculus.compiling")
        return self.numba + (ours.waited if ours else 0.0)


def _Listener(event, clock):  # noqa: N802 (a class, of a base that there may not be)
    class Listener(event.Listener):
        depth, began = 0, 0.0

        def on_start(self, _):
            if self.depth == 0:
                self.began = time.perf_counter()
            self.depth += 1

        def on_end(self, _):
            self.depth -= 1
            if self.depth == 0:
                clock.numba += time.perf_counter() - self.began

    return Listener()
