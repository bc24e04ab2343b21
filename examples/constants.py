"""Add three constants to each element. Compiled, they are one constant: look for it in the assembly."""

import sys
from time import perf_counter

import numpy as np

from jaculus import njit


@njit
def add(numbers):
    result = np.empty_like(numbers)
    for i in range(len(numbers)):
        number = numbers[i]
        number += 123_000_000
        number += 456_000
        number += 789
        result[i] = number
    return result


def main(seconds=2.0):
    numbers = np.arange(1_000_000)
    assert np.array_equal(add(numbers), numbers + 123_456_789), "not what NumPy gives"
    runs = 0
    start = perf_counter()
    while perf_counter() - start < seconds:
        add(numbers)
        runs += 1
    elapsed = perf_counter() - start
    print(f"{elapsed / runs * 1e3:.2f} ms for a million numbers; the result equals NumPy's")
    for assembly in add.inspect_asm().values():
        print("in the assembly:", next(line.strip() for line in assembly.splitlines() if "123456789" in line))


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
