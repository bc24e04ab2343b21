"""Lists beside Numba, in turn in one process; the minimum. A Python list and an array of the same ints are sorted by insertion;
calls take and give lists. Run: `build/venv/bin/python bench/lists.py [LENGTH] [REPEATS]`."""

import random
import sys
import time

import numba
import numpy as np

import jaculus


def insertion_sort(items):
    for i in range(len(items)):
        cursor = items[i]
        place = i
        while place > 0 and items[place - 1] > cursor:
            items[place] = items[place - 1]
            place = place - 1
        items[place] = cursor
    return items


def total(items):
    result = 0
    for item in items:
        result += item
    return result


def squares(n):
    return [i * i for i in range(n)]


def table(n):
    rows = []
    for i in range(n):
        row = []
        for k in range(n):
            row.append(i * k)
        rows.append(row)
    return len(rows)


def sorted_copy(items):
    return sorted(items)


def seconds(function, *arguments):
    """The time of one call."""
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def main(length, repeats):
    """Measures and prints."""
    generator = random.Random(1)
    numbers = [generator.randint(0, length) for _ in range(length)]
    million = [generator.randint(0, 10**6) for _ in range(10**6)]
    three = [1, 2, 3]
    cases = [
        (f"insertion sort of an array, {length}", insertion_sort, lambda: np.array(numbers)),
        (f"insertion sort of a list, {length}", insertion_sort, lambda: list(numbers)),
        ("the same list, sorted already", insertion_sort, lambda: sorted(numbers)),
        ("total of a list of 3", total, lambda: three),
        ("total of a list of 1,000,000", total, lambda: million),
        ("sorted(list of 1,000,000)", sorted_copy, lambda: million),
        ("[i * i for i in range(1,000,000)]", squares, lambda: 10**6),
        ("rows of rows, 1000 times 1000 appends", table, lambda: 1000),
    ]
    print(f"{'ms':40} {'jaculus':>10} {'numba':>10} {'ratio':>7}")
    for name, function, argument in cases:
        kernels = {"jaculus": jaculus.njit(function), "numba": numba.njit(function)}
        for kernel in kernels.values():
            kernel(argument() if isinstance(argument(), (int, np.ndarray)) else three.copy())
        best = dict.fromkeys(kernels, float("inf"))
        for _ in range(repeats):
            for key, kernel in kernels.items():
                best[key] = min(best[key], seconds(kernel, argument()))
        ours, theirs = best["jaculus"] * 1e3, best["numba"] * 1e3
        print(f"{name:40} {ours:10.4f} {theirs:10.4f} {theirs / ours:6.1f}x", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
