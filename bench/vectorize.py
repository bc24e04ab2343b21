"""Ufuncs by @vectorize and @guvectorize, beside Numba's and NumPy's own, in turn in one process; the best of many runs, in ms.

`python bench/vectorize.py [rounds]`. Each round calls everything once, so that what else the machine does meets all alike.
"""

import sys
import time
import warnings

import numba
import numpy as np

import jaculus

SIDE = 1000


def three(a, b, c):
    return np.square(a + b + c)


def smooth(x, y):
    return 1 / (1 + np.exp(x - y))


def add(a, b):
    return a + b


def column_sums(a, out):
    for j in range(a.shape[1]):
        out[j] = 0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            out[j] += a[i, j]


def ufuncs(module, target):
    """The four functions by one compiler for one target."""
    return {
        "square(a + b + c), int64": module.vectorize(["int64(int64, int64, int64)"], target=target)(three),
        "1 / (1 + exp(x - y)), float64": module.vectorize(["float64(float64, float64)"], target=target)(smooth),
        "a + b, float64, b a number": module.vectorize(["float64(float64, float64)"], target=target)(add),
        "reduce(a + b), int64": module.vectorize(["int64(int64, int64)"], target=target)(add).reduce,
        "column sums, 100 of 100 x 100": module.guvectorize(
            ["void(float64[:,:], float64[:])"], "(m,n)->(n)", target=target
        )(column_sums),
    }


NUMPY = {
    "square(a + b + c), int64": lambda a, b, c: np.square(a + b + c),
    "1 / (1 + exp(x - y)), float64": lambda x, y: 1 / (1 + np.exp(x - y)),
    "a + b, float64, b a number": np.add,
    "reduce(a + b), int64": np.add.reduce,
    "column sums, 100 of 100 x 100": lambda a: np.sum(a, axis=-2),
}


def arguments():
    """What each function is called with."""
    ints = [np.full((SIDE, SIDE), value) for value in (5, 10, 15)]
    floats = np.linspace(-3, 3, SIDE * SIDE).reshape(SIDE, SIDE)
    return {
        "square(a + b + c), int64": ints,
        "1 / (1 + exp(x - y)), float64": (floats, floats.T.copy()),
        "a + b, float64, b a number": (floats, 2.0),
        "reduce(a + b), int64": (ints[0].ravel(),),
        "column sums, 100 of 100 x 100": (floats.reshape(100, 100, 100),),
    }


def main(rounds):
    columns = {
        "NumPy": NUMPY,
        "numba cpu": ufuncs(numba, "cpu"),
        "numba parallel": ufuncs(numba, "parallel"),
        "jaculus cpu": ufuncs(jaculus, "cpu"),
        "jaculus parallel": ufuncs(jaculus, "parallel"),
    }
    given = arguments()
    best = {(row, column): float("inf") for row in given for column in columns}
    for number in range(rounds):
        for row, passed in given.items():
            for column, functions in columns.items():
                if column == "numba parallel" and number % 10:
                    continue  # ten times slower than the others; fewer runs show it as well
                start = time.perf_counter()
                functions[row](*passed)
                best[row, column] = min(best[row, column], time.perf_counter() - start)
    print(f"| ms | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for row in given:
        print(f"| {row} | {' | '.join(f'{best[row, column] * 1e3:.3f}' for column in columns)} |")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
