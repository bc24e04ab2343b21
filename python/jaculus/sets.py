"""Sets in kernels. What a kernel gives back is a set of Python's; for one among the arguments another stands in."""

import threading

from jaculus import extending
from jaculus.conversions import caster, named
from jaculus.entries import DELETED, Entries, entry_fields
from jaculus.errors import TypingError
from jaculus.host import _host
from jaculus.jitclass import container, function
from jaculus.typeclasses import List, NoneType, Optional
from jaculus.valuetypes import typeof


class _Elements(Entries):
    """The methods in kernels."""

    def __init__(self):
        self._begin()

    def _move(self, to, entry):
        pass

    def _drop(self):
        pass

    def add(self, key):
        key = self._as_key(key)
        hashed = hash(key)
        if self._place(key, hashed) < 0:
            self._make_room()
            self._append(key, hashed)

    def _fill(self, items):
        for item in items:
            self.add(item)

    def discard(self, key):
        entry = self._find(key)
        if entry >= 0:
            self._remove(entry)

    def remove(self, key):
        self._remove(self._known(key))

    def pop(self):
        entry = len(self._hashes) - 1
        if entry < 0:
            raise KeyError("pop from an empty set")
        key = self._keys[entry]
        self._remove(entry)
        return key

    def __iter__(self):
        used = self._used
        for entry in range(len(self._hashes)):
            if self._hashes[entry] != DELETED:
                yield self._keys[entry]
            if self._used != used:
                raise RuntimeError("Set changed size during iteration")

    def _list(self):
        return [key for key in self]  # noqa: C416

    # Changing in place.

    def update(self, other):
        for key in other:
            self.add(key)

    def difference_update(self, other):
        for key in other:
            self.discard(key)

    def intersection_update(self, other):
        for key in self._list():
            if key not in other:
                self.discard(key)

    def symmetric_difference_update(self, other):
        for key in other:
            if key in self:
                self.discard(key)
            else:
                self.add(key)

    # New sets.

    def union(self, other):
        found = self.copy()
        found.update(other)
        return found

    def difference(self, other):
        found = self.copy()
        found.difference_update(other)
        return found

    def intersection(self, other):
        found = self.copy()
        found.intersection_update(other)
        return found

    def symmetric_difference(self, other):
        found = self.copy()
        found.symmetric_difference_update(other)
        return found

    def __or__(self, other):
        return self.union(self._other(other))

    def __sub__(self, other):
        return self.difference(self._other(other))

    def __and__(self, other):
        return self.intersection(self._other(other))

    def __xor__(self, other):
        return self.symmetric_difference(self._other(other))

    def __ior__(self, other):
        self.update(self._other(other))
        return self

    def __isub__(self, other):
        self.difference_update(self._other(other))
        return self

    def __iand__(self, other):
        self.intersection_update(self._other(other))
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(self._other(other))
        return self

    # Comparisons.

    def issubset(self, other):
        for key in self:  # noqa: SIM110 - a kernel's loop
            if key not in other:
                return False
        return True

    def issuperset(self, other):
        for key in other:  # noqa: SIM110
            if key not in self:
                return False
        return True

    def isdisjoint(self, other):
        for key in other:  # noqa: SIM110
            if key in self:
                return False
        return True

    def __le__(self, other):
        return self.issubset(self._other(other))

    def __lt__(self, other):
        return len(self) < len(self._other(other)) and self.issubset(other)

    def __ge__(self, other):
        return self.issuperset(self._other(other))

    def __gt__(self, other):
        return len(self) > len(self._other(other)) and self.issuperset(other)

    def __eq__(self, other):
        return len(self) == len(other) and self.issubset(other)


class Set:
    """The sets of kernels, as Python meets them for a moment: they become sets of its own."""

    __slots__ = ()

    def __init__(self, *args):
        """Kernels make it."""

    @staticmethod
    def empty(key_type):
        """An empty set for elements of this type, in kernels."""
        raise NotImplementedError("only kernels make such sets")

    def _out(self):
        """What Python gets for it (called by the C extension)."""
        return self if getattr(_here, "standing_in", False) else self._python_set()

    def _python_set(self):
        return set(self._list())


_host.converted_objects(Set)
_here = threading.local()
_classes = {}


def stand_in(value):
    """A set of kernels' with the elements of Python's: for a call, see standins.py."""
    made = set_class(typeof(value).dtype)
    _here.standing_in = True
    try:
        new = made()
        new._fill(list(value))
    finally:
        _here.standing_in = False
    return new


def set_class(key_type):
    """The compiled class of the sets of elements of this type."""
    from jaculus.numba.typeclasses import Set as SetType
    from jaculus.numba.types import unliteral

    kind = unliteral(key_type)
    if kind not in _classes:
        _classes[kind] = elements_class(kind, SetType(kind, reflected=True), Set)
    return _classes[kind]


def elements_class(kind, of, base):
    """A compiled class of sets: the type of their elements, their own type, and what Python has of them."""
    if isinstance(kind, (List, NoneType, Optional)):
        raise TypingError(f"a set cannot hold values of type {kind}")
    casts = {"_as_key": caster("_as_key", kind), "_other": _operand(kind)}
    return container("Set", _Elements, entry_fields(kind), of, base, casts)


def _operand(kind):
    """A method that lets only sets of these elements through: operators take no others, where methods take all."""

    def checked(x):
        return x

    @extending.overload(checked)
    def _checked(x):
        if getattr(x, "classname", None) != "Set":
            raise TypingError(f"All arguments must be Sets, got {x}")
        if x.dtype != kind:
            raise TypingError(f"All Sets must be of the same type, got {x.dtype} and {kind}")
        return lambda x: x

    return function("_other", "def _other(self, x):\n    return checked(x)\n", {"checked": checked})


@extending.overload(Set.empty)
def _empty(key_type):
    made = set_class(named(key_type))
    return lambda key_type: made()
