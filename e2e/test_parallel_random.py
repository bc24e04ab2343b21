"""Random loops over prange give what the same function gives under Python, with one thread and with all."""

import linecache
import random
import warnings

import numpy as np

from jaculus import get_num_threads, njit, parallel_chunksize, prange, set_num_threads

FIRST = {
    "sum": "0.0",
    "product": "1.0",
    "min": "1e9",
    "max": "-1e9",
    "greater": "-1e9",
    "count": "0",
    "bits": "0",
}
RANGES = ["n", "n", "1, n", "0, n, 2", "n - 1, -1, -1", "2, n - 1"]


@njit
def put(x, i, v):
    x[i] = v


@njit
def mixed(x, i, v):
    if v > 1:
        return x[i] * 0.5 + v
    return v - x[i]


class Writer:
    """Writes one function."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = ["a[i]", "b[i]", "float(i)", "a[i - 1]", "m[i, 0]", "mixed(b, i, a[i])"]

    def chance(self, p):
        return self.random.random() < p

    def expression(self, depth=0):
        kind = self.random.random()
        if depth > 2 or kind < 0.35:
            return self.random.choice(self.names)
        if kind < 0.45:
            return repr(self.random.choice([0.5, 1.25, 2.0, 3.0]))
        one, other = self.expression(depth + 1), self.expression(depth + 1)
        if kind < 0.9:
            return f"({one} {self.random.choice('+-*')} {other})"
        return f"({one} if {self.expression(depth + 1)} > {self.expression(depth + 1)} else {other})"

    def own(self):
        """Variables and arrays of each iteration."""
        lines = []
        for number in range(self.random.randint(0, 3)):
            name = f"x{number}"
            lines.append(f"{name} = {self.expression()}")
            self.names.append(name)
            if self.chance(0.4):
                lines += [
                    f"if {self.expression()} > {self.expression()}:",
                    f"    {name} = {self.expression()}",
                ]
            if self.chance(0.3):
                lines.append(f"for k in range({self.random.randint(0, 4)}):")
                lines.append(f"    {name} = {name} * 0.5 + {self.random.choice(self.names)} + k")
        if self.chance(0.3):
            lines += ["w = np.zeros(3)", f"w[1] = {self.expression()}", "w = w + 1.0"]
            self.names += ["w[1]", "w.sum()"]
        if self.chance(0.3):
            lines += [f"if {self.expression()} > 2.0:", "    continue"]
        return lines

    def update(self, name, kind):
        """What an iteration does to a variable that all share."""
        e = self.expression()
        if kind == "greater":
            return [f"y{name} = {e}", f"if y{name} > {name}:", f"    {name} = y{name}"]
        line = {
            "sum": self.random.choice([f"{name} += {e}", f"{name} = {name} - {e}", f"{name} = {e} + {name}"]),
            "product": f"{name} *= 1.0 + 1e-3 * ({e} > 1.0)",
            "min": f"{name} = min({name}, {e})",
            "max": f"{name} = max({e}, {name})",
            "count": self.random.choice([f"{name} += 1", f"{name} += int(a[i])"]),
            "bits": f"{name} |= int(abs(a[i]))",
        }[kind]
        if self.chance(0.3):
            return [f"if {self.expression()} > 1.0:", "    " + line]
        if self.chance(0.2):
            return [f"for q in range({self.random.randint(0, 3)}):", "    " + line]
        return [line]

    def function(self):
        shared = {
            name: self.random.choice(list(FIRST)) for name in self.random.sample("stuv", self.random.randint(0, 3))
        }
        lines = [
            "def f(a, b, m):",
            "    n = len(a)",
            "    out = np.zeros(n)",
            "    rows = np.zeros(m.shape[1])",
        ]
        lines += [f"    {name} = {FIRST[kind]}" for name, kind in shared.items()]
        lines.append(f"    for i in prange({self.random.choice(RANGES)}):")
        body = self.own()
        for name, kind in shared.items():
            body += self.update(name, kind)
        value = self.expression()
        body.append(f"put(out, i, {value})" if self.chance(0.3) else f"out[i] = {value}")
        if self.chance(0.4):
            sums = [
                "rows += m[i]",
                "rows[:] += m[i] * a[i]",
                "rows = rows + m[i]",
                "rows = np.maximum(rows, m[i])",
            ]
            body.append(self.random.choice(sums))
        lines += ["        " + line for line in body]
        if self.chance(0.4):
            lines += ["    out = np.sin(out) * a + b", "    rows += out.sum() - out.mean()"]
        lines.append("    return " + ", ".join(["out", "rows", *shared]))
        return "\n".join(lines) + "\n"


def pytest_generate_tests(metafunc):
    metafunc.parametrize("seed", range(400 if metafunc.config.getoption("--slow") else 25))


def test_random_loops(seed):
    """25 of them; with --slow 400."""
    source = Writer(seed).function()
    name = f"random loop {seed}"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    names = {"np": np, "prange": prange, "put": put, "mixed": mixed}
    exec(compile(source, name, "exec"), names)
    kernel = njit(parallel=True)(names["f"])
    most = get_num_threads()
    for size in (1, 2, 37):
        numbers = np.random.default_rng(seed + size)
        arguments = (
            numbers.integers(-3, 6, size) * 1.0,
            numbers.random(size),
            numbers.random((size, 4)),
        )
        wanted = names["f"](*arguments)
        for threads in {1, most}:
            set_num_threads(threads)
            with warnings.catch_warnings(), parallel_chunksize(seed % 3 * 5):
                warnings.simplefilter("error")
                found = kernel(*arguments)
            for one, other in zip(found, wanted, strict=True):
                np.testing.assert_allclose(one, other, rtol=1e-9, err_msg=source)
    set_num_threads(most)
