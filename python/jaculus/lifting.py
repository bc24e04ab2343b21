"""Loop lifting: a function that Python runs, whose loops are kernels where they can be.

Each loop becomes a function of its own, in the user's own lines, whose arguments are the variables that it reads and
which returns those that it assigns and that are used later. The rest of the function stays as it is:

    for i in range(n):          ran = loop(n, total)       # False: not with these types
        total += i         →    if ran: (total,) = ran
                                else: for i in range(n): …
"""

import ast
from collections import namedtuple
from itertools import pairwise
from types import CellType, CodeType

from jaculus.closures import function_like
from jaculus.liveness import LOOPS, Bound, Live
from jaculus.scopes import FUNCTIONS, assigned, captured, caught, declared, deleted, inside, parameters, reads
from jaculus.source import Source, parse_definition

# What shows or changes a function's variables behind the compiler's back.
_REFLECTION = {"locals", "vars", "dir", "eval", "exec"}
_AROUND, _NOTE = ".around", ".note"
_UNBOUND = ".NameError"  # the program may have another NameError
_FUTURE_FLAGS = 0x1FE0000  # of code objects: `from __future__ import …`

# A loop as a function. `uncertain`: inputs that may be unbound; `unset`: results, None where the loop left them alone.
Outline = namedtuple("Outline", ["function", "source", "line", "inputs", "uncertain", "outputs", "unset"])


def lifted(function, source, note, make, loops=True, typed=()):
    """The function with its loops as kernels, and what `make(outline, cell)` made of those.

    Each call of it calls `note` with the arguments, those of `*args` as one tuple. `loops`: False leaves them alone.
    `typed`: the variables whose types are given, and which therefore are never None.
    """
    tree = parse_definition(source.text)  # one of our own, to change
    if getattr(tree, "type_params", None):
        tree.type_params = []  # variables around the function, as those of a closure
    if (
        isinstance(tree, ast.AsyncFunctionDef)
        or function.__code__.co_name == "<lambda>"
        or _REFLECTION & reads(tree.body)
    ):
        return function, []
    first = source.line - (2 if source.text[:1] in " \t" else 1)  # parse_definition puts a line before an indented text
    ast.increment_lineno(tree, first)
    lifter = _Lifter(function, source, tree, frozenset(typed))
    if loops:
        tree.body = lifter.block(tree.body)
    names = [name for name, _ in lifter.outlines]
    tree.body.insert(ast.get_docstring(tree, clean=False) is not None, _noted(tree))
    code = _code(function, tree, [*names, _UNBOUND, _NOTE])
    cells = {**_cells(function), _UNBOUND: CellType(NameError), _NOTE: CellType(note)}
    made = []
    for name, outline in lifter.outlines:
        cells[name] = CellType()
        made.append(make(outline, cells[name]))
        cells[name].cell_contents = made[-1]
    return function_like(function, code, cells), made


def _noted(tree):
    given = tree.args
    names = [*given.posonlyargs, *given.args, *given.kwonlyargs, *([given.vararg] if given.vararg else [])]
    call = ast.Expr(ast.Call(_name(_NOTE), [_name(one.arg) for one in names], []))
    return ast.fix_missing_locations(ast.copy_location(call, tree))


class _Lifter:
    def __init__(self, function, source, tree, typed):
        self.function, self.source, self.typed, self.outlines = function, source, typed, []
        self.lines = source.text.splitlines(keepends=True)
        body = tree.body
        self.outside = declared(body)
        self.parameters = parameters(tree)
        self.locals = (assigned(body) | self.parameters) - self.outside
        # A global that the function assigns may change between calls: the loop gets its value as an argument.
        self.rebound = self.outside & assigned(body)
        self.captured = captured(body)
        self.live, self.bound = Live(), Bound(body)
        self.live.block(body, frozenset())
        self.bound.block(body, self.parameters - deleted(body))
        self.seen = set(
            self.parameters
        )  # what may be bound here: assigned in a line before this one, or in a loop around

    def block(self, statements):
        """The statements, with the loops in them that can be kernels as calls of those."""
        found = []
        for one in statements:
            found += self._loop(one) if isinstance(one, LOOPS) else [self._inner(one)]
            self.seen |= assigned(one)
        return found

    def _inner(self, one):
        self.seen |= _head(one)
        for field in ("body", "orelse", "finalbody"):
            if isinstance(getattr(one, field, None), list) and not isinstance(one, (*FUNCTIONS, ast.ClassDef)):
                setattr(one, field, self.block(getattr(one, field)))
        for part in (*getattr(one, "handlers", ()), *getattr(one, "cases", ())):
            part.body = self.block(part.body)
        return one

    def _loop(self, loop):
        outline = self._outline(loop) if self._can_be_kernel(loop) else None
        self.seen |= assigned(loop)
        name = f".loop{len(self.outlines)}"  # no name that a program can have
        if outline is not None:
            self.outlines.append((name, outline))
        self._inner(loop)  # where it stays Python, loops inside may still be kernels
        return [loop] if outline is None else _call(loop, name, outline)

    def _can_be_kernel(self, loop):
        changed = assigned(loop)
        kept_out = self.outside | self.captured | self.live.handled[loop]  # what others may look at before it has ended
        return (
            self.bound.before.get(loop) is not None
            and not changed & kept_out
            and not deleted(loop)
            and not caught(loop) & self.live.after[loop]
            and not any(isinstance(one, _NEVER) for one in inside(loop))
            and not any(isinstance(one, (ast.Break, ast.Continue)) for one in _of_the_loop_around(loop.orelse))
            and not any(isinstance(one, ast.comprehension) and one.is_async for one in ast.walk(loop))
        )

    def _outline(self, loop):
        changed, bound = assigned(loop), self.bound.before[loop]
        outputs = sorted(changed & self.live.after[loop])
        read = Live().block([loop], frozenset()) | (self.typed & changed & self.live.after[loop])
        inputs = sorted(read & ((self.locals & self.seen) | self.rebound))
        always = Bound([loop]).block([loop], frozenset(inputs)) or frozenset()
        unset = [name for name in outputs if name not in always]
        if unset and any(isinstance(one, ast.Constant) and one.value is None for one in ast.walk(loop)):
            return None  # its None could not be told from a variable that it left alone
        uncertain = [name for name in inputs if name not in bound]
        function, source = self._text(loop, [*inputs, *unset], outputs)
        return Outline(function, source, loop.lineno, inputs, uncertain, outputs, unset)

    def _text(self, loop, names, outputs):
        """The loop as a function: its own lines, between a `def` and a `return`."""
        above = self.source.line
        lines = self.lines[loop.lineno - above : loop.end_lineno - above + 1]
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t\f"))]
        last = "" if lines[-1].endswith("\n") else "\n"
        result = f"({', '.join(outputs)},)" if outputs else "True"
        head = f"def {self.function.__code__.co_name}({', '.join(names)}):\n"
        text = f"{head}{''.join(lines)}{last}{indent}return {result}\n"
        tree = ast.parse(text).body[0]
        source = Source(text, self.source.file, loop.lineno - 1, tree)
        code = _code(self.function, ast.increment_lineno(ast.parse(text), loop.lineno - 2).body[0], [])
        return function_like(self.function, code, _cells(self.function), own=False), source


_NEVER = (
    ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Global, ast.Nonlocal, ast.Import,
    ast.ImportFrom, ast.ClassDef,
)  # fmt: skip


def _head(one):
    """What a compound statement binds before its body, or on its way back to its start."""
    match one:
        case ast.With(items=items) | ast.AsyncWith(items=items):
            return assigned([item.optional_vars for item in items if item.optional_vars])
        case ast.Match(cases=cases):
            return assigned([case.pattern for case in cases])
        case ast.AsyncFor():
            return assigned(one)
        case ast.Try() | ast.TryStar():
            return caught(one)
    return frozenset()


def _of_the_loop_around(statements):
    """The nodes whose `break` would leave the loop around these statements."""
    for one in statements:
        if not isinstance(one, (*LOOPS, ast.AsyncFor)):
            yield one
            for field in ("body", "orelse", "finalbody"):
                yield from _of_the_loop_around(getattr(one, field, ()))
            for part in (*getattr(one, "handlers", ()), *getattr(one, "cases", ())):
                yield from _of_the_loop_around(part.body)


def _call(loop, name, outline):
    """The statements that call the kernel of a loop, or run it as it stands."""
    ran, given = name.replace("loop", "ran"), name.replace("loop", "given")
    values = [*map(_name, outline.inputs), *(ast.Constant(None) for _ in outline.unset)]
    found = []
    if outline.uncertain:
        # Where a variable is unbound, Python runs the loop, and raises where it reads it.
        handler = ast.ExceptHandler(_name(_UNBOUND), None, [_assign(given, ast.Constant(None))])
        found.append(ast.Try([_assign(given, ast.Tuple(values, ast.Load()))], [handler], [], []))
        call = ast.Call(_name(name), [ast.Starred(_name(given), ast.Load())], [])
        found += [_assign(ran, ast.BoolOp(ast.And(), [_name(given), call])), _assign(given, ast.Constant(None))]
    else:
        found.append(_assign(ran, ast.Call(_name(name), values, [])))
    hidden = {one: f"{ran}.{one}" for one in outline.unset}
    targets = [_name(hidden.get(one, one), ast.Store()) for one in outline.outputs]
    after = [ast.Assign([ast.Tuple(targets, ast.Store())], _name(ran))] if targets else []
    for one, value in hidden.items():
        is_set = ast.Compare(_name(value), [ast.IsNot()], [ast.Constant(None)])
        after.append(ast.If(is_set, [_assign(one, _name(value))], []))
    after.append(ast.Assign([_name(one, ast.Store()) for one in (ran, *hidden.values())], ast.Constant(None)))
    found.append(ast.If(_name(ran), after, [loop]))
    for one in found:
        _place(one, loop)
    return found


def _place(node, loop):
    """All that is new stands at the loop's line."""
    if node is not loop:
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            ast.copy_location(node, loop)
            node.end_lineno, node.end_col_offset = node.lineno, node.col_offset
        for child in ast.iter_child_nodes(node):
            _place(child, loop)


def _name(name, context=None):
    return ast.Name(name, context or ast.Load())


def _assign(name, value):
    return ast.Assign([_name(name, ast.Store())], value)


# ---- From a tree to a function beside the user's ----


def _code(function, tree, more):
    """The tree's code, compiled where the function stands: inside the same class, with the same variables around."""
    original = function.__code__
    names = [_AROUND, *_classes(function.__qualname__)]
    around = outer = ast.parse("def around(): pass").body[0]
    around.name, around.args.args = _AROUND, [ast.arg(name) for name in (*original.co_freevars, *more)]
    for name in names[1:]:
        inner = ast.parse("class inner: pass").body[0]
        inner.name, outer.body = name, [inner]
        outer = inner
    outer.body = [tree]
    module = ast.fix_missing_locations(ast.Module([around], []))
    code = compile(module, original.co_filename, "exec", original.co_flags & _FUTURE_FLAGS, dont_inherit=True)
    for name in (*names, tree.name):
        code = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == name)
    return code.replace(co_qualname=original.co_qualname)


def _classes(qualname):
    """The classes around a function, which decide what `__name` in it means."""
    parts = qualname.split(".")
    return [one for one, behind in pairwise(parts) if "<locals>" not in (one, behind)]


def _cells(function):
    return dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
