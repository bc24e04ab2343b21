"""Tries what `jaculus explain` would advise, with the arguments of a kernel's first call: a gain is measured."""

import numbers
import sys
import time
from contextlib import suppress

import numpy as np

FASTMATH = ["nsz", "reassoc"]  # sums may be taken in another order; as decorators spell it
MOST_BYTES = 256 << 20  # that are kept of arguments
BUDGET_S = 0.6  # for all trials
LONGEST_S = 0.15  # of one call


class Trials:
    """The first call of each kernel, and what came of its trials."""

    def __init__(self):
        self._calls, self._bytes = [], 0
        self.arrays = {}  # the bytes of the arrays of a kernel's first call, by the kernel's file

    def note(self, dispatcher, overload, arguments):
        """Keeps the arguments of a call, if they are of kinds that can be copied and there is room."""
        size = sum(one.nbytes for one in arguments if isinstance(one, np.ndarray))
        self.arrays[overload.path] = size
        if not _worth(dispatcher, overload) or not all(map(_plain, arguments)) or self._bytes + size > MOST_BYTES:
            return
        self._bytes += size
        self._calls.append((dispatcher, overload, _copied(arguments)))

    def results(self):
        """What came out, by the files of kernels. None after a program that failed: its user wants it to end."""
        if sys.exc_info()[0] is not None:
            return {}
        end, results = time.perf_counter() + BUDGET_S, {}
        for number, (dispatcher, overload, arguments) in enumerate(self._calls):
            now = time.perf_counter()
            share = (end - now) / (len(self._calls) - number)
            with suppress(Exception):  # what a call raises is no advice
                tried = _tried(dispatcher, arguments, now + share)
                if tried is not None:
                    results[overload.path] = tried
        return results


def _worth(dispatcher, overload):
    """Floats are summed there, perhaps; calling it again has no effect but on its arguments."""
    from jaculus.dispatcher import Dispatcher

    floats = any("float" in str(one.plain) or "complex" in str(one.plain) for one in overload.arguments)
    return (
        type(dispatcher) is Dispatcher
        and floats
        and not dispatcher.targetoptions.get("fastmath")
        and not overload.metadata.get("hosts")
    )


def _plain(one):
    return type(one) is np.ndarray or isinstance(one, (numbers.Number, np.generic))


def _copied(arguments):
    """As they lie: what a kernel is compiled for depends on that."""
    return [one.copy(order="K") if isinstance(one, np.ndarray) else one for one in arguments]


def _tried(dispatcher, arguments, end):
    variant = type(dispatcher)(dispatcher.py_func, {**dispatcher.targetoptions, "fastmath": FASTMATH})
    before = _timed(dispatcher, arguments)
    if before > LONGEST_S or time.perf_counter() + 4 * before > end:
        return None
    after = _timed(variant, arguments)
    difference = _difference(_outcome(dispatcher, arguments), _outcome(variant, arguments))
    rounds = 0
    while time.perf_counter() < end and rounds < 5:
        before, after = min(before, _timed(dispatcher, arguments)), min(after, _timed(variant, arguments))
        rounds += 1
    text = 'fastmath={"reassoc", "nsz"}'
    return {"change": text, "before_s": before, "after_s": after, "difference": min(difference, 1e9)}


def _timed(function, arguments):
    """Seconds of a call; of many where one is short."""
    function(*_copied(arguments))
    best, spent = float("inf"), 0.0
    while spent < 0.01:
        given = _copied(arguments)
        began = time.perf_counter()
        function(*given)
        took = time.perf_counter() - began
        best, spent = min(best, took), spent + max(took, 1e-5)
    return best


def _outcome(function, arguments):
    """What a call gives, and what its arguments are then."""
    given = _copied(arguments)
    result = function(*given)
    return [*(result if isinstance(result, tuple) else [result]), *given]


def _difference(one, other):
    """The largest difference of two outcomes, relative to the largest value."""
    most = 0.0
    for a, b in zip(one, other, strict=True):
        if not _plain(a):
            continue
        a, b = np.asarray(a), np.asarray(b)
        if a.size and a.dtype.kind in "fc":
            scale = float(np.max(np.abs(a[np.isfinite(a)]), initial=0.0)) or 1.0
            with np.errstate(invalid="ignore"):
                apart = np.abs(a - b)
            most = max(most, float(np.max(apart[np.isfinite(apart)], initial=0.0)) / scale)
        elif a.size and not np.array_equal(a, b):
            return float("inf")
    return most
