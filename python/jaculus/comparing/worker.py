"""A process that runs one way, and measures what it is asked for, one thing at a time.

    python -P -m jaculus.comparing.worker FD '{"module": "ways.py", "name": "jit_way", "compiler": "", "setup": "make"}'

It reads a message from the socket FD, a line of JSON, and answers with another.
"""

import copy
import ctypes
import hashlib
import json
import os
import pickle
import signal
import socket
import sys
import time
import traceback

from jaculus.comparing import loading, memory, results, timing

_DIE_WITH_PARENT = 1  # prctl: PR_SET_PDEATHSIG


def main():
    """Until the other end closes."""
    descriptor, way = int(sys.argv[1]), json.loads(sys.argv[2])
    sys.argv[:] = [way["module"]]
    with socket.socket(fileno=descriptor) as channel:
        serve(channel, lambda: _loaded(way))


def _loaded(way):
    loading.prepare(way["compiler"])
    module = loading.module(way["module"])
    setup = way["setup"]
    if setup:
        elsewhere, colons, name = setup.rpartition("::")
        setup = loading.function(loading.module(elsewhere) if colons else module, name, "")
    return loading.function(module, way["name"], way["compiler"]), setup


def serve(channel, load):
    """Answers each message; `load` gives the function, and what makes its arguments or None."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    runner = _Runner(load)
    with channel.makefile("r", encoding="utf-8") as messages:
        for line in messages:
            message = json.loads(line)
            try:
                answer = getattr(runner, "do_" + message.pop("do"))(**message)
            except BaseException as e:
                answer = {"failed": _said(e)}
            channel.sendall(json.dumps(answer).encode() + b"\n")


def _said(e):
    if isinstance(e, loading.Mistake):
        return {"kind": "mistake", "text": str(e)}
    text = f"{type(e).__name__}: {e}" if str(e) else type(e).__name__
    if isinstance(e, MemoryError):
        return {"kind": "memory", "text": f"needs more memory than there is ({text})"}
    frames = [one for one in traceback.extract_tb(e.__traceback__) if not _is_ours(one.filename)]
    where = f", {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return {"kind": "raised", "text": f"raised {text.strip().splitlines()[0]}{where}"}


def _is_ours(file):
    return os.path.dirname(os.path.abspath(file)) == os.path.dirname(os.path.abspath(__file__))


class _Runner:
    """The function, its arguments, and what it gave."""

    def __init__(self, load):
        self._load = load
        self._function = self._setup = None
        self._arguments, self._changes, self._result = (), False, None

    def do_load(self):
        """Imports the program."""
        self._function, self._setup = self._load()
        memory.limit()
        file, line = loading.place(self._function)
        return {"file": file, "line": line}

    def do_prepare(self, size):
        """Makes the arguments; says what they are, and a hash of them."""
        self._result = None
        self._arguments = self._made(size)
        shown = (
            results.described(self._arguments[0]) if len(self._arguments) == 1 else results.described(self._arguments)
        )
        return {"argument": shown if self._arguments else "no arguments", "digest": _digest(self._arguments)}

    def _made(self, size):
        if self._setup is None:
            return () if size is None else (size,)
        _seed()
        made = self._setup() if size is None else self._setup(size)
        return made if isinstance(made, tuple) else (made,)

    def do_first(self, digest):
        """The first call. Its result is kept; and the arguments, where it has changed them."""
        clock = timing.CompileClock()
        pristine = None
        if digest is not None:
            pristine = copy.deepcopy(self._arguments)
        began = time.perf_counter()
        try:
            result = self._function(*self._arguments)
        except TypeError as e:
            if self._setup is None and e.__traceback__.tb_next is None:  # not in the function: it wants arguments
                raise loading.Mistake(f"raised TypeError: {e}; --setup names what makes its arguments") from None
            raise
        seconds = time.perf_counter() - began
        self._changes = digest is not None and _digest(self._arguments) != digest
        self._result = result
        if self._changes:
            self._result = (result, self._arguments) if result is not None else self._arguments
            self._arguments = pristine
        return {"first_s": seconds, "compile_s": clock.seconds(), "changes": self._changes}

    def do_keep(self, path):
        """Writes the result for other workers."""
        return {"kept": results.keep(self._result, path)}

    def do_agree(self, path):
        """Compares the result with another worker's."""
        state, text = results.agreement(self._result, results.kept(path))
        return {"state": state, "text": text}

    def do_calibrate(self, changes):
        """How many calls are one measurement, and how long one takes."""
        self._result = None
        self._changes = changes
        seconds = self._each(1)
        if seconds < timing.SAMPLE_S:
            seconds = self._each(max(1, timing.calls_for(seconds) // 10))
        return {"calls": timing.calls_for(seconds), "call_s": seconds}

    def do_time(self, calls):
        """One measurement."""
        return {"seconds": self._each(calls)}

    def _each(self, calls):
        if self._changes:
            return timing.each_fresh(self._function, lambda: copy.deepcopy(self._arguments), calls)
        return timing.each(self._function, self._arguments, calls)

    def do_memory(self, traced):
        """The peak of a call; what Python counts is asked for on request, since it takes several times as long."""
        self._result = None
        arguments = copy.deepcopy(self._arguments) if self._changes else self._arguments
        most, counted = memory.peak(lambda: self._function(*arguments), traced)
        return {"bytes": most, "traced": counted}


def _seed():
    """So that a setup that does not say otherwise makes the same in each process."""
    import random

    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def _digest(values):
    try:
        return hashlib.blake2b(pickle.dumps(values, protocol=5), digest_size=16).hexdigest()
    except Exception:  # what cannot be pickled cannot be copied for a fresh call either
        return None


if __name__ == "__main__":
    main()
