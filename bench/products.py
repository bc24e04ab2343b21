"""Products by BLAS, np.linalg and np.random, beside NumPy and Numba: `build/venv/bin/python bench/products.py`.

Each call in turn, the least of many. Numba needs SciPy for its linear algebra; without it those columns are empty.
The first call includes compiling (a warm server, nothing cached; Numba in the same process).
"""

import os
import subprocess
import sys
import tempfile
from time import perf_counter_ns

import numba
import numpy as np

import jaculus

BUDGET_NS = 1_000_000_000
RANDOM = np.random.default_rng(1)
BIG, MIDDLE, SMALL = (RANDOM.random((n, n)) + n * np.eye(n) for n in (1000, 200, 4))
LONG, VECTOR = RANDOM.random(10_000_000), RANDOM.random(1000)
CALLS = {
    "a @ b, 1000², float64": ("return a @ a", (BIG,)),
    "a @ b, 1000², float32": ("return a @ a", (BIG.astype(np.float32),)),
    "a @ b, 200², float64": ("return a @ a", (MIDDLE,)),
    "a @ b, 4², float64": ("return a @ a", (SMALL,)),
    "a.T @ b, 200², float64": ("return a.T @ a", (MIDDLE,)),
    "a @ v, 1000²": ("return a @ b", (BIG, VECTOR)),
    "np.dot, 1e7": ("return np.dot(a, a)", (LONG,)),
    "np.linalg.solve, 200²": ("return np.linalg.solve(a, a[0])", (MIDDLE,)),
    "np.linalg.inv, 200²": ("return np.linalg.inv(a)", (MIDDLE,)),
    "np.linalg.inv, 4²": ("return np.linalg.inv(a)", (SMALL,)),
    "np.linalg.svd, 200²": ("return np.linalg.svd(a)", (MIDDLE,)),
    "np.linalg.eigh, 200²": ("return np.linalg.eigh(a)", (MIDDLE,)),
    "np.linalg.norm, 1e7": ("return np.linalg.norm(a)", (LONG,)),
    "np.random.random, 1e6": ("return np.random.random(1000000)", (SMALL,)),
    "np.random.normal, 1e6": ("return np.random.normal(0.0, 1.0, 1000000)", (SMALL,)),
    "np.random.randint, 1e6": ("return np.random.randint(0, 1000, 1000000)", (SMALL,)),
}


def function_of(body, arguments):
    names = ", ".join("ab"[: len(arguments)])
    namespace = {"np": np}
    exec(f"def kernel({names}):\n    {body}", namespace)
    return namespace["kernel"]


def first(compiled, arguments):
    """Milliseconds of the first call, or None where it is refused."""
    start = perf_counter_ns()
    try:
        compiled(*arguments)
    except (ImportError, numba.core.errors.NumbaError):
        return None
    return (perf_counter_ns() - start) / 1e6


def least(calls, arguments):
    """The best time of each in microseconds."""
    best = dict.fromkeys(calls, 2**63)
    stop = perf_counter_ns() + BUDGET_NS
    rounds = 0
    while rounds < 5 or perf_counter_ns() < stop:
        rounds += 1
        for name, call in calls.items():
            start = perf_counter_ns()
            call(*arguments)
            best[name] = min(best[name], perf_counter_ns() - start)
    return {name: time / 1e3 for name, time in best.items()}


def main():
    jaculus.njit(lambda x: x)(1)  # the server stands
    print("| call | Jaculus, µs | NumPy | Numba | first call, ms | Numba's |\n|---|---|---|---|---|---|")
    for title, (body, arguments) in CALLS.items():
        function = function_of(body, arguments)
        ours, numbas = jaculus.njit(function), numba.njit(function)
        begun = first(ours, arguments), first(numbas, arguments)
        calls = {"ours": ours, "numpy": function}
        if begun[1] is not None:
            calls["numba"] = numbas
        best = least(calls, arguments)
        ratios = [f"{best[other] / best['ours']:.2f}×" if other in best else "–" for other in ("numpy", "numba")]
        shown = "–" if begun[1] is None else f"{begun[1]:.0f}"
        print(f"| {title} | {best['ours']:.1f} | {' | '.join(ratios)} | {begun[0]:.0f} | {shown} |", flush=True)


if __name__ == "__main__":
    if "JACULUS_CACHE_DIR" in os.environ:
        main()
    else:
        with tempfile.TemporaryDirectory() as cache:
            command = [sys.executable, "-W", "ignore", __file__]
            sys.exit(subprocess.run(command, env={**os.environ, "JACULUS_CACHE_DIR": cache}, check=False).returncode)
