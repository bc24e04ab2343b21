"""`stencil`: a kernel for one element, which reads its neighbours at relative indices, becomes a loop over all.

The kernel's own text is compiled, with an index per axis as further parameters and those added where it indexes: its
lines stay where they are in messages, in the profiler and under a debugger. Around it a driver is generated, for each
number of axes: it fills the border, goes over the elements whose neighbours exist, and stores what the kernel returns.
https://numba.readthedocs.io/en/stable/user/stencil.html
"""

import ast
from contextlib import suppress
from itertools import product

from jaculus import extending
from jaculus.dispatcher import Dispatcher
from jaculus.errors import NumbaValueError
from jaculus.signatures import conversion
from jaculus.source import Source, noted, parse_definition, source_of
from jaculus.typeclasses import Array
from jaculus.types import int64
from jaculus.valuetypes import typeof

OPTIONS = ("cval", "standard_indexing", "neighborhood")


def stencil(func_or_mode="constant", **options):
    """Decorates the kernel of a stencil: its array arguments are indexed relative to the element that it computes.

    `cval` is what elements get that have not all neighbours (0). `neighborhood` has for each axis the least and the
    greatest relative index; without it they are read from the kernel, where they must be constants. The arrays named in
    `standard_indexing` are indexed from their beginning. Called with the arrays, and `out=` for the result.
    """
    for option in options:
        if option not in OPTIONS:
            raise NumbaValueError(f"Unknown stencil option {option}; the options are {', '.join(OPTIONS)}")
    if not isinstance(func_or_mode, str):
        return StencilFunc(func_or_mode, options)
    if func_or_mode != "constant":
        raise NumbaValueError(f"Unsupported mode style {func_or_mode}; the only one is 'constant'")
    return lambda function: StencilFunc(function, options)


class StencilFunc:
    """A stencil: called from Python, or in kernels."""

    # Of an overload, which it is for the compiler: what kernels call is asked for by the types of a call.
    kind, literal_first = "function", False

    def __init__(self, function, options):
        if not hasattr(function, "__code__"):
            raise TypeError(f"a stencil is made of a Python function, not of {function!r}")
        self.options, self.name = options, function.__name__
        self.__name__, self.__doc__, self.__wrapped__ = function.__name__, function.__doc__, function
        self.neighborhood = options.get("neighborhood")
        self._function, self._note = function, noted(function)
        self._kernels, self._drivers = {}, {}
        extending.implemented_by(self, self)

    def __call__(self, *args, out=None):
        """The result for arrays of NumPy's, stored in `out` where that is given."""
        if out is not None:
            return self._driver(tuple(map(typeof, args)), typeof(out), False)(*args, out)
        return self._driver(tuple(map(typeof, args)), None, False)(*args)

    def implementation(self, positional, keywords, options):
        """What kernels call for these types."""
        out = keywords.get("out")
        wrong = set(keywords) - {"out"}
        if wrong:
            raise NumbaValueError(f"a stencil has no parameter {min(wrong)!r}; it takes `out`")
        if out is not None and not isinstance(out, Array):
            out = None
        return self._driver(tuple(positional), out, bool(options.get("parallel")))

    def _driver(self, given, out, parallel):
        """The dispatcher that computes all elements for arguments of these types."""
        key = given, out, parallel
        if key not in self._drivers:
            text, names = self._kernel(given).driver(given, out, self.options)
            self._drivers[key] = _dispatcher(f"<stencil {self.name}>", 1, text, names, {"parallel": parallel})
        return self._drivers[key]

    def _kernel(self, given):
        if not given or not isinstance(given[0], Array):
            raise NumbaValueError("The first argument to a stencil kernel must be the primary input array.")
        axes = given[0].ndim
        if axes not in self._kernels:
            self._kernels[axes] = Kernel(self._function, source_of(self._function, self._note), axes, self.options)
        return self._kernels[axes]


class Kernel:
    """A stencil's function for a number of axes: with absolute indices, and how far it reaches from its element.

    Attributes: parameters, the user's; relative, those indexed relatively; reach, for each axis the least and the
    greatest index; dispatcher, the function with the indices of its element before its own parameters.
    """

    def __init__(self, function, source, axes, options):
        tree = source.tree
        self.parameters = [one.arg for one in (*tree.args.posonlyargs, *tree.args.args)]
        self.function, self.axes = function, axes
        if not self.parameters:
            raise NumbaValueError("The first argument to a stencil kernel must be the primary input array.")
        neighborhood = options.get("neighborhood")
        if neighborhood is not None and len(neighborhood) != axes:
            raise NumbaValueError(
                f"{len(neighborhood)} dimensional neighborhood specified for {axes} dimensional input array"
            )
        standard = options.get("standard_indexing", ())
        standard = (standard,) if isinstance(standard, str) else tuple(standard)
        if self.parameters[0] in standard:
            raise NumbaValueError(
                "The first argument to a stencil kernel must use relative indexing, not standard indexing."
            )
        if not set(standard) <= set(self.parameters):
            raise NumbaValueError(
                "Standard indexing requested for an array name not present in the stencil kernel definition."
            )
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | set(self.parameters)
        if "out" in names:
            raise NumbaValueError("Cannot use the reserved word 'out' in stencil kernels.")
        self.indices = [_unused(f"index{axis}", names) for axis in range(axes)]
        self.relative = []
        edits = [(*_start((*tree.args.posonlyargs, *tree.args.args)[0]), ", ".join(self.indices) + ", ")]
        reads = [node for node in ast.walk(tree) if self._is_relative(node, standard)]
        for node in reads:
            if node.value.id not in self.relative:
                self.relative.append(node.value.id)
            edits += self._absolute(node.slice)
        if neighborhood is None:
            self.reach = self._reach(tree, reads)
        else:
            self.reach = [(int(low), int(high)) for low, high in neighborhood]
        text = _edited(source.text, edits)
        names = {**_names(function), "_shifted": _shift_of(axes)}
        self.dispatcher = _dispatcher(source.file, source.line, text, names, {})

    def _is_relative(self, node, standard):
        if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
            return False
        if node.value.id not in self.parameters:
            return False
        if not isinstance(node.ctx, ast.Load):
            raise NumbaValueError("Assignments to arrays passed to stencil kernels is not allowed.")
        return node.value.id not in standard

    def _absolute(self, index):
        """Insertions into the text that add the element's own index to this one."""
        if self.axes > 1 and not isinstance(index, ast.Tuple):  # a tuple that has a name
            return [(*_start(index), "_shifted("), (*_end(index), f", {', '.join(self.indices)})")]
        items = index.elts if self.axes > 1 else [index]
        if len(items) != self.axes:
            raise NumbaValueError("Stencil index does not match array dimensionality.")
        edits = []
        for own, item in zip(self.indices, items, strict=True):
            bounds = [item.lower, item.upper] if isinstance(item, ast.Slice) else [item]
            if None in bounds:
                raise NumbaValueError("a slice in a stencil kernel needs a start and a stop")
            for one in bounds:
                edits += [(*_start(one), f"{own} + ("), (*_end(one), ")")]
        return edits

    def _reach(self, tree, reads):
        if not reads:
            raise NumbaValueError("Stencil kernel with no accesses to relatively indexed arrays.")
        constants = _constants(tree, self.function)
        reach = [[0, 0] for _ in range(self.axes)]
        for node in reads:
            index = _value(node.slice, constants)
            if index is None:
                raise NumbaValueError("stencil kernel index is not constant, 'neighborhood' option required")
            index = index if isinstance(index, tuple) else (index,)
            if not all(type(one) is int for one in index):
                raise NumbaValueError("Non-tuple or non-integer used as stencil index.")
            if len(index) != self.axes:
                raise NumbaValueError("Stencil index does not match array dimensionality.")
            for bounds, one in zip(reach, index, strict=True):
                bounds[:] = min(bounds[0], one), max(bounds[1], one)
        return reach

    def result(self, given):
        """The type of an element of the result."""
        found = self.dispatcher.compile((*[int64] * self.axes, *given)).signature.return_type
        if isinstance(found, Array):
            raise NumbaValueError("Stencil kernel must return a scalar and not a numpy array.")
        return found

    def driver(self, given, out, options):
        """The text of the function that goes over the elements, and the names that it uses."""
        import numpy

        from jaculus.numba import prange
        from jaculus.numba.np.numpy_support import as_dtype

        if len(given) != len(self.parameters):
            raise NumbaValueError(f"the stencil kernel takes {len(self.parameters)} arguments, not {len(given)}")
        first, others = self.parameters[0], [one for one in self.relative if one != self.parameters[0]]
        sizes = [line for other in others for line in self._same_size(first, other, given)]
        result, cval = self.result(given), options.get("cval", 0)
        if "cval" in options and conversion(typeof(cval), result) is None:
            raise NumbaValueError("cval type does not match stencil return type.")
        names = {"kernel": self.dispatcher, "cval": cval, "prange": prange, "np": numpy}
        lines = [f"def driver({', '.join([*self.parameters, 'out=None'])}):", *sizes]
        if out is None:
            names["dtype"] = as_dtype(result)
            lines += [f"    out = np.empty({first}.shape, dtype)", *self._border()]
        elif "cval" in options:
            lines.append("    out[:] = cval")
        for axis, (own, (low, high)) in enumerate(zip(self.indices, self.reach, strict=True)):
            span = f"{max(0, -low)}, {first}.shape[{axis}] - {max(0, high)}"
            lines.append(f"{'    ' * (axis + 1)}for {own} in {'range' if axis else 'prange'}({span}):")
        inner = "    " * (self.axes + 1)
        lines += [
            f"{inner}out[{', '.join(self.indices)}] = kernel({', '.join([*self.indices, *self.parameters])})",
            "    return out",
        ]
        return "\n".join(lines) + "\n", names

    def _same_size(self, first, other, given):
        kind = given[self.parameters.index(other)]
        if not isinstance(kind, Array):
            return []
        if kind.ndim != self.axes:
            raise NumbaValueError(
                "Secondary stencil array does not have same number  of dimensions as the first stencil input."
            )
        text = "Secondary stencil array has some dimension smaller the same dimension in the first stencil input."
        smaller = " or ".join(f"{other}.shape[{axis}] < {first}.shape[{axis}]" for axis in range(self.axes))
        return [f"    if {smaller}:", f"        raise ValueError({text!r})"]

    def _border(self):
        for (axis, (low, high)), end in product(enumerate(self.reach), (False, True)):
            before, after = ":, " * axis, ", :" * (self.axes - axis - 1)
            if end and high > 0:
                yield f"    out[{before}max(0, out.shape[{axis}] - {high}):{after}] = cval"
            elif not end and low < 0:
                yield f"    out[{before}:{-low}{after}] = cval"


def _constants(tree, function):
    """The names whose values are known: whole numbers (and tuples of them) that are assigned once, or outside."""
    known = {name: value for name, value in _names(function).items() if type(value) is int}
    stored = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    parameters = {one.arg for one in ast.walk(tree) if isinstance(one, ast.arg)}
    known = {name: value for name, value in known.items() if name not in stored and name not in parameters}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            value = _value(node.value, known) if stored.count(name) == 1 and name not in parameters else None
            if value is not None:
                known[name] = value
    return known


def _value(node, known):
    """What an index is while the kernel is compiled, or None."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Tuple):
        items = tuple(_value(one, known) for one in node.elts)
        return None if None in items else items
    if any(isinstance(one, (ast.Call, ast.Subscript, ast.Attribute, ast.Slice)) for one in ast.walk(node)):
        return None
    names = [one.id for one in ast.walk(node) if isinstance(one, ast.Name)]
    if not all(name in known for name in names):
        return None
    return eval(compile(ast.Expression(node), "<index>", "eval"), {"__builtins__": {}}, dict(known))


def _start(node):
    return node.lineno, node.col_offset


def _end(node):
    return node.end_lineno, node.end_col_offset


def _edited(text, edits):
    """The text with insertions: each is a line and a column in bytes, as the parser counts them, and a text."""
    lines = [line.encode() for line in text.splitlines(keepends=True)]
    above = 1 if text[:1] in " \t" else 0  # such text was parsed below a line of its own
    for line, column, new in sorted(edits, key=lambda one: one[:2], reverse=True):
        old = lines[line - 1 - above]
        lines[line - 1 - above] = old[:column] + new.encode() + old[column:]
    return b"".join(lines).decode()


def _names(function):
    """The values of the names that a function takes from outside."""
    own = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        with suppress(ValueError):  # it has no value yet
            own[name] = cell.cell_contents
    return {**function.__globals__, **own}


def _dispatcher(file, line, text, names, options):
    """The kernel of this text, which is that of a file from this line on, with the values of its names."""
    tree = parse_definition(text)
    source = Source(text, file, line, tree)
    bare = parse_definition(text)
    bare.decorator_list = []
    namespace = dict(names)
    exec(compile(ast.Module([bare], []), file, "exec", dont_inherit=True), namespace)
    return Dispatcher(namespace[tree.name], {"nopython": True, "boundscheck": None, **options}, source)


def _shift_of(axes):
    """The kernel that adds an element's indices to a tuple of as many."""
    own = [f"i{axis}" for axis in range(axes)]
    items = "".join(f"index[{axis}] + {one}, " for axis, one in enumerate(own))
    return _dispatcher("<stencil>", 1, f"def _shifted(index, {', '.join(own)}):\n    return ({items})\n", {}, {})


def _unused(name, names):
    while name in names:
        name += "_"
    return name
