"""Squares and logarithms of an array, as array expressions: each compiles to one loop without a temporary array."""

import math
import sys
from time import perf_counter

import numpy as np

from jaculus import njit


@njit
def square_log(x):
    return x * x + np.log(x)


@njit
def log_of_squares(x):
    return np.log(x * x)


def main(seconds=2.0):
    x = np.arange(1, 1_000_001) / 1000
    few = x[::1000].copy()
    # In a loop the C library's log of whole vectors may be off by some last bits.
    assert np.allclose(square_log(few), [v * v + math.log(v) for v in few], rtol=1e-15), "not what CPython gives"
    assert np.allclose(log_of_squares(few), [math.log(v * v) for v in few], rtol=1e-15), "not what CPython gives"
    runs = 0
    start = perf_counter()
    while perf_counter() - start < seconds:
        square_log(x)
        runs += 1
    elapsed = perf_counter() - start
    print(f"{elapsed / runs * 1e3:.2f} ms for a million numbers")
    print(f"the sum is {square_log(x).sum():.6f}; a thousandth of them checked against CPython")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
