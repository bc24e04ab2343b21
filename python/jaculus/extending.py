"""Functions that the user implements for kernels: `overload` and its like.

An overload is a Python function that gets types and returns the function to compile for them, or None. The compiler
never sees it: where a kernel calls what is overloaded, the server asks for the implementation (overload.py), which then
is part of the request.
"""

from collections import namedtuple
from inspect import signature

from jaculus.errors import ForceLiteralArg, TypingError


class Overload:
    """What one function, or one name of a method or attribute, is implemented by."""

    def __init__(self, kind, name):
        self.kind, self.name = kind, name  # "function", "method" or "attribute"
        self.makers = []  # (the type class that it is for, the user's function, options for jit), the last first
        self.literal_first = False  # whether constants are offered as what they are before their types

    def implementation(self, positional, keywords, options=None):
        """The dispatcher for these types, or None where no maker wants them. `options`: those of the kernel."""
        del options
        failed = []
        for kind, maker, options in self.makers:
            if kind is not None and not (
                isinstance(positional[0], kind) if isinstance(kind, type) else positional[0] == kind
            ):
                continue
            if not takes(maker, positional, keywords):
                failed.append(
                    TypingError(f"{maker.__name__}{signature(maker)} does not take the arguments of this call")
                )
                continue
            try:
                function = maker(*positional, **keywords)
            except TypingError as e:  # this maker does not want them, and says why
                failed.append(e)
                continue
            if function is not None:
                return _dispatcher(function, options)
        if failed:
            raise failed[0]
        return None


def takes(function, positional, keywords):
    """Whether these arguments fit the function's parameters."""
    try:
        signature(function).bind(*positional, **keywords)
    except TypeError:
        return False
    return True


def _dispatcher(function, options):
    from jaculus.decorators import jit
    from jaculus.dispatcher import Dispatcher

    return function if isinstance(function, Dispatcher) else jit(**options)(function)


_functions = {}  # id of a function → (the function, which must live, and its Overload)
_members = {}  # (kind, name) → Overload
_jitables = {}  # id of a function → (the function, its dispatcher)


def overloaded(function):
    """The Overload of a function, or None."""
    found = _functions.get(id(function))
    return found[1] if found else None


def implemented_by(function, overload):
    """Kernels that call this object are given what the overload's `implementation` returns."""
    _functions[id(function)] = function, overload


def by_name(canonical_name):
    """The Overloads that kernels reach by a name: those of members, and of the functions of known modules."""
    found = list(_members.values())
    for function, one in _functions.values():
        name = canonical_name(function)
        if name:
            one.name = name
            found.append(one)
    return found


def jitable(function):
    """The dispatcher of a function that was registered as jitable, or None."""
    found = _jitables.get(id(function))
    return found[1] if found else None


def overload(func, jit_options=None, strict=True, inline="never", prefer_literal=False, **kwargs):
    """Decorates a function that gets argument types and returns the implementation of `func` for them, or None."""
    del strict, inline, kwargs

    def decorate(maker):
        _, one = _functions.setdefault(id(func), (func, Overload("function", getattr(func, "__name__", "function"))))
        one.literal_first |= prefer_literal
        one.makers.insert(0, (None, maker, dict(jit_options or {})))
        return maker

    return decorate


def overload_method(typ, attr, **options):
    """Decorates a function that gets the types of `self` and the arguments and returns the method's implementation."""
    return _member("method", typ, attr, options)


def overload_attribute(typ, attr, **options):
    """Decorates a function that gets the type of `self` and returns the attribute's getter."""
    return _member("attribute", typ, attr, options)


def _member(kind, typ, attr, options):
    def decorate(maker):
        one = _members.setdefault((kind, attr), Overload(kind, attr))
        one.literal_first |= options.get("prefer_literal", False)
        one.makers.insert(0, (typ, maker, dict(options.get("jit_options") or {})))
        return maker

    return decorate


class MemberTemplate:
    """An overload of a method or an attribute that is not registered yet (Numba's make_overload_attribute_template)."""

    def __init__(self, typ, attr, overload_func, inline="never", prefer_literal=False, base=None, **options):
        del inline
        kind = "method" if getattr(base, "is_method", False) else "attribute"
        self._what = kind, typ, attr, {"prefer_literal": prefer_literal, "jit_options": options.get("jit_options")}
        self._maker = overload_func

    def register(self):
        """From now on kernels find it."""
        kind, typ, attr, options = self._what
        _member(kind, typ, attr, options)(self._maker)


class SentryLiteralArgs(namedtuple("SentryLiteralArgs", ["literal_args"])):
    """For overloads: asks for the values of these parameters where a call has only their types."""

    __slots__ = ()

    def for_function(self, func):
        """The sentry of a function's parameters: its `bind` takes a call's types."""
        return self.for_pysig(signature(func))

    def for_pysig(self, pysig):
        """The sentry of a signature's parameters."""
        return BoundLiteralArgs(pysig, self.literal_args)


class BoundLiteralArgs(namedtuple("BoundLiteralArgs", ["pysig", "literal_args"])):
    """A sentry with the parameters that it names."""

    __slots__ = ()

    def bind(self, *args, **kwargs):
        """Returns where all are constants; else the compiler is told to make them such."""
        bound = self.pysig.bind(*args, **kwargs)
        places = list(bound.arguments)
        missing = [
            places.index(name)
            for name in self.literal_args
            if name in bound.arguments and not hasattr(bound.arguments[name], "literal_value")
        ]
        if missing:
            raise ForceLiteralArg(missing)


def register_jitable(*args, **options):
    """A Python function that kernels may call; from Python it stays what it is."""

    def register(function):
        from jaculus.decorators import jit

        # With DISABLE_JIT there are no kernels.
        _jitables[id(function)] = (function, jit(**options)(function))
        return function

    return register(*args) if args else register
