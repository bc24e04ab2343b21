"""Types as users write them and as signatures show them: `int32`, `float64[:, ::1]`, `int32(int32, int32)`.

Each type has a spelling, which the compiler's protocol uses, and words, which the C extension uses (ext/host.h).
"""

import struct

from jaculus.typeclasses import (
    Array,
    BaseTuple,
    Boolean,
    Complex,
    Float,
    Generator,
    Integer,
    List,
    NoneType,
    NPDatetime,
    NPTimedelta,
    Optional,
    Tuple,
    Type,
    UnicodeType,
    UniTuple,
)

_SCALARS = [
    "none", "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float32", "float64", "complex64", "complex128",
]  # fmt: skip
_CODES = {name: code for code, name in enumerate(_SCALARS, start=1)}
# Dates and durations have a code for each unit, in NumPy's order; its third unit is no more.
_UNITS = ["Y", "M", "W", None, "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", ""]
_TIMES = {
    kind(unit).name: (first + place, kind(unit))
    for kind, first in ((NPDatetime, 64), (NPTimedelta, 80))
    for place, unit in enumerate(_UNITS)
    if unit is not None
}
_CODES.update({name: code for name, (code, _) in _TIMES.items()})
_ARRAY, _TUPLE, _OPTIONAL, _LIST, _STR, _GENERATOR, _OBJECT, _NAMED = 32, 33, 34, 35, 36, 37, 40, 41
_INSTANCE = 42
_TYPED = 1 << 8  # numba.typed.List
_LAYOUTS = "CFA"


class Signature:
    """`int32(int32, int32)`: argument types, and a result type or None where it is to be inferred."""

    __slots__ = ("args", "pysig", "recvr", "return_type")

    def __init__(self, return_type, args, recvr=None, pysig=None):
        for one in args:
            if not isinstance(one, Type):
                raise TypeError(f"a signature is made of types; {one!r} is not one")
        self.return_type, self.args, self.recvr, self.pysig = return_type, tuple(args), recvr, pysig

    def __repr__(self):
        return f"{self.args} -> {self.return_type}"

    def __eq__(self, other):
        return isinstance(other, Signature) and (self.args, self.return_type) == (other.args, other.return_type)

    def __hash__(self):
        return hash((self.args, self.return_type))

    def __reduce__(self):
        return Signature, (self.return_type, self.args)

    @property
    def is_method(self):
        """Whether it is of a bound method."""
        return self.recvr is not None


none = void = NoneType("none")
boolean = bool_ = b1 = Boolean("bool")
int8, int16, int32, int64 = i1, i2, i4, i8 = tuple(map(Integer, ("int8", "int16", "int32", "int64")))
uint8, uint16, uint32, uint64 = u1, u2, u4, u8 = tuple(map(Integer, ("uint8", "uint16", "uint32", "uint64")))
float32, float64 = f4, f8 = Float("float32"), Float("float64")
complex64, complex128 = c8, c16 = Complex("complex64"), Complex("complex128")
byte, char, uchar, short, ushort = uint8, int8, uint8, int16, uint16
intc, uintc, int_, uint, long_, ulong = int32, uint32, int64, uint64, int64, uint64
intp, uintp, ssize_t, size_t, longlong, ulonglong = int64, uint64, int64, uint64, int64, uint64
double = float64
unicode_type = UnicodeType("unicode_type")
optional = Optional

_BY_NAME = {one.name: one for one in (
    none, boolean, int8, int16, int32, int64, uint8, uint16, uint32, uint64,
    float32, float64, complex64, complex128, unicode_type,
)}  # fmt: skip
_BY_NAME.update({name: one for name, (_, one) in _TIMES.items()})
_BY_CODE = {code: _BY_NAME[name] for name, code in _CODES.items()}
__all__ = ["Tuple", "UniTuple", "optional", *(name for name, one in globals().items() if isinstance(one, Type))]


def scalar_code(kind):
    """The C extension's code of a type that is its own word, else None."""
    return _STR if kind == unicode_type else _CODES.get(kind.name)


BUFFERS = (None, "Bytes", "ByteArray", "MemoryView", "PyArray")  # by the C extension's numbers


def buffer_word(kind):
    """The type of one of Python's buffers in one word."""
    from jaculus.typeclasses import Array

    seen = Array(kind.dtype, kind.ndim, kind.layout, kind.readonly)
    return array_word(seen) | BUFFERS.index(type(kind).__name__) << 28


def array_word(kind):
    """An array type in one word."""
    code = _CODES.get(kind.dtype.name)
    if code is None:
        raise TypeError(f"values of type {kind} cannot be passed to kernels yet")
    word = _ARRAY | code << 8 | kind.ndim << 16 | _LAYOUTS.index(kind.layout) << 24
    return word | kind.readonly << 26 | (not kind.aligned) << 27 | kind.short << 32


def tuple_words(kind):
    """A tuple type: its length, then its items."""
    cls = getattr(kind, "instance_class", None)
    named = () if cls is None else (_NAMED | id(cls) << 8,)
    return (*named, _TUPLE | len(kind.types) << 32, *(word for item in kind.types for word in item.words()))


def named_words(cls, kinds):
    """A tuple of this class, with items of these types."""
    words = [word for kind in kinds for word in kind.words()]
    return (_NAMED | id(cls) << 8, _TUPLE | len(kinds) << 32, *words)


def instance_words(cls):
    """An instance of a compiled class."""
    return (_INSTANCE | id(cls) << 8,)


def slice_words(members):
    """A slice: a tuple of that class."""
    return (_NAMED | id(slice) << 8, _TUPLE | members << 32, *(_CODES["int64"] for _ in range(members)))


def ellipsis_words():
    """`...`: a tuple of its class, without items."""
    return (_NAMED | id(type(Ellipsis)) << 8, _TUPLE)


def list_words(kind):
    """A list type: its item follows."""
    return (_LIST | (0 if isinstance(kind, List) else _TYPED), *kind.dtype.words())


def _list_type(item):
    from jaculus.numba.typeclasses import ListType

    return ListType(item)


def from_words(words):
    """The types that the C extension's words (bytes) spell."""
    values = iter(struct.unpack(f"<{len(words) // 8}Q", words))
    return tuple(_read(word, values) for word in values)


def to_words(types):
    """These types one after the other in the C extension's words, as bytes."""
    values = [word for one in types for word in one.words()]
    return struct.pack(f"<{len(values)}Q", *values)


def _read(word, rest):
    code = word & 0xFF
    if code == _OPTIONAL:
        return Optional(_read(next(rest), rest))
    if code == _OBJECT:
        from jaculus.constants import Constant

        return Constant(word)
    if code == _INSTANCE:
        from jaculus.host import _host

        return _host.object_of(word)._numba_type_
    if code == _NAMED:
        from jaculus.host import _host

        return BaseTuple.from_types(_read(next(rest), rest).types, _host.object_of(word))
    if code == _TUPLE:
        return BaseTuple.from_types([_read(next(rest), rest) for _ in range(word >> 32)])
    if code == _LIST:
        item = _read(next(rest), rest)
        return _list_type(item) if word & _TYPED else List(item, reflected=True)
    if code == _STR:
        return unicode_type
    if code != _ARRAY:
        return _BY_CODE[code]
    dtype, ndim, layout, readonly = (
        _BY_CODE[word >> 8 & 0xFF],
        word >> 16 & 0xFF,
        _LAYOUTS[word >> 24 & 3],
        word >> 26 & 1,
    )
    if word >> 28 & 7:
        from jaculus.numba import typeclasses

        return getattr(typeclasses, BUFFERS[word >> 28 & 7])(dtype, ndim, layout, readonly=bool(readonly))
    return Array(
        dtype,
        ndim,
        layout,
        readonly=bool(readonly),
        aligned=not word >> 27 & 1,
        short=word >> 32,
    )


def _class_of(name, classes):
    """The class of a tuple, by its name and number in a request; that of bytes is every request's."""
    if name.startswith("[bytes]"):
        from jaculus.models import ByteText

        return ByteText
    return classes[int(name.split(":")[1])]


def parse_type(text, classes=()):
    """The type that a protocol name such as `readonly array(float64, 2d, C)` spells."""
    plain = _BY_NAME.get(text)
    if plain is not None:
        return plain
    head, _, inner = text.removesuffix("<iv=None>").removesuffix(")").partition("(")
    items = _split(inner)
    if text.startswith("slice<"):
        from jaculus.numba import types

        return types.slice3_type if text == "slice<a:b:c>" else types.slice2_type
    if text == "ellipsis":
        from jaculus.numba import types

        return types.ellipsis
    if head == "UniTuple":
        return UniTuple(parse_type(items[0], classes), int(items[1]))
    if head == "Tuple":
        return BaseTuple.from_types([parse_type(item, classes) for item in items])
    if head == "NamedTuple" and items[0].startswith("[dict]"):
        from jaculus.numba.types import LiteralStrKeyDict, literal

        keys = items[0].split(":")[2:]
        kinds = (parse_type(item, classes) for item in items[1:])
        return LiteralStrKeyDict({literal(key): kind for key, kind in zip(keys, kinds, strict=True)})
    if head == "NamedTuple":
        return BaseTuple.from_types([parse_type(item, classes) for item in items[1:]], _class_of(items[0], classes))
    if head == "Instance" and classes:
        return classes[int(items[0].split(":")[1])]._numba_type_
    if head == "generator":
        return Generator(parse_type(inner, classes))
    if head == "OptionalType":
        return Optional(parse_type(inner, classes))
    if text.startswith("ListType["):
        return _list_type(parse_type(text[len("ListType[") : -1], classes))
    if head in ("list", "reflected list"):
        return List(parse_type(inner, classes), reflected=head != "list")
    if head.startswith(("datetime64[", "timedelta64[")):
        name, _, unit = head.removesuffix("]").partition("[")
        return (NPDatetime if name == "datetime64" else NPTimedelta)(unit)
    if head.split(" ")[-1] == "array" and len(items) >= 3:
        return Array(
            parse_type(items[0]),
            int(items[1].removesuffix("d")),
            items[2],
            readonly="readonly" in head,
            aligned="unaligned" not in head,
            short=int(items[3]) if len(items) > 3 else 0,
        )
    raise ValueError(f"not a type: {text}")


def _split(text):
    """Splits at the commas outside of parentheses."""
    items, depth, start = [], 0, 0
    for place, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            items.append(text[start:place].strip())
            start = place + 1
    last = text[start:].strip()
    return [*items, last] if last else items
