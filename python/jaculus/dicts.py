"""numba.typed.Dict: a dictionary with keys of one type and values of another, which kernels and Python share.

For each pair of types there is a compiled class (jitclass.py) with the methods of `_Table`: entries in the order of
insertion, and an open-addressing index of their places, as CPython's dict. Python's object is an instance of it, so
that a call passes an address.
"""

import warnings
from collections.abc import ItemsView, KeysView, MutableMapping, ValuesView

from jaculus import extending, types
from jaculus.errors import NumbaTypeSafetyWarning, TypingError
from jaculus.home import switched_on
from jaculus.host import _host
from jaculus.jitclass import container, function
from jaculus.signatures import SAFE, conversion
from jaculus.typeclasses import Boolean, Complex, Float, Integer, List, NoneType, Number, Optional

FREE, GONE = -1, -2  # in the index: no entry was ever here; the entry that was here is deleted
DELETED = -1  # the hash of an entry that is deleted: no key has it
SMALLEST = 8


class _Table:
    """The methods in kernels."""

    def __init__(self):
        self._index, self._hashes, self._keys, self._values = [], [], [], []
        self._used = 0
        for _ in range(SMALLEST):
            self._index.append(FREE)

    def _place(self, key, hashed):
        """Where in the entries the key is, or -1."""
        mask = len(self._index) - 1
        at, perturb = hashed & mask, hashed
        while True:
            entry = self._index[at]
            if entry == FREE:
                return -1
            if entry >= 0 and self._hashes[entry] == hashed and self._keys[entry] == key:
                return entry
            perturb = (perturb >> 5) & 0x07FFFFFFFFFFFFFF
            at = (at * 5 + perturb + 1) & mask

    def _enter(self, hashed, entry):
        """Notes a new entry in the index."""
        mask = len(self._index) - 1
        at, perturb = hashed & mask, hashed
        while self._index[at] >= 0:
            perturb = (perturb >> 5) & 0x07FFFFFFFFFFFFFF
            at = (at * 5 + perturb + 1) & mask
        self._index[at] = entry

    def _rebuild(self):
        """Drops deleted entries, and makes an index of twice to four times as many places as there are entries."""
        count = 0
        for entry in range(len(self._hashes)):
            if self._hashes[entry] != DELETED:
                if count != entry:
                    self._hashes[count] = self._hashes[entry]
                    self._keys[count] = self._keys[entry]
                    self._values[count] = self._values[entry]
                count += 1
        while len(self._hashes) > count:
            self._hashes.pop()
            self._keys.pop()
            self._values.pop()
        size = SMALLEST
        while size < 3 * count:
            size *= 2
        for at in range(len(self._index)):
            self._index[at] = FREE
        while len(self._index) < size:
            self._index.append(FREE)
        while len(self._index) > size:
            self._index.pop()
        for entry in range(count):
            self._enter(self._hashes[entry], entry)

    def __len__(self):
        return self._used

    def __contains__(self, key):
        key = self._as_key(key)
        return self._place(key, hash(key)) >= 0

    def __getitem__(self, key):
        key = self._as_key(key)
        entry = self._place(key, hash(key))
        if entry < 0:
            raise KeyError(key)
        return self._values[entry]

    def __setitem__(self, key, value):
        key = self._as_key(key)
        hashed = hash(key)
        entry = self._place(key, hashed)
        if entry >= 0:
            self._values[entry] = self._as_value(value)
            return
        if 3 * (len(self._hashes) + 1) > 2 * len(self._index):
            self._rebuild()
        self._keys.append(key)
        self._values.append(self._as_value(value))
        self._hashes.append(hashed)
        self._used += 1
        self._enter(hashed, len(self._hashes) - 1)

    def __delitem__(self, key):
        key = self._as_key(key)
        entry = self._place(key, hash(key))
        if entry < 0:
            raise KeyError(key)
        self._remove(entry)

    def _remove(self, entry):
        """Deletes an entry."""
        mask = len(self._index) - 1
        at, perturb = self._hashes[entry] & mask, self._hashes[entry]
        while self._index[at] != entry:
            perturb = (perturb >> 5) & 0x07FFFFFFFFFFFFFF
            at = (at * 5 + perturb + 1) & mask
        self._index[at] = GONE
        self._hashes[entry] = DELETED
        self._used -= 1
        if self._used == 0:
            self.clear()
        while len(self._hashes) > 0 and self._hashes[len(self._hashes) - 1] == DELETED:
            self._hashes.pop()
            self._keys.pop()
            self._values.pop()

    def clear(self):
        while len(self._hashes) > 0:
            self._hashes.pop()
            self._keys.pop()
            self._values.pop()
        for at in range(len(self._index)):
            self._index[at] = FREE
        self._used = 0

    def get(self, key, default=None):
        key = self._as_key(key)
        entry = self._place(key, hash(key))
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
        key = self._as_key(key)
        entry = self._place(key, hash(key))
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

    def keys(self):
        used = self._used
        for entry in range(len(self._hashes)):
            if self._hashes[entry] != DELETED:
                yield self._keys[entry]
            if self._used != used:
                raise RuntimeError("dictionary changed size during iteration")

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

    def _next(self, entry):
        """The first entry from this place on that is not deleted, or -1."""
        for at in range(entry, len(self._hashes)):
            if self._hashes[at] != DELETED:
                return at
        return -1

    def _key(self, entry):
        return self._keys[entry]


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
        from jaculus.typeof import typeof

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
    from jaculus.numba.typeclasses import DictType, Literal, Set, Undefined

    if isinstance(key_type, Literal):
        key_type = key_type.literal_type
    if isinstance(value_type, Literal):
        value_type = value_type.literal_type
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
    fields = {
        "_index": List(types.int64, reflected=True),
        "_hashes": List(types.int64, reflected=True),
        "_keys": List(key_type, reflected=True),
        "_values": List(value_type, reflected=True),
        "_used": types.int64,
    }
    casts = {"_as_key": _cast("_as_key", key_type), "_as_value": _cast("_as_value", value_type)}
    casts["copy"] = function("copy", "def copy(self):\n    new = made()\n    new.update(self)\n    return new\n", {})
    made = container("Dict", _Table, fields, DictType(key_type, value_type), Dict, casts)
    casts["copy"].py_func.__globals__["made"] = made
    _classes[key_type, value_type] = made
    return made


def safe_cast(source, target):
    """Whether values of one type may become another's: TypingError where the domain changes, a warning for less."""
    rank = conversion(source, target)
    if rank is not None and rank <= SAFE:
        return
    same = any(isinstance(source, kind) and isinstance(target, kind) for kind in (Integer, Float, Complex))
    if isinstance(target, Number) and not same and not (isinstance(source, Integer) and isinstance(target, Float)):
        raise TypingError(f"cannot safely cast {source} to {target}. Please cast explicitly.")
    if isinstance(target, (Number, Boolean)):
        text = f"unsafe cast from {source} to {target}. Precision may be lost."
        warnings.warn(NumbaTypeSafetyWarning(text), stacklevel=2)


_casters = {}


def _caster(kind):
    """What makes a kernel's value one of this type, for kernels."""
    if kind not in _casters:

        def cast(x):
            return kind(x)

        @extending.overload(cast)
        def _implemented(x):
            if x == kind:
                return lambda x: x
            safe_cast(x, kind)
            return lambda x: kind(x)

        _casters[kind] = cast
    return _casters[kind]


def _cast(name, kind):
    """A method that makes a value one of this type where that is safe."""
    if isinstance(kind, (Number, Boolean)):
        return function(name, f"def {name}(self, x):\n    return cast(x)\n", {"cast": _caster(kind)})
    return function(name, f"def {name}(self, x):\n    return x\n", {})


def new_dict(key, value, n_keys=0):
    """An empty dictionary for these types."""
    return Dict.empty(key, value, n_keys)


def _empty(key_type, value_type, n_keys=0):
    made = dict_class(_named(key_type), _named(value_type))
    return lambda key_type, value_type, n_keys=0: made()


def _named(given):
    """The type that a kernel names."""
    if not hasattr(given, "instance_type"):
        raise TypingError(f"expecting a Numba Type, got {given}")
    return given.instance_type


extending.overload(Dict.empty)(_empty)


@extending.overload(new_dict)
def _new(key, value, n_keys=0):
    made = dict_class(_named(key), _named(value))
    return lambda key, value, n_keys=0: made()
