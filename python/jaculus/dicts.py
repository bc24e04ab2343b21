"""numba.typed.Dict: a dictionary with keys of one type and values of another, which kernels and Python share.

For each pair of types there is a compiled class (jitclass.py) with the methods of `_Table`. Python's object is an
instance of it, so that a call passes an address.
"""

from collections.abc import ItemsView, KeysView, MutableMapping, ValuesView

from jaculus import extending, types
from jaculus.conversions import caster, named
from jaculus.entries import DELETED, Entries, entry_fields
from jaculus.errors import TypingError
from jaculus.home import switched_on
from jaculus.host import _host
from jaculus.jitclass import container
from jaculus.typeclasses import List, NoneType, Optional


class _Table(Entries):
    """The methods in kernels."""

    def __init__(self):
        self._begin()
        self._values = []

    def _move(self, to, entry):
        self._values[to] = self._values[entry]

    def _drop(self):
        self._values.pop()

    def __getitem__(self, key):
        return self._values[self._known(key)]

    def __setitem__(self, key, value):
        key = self._as_key(key)
        hashed = hash(key)
        entry = self._place(key, hashed)
        if entry >= 0:
            self._values[entry] = self._as_value(value)
            return
        self._make_room()
        self._values.append(self._as_value(value))
        self._append(key, hashed)

    def __delitem__(self, key):
        self._remove(self._known(key))

    def get(self, key, default=None):
        entry = self._find(key)
        if entry >= 0:
            return self._values[entry]
        if default is None:
            return None
        return self._as_value(default)

    def pop(self, key, *default):
        key = self._as_key(key)
        entry = self._place(key, hash(key))
        if entry >= 0:
            value = self._values[entry]
            self._remove(entry)
            return value
        if len(default) == 0:
            raise KeyError(key)
        return default[0]

    def popitem(self):
        entry = len(self._hashes) - 1
        if entry < 0:
            raise KeyError("popitem(): dictionary is empty")
        item = (self._keys[entry], self._values[entry])
        self._remove(entry)
        return item

    def setdefault(self, key, default):
        entry = self._find(key)
        if entry >= 0:
            return self._values[entry]
        self[key] = default
        return self[key]

    def update(self, other):
        for key, value in other.items():
            self[key] = value

    def _fill(self, pairs):
        for key, value in pairs:
            self[key] = value

    def __iter__(self):
        used = self._used
        for entry in range(len(self._hashes)):
            if self._hashes[entry] != DELETED:
                yield self._keys[entry]
            if self._used != used:
                raise RuntimeError("dictionary changed size during iteration")

    keys = __iter__

    def values(self):
        used = self._used
        for entry in range(len(self._hashes)):
            if self._hashes[entry] != DELETED:
                yield self._values[entry]
            if self._used != used:
                raise RuntimeError("dictionary changed size during iteration")

    def items(self):
        used = self._used
        for entry in range(len(self._hashes)):
            if self._hashes[entry] != DELETED:
                yield self._keys[entry], self._values[entry]
            if self._used != used:
                raise RuntimeError("dictionary changed size during iteration")

    def __eq__(self, other):
        if len(self) != len(other):
            return False
        return all(not (key not in other or other[key] != value) for key, value in self.items())


class Dict:
    """A typed dictionary: of the types of its first item, or of those that `empty` is given."""

    __slots__ = ()

    def __new__(cls, iterable=(), *, dcttype=None, n_keys=0):
        """With DISABLE_JIT there are no kernels to hand it to: it is a dict of Python's."""
        if switched_on("DISABLE_JIT"):
            return dict(iterable)
        new = _Untyped() if dcttype is None else dict_class(dcttype.key_type, dcttype.value_type)()
        del n_keys  # room for keys that are not there yet
        new.update(iterable)
        return new

    def __init__(self, iterable=(), *, dcttype=None, n_keys=0):
        """All is done by `__new__`."""

    @staticmethod
    def empty(key_type, value_type, n_keys=0):
        """An empty dictionary for keys and values of these types."""
        del n_keys
        return {} if switched_on("DISABLE_JIT") else dict_class(key_type, value_type)()

    def __iter__(self):
        entry, used = self._next(0), len(self)
        while entry >= 0:
            yield self._key(entry)
            if len(self) != used:
                raise RuntimeError("dictionary changed size during iteration")
            entry = self._next(entry + 1)

    def keys(self):
        """The keys, as a view."""
        return KeysView(self)

    def values(self):
        """The values, as a view."""
        return ValuesView(self)

    def items(self):
        """The items, as a view."""
        return ItemsView(self)

    def update(self, other=(), /, **more):
        """Takes all items of a mapping, or of an iterable of pairs."""
        pairs = ((key, other[key]) for key in other.keys()) if hasattr(other, "keys") else other  # noqa: SIM118
        for key, value in pairs:
            self[key] = value
        for key, value in more.items():
            self[key] = value

    def copy(self):
        """A dictionary with the same items."""
        new = Dict()
        if self._typed:
            new = type(self)()
            new.update(self)
        return new

    def __eq__(self, other):
        return dict(self.items()) == dict(other) if isinstance(other, (Dict, dict)) else NotImplemented

    __hash__ = None

    def __or__(self, other):
        new = self.copy()
        new.update(other)
        return new

    def __ior__(self, other):
        self.update(other)
        return self

    def __str__(self):
        return f"{{{', '.join(f'{key}: {value}' for key, value in self.items())}}}"

    def __repr__(self):
        return f"{self._numba_type_}({self})" if self._typed else f"DictType[Undefined,Undefined]({self})"

    def __reduce__(self):
        if not self._typed:
            return Dict, ()
        return _filled, (self._numba_type_.key_type, self._numba_type_.value_type, list(self.items()))


MutableMapping.register(Dict)


def _filled(key_type, value_type, items):
    new = Dict.empty(key_type, value_type)
    new.update(items)
    return new


class _Untyped(_host.Object, Dict):
    """A dictionary before its first item, which tells its types: it becomes one of those."""

    __slots__ = ()
    _typed = False
    __eq__, __hash__ = Dict.__eq__, None

    def __new__(cls):
        return _host.Object.__new__(cls)

    @property
    def _numba_type_(self):
        from jaculus.numba.typeclasses import DictType, Undefined

        return DictType(Undefined(), Undefined())

    def __setitem__(self, key, value):
        from jaculus.valuetypes import typeof

        made = dict_class(typeof(key), typeof(value))()
        self.__class__ = type(made)
        self._become(made)
        self[key] = value

    def setdefault(self, key, default):
        """The value of the key, which is the default from now on."""
        self[key] = default
        return self[key]

    def __len__(self):
        return 0

    def _next(self, entry):
        return -1

    def __contains__(self, key):
        return False

    def __getitem__(self, key):
        raise KeyError(key)

    __delitem__ = __getitem__

    def pop(self, key, *default):
        """The default, or KeyError."""
        if default:
            return default[0]
        raise KeyError(key)

    def popitem(self):
        """KeyError: it is empty."""
        raise KeyError("dictionary is empty")

    def get(self, key, default=None):
        """The default: it is empty."""
        del key
        return default

    def clear(self):
        """It is empty."""


_classes = {}


def dict_class(key_type, value_type):
    """The compiled class of the dictionaries of these types."""
    from jaculus.numba.typeclasses import DictType, Set, Undefined
    from jaculus.numba.types import unliteral

    key_type, value_type = unliteral(key_type), unliteral(value_type)
    found = _classes.get((key_type, value_type))
    if found is not None:
        return found
    for kind, role in ((key_type, "key"), (value_type, "value")):
        if isinstance(kind, (List, Set)):
            raise TypingError(f"{kind} as {role} is forbidden")
        if isinstance(kind, (NoneType, Optional)):
            raise TypingError(f"Dict.{role}_type cannot be of type {kind}")
        if not isinstance(kind, types.Type) or isinstance(kind, Undefined):
            raise TypingError(f"expecting a Numba Type, got {kind!r}")
    fields = {**entry_fields(key_type), "_values": List(value_type, reflected=True)}
    casts = {"_as_key": caster("_as_key", key_type), "_as_value": caster("_as_value", value_type)}
    made = container("Dict", _Table, fields, DictType(key_type, value_type), Dict, casts)
    _classes[key_type, value_type] = made
    return made


def new_dict(key, value, n_keys=0):
    """An empty dictionary for these types."""
    return Dict.empty(key, value, n_keys)


def _empty(key_type, value_type, n_keys=0):
    made = dict_class(named(key_type), named(value_type))
    return lambda key_type, value_type, n_keys=0: made()


extending.overload(Dict.empty)(_empty)


@extending.overload(new_dict)
def _new(key, value, n_keys=0):
    made = dict_class(named(key), named(value))
    return lambda key, value, n_keys=0: made()
