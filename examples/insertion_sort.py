"""Insertion sort of an array of 100,000 numbers: 2.5 thousand million moves."""

import sys
from time import perf_counter

import numpy as np

from jaculus import njit


@njit
def insertion_sort(numbers):
    for i in range(len(numbers)):
        moving = numbers[i]
        place = i
        while place > 0 and numbers[place - 1] > moving:
            numbers[place] = numbers[place - 1]
            place -= 1
        numbers[place] = moving
    return numbers


def shuffled(size=100_000):
    return np.random.default_rng(3).integers(0, size, size)


def main(size=100_000):
    numbers = shuffled(size)
    few = numbers[:300].copy()
    assert np.array_equal(insertion_sort(few.copy()), insertion_sort.py_func(few.copy())), "not what CPython gives"
    start = perf_counter()
    result = insertion_sort(numbers.copy())
    elapsed = perf_counter() - start
    assert np.array_equal(result, np.sort(numbers)), "not sorted"
    print(f"{elapsed:.2f} s for {size} numbers; the result equals NumPy's sort")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
