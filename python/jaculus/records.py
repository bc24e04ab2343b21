"""Records: NumPy's structured arrays and their elements in kernels, which see them as tuples with a view of each field.

An array of texts is one of records with a single field, which has no name; its elements are texts, not records.

Such a tuple's class says what the records are; the C extension makes its words those of any strides, so that all arrays
of one dtype are one type. What a kernel gives back becomes an array of records again, or one record, by its memory.
"""

from functools import cache

import numpy

from jaculus.errors import TypingError
from jaculus.host import _host
from jaculus.models import Parts
from jaculus.numba.np.numpy_support import as_dtype, from_dtype
from jaculus.numba.structuretypes import CharSeq, NestedArray, Record, UnicodeCharSeq
from jaculus.numba.typeclasses import PyObject
from jaculus.typeclasses import Array, Boolean, NPDatetime, NPTimedelta, Number
from jaculus.types import uint8, uint32

NAME = "[record]"  # a name that no class of a program has
_RESERVED = set(":,()[]")  # they separate what types are spelled with


class Views(Parts):
    """A view of each field; `kind`, of the subclasses, is the records' type."""

    __slots__ = ()

    @classmethod
    def type_of(cls, items):
        """The type of records whose views these are."""
        first, kind = items[0], cls.kind
        axes = (first.ndim if isinstance(first, Array) else 0) - _own_axes(_fields(kind)[0][1])
        if axes == 0 and isinstance(kind, Record):
            return kind
        readonly = not getattr(first, "mutable", True)
        return Array(kind, axes, "A", readonly=readonly, aligned=getattr(kind, "aligned", True))

    def _whole(self):
        """The array of records, or the record, that these are views of (called by the C extension)."""
        first = next(_leaves(self))
        own = _own_axes(_fields(self.kind)[0][1])
        rank = first.ndim - own - sum(_nested_axes(self))
        place = first.ctypes.data - _offset(self)
        found = _memory(self, place, first.shape[:rank], first.strides[:rank])
        if found is None:
            found = numpy.empty(first.shape[:rank], self.dtype)
            for theirs, mine in zip(_leaves(_views(found, type(self))), _leaves(self), strict=True):
                theirs[...] = mine
        return found if rank or not isinstance(self.kind, Record) else found.copy()[()]


class _Memory:
    """What NumPy makes an array of; `owner` keeps the memory alive."""

    def __init__(self, owner, place, shape, strides, dtype, readonly):
        self.owner, self._dtype = owner, dtype
        self.__array_interface__ = {
            "data": (place, readonly),
            "shape": tuple(shape),
            "strides": tuple(strides),
            "typestr": f"|V{dtype.itemsize}",
            "version": 3,
        }

    def array(self):
        """The array."""
        return numpy.asarray(self).view(self._dtype)


_known = {}  # a dtype → the class of its records


def of(value):
    """The views of an array of records, or of one record, which share its memory."""
    dtype = value.dtype
    found = _known.get(dtype)
    if found is None:
        found = _known[dtype] = record_class(from_dtype(dtype))
    if isinstance(value, numpy.void):
        value = _host.record_array(value)
    return _views(value if type(value) is numpy.ndarray else value.view(numpy.ndarray), found)


def _views(array, cls):
    return tuple.__new__(
        cls,
        [
            array[name] if plain else _field(array[name] if name else array, inner, letter)
            for name, plain, inner, letter in cls.reads
        ],
    )


def _field(array, inner, letter):
    if isinstance(inner, Record):
        return _views(array, record_class(inner))
    item = numpy.dtype(numpy.uint32 if letter == "u" else numpy.uint8)
    shape = (*array.shape, array.dtype.itemsize // item.itemsize)
    strides = (*array.strides, item.itemsize)
    return _Memory(array, array.ctypes.data, shape, strides, item, not array.flags.writeable).array()


def _inner(kind):
    """The type of the elements of a field that has axes of its own."""
    while isinstance(kind, NestedArray):
        kind = kind.dtype
    return kind


def _letter(kind):
    """How the compiler takes what has no type of its own there: u code points, s a text's bytes, b what is copied."""
    if isinstance(kind, (CharSeq, UnicodeCharSeq)):
        return "u" if isinstance(kind, UnicodeCharSeq) else "s"
    plain = (
        isinstance(kind, (Number, Boolean, NPDatetime, NPTimedelta, Record)) and getattr(kind, "name", "") != "float16"
    )
    return "" if plain else "b"


@cache
def record_class(kind):
    """The class of the views of these records."""
    fields = []
    reads = []  # name, whether its view is the field as NumPy gives it, else what it is
    for name, one in _fields(kind):
        if _RESERVED & set(name):
            raise TypingError(f"the field {name!r} of a record cannot be named so in a kernel: rename it")
        inner = _inner(one)
        if isinstance(inner, Record):
            record_class(inner)
        elif isinstance(inner, PyObject):
            others = [other for other, _ in _fields(kind) if other != name]
            raise TypingError(
                f"the field {name!r} of a record is an object of Python's, which kernels cannot copy; "
                f"pass the other fields: a[{others}]"
            )
        letter = _letter(inner)
        fields.append(f"{name}[{axes}{letter}]" if (axes := _own_axes(one)) else name)
        reads.append((name, not (isinstance(inner, Record) or letter), inner, letter))
    if not fields:
        raise TypingError("records without fields are nothing that a kernel could read")
    own = {"__slots__": (), "_fields": tuple(fields), "kind": kind, "dtype": _dtype(kind), "reads": reads}
    return type(NAME, (Views,), own)


def _fields(kind):
    """The names and the types of the fields in the dtype's order, which need not be that of their places."""
    if isinstance(kind, (CharSeq, UnicodeCharSeq)):
        return [("", kind)]
    return [(name, one["type"]) for name, one in kind.fields.items()]


def _dtype(kind):
    if isinstance(kind, NestedArray):
        return numpy.dtype((_dtype(kind.dtype), kind.shape))
    if not isinstance(kind, Record):
        return as_dtype(kind)
    names = [name for name in kind.fields if not kind.is_title(name)]
    formats, offsets = [_dtype(kind.typeof(name)) for name in names], [kind.offset(name) for name in names]
    parts = {"names": names, "formats": formats, "offsets": offsets, "itemsize": kind.size}
    titles = [kind.fields[name].get("title") for name in names]
    if any(titles):
        parts["titles"] = titles
    return numpy.dtype(parts, align=kind.aligned)


def _own_axes(kind):
    axes = 0
    while isinstance(kind, NestedArray):
        axes, kind = axes + len(kind.shape), kind.dtype
    return axes + bool(_letter(kind))


def item_types(kind, axes=0, readonly=False):
    """The types of the views of records along some axes, as the C extension words them."""
    items = []
    for _, one in _fields(kind):
        own = axes + _own_axes(one)
        inner = _inner(one)
        letter = _letter(inner)
        if letter:
            inner = uint32 if letter == "u" else uint8
        one_record = isinstance(inner, Record) and own == 0
        items.append(inner if one_record else Array(inner, own, "A", readonly=readonly, aligned=False))
    return items


# From views to memory.


def _leaves(views):
    for one in views:
        if isinstance(one, Views):
            yield from _leaves(one)
        else:
            yield one


def _offset(views):
    """Where in its record the first view begins."""
    name, _ = _fields(views.kind)[0]
    return (views.kind.offset(name) if name else 0) + (_offset(views[0]) if isinstance(views[0], Views) else 0)


def _nested_axes(views):
    """The own axes of the first field in each record that the first view is nested in, but the outermost."""
    while isinstance(views[0], Views):
        views = views[0]
        yield _own_axes(_fields(views.kind)[0][1])


def _memory(views, place, shape, strides):
    """The records at this place, if all the views are theirs."""
    owner, dtype = tuple(_leaves(views)), views.dtype
    if not all(shape):
        return None
    readonly = not all(one.flags.writeable for one in owner)
    found = _Memory(owner, place, shape, strides, dtype, readonly).array()
    for mine, theirs in zip(owner, _leaves(_views(found, type(views))), strict=True):
        if (mine.ctypes.data, mine.shape, mine.strides) != (theirs.ctypes.data, theirs.shape, theirs.strides):
            return None
    return found
