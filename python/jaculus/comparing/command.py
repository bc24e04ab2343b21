"""`jaculus compare`: measures what was asked for, and has reports made, also of what an interrupt has left."""

import os
import signal
import sys
import time
from contextlib import suppress

from jaculus import _report, client
from jaculus.comparing import functions, options, programs, workers
from jaculus.comparing.journal import Journal
from jaculus.errors import CompilerError

INTERRUPTED = 130


def main(asked):
    """The exit status."""
    for name in options.REPORTS:
        if (file := getattr(asked, name)) and (problem := _unwritable(file)):
            return _refuse(f"cannot write the report to {file}: {problem}")
    if asked.baseline and not os.path.isfile(asked.baseline):
        return _refuse(f"there is no file {asked.baseline}")
    try:
        journal, head, events = _journal(asked)
    except (OSError, ValueError) as e:
        return _refuse(str(e))
    progress = _Progress()
    began, before = time.monotonic(), sum(one.get("elapsed_s", 0) for one in events)
    interrupted = False
    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.default_int_handler)
    try:
        _measure(head, events, journal, progress)
    except KeyboardInterrupt:
        interrupted = True
    progress.done()
    journal.write(ended=not interrupted, elapsed_s=round(before + time.monotonic() - began, 3))
    status = _show(asked, journal)
    if interrupted:
        print(f"jaculus: interrupted; `jaculus compare --resume {journal.path}` goes on", file=sys.stderr)
        return INTERRUPTED
    if status in (0, 1) and not asked.state and not asked.resume:
        os.remove(journal.path)
    return status


def _refuse(text):
    print(f"jaculus: {text}", file=sys.stderr)
    return 2


def _unwritable(file):
    if file.endswith(".py"):
        return "it is a program"
    try:
        open(file, "a").close()  # before an hour of measuring
    except OSError as e:
        return e.strerror
    return None


def _journal(asked):
    """(the journal, its head, the events that are in it)."""
    if asked.resume:
        journal = Journal(os.path.abspath(asked.resume))
        head, events = journal.read()
        return journal, head, events
    head = _programs_head(asked) if asked.program else _functions_head(asked)
    path = os.path.abspath(asked.state) if asked.state else _place(asked)
    journal = Journal(path)
    journal.begin(head)
    return journal, head, []


def _place(asked):
    """A new file in the cache's folder."""
    from jaculus import cache

    folder = os.path.join(cache.place()[0], "comparisons")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.jsonl"
    return os.path.join(folder, name)


def _head(asked, kind, program, parameters, ways, sizes, plan):
    run = {**_report.facts(program), "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    return {
        "kind": kind,
        "run": run,
        "parameters": parameters,
        "sizes": sizes,
        "ways": ways,
        "plan": plan,
    }


def _functions_head(asked):
    setups = dict(one.split("=", 1) if "=" in one else ("", one) for one in asked.setup)
    ways = []
    for name, compiler, function, module in asked.ways:
        for threads in asked.threads or [None]:
            setup = setups.get(name, setups.get(function, setups.get("")))
            shown = name if threads is None else f"{name}, {threads} thread{'s' * (threads > 1)}"
            way = {"name": shown, "values": [name] if threads is None else [name, str(threads)], "threads": threads}
            ways.append({**way, "module": module, "function": function, "compiler": compiler, "setup": setup})
    parameters = ["function", "threads"] if asked.threads else ["function"]
    plan = {
        "processes": asked.processes or 6,
        "rounds": asked.rounds or 8,
        "seconds": asked.time,
        "timeout": asked.timeout or 60.0,
        "memory": not asked.no_memory,
    }
    program = ", ".join(dict.fromkeys(os.path.basename(one[3]) for one in asked.ways))
    return _head(asked, "functions", program, parameters, ways, asked.sizes or [0], plan)


def _programs_head(asked):
    ways = programs.ways(asked.lists, asked.program)
    plan = {"rounds": asked.rounds or 5, "timeout": asked.timeout or 3600.0}
    return _head(asked, "programs", " ".join(asked.program), [name for name, _ in asked.lists], ways, [0], plan)


def _measure(head, events, journal, progress):
    if events:
        journal.keep(_complete(head, events))
    if head["kind"] == "programs":
        measurer = programs.Measurer(head["ways"], journal, progress, **head["plan"])
        measurer.resume(events)
        measurer.run()
        return

    def start(way, environment):
        wanted = {name: way[name] for name in ("module", "compiler", "setup")}
        return workers.spawned({**wanted, "name": way["function"]}, environment)

    if any(way["compiler"] != "numba" for way in head["ways"]):
        with suppress(CompilerError):  # else who needs it says so
            client.ask({"op": "status"})  # starts it: that is no part of compiling a function
    sizes = [size or None for size in head["sizes"]]
    plan = functions.Plan(head["ways"], start, sizes, **head["plan"])
    measurer = functions.Measurer(plan, journal, progress.show)
    measurer.run(measurer.resume(_complete(head, events)))


def _complete(head, events):
    """Without what an interrupted launch has left, and the ends of earlier runs."""
    last = max((i for i, one in enumerate(events) if "launched" in one), default=-1)
    whole = events if head["kind"] == "programs" else events[: last + 1]
    return [one for one in whole if "ended" not in one]


def _show(asked, journal):
    outputs = []
    for name in options.REPORTS:
        if file := getattr(asked, name):
            outputs += [f"--{name}", os.path.abspath(file)]
    if asked.baseline:
        outputs += ["--baseline", os.path.abspath(asked.baseline)]
    outputs += [word for limit in asked.fail_if for word in ("--fail-if", limit)]
    made = _report.compared(journal.path, *outputs, to=sys.stdout)
    for stream, text in ((sys.stdout, made.output), (sys.stderr, made.errors)):
        stream.buffer.write(text.encode())  # whatever the locale is
        stream.flush()
    return made.status


class _Progress:
    """A line on a terminal, which goes when there is something else to say."""

    def __init__(self):
        self._shown = sys.stderr.isatty()

    def show(self, text):
        if self._shown:
            print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)

    def line(self, text):
        """Something worth keeping in a log, where there is no terminal."""
        if not self._shown:
            print(text, file=sys.stderr, flush=True)

    def done(self):
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
