"""What one call costs, in ns: add(1, 2) and f(array), by Jaculus and by Numba, in turn. Prints one JSON object."""

import json
import sys
from timeit import Timer

import numba
import numpy as np

import jaculus


def add(a, b):
    return a + b


def f(array):
    return len(array)


def main(repeats, number=200_000):
    array = np.arange(8.0)
    timers = {}
    for name, njit in ("jaculus", jaculus.njit), ("numba", numba.njit):
        names = {"add": njit(add), "f": njit(f), "array": array}
        assert names["add"](1, 2) == 3
        assert names["f"](array) == 8
        timers[name, "add(1, 2)"] = Timer("add(1, 2)", globals=names)
        timers[name, "f(array)"] = Timer("f(array)", globals=names)
    best = dict.fromkeys(timers, float("inf"))
    for _ in range(repeats):
        for key, timer in timers.items():
            best[key] = min(best[key], timer.timeit(number) / number * 1e9)
    rows = {}
    for (name, call), value in best.items():
        rows.setdefault(call, {})[name] = value
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
