"""Compile time of 60 small kernels of all kinds, beside Numba's in the same run.

Each is the time of a first call. Jaculus has a warm server (it has compiled other kernels before) and an empty cache in
each round; Numba has compiled another kernel before. Both run in this process, kernel by kernel in turn. The kernels
are those of e2e/programs, an equal number of each file, that both compile. `--rounds N`: the least of N for Jaculus
(Numba has one). `--no-numba`: Jaculus alone.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

CACHE = tempfile.mkdtemp(prefix="jaculus-compile-")
os.environ["JACULUS_CACHE_DIR"] = CACHE
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))

import program_loading  # noqa: E402

KERNELS = 60
WITHOUT = {"parallel", "printing"}  # threads start with the first; print writes among the table


def first_call(topic, kernel, implementation):
    """Seconds of a kernel's first call; None where it is refused or raises."""
    marked, names = program_loading.load(topic, implementation)
    function, texts = marked[kernel]
    arguments = eval(f"lambda: [{texts[0]}]", names)()
    start = time.perf_counter()
    try:
        function(*arguments)
    except Exception:
        return None
    return time.perf_counter() - start


def ours(topic, kernel, rounds):
    """The least of some rounds, each with an empty cache."""
    times = []
    for _ in range(rounds):
        for entry in Path(CACHE).glob("*.so"):
            entry.unlink()
        one = first_call(topic, kernel, "jaculus")
        if one is None:
            return None
        times.append(one)
    return min(times)


def candidates():
    """All kernels, a first one of each file, then a second of each, and so on."""
    topics = [topic for topic in program_loading.TOPICS if topic not in WITHOUT]
    kernels = {topic: program_loading.kernel_names(topic) for topic in topics}
    for place in range(max(map(len, kernels.values()))):
        yield from ((topic, kernels[topic][place]) for topic in topics if place < len(kernels[topic]))


def main():
    """Measures and prints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-numba", action="store_true")
    options = parser.parse_args()
    for topic, kernel in list(candidates())[-30:]:  # warms the server, and Numba by the first
        first_call(topic, kernel, "jaculus")
    if not options.no_numba:
        first_call("loops", "fibonacci", "numba")
    print("| kernel | jaculus ms | numba ms | ratio |\n|---|---|---|---|")
    table = []
    for topic, kernel in candidates():
        mine = ours(topic, kernel, options.rounds)
        theirs = None if mine is None or options.no_numba else first_call(topic, kernel, "numba")
        if mine is None or (theirs is None and not options.no_numba):
            continue
        table.append((mine, theirs))
        ratio = f"{theirs * 1e3:.0f} | {theirs / mine:.0f}" if theirs else " | "
        print(f"| {topic}.{kernel} | {mine * 1e3:.1f} | {ratio} |", flush=True)
        if len(table) == KERNELS:
            break
    mine = [one for one, _ in table]
    print(
        f"\n{len(table)} kernels: jaculus {sum(mine) * 1e3:.0f} ms in all, "
        f"median {statistics.median(mine) * 1e3:.1f}, ",
        end="",
    )
    print(f"slowest {max(mine) * 1e3:.1f}; {sum(one > 0.06 for one in mine)} above 60 ms", end="")
    if not options.no_numba:
        theirs = [one for _, one in table]
        print(f"; numba {sum(theirs) * 1e3:.0f} ms in all: {sum(theirs) / sum(mine):.1f} times as long", end="")
    print()
    shutil.rmtree(CACHE, ignore_errors=True)


if __name__ == "__main__":
    main()
