"""numba.typed.List: a list whose items have one type, which kernels take, change and give; lists of such lists too."""

import numbers
from collections.abc import MutableSequence

import numpy

from jaculus import types
from jaculus.errors import TypingError
from jaculus.home import switched_on
from jaculus.host import _host
from jaculus.signatures import conversion
from jaculus.typeclasses import BaseTuple, Boolean, Complex, Integer, Number, Optional


class List(_host.TypedList, MutableSequence):
    """A list of one type: that of its first item, or what `empty_list` says."""

    def __new__(cls, *args, lsttype=None, allocated=0):
        """With DISABLE_JIT there are no kernels to hand it to: it is a list of Python's."""
        del lsttype, allocated
        return list(*args) if switched_on("DISABLE_JIT") else super().__new__(cls)

    def __init__(self, iterable=(), *, lsttype=None, allocated=0):
        del allocated  # room for items that are not there yet: Python's lists grow by themselves
        self._items, self._item, self._words = [], None, b""
        if lsttype is not None:
            self._decide(lsttype.item_type)
        self.extend(iterable)

    @classmethod
    def empty_list(cls, item_type, allocated=0):
        """An empty list for items of this type."""
        new = cls(allocated=allocated)
        if isinstance(new, List):
            new._decide(item_type)
        return new

    def _decide(self, item_type):
        self._item, self._words = item_type, types.to_words([item_type])
        self._items = _room(self._words)

    def _converted(self, value):
        """The value as an item: converted, as an argument is to a signature, where the type is another."""
        if self._item is None:
            self._decide(_typeof(value))
        found = _as(value, self._item)
        if found is _UNFIT:
            raise TypingError(f"cannot put {value!r} into {self!r}: it is no {self._item}")
        return found

    @property
    def _numba_type_(self):
        from jaculus.numba.typeclasses import ListType, Undefined

        return ListType(Undefined() if self._item is None else self._item)

    @property
    def _dtype(self):
        if self._item is None:
            raise RuntimeError("invalid operation on untyped list")
        return self._item

    @property
    def _typed(self):
        return self._item is not None

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        try:
            found = self._items[index]
        except IndexError:
            raise IndexError("list index out of range") from None
        return made(found, self._words, self._item) if isinstance(index, slice) else found

    def __setitem__(self, index, value):
        item = [self._converted(one) for one in value] if isinstance(index, slice) else self._converted(value)
        self._items[index] = item

    def __delitem__(self, index):
        del self._items[index]

    def __iter__(self):
        length = len(self._items)
        for place in range(length):
            if len(self._items) != length:
                raise RuntimeError("list was mutated during iteration")
            yield self._items[place]
        if len(self._items) != length:
            raise RuntimeError("list was mutated during iteration")

    def __contains__(self, value):
        return value in self._items

    def insert(self, index, value):
        item = self._converted(value)  # first: it may decide where the items are
        self._items.insert(index, item)

    def append(self, value):
        item = self._converted(value)
        self._items.append(item)

    def extend(self, iterable):
        items = list(iterable._items) if isinstance(iterable, List) else iterable  # also a list that extends itself
        converted = [self._converted(one) for one in items]
        self._items.extend(converted)

    def copy(self):
        """A list of the same items."""
        return made(self._items.copy(), self._words, self._item)

    def sort(self, key=None, reverse=False):
        """Sorts in place."""
        self._items.sort(key=getattr(key, "py_func", key), reverse=reverse)

    def _compared(self, other, compare):
        return compare(list(self._items), list(other._items)) if isinstance(other, List) else NotImplemented

    def __eq__(self, other):
        return self._compared(other, list.__eq__)

    def __ne__(self, other):
        return self._compared(other, list.__ne__)

    def __lt__(self, other):
        return self._compared(other, list.__lt__)

    def __le__(self, other):
        return self._compared(other, list.__le__)

    def __gt__(self, other):
        return self._compared(other, list.__gt__)

    def __ge__(self, other):
        return self._compared(other, list.__ge__)

    __hash__ = None

    def __str__(self):
        return f"[{', '.join(map(str, self._items))}]"

    def __repr__(self):
        return f"{self._numba_type_}({self})" if self._typed else f"ListType[Undefined]({self})"

    def __reduce__(self):
        return made, (list(self._items), self._words, self._item)


def _room(words):
    """For items of this type: in memory that kernels use in place where they can."""
    block = _host.item_block(words)
    return [] if block is None else block


_UNFIT = object()


def _as(value, item):
    """The value as an item of this type, or _UNFIT."""
    if isinstance(item, Number | Boolean):
        is_number = isinstance(value, numbers.Number | numpy.bool_) or (
            isinstance(value, numpy.ndarray) and value.ndim == 0
        )
        if not is_number or (isinstance(value, complex) and not isinstance(item, Complex)):
            return _UNFIT
        if isinstance(item, Boolean):
            return bool(value)
        if isinstance(item, Integer) and isinstance(value, int) and not -(2**63) <= value < 2**64:
            raise OverflowError("int too big to convert")
        return item.cast_python_value(value).item()
    if isinstance(item, Optional):
        return None if value is None else _as(value, item.type)
    if isinstance(item, BaseTuple) and isinstance(value, tuple) and len(value) == len(item):
        parts = [_as(one, kind) for one, kind in zip(value, item, strict=True)]
        if any(one is _UNFIT for one in parts):
            return _UNFIT
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value if conversion(_typeof(value), item) is not None else _UNFIT


def _typeof(value):
    if isinstance(value, List):
        return value._numba_type_
    words = _host.type_words(value)
    if words is None:
        raise TypingError(f"a typed List does not hold {type(value).__name__} objects")
    return types.from_words(words)[0].plain


def made(items, words, item_type=None):
    """A List around items that have the type already, or around a block of them (called by the C extension)."""
    new = _host.TypedList.__new__(List)
    new._item = item_type if item_type is not None or not words else types.from_words(words)[0].plain
    new._items, new._words = items, words
    if isinstance(items, list) and not isinstance(room := _room(words), list):
        room.extend(items)
        new._items = room
    return new


_host.typed_list(List)


def new_list(item, allocated=0):
    """An empty list for items of this type: `numba.typed.listobject.new_list`."""
    return List.empty_list(item, allocated)
