"""Random functions of array expressions, and between them all that could tell when one is computed.

That is: writes by statements, views, called functions, ufuncs and Python code; prints; exceptions. All are those of
CPython, in its order. `--slow` tries thousands, from a new place each day.
"""

import contextlib
import datetime
import io
import random

import numpy as np
import pytest

from jaculus.numba import guvectorize, njit, objmode, vectorize

LENGTH = 5


def clear(a, value):
    a[1:4] = value
    return value + a[0]


def say(value):
    print("said", value)
    return value


def inverse(x):
    if x == 0:
        raise ValueError("nothing is the inverse of zero")
    return 1.0 / x


def doubled(a, out):
    for i in range(len(a)):
        out[i] = 2.0 * a[i]


def each(function):
    """A function of numbers as it is called with arrays under CPython: element by element."""

    def over(a):
        return np.array([function(float(x)) for x in a]) if isinstance(a, np.ndarray) else function(a)

    return over


def into(function):
    """As a guvectorize function is called: with the array for its results."""

    def call(a, out):
        temporary = np.empty(len(a))
        function(a, temporary)
        out[:] = temporary

    return call


COMPILED = {
    "clear": njit(clear),
    "say": njit(say),
    "inverse": vectorize(inverse),
    "doubled": guvectorize(["void(float64[:], float64[:])"], "(n)->(n)")(doubled),
    "objmode": objmode,
    "np": np,
}
PYTHON = {
    "clear": clear,
    "say": say,
    "inverse": each(inverse),
    "doubled": into(doubled),
    "objmode": contextlib.nullcontext,
    "np": np,
}


class Writer:
    """Writes one function of two arrays."""

    def __init__(self, generator):
        self.random = generator
        self.arrays = ["a", "b", "r", "v"]  # v is a view of a
        self.numbers = ["s"]
        self.count = 0

    def array(self, depth=0):
        """An expression of LENGTH elements."""
        if depth > 2 or self.random.random() < 0.3:
            return self.random.choice(self.arrays)
        one, other = self.array(depth + 1), self.array(depth + 1)
        match self.random.randrange(11):
            case 0:
                return f"inverse({one})"
            case 1:
                return f"np.where({one} > {other}, {one}, 1.0)"
            case 2:
                return f"({one} * {self.number(depth + 1)})"
            case 3:
                return f"({self.number(depth + 1)} - {one})"
            case 4:
                return f"(-{one})[::-1]"
            case 5:
                return f"np.minimum({one}, {other})"
            case 6:
                return f"({one} + [{self.number(depth + 1)} for _ in range(2)][1])"
            case _:
                return f"({one} {self.random.choice('+-*')} {other})"

    def target(self):
        """An array that is there, and may be written."""
        return self.random.choice(self.arrays)

    def number(self, depth=0):
        if depth > 2 or self.random.random() < 0.3:
            return self.random.choice([*self.numbers, "1.0", "2.0", "0.5"])
        match self.random.randrange(5):
            case 0:
                return f"clear({self.target()}, {self.number(depth + 1)})"
            case 1:
                return f"say({self.number(depth + 1)})"
            case 2:
                return f"{self.target()}[{self.random.randrange(LENGTH)}]"
            case 3:
                return f"({self.array(depth + 1)}).max()"
            case _:
                return f"({self.number(depth + 1)} + {self.number(depth + 1)})"

    def statement(self, depth=0):
        target = self.target()
        match self.random.randrange(14):
            case 0 | 1 | 2 | 3:
                name = f"x{self.count}"
                self.count += 1
                lines = [f"{name} = {self.array()} + 0.0"]  # an array of its own
                self.arrays.append(name)
                return lines
            case 4:
                return [f"{target}[{self.random.randrange(LENGTH)}] = {self.number()}"]
            case 5:
                return [f"{target}[:] = {self.array()}"]
            case 6:
                return [f"{target} {self.random.choice('+-*')}= {self.array()}"]
            case 7:
                return [f"print({self.target()}[1], {self.number()})"]
            case 8:
                return ["with objmode():", f"    {target}[2] = {target}[0] + 1.0", f'    print("block", {target}[3])']
            case 9:
                return [f"doubled({self.array()} + 0.0, {target})"]  # which does not look for overlaps
            case 10:
                return [f"np.add({self.array()}, {self.target()}, {target})"]
            case 11:
                return [f"s = {self.number()}"]
            case 12 if depth < 2:
                before = list(self.arrays)
                body = self.block(depth + 1)
                self.arrays = before
                return [
                    "try:",
                    *("    " + line for line in body),
                    "except ValueError:",
                    f"    {target}[0] += 1.0",
                    '    print("caught")',
                ]
            case 13 if depth < 2:
                before = list(self.arrays)
                body = self.block(depth + 1)
                self.arrays = before
                return [f"if {self.number()} > 1.0:", *("    " + line for line in body)]
            case _:
                return [f"v = {self.random.choice(['a', 'b'])}[::{self.random.choice([1, -1])}]"]

    def block(self, depth):
        return [line for _ in range(self.random.randint(1, 3)) for line in self.statement(depth)]

    def function(self):
        lines = ["r = a * b", "v = a[::-1]", "s = 1.0"]
        for _ in range(self.random.randint(2, 7)):
            lines += self.statement()
        # v may be one of two views, which here have no common type.
        lines.append(f"return ({', '.join(name for name in [*self.arrays, *self.numbers])})")
        return "\n".join(["def f(a, b):", *("    " + line for line in lines)]) + "\n"


def outcome(function, seed):
    """All that a call shows: the result or the exception, the arguments afterwards, and what is printed."""
    numbers = np.random.default_rng(seed)
    arguments = [numbers.integers(-2, 4, LENGTH) * 1.0 for _ in range(2)]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), np.errstate(all="ignore"):
        try:
            result = function(*arguments)
        except ValueError as e:
            result = f"ValueError: {e}"
    shown = [one.tolist() if hasattr(one, "tolist") else one for one in result]
    return repr((shown, [one.tolist() for one in arguments], printed.getvalue())).replace("-0.0", "0.0")


def check(seed, folder):
    source = Writer(random.Random(seed)).function()
    file = folder / f"effects_{seed}.py"
    file.write_text(source, encoding="utf-8")
    code = compile(source, str(file), "exec")
    compiled, oracle = dict(COMPILED), dict(PYTHON)
    exec(code, compiled)
    exec(code, oracle)
    kernel = njit(compiled["f"])
    for input_seed in range(3):
        expected = outcome(oracle["f"], input_seed)
        assert outcome(kernel, input_seed) == expected, f"seed {seed}, input {input_seed}\n{source}"


@pytest.mark.parametrize("start", range(0, 100, 20))
def test_array_expressions_among_effects(start, tmp_path):
    for seed in range(start, start + 20):
        check(seed, tmp_path)


def test_thousands_of_them(tmp_path, request):
    if not request.config.getoption("--slow"):
        pytest.skip("only with --slow")
    start = datetime.date.today().toordinal() * 10_000
    for seed in range(start, start + 3000):
        check(seed, tmp_path)
