"""numba.typed.Set: sets that Python and kernels change together. Their methods are those of the sets of kernels."""

from collections.abc import MutableSet

from jaculus import extending
from jaculus.conversions import named
from jaculus.home import switched_on
from jaculus.host import _host
from jaculus.numba.typeclasses import SetType
from jaculus.numba.types import unliteral
from jaculus.sets import elements_class
from jaculus.valuetypes import typeof


class Set:
    """A typed set: of the type of its first element, or of the one that `empty` is given."""

    __slots__ = ()

    def __new__(cls, *, settype=None):
        """With DISABLE_JIT there are no kernels to hand it to: it is a set of Python's."""
        if switched_on("DISABLE_JIT"):
            return set()
        return _Untyped() if settype is None else set_class(settype.key_type)()

    def __init__(self, *, settype=None):
        """All is done by `__new__`."""

    @staticmethod
    def empty(key_type):
        """An empty set for elements of this type."""
        return set() if switched_on("DISABLE_JIT") else set_class(key_type)()

    def __iter__(self):
        entry, used = self._next(0), len(self)
        while entry >= 0:
            yield self._key(entry)
            if len(self) != used:
                raise RuntimeError("Set changed size during iteration")
            entry = self._next(entry + 1)

    def __eq__(self, other):
        return set(self) == set(other) if isinstance(other, (Set, set, frozenset)) else NotImplemented

    __hash__ = None

    def __str__(self):
        return f"{{{', '.join(map(str, self))}}}"

    def __repr__(self):
        return f"{self._numba_type_ if self._typed else 'UntypedSet'}({self})"

    def __reduce__(self):
        return (_filled, (self._numba_type_.key_type, list(self))) if self._typed else (Set, ())


MutableSet.register(Set)


def _filled(key_type, items):
    new = Set.empty(key_type)
    for item in items:
        new.add(item)
    return new


class _Untyped(_host.Object, Set):
    """A set before its first element, which tells its type: it becomes one of that."""

    __slots__ = ()
    _typed = False
    __eq__, __hash__ = Set.__eq__, None

    def __new__(cls):
        return _host.Object.__new__(cls)

    @property
    def _numba_type_(self):
        raise TypeError("invalid operation on untyped set")

    def add(self, key):
        """Adds the first element."""
        made = set_class(typeof(key))()
        self.__class__ = type(made)
        self._become(made)
        self.add(key)

    def __len__(self):
        return 0

    def __contains__(self, key):
        return False

    def _next(self, entry):
        return -1

    def copy(self):
        """TypeError: nobody knows of what."""
        raise TypeError("Cannot copy an untyped set")

    def discard(self, key):
        """TypeError, as in Numba."""
        raise TypeError("Cannot discard from an untyped set")


_classes = {}


def set_class(key_type):
    """The compiled class of the typed sets of elements of this type."""
    kind = unliteral(key_type)
    if kind not in _classes:
        _classes[kind] = elements_class(kind, SetType(kind), Set)
    return _classes[kind]


def new_set(key, n_keys=0):
    """An empty set for elements of this type: `numba.typed.setobject.new_set`."""
    del n_keys
    return Set.empty(key)


@extending.overload(Set.empty)
def _empty(key_type):
    made = set_class(named(key_type))
    return lambda key_type: made()


@extending.overload(new_set)
def _new(key, n_keys=0):
    made = set_class(named(key))
    return lambda key, n_keys=0: made()
