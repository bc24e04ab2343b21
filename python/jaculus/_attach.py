"""`jaculus attach PID` and `jaculus dump PID`: where the threads of a process that runs already are."""

import os
import signal
import sys
import time

USAGE = {
    "attach": """\
Usage: jaculus attach [options] PID
Samples a process that runs, until it ends, for so many seconds, or until Ctrl-C; and prints its lines with their share
of the time. It must be yours, and have used Jaculus, or be a Python from 3.14 on that may be debugged.
      --seconds N            how long
      --rate HZ              samples a second of processor time, 1 to 1000; 200 if not given
  -o, --output FILE          writes the report there, as text
      --html FILE, --json FILE, --collapsed FILE, --speedscope FILE, --gecko FILE, --pprof FILE
                             as `jaculus annotate` does
""",
    "dump": """\
Usage: jaculus dump PID
Prints where each thread of a process is now, kernels' lines too. It must be yours, and have used Jaculus, or be a
Python from 3.14 on that may be debugged.
""",
}
MOST_HZ = 1000  # above that a clock outside of the process is too coarse


def main(command, options, arguments):
    """Ends with 0 where something was seen of the process."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(USAGE[command], end="")
        return 0
    rate, seconds = options.get("--rate", "200"), options.get("--seconds")
    if len(arguments) != 1 or not arguments[0].isascii() or not arguments[0].isdigit():
        return _refuse(f"which process? `jaculus {command} PID` wants its number", 2)
    if not rate.isascii() or not rate.isdigit() or not 1 <= int(rate) <= MOST_HZ:
        return _refuse(f"--rate {rate}: samples a second, from 1 to {MOST_HZ}", 2)
    try:
        limit = None if seconds is None else float(seconds)
    except ValueError:
        limit = -1
    if limit is not None and not 0 < limit < 1e9:
        return _refuse(f"--seconds {seconds}: how many, above 0", 2)
    outputs = {name: os.path.abspath(file) for name, file in options.items() if name not in ("--rate", "--seconds")}
    for file in outputs.values():
        try:
            open(file, "a").close()
        except OSError as e:
            return _refuse(f"cannot write the report to {file}: {e.strerror}", 2)
    from jaculus import attaching

    try:
        with attaching.Attached(int(arguments[0]), int(rate)) as process:
            return _dump(process) if command == "dump" else _attach(process, limit, outputs)
    except attaching.Refused as e:
        return _refuse(str(e), 1)


def _attach(process, limit, outputs):
    began = time.monotonic()
    stops = []
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, lambda *_: stops.append(1))
    end = None if limit is None else began + limit
    if end is None and sys.stderr.isatty():
        print(f"jaculus: process {process.pid} is sampled; Ctrl-C ends that and makes the report", file=sys.stderr)
    while not stops and process.tick() and (end is None or time.monotonic() < end):
        time.sleep(1 / process.rate)
    return _report(process, began, [word for output in outputs.items() for word in output])


def _dump(process):
    began = time.monotonic()
    silent = process.ask_all()
    return _report(process, began, ["--threads"], silent)


def _report(process, began, options, silent=()):
    from jaculus import _report as reports

    if not process.has_answered():
        return _refuse(f"process {process.pid} does not answer: it waits, blocks the signal, or is sampled already", 1)
    process.describe(time.monotonic() - began)
    to = sys.stdout
    made = reports.make(process.folder, *options, to=to)
    for stream, text in ((to, made.output), (sys.stderr, made.errors)):
        stream.buffer.write(text.encode())
        stream.flush()
    for name in silent:
        print(f"jaculus: {name} does not answer: it is inside the system, or blocks the signal", file=sys.stderr)
    return made.status


def _refuse(text, status):
    print(f"jaculus: {text}", file=sys.stderr)
    return status
