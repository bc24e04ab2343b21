"""NumPy's functions over whole arrays, beside NumPy and Numba: `build/venv/bin/python bench/elements.py`.

Each cell is how many times as fast Jaculus is as NumPy / as Numba, by the least time of each, in turn in one process.
Two columns for each type: as people run it, and with huge pages for all. `--functions` shows each elementary function
instead; `--sizes 1000,1000000` the sizes, `--seconds 0.2` how long a cell is measured at least.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from time import perf_counter_ns

import numpy as np

PINNED = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
ROWS = {
    "exp": "np.exp(a)",
    "log": "np.log(b)",
    "sin": "np.sin(a)",
    "tanh": "np.tanh(a)",
    "pow": "b ** a",
    "sort": "np.sort(a)",
    "sort, int": "np.sort(i)",
    "argsort": "np.argsort(a)",
    "median": "np.median(a)",
    "sum": "np.sum(a)",
    "std": "np.std(a)",
    "row sums": "np.sum(rows, axis=1)",
    "squared distances": "np.sum((a - b) ** 2)",
    "softplus": "np.log1p(np.exp(a))",
    "softmax": "np.exp(a - np.max(a)) / np.sum(np.exp(a - np.max(a)))",
    "where": "np.where(a > 0, a, b)",
    "cumsum": "np.cumsum(a)",
    "unique": "np.unique(i)",
}
FUNCTIONS = {
    **{name: f"np.{name}(a)" for name in ("exp", "exp2", "expm1", "sin", "cos", "tan", "arctan", "arcsinh", "cbrt")},
    **{name: f"np.{name}(a)" for name in ("sinh", "cosh", "tanh")},
    **{name: f"np.{name}(b)" for name in ("log", "log2", "log10", "log1p")},
    **{name: f"np.{name}(u)" for name in ("arcsin", "arccos", "arctanh")},
    "arccosh": "np.arccosh(b + 1)",
    **{name: f"np.{name}(a, b)" for name in ("hypot", "arctan2")},
    "power": "np.power(b, a)",
}
NAMES = ("a", "b", "u", "i", "rows")


def operands(size, dtype):
    rng = np.random.default_rng(1)
    a = rng.normal(size=size).astype(dtype) * dtype(3)
    b = rng.uniform(0.1, 10, size).astype(dtype)
    u = rng.uniform(-0.99, 0.99, size).astype(dtype)
    whole = rng.integers(0, size // 2, size).astype(np.int64 if dtype is np.float64 else np.int32)
    return a, b, u, whole, a[: size // 100 * 100].reshape(-1, 100)


def least(calls, arguments, seconds):
    """The best time of each in nanoseconds."""
    best = dict.fromkeys(calls, 2**63)
    stop, rounds = perf_counter_ns() + seconds * 1e9, 0
    while rounds < 5 or perf_counter_ns() < stop:
        rounds += 1
        for name, call in calls.items():
            start = perf_counter_ns()
            call(*arguments)
            best[name] = min(best[name], perf_counter_ns() - start)
    return best


def measure(rows, sizes, seconds):
    """The two ratios of each row, size and type."""
    import numba

    import jaculus

    cells = {}
    for row, text in rows.items():
        namespace = {"np": np}
        exec(f"def kernel({', '.join(NAMES)}):\n    return {text}", namespace)
        function = namespace["kernel"]
        calls = {"ours": jaculus.njit(function), "numpy": function, "numba": numba.njit(function)}
        for dtype in (np.float64, np.float32):
            for size in sizes:
                arguments = operands(size, dtype)
                for call in calls.values():
                    call(*arguments)
                best = least(calls, arguments, seconds)
                cells[f"{row} {dtype.__name__} {size}"] = [best[one] / best["ours"] for one in ("numpy", "numba")]
    return cells


def in_process(options, environment):
    with tempfile.TemporaryDirectory() as cache:
        command = [sys.executable, "-W", "ignore", __file__, "--measure", *options]
        environment = {**os.environ, "JACULUS_CACHE_DIR": cache, **environment}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--functions", action="store_true", help="each elementary function")
    parser.add_argument("--sizes", default="1000,1000000,10000000")
    parser.add_argument("--seconds", type=float, default=0.2)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    rows, sizes = FUNCTIONS if asked.functions else ROWS, [int(one) for one in asked.sizes.split(",")]
    if asked.measure:
        json.dump(measure(rows, sizes, asked.seconds), sys.stdout)
        return
    options = [one for one in sys.argv[1:] if one != "--measure"]
    as_is, pinned = in_process(options, {}), in_process(options, PINNED)
    print("How many times as fast Jaculus is as NumPy / as Numba; pinned: with huge pages for all.")
    for size in sizes:
        print(
            f"\n| {size} elements | "
            + " | ".join(f"{kind}, {how}" for kind, how in columns())
            + " |\n|---|---|---|---|---|"
        )
        for row in rows:
            cells = [(as_is if how == "as is" else pinned)[f"{row} {kind} {size}"] for kind, how in columns()]
            print(f"| {row} | " + " | ".join(f"{numpys:.2f} / {numbas:.2f}" for numpys, numbas in cells) + " |")


def columns():
    return [(kind, how) for kind in ("float64", "float32") for how in ("as is", "pinned")]


if __name__ == "__main__":
    main()
