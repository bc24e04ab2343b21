"""Numba's low-level interface: what types a call or an attribute, and what builds its code, are registered apart.

Both together are an overload, whose maker asks the one for the types and gives the kernel with the code of the other.
https://numba.readthedocs.io/en/stable/extending/low-level.html
"""

from jaculus import building, extending
from jaculus.errors import TypingError
from jaculus.signatures import conversion
from jaculus.types import Signature


class Lowered:
    """What types the calls of a function or a class, and what builds their code for which types; the last first."""

    def __init__(self, function):
        self.name = getattr(function, "__name__", str(function))
        self.typers, self.builders = [], []
        self._made = {}

    def maker(self, *positional, **keywords):
        """The kernel for these types, or None where nothing types such a call."""
        for typer in self.typers:
            found = typer(positional, keywords)
            if found is not None:
                given = (*positional, *keywords.values())
                return self._kernel(found if hasattr(found, "return_type") else Signature(found, given, None, None))
        return None

    def _kernel(self, sig):
        if sig not in self._made:
            build = next((build for kinds, build in self.builders if _match(kinds, sig.args)), None)
            if build is None:
                raise TypingError(f"`{self.name}` has no `lower_builtin` for {sig}")
            names = [f"a{place}" for place in range(len(sig.args))]
            self._made[sig] = building.kernel(self.name, names, sig, build)
        return self._made[sig]


def _match(wanted, given):
    if wanted and hasattr(wanted[-1], "dtype") and type(wanted[-1]).__name__ == "VarArg":
        wanted = (*wanted[:-1], *[wanted[-1].dtype] * (len(given) - len(wanted) + 1))
    return len(wanted) == len(given) and all(map(_is, given, wanted))


def _is(kind, wanted):
    return isinstance(kind, wanted) if isinstance(wanted, type) else wanted == kind or str(wanted) == "any"


_lowered = {}  # id of a function or class → it, which must live, and its Lowered
_getters = {}  # (a class of types or a type, name of an attribute) → what builds its code


def _of(function):
    if id(function) not in _lowered:
        _lowered[id(function)] = function, Lowered(function)
        extending.overload(function)(_lowered[id(function)][1].maker)
    return _lowered[id(function)][1]


def type_callable(func):
    """Decorates `function(typing context)`, which gives the function from a call's types to the type of the result."""

    def decorate(function):
        typer = function(None)

        _of(func).typers.insert(0, lambda positional, keywords: _asked(typer, positional, keywords))
        return function

    return decorate


def _asked(typer, positional, keywords):
    return typer(*positional, **keywords) if extending.takes(typer, positional, keywords) else None


def lower_builtin(func, *kinds):
    """Decorates what builds the code of a call with arguments of these types, or classes of types."""

    def decorate(build):
        _of(func).builders.insert(0, (kinds, build))
        return build

    return decorate


def infer_global(func, typ=None, **options):
    """Decorates a template that types the calls of a function. With a type of a function it needs nothing."""
    del options
    if typ is not None and not hasattr(typ, "generic"):
        return typ

    def decorate(template):
        _of(func).typers.insert(0, lambda positional, keywords: _typed(template, positional, keywords))
        return template

    return decorate if typ is None else decorate(typ)


def infer(template):
    """The same for the function that is the template's key."""
    return infer_global(template.key)(template)


def _typed(template, positional, keywords):
    one = template(None)
    cases = getattr(template, "cases", None)
    if cases is not None:
        ranks = {case: [conversion(*pair) for pair in zip(positional, case.args, strict=True)]
                 for case in cases if len(case.args) == len(positional) and not keywords}  # fmt: skip
        possible = [(max(rank, default=0), case) for case, rank in ranks.items() if None not in rank]
        return min(possible, key=lambda one: one[0])[1] if possible else None
    if template.is_callable:
        return _asked(one.generic(), positional, keywords)
    return one.generic(positional, keywords)


def lower_getattr(typ, attr):
    """Decorates what builds the code of an attribute: `function(context, builder, type, value)`."""

    def decorate(build):
        _getters[typ, attr] = build
        return build

    return decorate


def infer_getattr(template):
    """The `resolve_…` methods of an attribute template, or the overload that it is, type attributes of its key."""
    if isinstance(template, extending.MemberTemplate):
        template.register()
        return template
    for name in dir(template):
        if name.startswith("resolve_"):
            _attribute(template, name.removeprefix("resolve_"))
    return template


def _attribute(template, attr):
    def maker(self):
        build = next(
            (build for (typ, name), build in _getters.items() if name == attr and _is(self, typ)),
            None,
        )
        kind = getattr(template(None), f"resolve_{attr}")(self)
        if build is None or kind is None or hasattr(kind, "template"):
            return None

        def code(context, builder, sig, args):
            return build(context, builder, sig.args[0], args[0])

        return building.kernel(attr, ["self"], kind(self), code)

    extending.overload_attribute(template.key, attr)(maker)
