"""Random programs of several kernels, over all that the language has: what random_kernels.py has, and features by name.

Under CPython a program means the same, but for integers, which wrap around: random_kernels.in_python sees to that.
"""

from random_kernels import FLOATS, INTS, Writer

FEATURES = ("bools", "tuples", "calls", "matrices", "lists", "strings", "tries", "closures", "optionals", "complexes")
# A kernel for each feature: where it is refused, programs are written without the feature.
PROBES = {
    "bools": "def probe():\n    t = True\n    return t and not t\n",
    "tuples": "def probe():\n    t = (1, 2.5)\n    a, b = t\n    return a + b + t[1]\n",
    "calls": "def probe():\n    return abs(-2)\n",
    "matrices": "def probe():\n    c = np.zeros((2, 3))\n    c[0] += 1.0\n    return c[:, 1].sum()\n",
    "lists": "\n".join(
        [
            "def probe():",
            "    x = [1]",
            "    x.append(2)",
            "    x.sort()",
            "    y = [v for v in x[:]]",
            "    return sum(y) + x.pop()",
        ]
    ),
    "strings": 'def probe():\n    s = "ab"\n    s += "c"\n    return len(s[1:]) + ord(s[0]) + ("a" in s)\n',
    "tries": "\n".join(
        [
            "def probe():",
            "    try:",
            "        raise ValueError('x')",
            "    except ValueError:",
            "        return 1",
            "    return 2",
        ]
    ),
    "closures": "def probe():\n    f = lambda x: x + 1\n    return f(1)\n",
    "optionals": "\n".join(
        [
            "def probe():",
            "    x = None",
            "    for i in range(2):",
            "        if x is None or i > x:",
            "            x = i",
            "    return x",
        ]
    ),
    "complexes": "def probe():\n    z = 1j * 2.0\n    return (z * z).real + abs(z)\n",
}


class ProgramWriter(Writer):
    """Writes a main kernel, and others that it calls."""

    def __init__(self, random, features):
        super().__init__(random, mixed=False)
        self.features = [one for one in FEATURES if one in features]
        self.helpers = []  # (name, of ints or floats)
        self.tries = 0
        self.depth = 0

    def has(self, feature):
        return feature in self.features

    def program(self, name):
        if self.has("calls"):
            for _ in range(self.random.randint(0, 2)):
                self.helper(name)
        self.lines += ["@njit", f"def {name}(i0, i1, f0, f1, a, b):"]
        start = ["i2 = i1 - 5", "f2 = 0.5"]
        start += ["q0 = i0 > 0", "q1 = False"] if self.has("bools") else []
        start += ["p = (i0, f0)"] if self.has("tuples") else []
        start += ["c = np.zeros((2, 3))"] if self.has("matrices") else []
        start += ["x = [1, i0]", "y = [i1]"] if self.has("lists") else []
        start += ['s = "abc"', 'r = "b"'] if self.has("strings") else []
        start += ["z = 1j * f1"] if self.has("complexes") else []
        start += ["o = None"] if self.has("optionals") else []
        for line in start:
            self.line(1, line)
        self.block(1, self.random.randint(3, 6))
        self.line(1, f"return {self.results()}")
        return "\n".join(self.lines) + "\n"

    def results(self):
        names = [*INTS, *FLOATS]
        names += ["q0", "q1"] if self.has("bools") else []
        names += ["p"] if self.has("tuples") else []
        names += ["c"] if self.has("matrices") else []
        names += ["x", "y"] if self.has("lists") else []
        names += ["s", "r"] if self.has("strings") else []
        names += ["z.real", "z.imag"] if self.has("complexes") else []
        names += ["o is None"] if self.has("optionals") else []
        return ", ".join([*names, "a", "b"])

    def helper(self, name):
        kept = self.ints, self.floats, self.features, self.loops
        helper = f"{name}_{len(self.helpers)}"
        self.ints, self.floats, self.features = ["m", "n"], ["u"], []
        self.lines += ["@njit", f"def {helper}(m, n, u):"]
        if self.chance(0.5):
            self.line(1, f"if {self._plain(self.truth, 1)}:")
            gives = "raise ValueError('helper', m)" if self.chance(0.3) else f"return {self._plain(self.integer, 1)}"
            self.line(2, gives)
        if self.chance(0.4):
            self.line(1, f"for k in range({self.random.randint(0, 5)}):")
            self.line(2, f"n += {self._plain(self.integer, 1)}")
        self.line(1, f"return {self._plain(self.integer, 2)}")
        self.ints, self.floats, self.features, self.loops = kept
        self.helpers.append(helper)

    def _plain(self, expression, depth):
        """An expression without the arrays of the main kernel."""
        while "a" in (text := expression(depth)).replace("abs", "").replace("max", "").replace("and", "").replace(
            "float", ""
        ).replace("fals", "") or "b" in text.replace("abs", ""):
            depth = max(0, depth - 1) if self.chance(0.3) else depth
        return text

    # Statements

    def statement(self, depth):
        if self.features and self.chance(0.5):
            getattr(self, "_" + self.random.choice(self.features))(depth)
        else:
            super().statement(depth)

    def end(self, depth):
        self.line(depth, f"if {self.truth(1)}:")
        self.line(depth + 1, self.random.choice(['raise ValueError("ended", i0)', f"return {self.results()}"]))

    def _bools(self, depth):
        form = self.random.choice(
            ["q0 = {0}", "q1 = q0 and {0}", "q0 = not q1", "q0 = q0 != {0}", "i2 += q0", "q1 |= {0}"]
        )
        self.line(depth, form.format(self.truth(1)))

    def _tuples(self, depth):
        form = self.random.choice(
            [
                "p = ({0}, {1})",
                "i0, f0 = p",
                "p = (p[0] + {0}, p[1])",
                "f1 = p[1]",
                "i1 = p[0]",
                "(i0, f0), i1 = p, {0}",
            ]
        )
        self.line(depth, form.format(self.integer(1), self.float(1)))

    def _calls(self, depth):
        if not self.helpers:
            self.assign(depth)
            return
        call = f"{self.random.choice(self.helpers)}({self.integer(1)}, {self.integer(0)}, {self.float(0)})"
        self.line(depth, f"{self.random.choice(INTS)} {self.random.choice(['=', '+=', '^='])} {call}")

    def _matrices(self, depth):
        i, j = f"{self.integer(0)} % 2", f"{self.integer(0)} % 3"
        form = self.random.choice(
            [
                "c[{i}, {j}] = {f}",
                "c[{i}] += {f}",
                "c[:, {j}] = {f}",
                "f0 = float(c[{i}, {j}])",
                "f1 = float(c[{i}][{j}])",
                "c[::-1] = c.copy()",
                "c[0] = c[1] * 2.0",
                "c[1, 1:] = c[0, :2].copy()",
                "c += 1.0",
                "c = c * 0.5 + c",
                "c = c[:, ::-1].copy()",
                "for row in c:\n{pad}    f2 += float(row[0])",
            ]
        )
        self.line(depth, form.format(i=i, j=j, f=self.float(1), pad="    " * depth))

    def _lists(self, depth):
        one, other = self.random.sample(["x", "y"], 2)
        form = self.random.choice(
            [
                "{0}.append({i})",
                "{0}.append({i})",
                "{0} = ({0} + {1})[:20]",
                "{0} = [{i}, {j}]",
                "{0}[{i} % len({0})] = {j}",
                "i0 = {0}[{i} % len({0})]",
                "i1 = len({0})",
                "if len({0}) > 1:\n{pad}    i2 = {0}.pop()",
                "i0 = {0}.pop()",
                "i1 = sum({0})",
                "{0}.sort()",
                "{0} = sorted({1})",
                "{0}.reverse()",
                "{0} = {1}[::-1]",
                "{0} = {1}[1:3]",
                "{0} = [v + {i} for v in {1}]",
                "{0} = [v for v in {1} if v > {i}]",
                "{0}.insert(1, {i})",
                "i2 = max({0})",
                "t9 = {i} in {0}\n{pad}if t9:\n{pad}    i2 += 1",
                "for v in {0}[:]:\n{pad}    i2 ^= v",
                "for v, w in zip({0}, {1}):\n{pad}    i2 += v * w",
                "{0} = list(range({i} & 7))",
                "{0}.extend([{i}, 2])",
                "if {0} == {1}:\n{pad}    i2 += 7",
            ]
        )
        self.line(depth, form.format(one, other, i=self.integer(1), j=self.integer(0), pad="    " * depth))

    def _strings(self, depth):
        one, other = self.random.sample(["s", "r"], 2)
        form = self.random.choice(
            [
                "{0} = ({0} + {1})[:12]",
                '{0} = {1} + "é"',
                '{0} = "{k}"',
                "{0} = {1}[::-1]",
                "{0} = {1}[1:]",
                "{0} = {1}.upper()",
                '{0} = {1}.replace("a", "xy")[:12]',
                "{0} = str({i})",
                'i0 = {0}.find("b")',
                "i1 = len({0})",
                'i2 = {0}.count("a")',
                "if {0} == {1}:\n{pad}    i0 += 1",
                "if {0} < {1}:\n{pad}    i1 += 2",
                "if {1} in {0}:\n{pad}    i2 += 3",
                "for ch in {0}:\n{pad}    i2 += ord(ch)",
                "if len({0}) > 2:\n{pad}    {1} = {0}[2]",
                '{0} = {1}.strip("ab")',
                'if {0}.startswith("a"):\n{pad}    {1} = {0} * 2',
                '{0} = f"{{i0}}-{{i1}}"[:12]',
            ]
        )
        word = self.random.choice(["abc", "", "b", "zzz", "ñandú", "a b"])
        self.line(depth, form.format(one, other, k=word, i=self.integer(1), pad="    " * depth))

    def _tries(self, depth):
        if self.tries >= 2 or depth > 4:
            self.assign(depth)
            return
        self.tries += 1
        self.line(depth, "try:")
        self.block(depth + 1, self.random.randint(1, 2))
        if self.chance(0.6):
            kind = self.random.choice(['ValueError("v", i1)', 'KeyError("k")', "IndexError"])
            self.line(depth + 1, f"if {self.truth(1)}:")
            self.line(depth + 2, f"raise {kind}")
        if self.chance(0.5):
            self.line(depth + 1, f"{self.random.choice(INTS)} = {self.integer(1)} // {self.integer(0)}")
        handlers = self.random.choice(
            [
                ["except Exception"],
                ["except"],
                ["except ValueError"],
                ["except ZeroDivisionError", "except ValueError"],
                ["except (ValueError, KeyError)", "except Exception"],
                [],
            ]
        )
        for handler in handlers:
            self.line(depth, f"{handler}:")
            self.block(depth + 1, 1)
            if self.chance(0.1):
                self.line(depth + 1, "raise")
        if handlers and self.chance(0.4):
            self.line(depth, "else:")
            self.block(depth + 1, 1)
        if not handlers or self.chance(0.3):
            self.line(depth, "finally:")
            self.loops, loops = 0, self.loops  # a break there is a warning in new Pythons
            self.line(depth + 1, f"{self.random.choice(INTS)} += {self.integer(1)}")
            self.loops = loops
        self.tries -= 1

    def _closures(self, depth):
        name = self.new("g")
        if self.chance(0.5):
            self.line(depth, f"{name} = lambda v: v * {self.integer(0)} + 1")
        else:
            self.line(depth, f"def {name}(v, w={self.random.randint(0, 9)}):")
            self.line(depth + 1, f"return v + w * {self.integer(0)}")
        self.line(depth, f"i1 = {name}({self.integer(1)})")

    def _optionals(self, depth):
        form = self.random.choice(
            ["o = {0}", "o = None", "if o is not None:\n{1}    i0 += o", "if o is None or o < {0}:\n{1}    o = {0}"]
        )
        self.line(depth, form.format(self.integer(1), "    " * depth))

    def _complexes(self, depth):
        form = self.random.choice(
            [
                "z = z + {0}",
                "z = z * 1j",
                "z = complex({0}, 1.0)",
                "f1 = z.real",
                "f2 = z.imag",
                "z = z.conjugate() - 2",
            ]
        )
        self.line(depth, form.format(self.float(0)))


def program(random, features, name="kernel"):
    """The source of a random program; its last function is the one to call."""
    return ProgramWriter(random, features).program(name)
