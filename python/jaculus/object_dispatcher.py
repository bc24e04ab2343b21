"""What @jit(forceobj=True) makes of a function: Python runs it, with its loops as kernels where they can be."""

import warnings
from collections import namedtuple
from functools import partial, update_wrapper
from types import MethodType

from jaculus import signatures, types
from jaculus.closures import FrozenClosure, frozen_closure
from jaculus.dispatcher import Dispatcher
from jaculus.errors import NumbaError, NumbaWarning, UnsupportedError
from jaculus.host import _host
from jaculus.inspecting import Inspection
from jaculus.source import noted, source_of

MOST_REFUSALS = 100  # a loop that could not be compiled for so many calls is not asked about any more

# What the kernels of loops are compiled with; an index out of range in a loop is an error, as around it.
_OF_LOOPS = ("boundscheck", "error_model", "fastmath", "nogil", "parallel")


class ObjectDispatcher(Inspection, partial):
    """A Python function with some of its loops as kernels. A call is a call of it: no frame of ours is between."""

    def __new__(cls, function, options, given=(), source=None):
        """Finds the loops; their kernels are compiled when they are reached."""
        overloads = _Overloads()
        own, overloads.closure = frozen_closure(function)
        found, loops = _lifted(own, options, overloads, source)
        if found is own:  # it is left as it is: nothing would tell of its calls, so that its cells are the program's
            found, overloads.closure = function, FrozenClosure([])
        self = super().__new__(cls, found)
        update_wrapper(self, function)
        self.py_func, self.targetoptions = function, {"nopython": False, "boundscheck": None, **options}
        self._source, self._note = source, source or noted(function)
        self.given_signatures, self.lifted, self.overloads = tuple(given), tuple(loops), overloads
        overloads.dispatcher = self
        for one in given:
            self.compile(one)
        overloads.is_closed = bool(given)
        return self

    def __get__(self, instance, owner=None):
        return self if instance is None else MethodType(self, instance)

    def __repr__(self):
        return f"{type(self).__name__}({self.py_func!r})"

    def __reduce__(self):
        from jaculus.pickling import mixed, reduced

        return reduced(self, mixed)

    def source(self):
        """The function's source text."""
        return self._source or source_of(self.py_func, self._note)

    def compile(self, signature):
        """Notes one signature: Python runs all types."""
        one = signatures.normalise(signature)
        return self.overloads.of(one.args)

    def disable_compile(self, val=True):
        """No effect: there is nothing that a call would compile but loops."""

    def recompile(self):
        """Compiles the loops again: globals that changed since are seen."""
        self.overloads.closure.fill()
        for one in self.lifted:
            one.recompile()

    @property
    def nopython_signatures(self):
        """None: no signature is compiled as a whole. Those of its loops are `lifted[0].nopython_signatures`."""
        return []


class _Overloads(dict):
    is_closed = False  # whether the given signatures are all that there are

    def note(self, *arguments):
        """Called with the arguments of each call."""
        if self.closure.lacks:
            self._fill()
        self.of(tuple(map(kind_of, arguments)))

    def _fill(self):
        if self.closure.fill():
            for one in self.dispatcher.lifted:
                one.recompile()

    def of(self, kinds):
        if kinds not in self:
            if not self.is_closed:
                self._fill()
            self[kinds] = ObjectOverload(self.dispatcher, kinds)
        return self[kinds]


class ObjectOverload(namedtuple("ObjectOverload", ["dispatcher", "arguments"])):
    """The types of some calls."""

    objectmode = True
    typing_error = None
    from_cache = False

    @property
    def lifted(self):
        """The loops, each a dispatcher."""
        return self.dispatcher.lifted

    @property
    def entry_point(self):
        """The function as Python runs it."""
        return self.dispatcher.func

    @property
    def signature(self):
        """The argument types; the result is any object."""
        from jaculus.numba import types as more

        return types.Signature(more.pyobject, self.arguments)

    @property
    def metadata(self):
        """What is known of the kernels of its loops."""
        return {"lifted": [one.get_metadata() for one in self.lifted]}

    def inspect(self, what):
        """The texts of its loops' kernels."""
        return "\n".join(text for one in self.lifted for text in one._inspect(what, None).values())


class LiftedLoop(Dispatcher):
    """A loop as a function. False instead of a result: the loop cannot be compiled for such arguments."""

    def __init__(self, outline, options, cell):
        super().__init__(outline.function, options, outline.source)
        self._line, self._cell = outline.line, cell
        self._refused, self._refusals = set(), 0

    def _miss(self, words, arguments):
        if words not in self._refused:
            try:
                return super()._miss(words, arguments)
            except NumbaError as e:
                self._refused.add(words)
                self._warn([one.plain for one in types.from_words(words)], e)
        return self._refuse()

    def _reject(self, position, arguments):
        kind = type(arguments[position])
        if (position, kind) not in self._refused:
            from jaculus.valuetypes import unsupported

            self._refused.add((position, kind))
            what, help_text = unsupported(arguments[position])
            name = self.py_func.__code__.co_varnames[position]
            self._warn([*map(kind_of, arguments)], f"  `{name}` is {what}\n  help: {help_text}")
        return self._refuse()

    def _refuse(self):
        self._refusals += 1
        if self._refusals >= MOST_REFUSALS and not self.overloads:
            self._cell.cell_contents = _never
        return False

    def _warn(self, kinds, reason):
        code = self.py_func.__code__
        text = (
            f"Compilation is falling back to object mode for the loop in line {self._line} of `{code.co_name}`: Python "
            f"runs it for ({', '.join(map(str, kinds))}).\n{reason}"
        )
        warnings.warn_explicit(text, NumbaWarning, code.co_filename, self._line, module=self.py_func.__module__)


def _never(*_):
    return False


_kinds = {}  # words → type


def kind_of(value):
    """The type of a value; `pyobject` where kernels have none."""
    from jaculus.numba import types as more
    from jaculus.valuetypes import typeof

    words = None if isinstance(value, (list, type)) else _host.type_words(value)
    if words in _kinds:
        return _kinds[words]
    try:
        kind = typeof(value)
    except (ValueError, NumbaError):
        return more.pyobject
    return _kinds.setdefault(words, kind) if words is not None else kind


def _lifted(function, options, overloads, source):
    from jaculus.lifting import lifted

    chosen = {key: options[key] for key in _OF_LOOPS if options.get(key) is not None}

    def make(outline, cell):
        named = {
            name: one
            for name, one in options.get("locals", {}).items()
            if name in outline.function.__code__.co_varnames
        }
        return LiftedLoop(outline, {"nopython": True, "boundscheck": True, **chosen, "locals": named}, cell)

    try:
        source = source or source_of(function, noted(function))
    except UnsupportedError as e:
        warnings.warn(NumbaWarning(f"The loops of `{function.__name__}` are not compiled.\n{e}"), stacklevel=5)
        return function, []
    return lifted(function, source, overloads.note, make, options.get("looplift", True), options.get("locals", ()))
