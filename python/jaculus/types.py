"""The types of arguments and results: `int32`, `float64[:, ::1]`, `int32(int32, int32)`, in Numba's spelling.

Each type has a name, which the compiler's protocol uses, and words, which the C extension uses (ext/host.h).
"""

import struct

_SCALARS = [
    "none", "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float32", "float64", "complex64", "complex128",
]  # fmt: skip
_CODES = {name: code for code, name in enumerate(_SCALARS, start=1)}
_ARRAY, _TUPLE = 32, 33
_LAYOUTS = "CFA"


class Type:
    """A type. Called with types it makes a signature, with a value it converts; indexed with slices, an array type."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __str__(self):
        return self.name

    def __eq__(self, other):
        return isinstance(other, Type) and other.name == self.name

    def __hash__(self):
        return hash(self.name)

    def __reduce__(self):
        return parse_type, (self.name,)

    def __call__(self, *args):
        if len(args) == 1 and not isinstance(args[0], Type):
            return self.convert(args[0])
        return Signature(self, args)

    def __getitem__(self, index):
        dimensions = index if isinstance(index, tuple) else (index,)
        if not all(isinstance(one, slice) and one.start is None and one.stop is None for one in dimensions):
            raise KeyError(f"{self}[…] takes slices: {self}[:], {self}[:, ::1]; not {index!r}")
        steps = [one.step for one in dimensions]
        if steps[-1] == 1 and not any(steps[:-1]):
            layout = "C"
        elif steps[0] == 1 and not any(steps[1:]):
            layout = "F"
        elif not any(steps):
            layout = "A"
        else:
            raise KeyError(f"{self}[…]: only the first or the last axis can be contiguous (::1)")
        return Array(self, len(steps), layout)

    def convert(self, value):
        """`int32(3)` outside kernels: the value, with this type's width and wrap-around."""
        import numpy

        kind = numpy.dtype(self.name)
        with numpy.errstate(all="ignore"):
            return numpy.asarray(value).astype(kind)[()]

    def words(self):
        """The type in the C extension's words."""
        code = _CODES.get(self.name)
        if code is None:
            raise TypeError(f"values of type {self} cannot be passed to kernels yet")
        return (code,)

    @property
    def bitwidth(self):
        """Bits of a number."""
        return int("".join(filter(str.isdigit, self.name)))

    @property
    def plain(self):
        """The type as signatures show it."""
        return self


class Array(Type):
    """An array type; `short` is the length of the last axis where that is part of the specialisation, else 0."""

    __slots__ = ("aligned", "dtype", "layout", "ndim", "readonly", "short")

    def __init__(self, dtype, ndim, layout, readonly=False, name=None, aligned=True, short=0):
        tail = f", {short}" if short else ""
        text = f"array({dtype}, {ndim}d, {layout}{tail})"
        super().__init__(f"{'' if aligned else 'unaligned '}{'readonly ' if readonly else ''}{text}")
        self.dtype, self.ndim, self.layout = dtype, ndim, layout
        self.readonly, self.aligned, self.short = readonly, aligned, short

    def __repr__(self):
        return f"Array({self.dtype}, {self.ndim}, {self.layout!r}, {self.readonly}, aligned={self.aligned})"

    @property
    def mutable(self):
        """Whether a kernel may write to it."""
        return not self.readonly

    def words(self):
        word = _ARRAY | _CODES[self.dtype.name] << 8 | self.ndim << 16 | _LAYOUTS.index(self.layout) << 24
        return (word | self.readonly << 26 | (not self.aligned) << 27 | self.short << 32,)

    @property
    def plain(self):
        return self.copy(short=0)

    def copy(self, dtype=None, ndim=None, layout=None, readonly=None, short=None):
        """The type with some properties changed."""
        given = {"dtype": dtype, "ndim": ndim, "layout": layout, "readonly": readonly, "short": short}
        changed = {key: getattr(self, key) if value is None else value for key, value in given.items()}
        return Array(aligned=self.aligned, **changed)


class BaseTuple(Type):
    """A tuple type: each item has its own."""

    __slots__ = ("types",)

    def __init__(self, items):
        self.types = tuple(items)
        if self.types and len(set(self.types)) == 1:
            super().__init__(f"UniTuple({self.types[0]}, {len(self.types)})")
        else:
            super().__init__(f"Tuple({', '.join(map(str, self.types))})")

    def __len__(self):
        return len(self.types)

    def __iter__(self):
        return iter(self.types)

    def words(self):
        return (_TUPLE | len(self.types) << 32, *(word for item in self.types for word in item.words()))

    @property
    def plain(self):
        return BaseTuple([item.plain for item in self.types])


class Signature:
    """`int32(int32, int32)`: argument types, and a result type or None where it is to be inferred."""

    __slots__ = ("args", "return_type")

    def __init__(self, return_type, args):
        for one in args:
            if not isinstance(one, Type):
                raise TypeError(f"a signature is made of types; {one!r} is not one")
        self.return_type, self.args = return_type, tuple(args)

    def __repr__(self):
        return f"({', '.join(map(str, self.args))}) -> {self.return_type}"

    def __eq__(self, other):
        return isinstance(other, Signature) and (self.args, self.return_type) == (other.args, other.return_type)

    def __hash__(self):
        return hash((self.args, self.return_type))


def Tuple(items):  # noqa: N802 (Numba's name)
    """The type of a tuple of these items."""
    return BaseTuple(items)


def UniTuple(item, count):  # noqa: N802 (Numba's name)
    """The type of a tuple of `count` equal items."""
    return BaseTuple([item] * count)


none = void = Type("none")
boolean = bool_ = b1 = Type("bool")
int8, int16, int32, int64 = i1, i2, i4, i8 = tuple(map(Type, ("int8", "int16", "int32", "int64")))
uint8, uint16, uint32, uint64 = u1, u2, u4, u8 = tuple(map(Type, ("uint8", "uint16", "uint32", "uint64")))
float32, float64 = f4, f8 = Type("float32"), Type("float64")
complex64, complex128 = c8, c16 = Type("complex64"), Type("complex128")
byte, char, uchar, short, ushort = uint8, int8, uint8, int16, uint16
intc, uintc, int_, uint, long_, ulong = int32, uint32, int64, uint64, int64, uint64
intp, uintp, ssize_t, size_t, longlong, ulonglong = int64, uint64, int64, uint64, int64, uint64
float_, double = float32, float64
unicode_type = Type("unicode_type")

_BY_NAME = {one.name: one for one in (
    none, boolean, int8, int16, int32, int64, uint8, uint16, uint32, uint64,
    float32, float64, complex64, complex128, unicode_type,
)}  # fmt: skip
__all__ = ["Tuple", "UniTuple", *(name for name, one in globals().items() if isinstance(one, Type))]


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
    if code == _TUPLE:
        return BaseTuple([_read(next(rest), rest) for _ in range(word >> 32)])
    if code != _ARRAY:
        return _BY_NAME[_SCALARS[code - 1]]
    return Array(
        _BY_NAME[_SCALARS[(word >> 8 & 0xFF) - 1]],
        word >> 16 & 0xFF,
        _LAYOUTS[word >> 24 & 3],
        readonly=bool(word >> 26 & 1),
        aligned=not word >> 27 & 1,
        short=word >> 32,
    )


def parse_type(text):
    """The type that a protocol name such as `readonly array(float64, 2d, C)` spells."""
    plain = _BY_NAME.get(text)
    if plain is not None:
        return plain
    head, _, inner = text.removesuffix(")").partition("(")
    items = _split(inner)
    if head == "UniTuple":
        return BaseTuple([parse_type(items[0])] * int(items[1]))
    if head == "Tuple":
        return BaseTuple(map(parse_type, items))
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
