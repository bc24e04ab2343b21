"""Random small kernels that are valid, end, and use much of the language's control flow.

The source of randomness is a `random.Random`; hypothesis can give one whose choices it makes smaller.
"""

import ast

INTS = ["i0", "i1", "i2"]
FLOATS = ["f0", "f1", "f2"]
PARAMETERS = "i0, i1, f0, f1, a, b"  # a: float64 items, b: int64 items; both at least one


class Writer:
    """Writes one function. `mixed` adds a variable that is an int here and a float there: only Numba can judge that."""

    def __init__(self, random, mixed):
        self.random = random
        self.mixed = mixed
        self.lines = []
        self.names = 0
        self.loops = 0  # around the statement being written
        self.ints = list(INTS)
        self.floats = list(FLOATS)

    def function(self, name):
        self.lines.append(f"def {name}({PARAMETERS}):")
        self.line(1, "i2 = i1 - 5")
        self.line(1, "f2 = 0.5")
        if self.mixed:
            self.line(1, "m = i0")
        self.block(1, self.random.randint(2, 5))
        self.line(1, f"return {self.results()}")
        return "\n".join(self.lines) + "\n"

    def results(self):
        return ", ".join([*INTS, *FLOATS, *(["m"] if self.mixed else []), "a.copy()", "b.copy()"])

    def line(self, depth, text):
        self.lines.append("    " * depth + text)

    def chance(self, probability):
        return self.random.random() < probability

    def new(self, letter):
        self.names += 1
        return f"{letter}{self.names}"

    # Statements

    def block(self, depth, size):
        for _ in range(size):
            self.statement(depth)

    def statement(self, depth):
        simple = [self.assign, self.augment, self.assign, self.augment, self.swap, self.store]
        nested = [self.condition, self.condition, self.counted, self.over_items, self.repeat]
        if self.mixed:
            simple.append(self.mix)
        if self.loops:
            simple.append(self.leave)
        if self.chance(0.08):
            simple.append(self.end)
        deep = depth >= 4 or self.loops >= 3
        self.random.choice(simple if deep or self.chance(0.55) else nested)(depth)

    def assign(self, depth):
        if self.chance(0.5):
            self.line(depth, f"{self.random.choice(INTS)} = {self.integer(2)}")
        else:
            self.line(depth, f"{self.random.choice(FLOATS)} = {self.float(2)}")

    def augment(self, depth):
        if self.chance(0.5):
            operator = self.random.choice(["+=", "-=", "*=", "&=", "|=", "^="])
            self.line(depth, f"{self.random.choice(INTS)} {operator} {self.integer(1)}")
        else:
            self.line(depth, f"{self.random.choice(FLOATS)} {self.random.choice(['+=', '-=', '*='])} {self.float(1)}")

    def swap(self, depth):
        if self.chance(0.5):
            one, two = self.random.sample(INTS, 2)
            self.line(depth, f"{one}, {two} = {two}, {self.integer(1)}")
        else:
            pair = self.new("t")
            self.line(depth, f"{pair} = ({self.integer(1)}, {self.float(1)})")
            self.line(depth, f"{self.random.choice(INTS)}, {self.random.choice(FLOATS)} = {pair}")

    def store(self, depth):
        operator = self.random.choice(["=", "+=", "-="])
        if self.chance(0.5):
            self.line(depth, f"a[{self.index('a')}] {operator} {self.float(1)}")
        else:
            self.line(depth, f"b[{self.index('b')}] {operator} {self.integer(1)}")

    def mix(self, depth):
        self.line(depth, f"m = {self.integer(1) if self.chance(0.5) else self.float(1)}")

    def leave(self, depth):
        self.line(depth, f"if {self.truth(1)}:")
        self.line(depth + 1, self.random.choice(["break", "continue"]))

    def end(self, depth):
        self.line(depth, f"if {self.truth(1)}:")
        if self.chance(0.4):
            self.line(depth + 1, f'raise ValueError("ended", {self.random.choice(INTS)})')
        else:
            self.line(depth + 1, f"return {self.results()}")

    def condition(self, depth):
        self.line(depth, f"if {self.truth(2)}:")
        self.block(depth + 1, self.random.randint(1, 2))
        if self.chance(0.3):
            self.line(depth, f"elif {self.truth(1)}:")
            self.block(depth + 1, 1)
        if self.chance(0.5):
            self.line(depth, "else:")
            self.block(depth + 1, self.random.randint(1, 2))

    def counted(self, depth):
        name = self.new("k")
        limit = self.random.choice(
            [
                str(self.random.randint(0, 6)),
                "len(a)",
                f"{self.integer(1)} & 7",
                f"{self.random.randint(-3, 3)}, {self.random.randint(0, 7)}",
                f"{self.random.randint(3, 9)}, {self.random.randint(-3, 3)}, -{self.random.randint(1, 3)}",
                f"0, len(b), {self.random.randint(1, 3)}",
            ]
        )
        self.line(depth, f"for {name} in range({limit}):")
        self.body(depth, [name], [])

    def over_items(self, depth):
        item = self.new("v")
        if self.chance(0.3):
            name = self.new("k")
            self.line(depth, f"for {name}, {item} in enumerate(b):")
            self.body(depth, [name, item], [])
        elif self.chance(0.5):
            self.line(depth, f"for {item} in a:")
            self.body(depth, [], [item])
        else:
            self.line(depth, f"for {item} in b:")
            self.body(depth, [item], [])

    def repeat(self, depth):
        counter = self.new("n")
        self.line(depth, f"{counter} = {self.random.randint(0, 5)}")
        self.line(depth, f"while {counter} > 0 and {self.truth(1)}:" if self.chance(0.5) else f"while {counter} > 0:")
        self.line(depth + 1, f"{counter} -= 1")
        self.body(depth, [counter], [])

    def body(self, depth, ints, floats):
        """A loop's body, in which its own variables can be read, and perhaps its else."""
        self.ints, kept_ints = self.ints + ints, self.ints
        self.floats, kept_floats = self.floats + floats, self.floats
        self.loops += 1
        self.block(depth + 1, self.random.randint(1, 3))
        self.loops -= 1
        self.ints, self.floats = kept_ints, kept_floats
        if self.chance(0.25):
            self.line(depth, "else:")
            self.block(depth + 1, 1)

    # Expressions

    def index(self, array):
        return self.random.choice(
            [f"{self.integer(1)} % len({array})", "0", "-1", f"-1 - {self.integer(0)} % len({array})"]
        )

    def integer(self, depth):
        if depth == 0 or self.chance(0.25):
            return self.random.choice([*self.ints, str(self.random.randint(-9, 99)), "len(a)"])
        one = self.integer(depth - 1)
        other = self.integer(depth - 1)
        form = self.random.choice(
            [
                "({0} + {1})",
                "({0} - {1})",
                "({0} * {1})",
                "({0} // {1})",
                "({0} % {1})",
                "({0} // 7)",
                "({0} % -5)",
                "({0} & {1})",
                "({0} ^ {1})",
                "({0} | {1})",
                "({0} << ({1} & 7))",
                "({0} >> ({1} & 7))",
                "(-{0})",
                "(~{0})",
                "abs({0})",
                "min({0}, {1})",
                "max({0}, {1})",
                "({0} if {2} else {1})",
                "b[{0} % len(b)]",
                "(1 if {2} else 0)",
            ]
        )
        return form.format(one, other, self.truth(depth - 1) if "{2}" in form else "")

    def float(self, depth):
        if depth == 0 or self.chance(0.25):
            constant = repr(self.random.choice([0.0, 0.5, -1.25, 3.0, 1e10, -0.1]))
            return self.random.choice([*self.floats, constant, *(["float(m)"] if self.mixed else [])])
        one = self.float(depth - 1)
        other = self.float(depth - 1)
        form = self.random.choice(
            [
                "({0} + {1})",
                "({0} - {1})",
                "({0} * {1})",
                "({0} / {1})",
                "({0} / 4)",
                "({0} // 2.5)",
                "({0} % 3.0)",
                "(-{0})",
                "abs({0})",
                "({0} + {3})",
                "({3} * {0})",
                "({3} / 8)",
                "float({3})",
                "({0} if {2} else {1})",
                "a[{3} % len(a)]",
            ]
        )
        return form.format(
            one,
            other,
            self.truth(depth - 1) if "{2}" in form else "",
            self.integer(depth - 1) if "{3}" in form else "",
        )

    def truth(self, depth):
        operator = self.random.choice(["<", "<=", ">", ">=", "==", "!="])
        simple = [
            lambda: f"{self.integer(0)} {operator} {self.integer(0)}",
            lambda: f"{self.float(0)} {operator} {self.float(0)}",
            lambda: f"{self.integer(0)} % {self.random.randint(2, 5)} {operator} {self.random.randint(0, 2)}",
            lambda: f"{self.integer(0)} < {self.integer(0)} <= {self.integer(0)}",
        ]
        if depth <= 0 or self.chance(0.5):
            return self.random.choice(simple)()
        form = self.random.choice(["({0} and {1})", "({0} or {1})", "(not {0})"])
        return form.format(self.truth(depth - 1), self.truth(depth - 1))


def kernel(random, name="kernel", mixed=False):
    """The source of a random function."""
    return Writer(random, mixed).function(name)


class _Wrapping(ast.NodeTransformer):
    """Makes a function's integers wrap around as 64 bits do, and `/` divide floats, as compiled code has it."""

    def visit_BinOp(self, node):
        self.generic_visit(node)
        return self._binary(node)

    def _binary(self, node):
        own = {ast.Div: "_divide", ast.FloorDiv: "_floor_divide"}.get(type(node.op))
        if own:
            return ast.Call(ast.Name(own, ast.Load()), [node.left, node.right], [])
        return self._wrapped(node)

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        return node if isinstance(node.op, ast.Not) else self._wrapped(node)

    def visit_Call(self, node):
        self.generic_visit(node)
        return self._wrapped(node)

    def visit_AugAssign(self, node):
        self.generic_visit(node)
        read = ast.parse(ast.unparse(node.target), mode="eval").body
        read = _Wrapping().visit(read)
        return ast.Assign([node.target], self._binary(ast.BinOp(read, node.op, node.value)))

    def _wrapped(self, node):
        return ast.Call(ast.Name("_wrap", ast.Load()), [node], [])


def _wrap(value):
    return (value + 2**63) % 2**64 - 2**63 if type(value) is int else value


def _divide(one, other):
    return float(one) / float(other)


def _floor_divide(one, other):
    """The least int by -1 is 0, as under Numba: what it would be does not fit."""
    if type(one) is type(other) is int and other == -1:
        return 0 if one == -(2**63) else _wrap(-one)
    return _wrap(one // other)


def in_python(source, name="kernel", **names):
    """The function under CPython, over lists, with wrap-around integers: the oracle that needs no compiler."""
    tree = ast.fix_missing_locations(_Wrapping().visit(ast.parse(source)))
    names |= {"_wrap": _wrap, "_divide": _divide, "_floor_divide": _floor_divide}
    exec(compile(tree, "<oracle>", "exec"), names)
    return names[name]
