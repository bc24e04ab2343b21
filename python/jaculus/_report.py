"""Has reports made of a folder of samples, by our Java."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from importlib import metadata
from typing import NamedTuple

from jaculus import _launch, starting
from jaculus.home import switched_on


def describe(samples, program, elapsed):
    """Writes beside the samples what only we know of the run: its name, its command, how long it took, versions."""
    run = {
        **facts(program),
        "elapsed_s": round(elapsed, 3),
        "remarks": ["DISABLE_JIT is set: no function was compiled."] if switched_on("DISABLE_JIT") else [],
    }
    with open(os.path.join(samples, "run.json"), "w", encoding="utf-8") as file:
        json.dump(run, file, ensure_ascii=True)


def facts(program):
    """What is known of any run before it begins: how it was started, where, and with what."""
    return {
        "program": program,
        "command": _command(),
        "folder": _harmless(_launch.working_folder() or "/"),
        "versions": _versions(),
    }


class Made(NamedTuple):
    """What making reports came to: the exit status of `jaculus report`, and what it printed."""

    status: int
    output: str
    errors: str


def make(samples, *options, to=None, command="report"):
    """`jaculus report` with these options, by the compile server where one runs. `to`: where its output is shown."""
    return _make(command, [os.path.abspath(samples), *options], to)


def compared(measurements, *options, to=None):
    """The same for `jaculus comparison`. A status other than 0 may be a verdict."""
    return _make("comparison", [os.path.abspath(measurements), *options], to)


def _make(command, arguments, to):
    look = starting.terminal(to) | {name: os.environ[name] for name in ("NO_COLOR", "TERM") if name in os.environ}
    made = _by_server([command, *arguments], look)
    if made is not None and (made.status == 0 or made.output):
        return made
    # None runs, or it does not see our files: it may be in another container.
    done = subprocess.run(
        [*starting.java(), command, *arguments],
        env=starting.environment(**look),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        cwd="/",
        check=False,
    )
    return Made(done.returncode, done.stdout, done.stderr)


def _by_server(arguments, environment):
    from jaculus import client
    from jaculus.errors import CompilerError

    with suppress(OSError, EOFError, ValueError, KeyError, CompilerError):
        with client.connect() as connection:
            answer = client.exchange(connection, {"op": "report", "arguments": arguments, "environment": environment})
        return Made(answer["status"], answer["output"], answer["errors"])
    return None


def _command():
    """What was typed, nearly."""
    words = sys.orig_argv
    with suppress(ValueError):
        words = ["jaculus", *words[words.index("jaculus", words.index("-m")) + 1 :]]
    import shlex

    return _harmless(shlex.join(words))


def _harmless(text):
    """Names that are no text have the place of one."""
    return text.encode("utf-8", "replace").decode()


def _versions():
    name = {"cpython": "CPython"}.get(sys.implementation.name, sys.implementation.name)
    versions = {"cpu": _processor(), "python": "{} {}.{}.{}".format(name, *sys.version_info)}
    for package in ("numpy", "jaculus"):
        with suppress(metadata.PackageNotFoundError):
            versions[package] = metadata.version(package)
    if "jaculus" not in versions:
        import jaculus

        versions["jaculus"] = jaculus.__version__
    return {name: version for name, version in versions.items() if version}


def _processor():
    """Its name, and how many we may use."""
    name = ""
    with suppress(OSError), open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        name = next((line.partition(":")[2].strip() for line in file if line.startswith("model name")), "")
    count = len(os.sched_getaffinity(0))
    return f"{name or os.uname().machine}, {count} logical CPU{'s' * (count > 1)}"
