"""Writes docs/coverage.md: what each of NumPy's functions gives in a kernel, beside NumPy and Numba.

`python e2e/numpy_coverage.py` tries every call of numpy_calls.py on ten sets of arguments: the dtypes, and ranks,
layouts, axes and wrong arguments among them. It takes a quarter of an hour; test_numpy_functions.py holds the list of
functions to it.
"""

import collections
import json
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
import numpy_calls
import test_numpy_functions as beside

import jaculus

SETS = range(10)
DOCUMENT = Path(__file__).parents[1] / "docs/coverage.md"
KINDS = ("as NumPy", "as Numba", "refused", "otherwise")
HEAD = """# NumPy's functions in kernels

Made by `python e2e/numpy_coverage.py` with NumPy {numpy}: each call of `e2e/numpy_calls.py` on {sets} sets of
arguments, which differ in dtype, rank, layout, axis, and in what is wrong with them. Compared are values, dtypes,
shapes, layouts, whether a result can be written, and the class of what is raised.

*As NumPy*: all of these are equal. *As Numba*: they differ from NumPy's and are Numba's. *Refused*: an error while
compiling, where NumPy computes something; most are complex numbers, truth values or arrays without axes where they make
little sense. *Otherwise*: see below, and [what a compiled function means](semantics.md).

| function | calls | as NumPy | as Numba | refused | otherwise |
|---|---|---|---|---|---|
"""


def function(call):
    """The name of the function that a call is about: `np.sum`, `ndarray.sum`, `indexing`."""
    named = re.search(r"np(?:\.[a-z]\w*)+", call)
    if call.startswith(("A.", "V.", "M.")):
        return "ndarray." + re.match(r"\w\.(\w+)", call).group(1)
    if call.startswith("np.") or (named and call[0] in "VA" and "argpartition" in call):
        return named.group(0)
    return "`@`" if "@" in call else "indexing"


def functions():
    """All of them, sorted."""
    return sorted({function(call) for call in numpy_calls.CALLS})


def kind(call, python, kernel, number, kept):
    """Which of KINDS it is for a set of arguments."""
    arguments = numpy_calls.Arguments(call, number)
    found, expected = beside.outcome(kernel, arguments()), beside.outcome(python, arguments())
    if beside.same(found, expected, arguments.layout != "turned"):
        return "as NumPy"
    if found[0] == "refused":
        return "refused"
    key = f"{call} {number}"
    if key not in kept:
        kept[key] = beside.asked(python, arguments())
    numbas = not kept[key].startswith("refused") and beside.acceptable(found, kept[key])
    return "as Numba" if numbas else "otherwise"


def counted():
    """For each function how often it is of which kind; and the calls that are of none."""
    kept = json.loads(beside.KEPT.read_text(encoding="utf-8"))
    counts, others = collections.defaultdict(collections.Counter), collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "calls.py"
        names = {call: f"call_{number}" for number, call in enumerate(numpy_calls.CALLS)}
        file.write_text("".join(numpy_calls.source(call, name) for call, name in names.items()), encoding="utf-8")
        module = {"np": np}
        exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), module)
        for call, name in names.items():
            kernel = jaculus.njit(module[name])
            counts[function(call)]["calls"] += 1
            for number in SETS:
                found = kind(call, module[name], kernel, number, kept)
                counts[function(call)][found] += 1
                others[call] += found == "otherwise"
    return counts, +others


def document(counts, others):
    """The text of the document."""
    text = HEAD.format(numpy=np.__version__, sets=len(SETS))
    for name in sorted(counts):
        numbers = " | ".join(str(counts[name][one] or "") for one in ("calls", *KINDS))
        text += f"| {name} | {numbers} |\n"
    total = sum((counts[name] for name in counts), collections.Counter())
    text += f"| **all** | {' | '.join(str(total[one]) for one in ('calls', *KINDS))} |\n"
    text += "\nOtherwise, by call:\n\n"
    return text + "".join(f"- `{call}`: {count} of {len(SETS)}\n" for call, count in sorted(others.items()))


if __name__ == "__main__":
    DOCUMENT.write_text(document(*counted()), encoding="utf-8")
    sys.stdout.write(f"{DOCUMENT} is written\n")
