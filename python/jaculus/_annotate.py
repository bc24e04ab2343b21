"""`jaculus annotate`: runs a program with the sampler, then has reports made of what it wrote, however it ended."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress

from jaculus import _launch
from jaculus.home import home

USAGE = """\
Usage: jaculus annotate [options] SCRIPT ARGS…
       jaculus annotate [options] -m MODULE ARGS… | -c CODE ARGS… | - ARGS…
Runs a Python program and prints its kernels, each line with its share of the time: to standard output where that is
a terminal, else to standard error, unless a file is named for it. Processes that the program starts are sampled too.
      --rate HZ              samples a second of processor time, 1 to 20000; 1000 if not given
  -o, --output FILE          writes the report there, as text
      --html FILE            writes it as a page: all lines, functions, a flame graph, threads over time
      --json FILE            writes all data there: `jaculus report FILE` makes every other report of it
      --collapsed FILE, --speedscope FILE, --gecko FILE, --pprof FILE
                             for flamegraph.pl, speedscope.app, profiler.firefox.com, `go tool pprof`
      --with-numba           the installed Numba compiles the program's kernels, and their lines are shown
      --exact                executions of lines are counted: of kernels, and of Python functions marked with @profile
      --function NAMES       lines of Python functions with these names, with commas between, are counted, and timed
      --wall                 threads that wait are shown too, where and for how long
      --memory               shows what each line allocates, in kernels, NumPy and Python, and what holds the most
      --perf                 perf_event is the clock where that is allowed: for rates above that of the kernel's timers
      --live                 shows where the time goes while the program runs, and what it wrote when it has ended
      --python INTERPRETER   Python 3.11 or newer with NumPy, or a virtual environment that has them
"""
MOST_HZ = 20_000


def main(rate, outputs, flags, program, command="report"):
    """Ends with the program's status; 128 + N where signal N ended it. Outputs: options of `report` and their files.

    `command` makes the reports: `explain` says more of the kernels, and gets `--assembly`.
    """
    if program[:1] and program[0] in ("-h", "--help"):
        print(USAGE, end="")
        return 0
    if not rate.isascii() or not rate.isdigit() or not 1 <= int(rate) <= MOST_HZ:
        return _refuse(f"--rate {rate}: samples a second, from 1 to {MOST_HZ}")
    if program[:1] == ["--"]:
        del program[0]
    outputs = {option: os.path.abspath(file) for option, file in outputs.items()}
    for option, file in outputs.items():
        if file.endswith(".py"):  # the report would be written over what was meant to run
            return _refuse(f"{option} wants a file for the report before the program, and {file} is a program")
    _launch.check(program)
    for file in outputs.values():
        try:
            open(file, "a").close()  # before the program has run for an hour
        except OSError as e:
            return _refuse(f"cannot write the report to {file}: {e.strerror}")
    live = _Live() if "--live" in flags else None
    if live and not sys.stdout.isatty():
        return _refuse("--live draws on a terminal, and standard output is none")
    flags = [one for one in flags if one != "--live"]
    samples = tempfile.mkdtemp(prefix="jaculus-samples-")
    try:
        began = time.monotonic()
        sampled = _Sampled(samples, rate, flags, program, live and live.output)
        from jaculus import _report  # while the program runs, not before

        status = live.watch(sampled, samples) if live else sampled.wait()
        _report.describe(samples, _name(program), time.monotonic() - began)
        sys.stdout.flush()
        to = sys.stdout if sys.stdout.isatty() else sys.stderr  # standard output is a program's own
        words = [word for output in outputs.items() for word in output]
        made = _report.make(samples, *words, *(["--assembly"] if "--assembly" in flags else []), to=to, command=command)
        for stream, text in ((to, made.output), (sys.stderr, made.errors)):
            stream.buffer.write(text.encode())  # whatever the locale is
            stream.flush()
        return status if status >= 0 else 128 - status
    finally:
        shutil.rmtree(samples, ignore_errors=True)


def _refuse(text):
    print(f"jaculus: {text}", file=sys.stderr)
    return 2


class _Sampled:
    """The program, which gets the signals that we get, once each.

    In a terminal's foreground the terminal sends Ctrl-C to us both. Elsewhere whoever interrupts a group of processes
    would reach the program twice, by us too: so it gets a group of its own there.
    """

    def __init__(self, samples, rate, flags, program, output=None):
        self.process, self.early, self.foreground = None, [], _in_foreground()
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, self._pass)
        options = ["--rate", rate, "--output", samples, "--flags", "\n".join(flags)]
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "jaculus._launch", "annotate", *options, *program],
            env={**os.environ, "LD_PRELOAD": _preloads()},
            process_group=None if self.foreground else 0,
            stdout=output,
            stderr=output,
        )
        for one in self.early:
            self._pass(one, None)

    def _pass(self, number, _):
        if self.process is None:
            self.early.append(number)
        elif self.process.returncode is not None:
            sys.exit(128 + number)  # what we do after the program is not worth waiting for
        elif self.foreground and number == signal.SIGTERM:
            self.process.send_signal(number)
        elif not self.foreground:
            with suppress(ProcessLookupError):  # it has just ended
                os.killpg(self.process.pid, number)

    def wait(self, seconds=None):
        """Its status, as subprocess counts; None where it still runs after so many seconds."""
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(seconds)


class _Live:
    """A screen that is drawn while the program runs, whose own output is kept until then."""

    EVERY_S = 2

    def __init__(self):
        self.output = tempfile.TemporaryFile()  # noqa: SIM115 (it goes with us)

    def watch(self, sampled, samples):
        """Until the program has ended; gives its status."""
        from jaculus import _report

        self._write(b"\x1b[?1049h\x1b[H\x1b[J")  # another screen: the terminal's own comes back
        try:
            while (status := sampled.wait(self.EVERY_S)) is None:
                rows = os.get_terminal_size(sys.stdout.fileno()).lines or 24
                made = _report.make(samples, "--live", str(rows), to=sys.stdout)
                if made.status == 0:  # else it has written no sample yet
                    self._write(made.output.encode())
        finally:
            self._write(b"\x1b[?1049l")
        self.output.seek(0)
        self._write(self.output.read())
        return status

    @staticmethod
    def _write(data):
        sys.stdout.buffer.write(data)
        sys.stdout.flush()


def _in_foreground():
    """Whether a terminal sends its Ctrl-C to us."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)


def _preloads():
    """The runtime sees a program's threads only when it is loaded before the program makes them."""
    runtime = os.path.join(home(), "lib", "libjaculus_rt.so")
    others = os.environ.get("LD_PRELOAD", "")
    return f"{runtime}:{others}" if others else runtime


def _name(program):
    """What people call it."""
    kind, *rest = program or ["-"]
    return {"-c": "-c", "-": "standard input", "-m": (rest or [""])[0]}.get(kind, os.path.basename(kind))
