"""Has reports made of a folder of samples, by our Java."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from importlib import metadata

from jaculus import _launch, starting
from jaculus.home import switched_on


def describe(samples, program, elapsed):
    """Writes beside the samples what only we know of the run: its name, its command, how long it took, versions."""
    run = {
        "program": program,
        "command": _command(),
        "folder": _harmless(_launch.working_folder() or "/"),
        "elapsed_s": round(elapsed, 3),
        "versions": _versions(),
        "remarks": ["DISABLE_JIT is set: no function was compiled."] if switched_on("DISABLE_JIT") else [],
    }
    with open(os.path.join(samples, "run.json"), "w", encoding="utf-8") as file:
        json.dump(run, file, ensure_ascii=True)


def make(samples, *options, **streams):
    """`jaculus report` with these options; gives the finished process."""
    command = [*starting.java(), "report", samples, *options]
    environment = starting.environment(**starting.terminal(streams.get("stdout")))
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, cwd="/", check=False, **streams)


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
