"""Arguments that are known when a kernel is compiled: functions and classes. They have a type each, and no slot."""

from jaculus.host import _host
from jaculus.typeclasses import BaseTuple, List, Optional, Type


class Constant(Type):
    """The type of one object. It keeps the object alive, so that its word stays its own."""

    def __init__(self, word):
        self.word, self.instance = word, _host.object_of(word)
        self._shown = _shown(self.instance)
        super().__init__(self._shown.name, f"constant {word}")

    @property
    def plain(self):
        """The type as Numba shows it."""
        return self._shown

    def words(self):
        """Its one word."""
        return (self.word,)


def _shown(value):
    from jaculus.numba import types as more
    from jaculus.valuetypes import known

    return known(value) or more.Opaque(f"class({value!r})")


def request_of(kind, frozen):
    """A type in a request: its spelling, or the VALUE of a constant."""
    if isinstance(kind, Constant):
        return frozen.value(kind.instance)
    if hasattr(kind, "literal_value"):
        return {"literal": frozen.value(kind.literal_value), "type": kind.literal_type.spelling}
    if isinstance(kind, BaseTuple) and kind.types and all(isinstance(one, Constant) for one in kind.types):
        cls = getattr(kind, "instance_class", None)
        items = [request_of(one, frozen) for one in kind.types]
        return {"tuple": items} if cls is None else {"namedtuple": frozen.names(cls), "items": items}
    return spelled(kind, frozen)


def is_mixed(kind):
    """Whether a tuple has functions or classes beside values that exist at run time: then it has no spelling."""
    if not isinstance(kind, BaseTuple):
        return False
    some = any(isinstance(one, Constant) or is_mixed(one) for one in kind.types)
    return some and not all(isinstance(one, Constant) for one in kind.types)


def spelled(kind, frozen):
    """The spelling; a namedtuple's class has its number in this request."""
    if hasattr(kind, "get") and not hasattr(kind, "types"):  # a deferred type
        return spelled(kind.get(), frozen)
    seen = kind.as_tuple
    if seen is not None:
        return _named(*seen, frozen)
    if hasattr(kind, "classname"):
        return f"Instance({kind.classname}:{frozen.instances_of(kind.instance_class)})"
    if isinstance(kind, Optional):
        return f"OptionalType({spelled(kind.type, frozen)})"
    if kind.spelling.startswith("ListType["):
        return f"ListType[{spelled(kind.dtype, frozen)}]"
    if isinstance(kind, List):
        return f"list({spelled(kind.dtype, frozen)})<iv=None>"
    if not isinstance(kind, BaseTuple):
        return kind.request_spelling
    cls = getattr(kind, "instance_class", None)
    return f"Tuple({', '.join(_each(kind.types, frozen))})" if cls is None else _named(cls, kind.types, frozen)


def _named(cls, kinds, frozen):
    return f"NamedTuple({', '.join([frozen.names(cls), *_each(kinds, frozen)])})"


def _each(kinds, frozen):
    return [spelled(one, frozen) for one in kinds]
