"""Counts how often each line of chosen Python functions is executed, and how long it takes with what it calls.

Kernels count their lines themselves: here is what that costs.

The functions are those that `--function` names, and those marked with `@profile`, which programs get as kernprof
gives it to them. From Python 3.12 on by sys.monitoring; before by sys.settrace, which then is nobody else's.
"""

import builtins
import os
import sys
import threading
import time
from contextlib import suppress

_now = time.perf_counter_ns


class Counts:
    """`names`: functions by their names, with those of the classes around them or without."""

    def __init__(self, names=()):
        self._names = set(names)
        self._lines = {}  # by code object: by line, hits and nanoseconds
        self._running = threading.local()
        self._given = None  # what `profile` was

    def start(self):
        """Functions are counted from now on; `profile` marks others."""
        self._process = os.getpid()
        self._given = getattr(builtins, "profile", None)
        builtins.profile = self.profile
        self._watch = _Monitor(self) if hasattr(sys, "monitoring") else _Trace(self)
        self._watch.start(bool(self._names))

    def stop(self, folder):
        """Writes what was counted beside the samples: file, line, hits, nanoseconds, each line a record."""
        self._watch.stop()
        if self._given is None:
            with suppress(AttributeError):
                del builtins.profile
        else:
            builtins.profile = self._given
        records = [
            f"{line}\t{hits}\t{spent}\t{code.co_filename}"
            for code, lines in list(self._lines.items())
            for line, (hits, spent) in sorted(lines.items())
            if "\n" not in code.co_filename
        ]
        count = len(self._lines)
        if count == 0:
            return
        functions = f"{count} Python function{'s were' if count != 1 else ' was'}"
        remark = f"{functions} counted, which adds {self._price()} to each of their lines."
        number = "" if self._process == os.getpid() else f"-{os.getpid()}"
        with open(os.path.join(folder, f"counts{number}"), "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write("\n".join([remark, *records, ""]))

    def profile(self, function):
        """The decorator: the function as it is."""
        inner = function
        for attribute in ("__func__", "py_func", "__wrapped__"):
            inner = getattr(inner, attribute, inner)
        code = getattr(inner, "__code__", None)
        if code is not None:
            self.count(code)
        return function

    def count(self, code):
        """This code is counted from now on."""
        if code not in self._lines:
            self._lines[code] = {}
            self._watch.add(code)

    def is_wanted(self, code):
        """Whether it is counted already, or is by its name."""
        if code in self._lines:
            return True
        names = {code.co_name, code.co_qualname, code.co_qualname.replace("<locals>.", "")}
        return not names.isdisjoint(self._names)

    # What happens in a counted function. A thread's are a stack: what is called in a line takes the line's time.

    def entered(self, code):
        self._stack().append([self._lines[code], None, 0])

    def reached(self, code, line):
        stack, time = self._stack(), _now()
        if not stack or stack[-1][0] is not self._lines[code]:
            stack.append([self._lines[code], None, 0])  # it was entered before it was counted
        top = stack[-1]
        self._close(top, time)
        record = top[0].get(line)
        if record is None:
            record = top[0][line] = [0, 0]
        record[0] += 1
        top[1], top[2] = record, _now()

    def left(self, code):
        stack = self._stack()
        if stack and stack[-1][0] is self._lines.get(code):
            self._close(stack.pop(), _now())

    @staticmethod
    def _close(top, time):
        if top[1] is not None:
            top[1][1] += time - top[2]

    def _stack(self):
        try:
            return self._running.stack
        except AttributeError:
            self._running.stack = []
            return self._running.stack

    def _price(self):
        """What counting costs, tried on a function that does nothing."""
        other = Counts()
        names = {}
        exec(compile("def f(n):\n for i in range(n):\n  pass\n", "<counted>", "exec"), names)
        function, times = names["f"], 2000
        began = _now()
        function(times)
        plain = _now() - began
        other._watch = type(self._watch)(other)
        other._watch.start(False)
        other.count(function.__code__)
        began = _now()
        function(times)
        counted = _now() - began
        other._watch.stop()
        return f"{max(0, counted - plain) / (2 * times) / 1000:.2f} µs"


class _Monitor:
    """By sys.monitoring, with the first free tool number that is none of the well-known."""

    def __init__(self, counts):
        self._counts, self._tool = counts, None

    def start(self, by_name):
        monitoring = sys.monitoring
        self._tool = next((tool for tool in (3, 4, monitoring.PROFILER_ID) if monitoring.get_tool(tool) is None), None)
        if self._tool is None:
            print("jaculus: no lines are counted: other tools have taken all of sys.monitoring", file=sys.stderr)
            return
        monitoring.use_tool_id(self._tool, "jaculus")
        events, counts = monitoring.events, self._counts

        def begins(code, _):
            if not counts.is_wanted(code):
                return monitoring.DISABLE
            counts.count(code)
            counts.entered(code)
            return None

        register = monitoring.register_callback
        register(self._tool, events.PY_START, begins)
        register(self._tool, events.PY_RESUME, lambda code, _: counts.entered(code))
        register(self._tool, events.LINE, counts.reached)
        for event in (events.PY_RETURN, events.PY_YIELD):
            register(self._tool, event, lambda code, *_: counts.left(code))
        register(self._tool, events.PY_UNWIND, self._unwound)
        register(self._tool, events.PY_THROW, self._thrown)
        # These two cannot be asked for of one code only.
        monitoring.set_events(self._tool, (events.PY_START if by_name else 0) | events.PY_UNWIND | events.PY_THROW)

    def _unwound(self, code, *_):
        if code in self._counts._lines:
            self._counts.left(code)

    def _thrown(self, code, *_):
        if code in self._counts._lines:
            self._counts.entered(code)

    def add(self, code):
        if self._tool is not None:
            events = sys.monitoring.events
            wanted = events.PY_START | events.PY_RESUME | events.LINE | events.PY_RETURN | events.PY_YIELD
            sys.monitoring.set_local_events(self._tool, code, wanted)

    def stop(self):
        if self._tool is not None:
            sys.monitoring.set_events(self._tool, 0)
            for code in list(self._counts._lines):
                sys.monitoring.set_local_events(self._tool, code, 0)
            sys.monitoring.free_tool_id(self._tool)
            self._tool = None


class _Trace:
    """By sys.settrace: the interpreter asks at each call whether the function's lines are wanted."""

    def __init__(self, counts):
        self._counts = counts

    def start(self, by_name):
        self._before = sys.gettrace()
        sys.settrace(self._called)
        threading.settrace(self._called)

    def add(self, code):
        pass

    def _called(self, frame, event, _):
        counts, code = self._counts, frame.f_code
        if event != "call" or not counts.is_wanted(code):
            return None
        counts.count(code)
        counts.entered(code)
        return self._happened

    def _happened(self, frame, event, _):
        if event == "line":
            self._counts.reached(frame.f_code, frame.f_lineno)
        elif event == "return":  # by an exception too, and at each yield
            self._counts.left(frame.f_code)
        return self._happened

    def stop(self):
        sys.settrace(self._before)
        threading.settrace(None)


def note_price_of_kernels(folder):
    """Writes a remark about it beside the samples, if any kernel has counted."""
    if not os.path.exists(os.path.join(folder, "hits.bin")):
        return
    with suppress(Exception):  # a program may have left anything behind
        price = _price_in_kernels()
        with open(os.path.join(folder, "counts-kernels"), "w", encoding="utf-8") as file:
            file.write(
                f"In a trial, counting added {price:.1f} ns to each of their lines; loops that do not find registers "
                "for their counters, or used vectors, lose more.\n"
            )


def _price_in_kernels():
    """Nanoseconds for each execution of a line, tried on a loop with more counters than a processor has registers."""
    from jaculus import njit, request

    times = []
    for request.counts_lines in (True, False):
        kernel = njit(_loop)
        kernel(1)
        times.append(min(_timed(kernel, _TURNS) for _ in range(5)))
    return max(0, times[0] - times[1]) / (_TURNS * _LINES_IN_A_TURN)


_TURNS, _LINES_IN_A_TURN = 1 << 17, 13  # the head, eight tests, half of what is behind them


def _loop(n):
    total = 0
    for i in range(n):
        if i & 1:
            total += i
        if i & 2:
            total ^= 5
        if i & 4:
            total -= i
        if i & 8:
            total ^= i
        if i & 16:
            total += 3
        if i & 32:
            total ^= 9
        if i & 64:
            total -= 7
        if i & 128:
            total ^= 1
    return total


def _timed(kernel, turns):
    began = _now()
    kernel(turns)
    return _now() - began
