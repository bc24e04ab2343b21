"""`jaculus annotate`: runs a program with the sampler, then has the report made of what it wrote, however it ended.

python -P -m jaculus._annotate RATE FILE PROGRAM…    FILE: '' for standard output or error
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress

from jaculus import _launch
from jaculus.home import home, switched_on

USAGE = """\
Usage: jaculus annotate [--rate HZ] [-o FILE] [--python INTERPRETER] SCRIPT ARGS…
       jaculus annotate [options] -m MODULE ARGS… | -c CODE ARGS… | - ARGS…
Runs a Python program and prints its kernels, each line with its share of the time: to standard output where that is
a terminal, else to standard error. Processes that the program starts are sampled too.
      --rate HZ              samples a second of processor time, 1 to 20000; 1000 if not given
  -o, --output FILE          writes the report there
      --python INTERPRETER   Python 3.11 or newer with NumPy, or a virtual environment that has them
"""
MOST_HZ = 20_000


def main(arguments):
    """Ends with the program's status; 128 + N where signal N ended it."""
    rate, output, *program = arguments
    if program[:1] and program[0] in ("-h", "--help"):
        print(USAGE, end="")
        return 0
    if not rate.isascii() or not rate.isdigit() or not 1 <= int(rate) <= MOST_HZ:
        return _refuse(f"--rate {rate}: samples a second, from 1 to {MOST_HZ}")
    if program[:1] == ["--"]:
        del program[0]
    _launch.check(program)
    if output:
        output = os.path.abspath(output)
        try:
            open(output, "a").close()  # before the program has run for an hour
        except OSError as e:
            return _refuse(f"cannot write the report to {output}: {e.strerror}")
    samples = tempfile.mkdtemp(prefix="jaculus-samples-")
    try:
        status = _Sampled(samples, rate, program).wait()
        _report(samples, output)
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

    def __init__(self, samples, rate, program):
        self.process, self.early, self.foreground = None, [], _in_foreground()
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, self._pass)
        options = ["--rate", rate, "--output", samples]
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "jaculus._launch", "annotate", *options, *program],
            env={**os.environ, "LD_PRELOAD": _preloads()},
            process_group=None if self.foreground else 0,
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

    def wait(self):
        """Its status, as subprocess counts."""
        return self.process.wait()


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


def _report(samples, output):
    """What is written where; standard output is a program's own unless somebody looks at it."""
    from jaculus import starting

    command = [*starting.java(), "report", samples, "--working", _launch.working_folder() or "/"]
    if output:
        command += ["--output", output]
    if switched_on("DISABLE_JIT"):
        command += ["--remark", "DISABLE_JIT is set: no function was compiled."]
    sys.stdout.flush()
    to = sys.stdout if sys.stdout.isatty() else sys.stderr
    subprocess.run(command, env=starting.environment(), stdin=subprocess.DEVNULL, stdout=to, cwd="/", check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
