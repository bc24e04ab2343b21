"""Random loops over prange that share lists and places of arrays: right, refused, or warned of.

None is wrong in silence, and none crashes. `--slow` tries thousands, from a new place each day.
"""

import datetime
import random
import warnings

import numpy as np
import pytest

from jaculus import njit, prange
from jaculus.errors import CompilerError, NumbaError, NumbaWarning

N = 3000


@njit
def add_to(items, x):
    items.append(x)


@njit
def put(a, i, x):
    a[i] = x


NAMES = {"np": np, "prange": prange, "add_to": add_to, "put": put}

# Lists: how they are made, an item for iteration i, and what shows them afterwards.
LISTS = {
    "[0]": ("i", "(len(l), sum(l))"),
    "[0.5]": ("i * 0.5", "(len(l), sum(l))"),
    "[(0, 0.0)]": ("(i, 1.0)", "(len(l), sum([x[0] for x in l]))"),
    '["a"]': ("str(i)", '(len(l), len("".join(l)))'),
    "[[0]]": ("[i, 1]", "(len(l), sum([sum(x) for x in l]))"),
    "[np.zeros(1)]": ("np.full(2, i * 1.0)", "(len(l), sum([x[0] for x in l]))"),
    "[0 for _ in range(n)]": ("i", "(len(l), sum(l))"),
    "[(0, 0.0) for _ in range(n)]": ("(i, 0.5)", "(len(l), sum([x[0] for x in l]))"),
}
INDICES = ["i", "i", "n - 1 - i", "i // 2", "i % 7", "min(i, 9)", "2 * i // 2", "i - 1", "order[i]", "0", "(i + 1) % n"]
CONDITIONS = ["i % 3 == 0", "i == 5", "a[i] > 0.5", "j == 1", "i != 7", "j > i", "a[j] > 0.9"]


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def list_use(self, item):
        index = self.random.choice(INDICES)
        return self.random.choice(
            [
                f"l.append({item})",
                f"add_to(l, {item})",
                f"l.insert(0, {item})",
                f"l += [{item}]",
                f"l[{index} % len(l)] = {item}",
                "l.pop()" if self.random.random() < 0.3 else f"own.append({item})",
                f"own = [{item}, {item}]",
                "m = l[i % len(l)]",
                "own = l[:2]",
                f"k = l\nk.append({item})",
                "b[i] = len(l)",
            ]
        )

    def array_use(self):
        index = self.random.choice(INDICES)
        return self.random.choice(
            [
                f"b[{index}] = a[i]",
                f"b[{index}] += a[i]",
                f"put(b, {index}, a[i])",
                f"c[{index}, j % 2] += a[i]",
                "c[i // 2, i % 2] = a[i]",
                "np.add(c[0], 1.0, c[1])",
                "np.sqrt(c[i], out=c[i])",
                "c[i].fill(a[i])",
                "b.fill(1.0)",
                "s += a[i] * j",
                f"b[i] = a[{index}]",
                "for j in range(1):\n    t = a[i]\nb[i] = t",
            ]
        )

    def statement(self, item, depth=0):
        chance = self.random.random()
        use = self.list_use(item) if item and self.random.random() < 0.6 else self.array_use()
        if depth < 3 and chance < 0.25:
            return f"if {self.random.choice(CONDITIONS)}:\n" + indented(self.statement(item, depth + 1))
        if depth < 2 and chance < 0.5:
            body = use
            if self.random.random() < 0.5:
                leave = self.random.choice(["continue", "break"])
                body = f"if {self.random.choice(CONDITIONS)}:\n    {leave}\n{body}"
            return f"for j in range({self.random.choice(['3', '1', 'i % 3'])}):\n" + indented(body)
        return use

    def function(self):
        made, (item, shown) = self.random.choice([*LISTS.items(), ("[0]", ("", "(0, 0)"))])
        body = ["own = [" + (item or "i") + "]", "j = i % 3"]
        body += [self.statement(item) for _ in range(self.random.randint(1, 3))]
        lines = [
            "n = len(a)",
            "b = np.zeros(n)",
            "c = np.ones((n, 2))",
            "s = 0.0",
            f"l = {made}",
            "for i in prange(n):",
            indented("\n".join(body)),
            f"return b, c, s, {shown}",
        ]
        return "def f(a, order):\n" + indented("\n".join(lines)) + "\n"


def indented(text):
    return "\n".join("    " + line for line in text.splitlines())


def same(found, expected):
    return all(np.allclose(one, other) for one, other in zip(found, expected, strict=True))


def check(seed, folder):
    """How it ended: "right", "refused" or "warned"."""
    source = Writer(seed).function()
    file = folder / f"sharing_{seed}.py"
    file.write_text(source, encoding="utf-8")
    code = compile(source, str(file), "exec")
    names, oracle = dict(NAMES), {**NAMES, "add_to": add_to.py_func, "put": put.py_func}
    exec(code, names)
    exec(code, oracle)
    numbers = np.random.default_rng(seed)
    arguments = (numbers.random(N), numbers.permutation(N))
    try:
        with np.errstate(all="ignore"):
            expected = oracle["f"](*arguments)
    except (IndexError, UnboundLocalError, ZeroDivisionError):
        return "no program"
    kernel = njit(parallel=True)(names["f"])
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            found = kernel(*arguments)
        except NumbaError as e:
            if isinstance(e, CompilerError):
                raise AssertionError(source) from e
            return "refused"
        except (IndexError, ZeroDivisionError):
            return "no program"
    warned = [one for one in said if issubclass(one.category, NumbaWarning)]
    serial = any("one iteration after the other" in str(one.message) for one in warned)
    if warned and not serial:
        return "warned"
    for _ in range(4):
        assert same(found, expected), f"seed {seed}\n{source}"
        found = kernel(*arguments)
    return "right"


@pytest.mark.parametrize("start", range(0, 100, 25))
def test_shared_lists_and_places(start, tmp_path):
    ends = [check(seed, tmp_path) for seed in range(start, start + 25)]
    assert ends.count("right") >= 5


def test_thousands_of_them(tmp_path, request):
    if not request.config.getoption("--slow"):
        pytest.skip("only with --slow")
    start = datetime.date.today().toordinal() * 10_000
    for seed in range(start, start + 2500):
        check(seed, tmp_path)
