"""Notes the kernels of a program, for `jaculus explain`: what they were compiled of, and in which file they are."""

import json
import os

from jaculus import compiling


def start():
    """From now on kernels are noted; returns what writes the notes into a folder."""
    from jaculus.trials import Trials

    noted, trials = [], Trials()
    compiling.watch, compiling.watch_call = noted.append, trials.note

    def stop(folder):
        compiling.watch = compiling.watch_call = None
        write(folder, noted, trials.results(), trials.arrays)

    return stop


def write(folder, overloads, trials=None, arrays=None):
    """A file for each kernel, in the order of their compilation.

    What was tried, and how many bytes the arrays of a call had, are by the files of kernels.
    """
    kernels = os.path.join(folder, "kernels")
    os.makedirs(kernels, exist_ok=True)
    for number, one in enumerate(overloads):
        with open(os.path.join(kernels, f"{number}.json"), "w", encoding="utf-8") as file:
            more = {"trial": (trials or {}).get(one.path), "arrays": (arrays or {}).get(one.path, 0)}
            json.dump({**_note(one), **more}, file)


def _note(overload):
    root = overload.request["functions"][overload.request["root"]]
    return {
        "name": root["name"],
        "signature": ", ".join(str(one.plain) for one in overload.arguments),
        "path": overload.path,
        "file": root["file"],
        "line": root["line"],
        "request": overload.request,
    }
