"""The classes of types, in Numba's hierarchy: what `isinstance(t, types.Integer)` asks, and what each type knows."""

import weakref

_pickled = weakref.WeakValueDictionary()  # types that were pickled here: unpickled, they are the same objects


def _unpickled(kind, key, spelling, state):
    """The type itself where it was pickled in this process, else one like it."""
    same = _pickled.get((kind, key))
    if same is not None:
        return same
    made = _spelt(spelling)
    if made is None:  # of a class or a record, which has no spelling of its own
        made = kind.__new__(kind)
        made.__dict__.update(state)
    return made


def _spelt(spelling):
    from jaculus.types import parse_type

    try:
        return parse_type(spelling)
    except ValueError:
        return None


class Type:
    """A type. Called with types it makes a signature, with a value it converts; indexed with slices, an array type.

    `name` is how Numba writes it, `spelling` how the compiler's protocol does; types with one spelling are equal.
    """

    mutable = False
    reflected = False

    def __init__(self, name, spelling=None):
        self.name = name
        self.spelling = name if spelling is None else spelling

    def __repr__(self):
        return self.name

    def __str__(self):
        return self.name

    def __eq__(self, other):
        return isinstance(other, Type) and other.key == self.key

    def __hash__(self):
        return hash(self.key)

    def __reduce__(self):
        _pickled[type(self), self.key] = self
        state = None if _spelt(self.spelling) is not None else self.__dict__
        return _unpickled, (type(self), self.key, self.spelling, state)

    def __call__(self, *args):
        if len(args) == 1 and not isinstance(args[0], Type):
            return self.cast_python_value(args[0])
        from jaculus.types import Signature

        return Signature(self, args)

    def __getitem__(self, index):
        dimensions = index if isinstance(index, tuple) else (index,)
        if not all(isinstance(one, slice) and one.start is None and one.stop is None for one in dimensions):
            raise KeyError(f"{self}[…] takes slices: {self}[:], {self}[:, ::1]; not {index!r}")
        steps = [one.step for one in dimensions]
        if not steps or (steps[-1] == 1 and not any(steps[:-1])):
            layout = "C"
        elif steps[0] == 1 and not any(steps[1:]):
            layout = "F"
        elif not any(steps):
            layout = "A"
        else:
            raise KeyError(f"{self}[…]: only the first or the last axis can be contiguous (::1)")
        return Array(self, len(steps), layout)

    __iter__ = None  # indexing takes any index, so that Python would go over a type for ever

    def cast_python_value(self, value):
        """`int32(3)` outside kernels; only numbers convert."""
        raise NotImplementedError(f"{self} does not convert values outside of kernels")

    def words(self):
        """The type in the C extension's words."""
        from jaculus.types import named_words, scalar_code

        code = scalar_code(self)
        seen = self.as_tuple if code is None else None
        if seen is not None:
            return named_words(*seen)
        if code is None:
            raise TypeError(f"values of type {self} cannot be passed to kernels yet")
        return (code,)

    @property
    def as_tuple(self):
        """What kernels see instead of such a value: the class of a tuple, and the types of its items. Mostly None."""
        from jaculus import models

        return models.parts(self) if models.has_model(self) else None

    def views(self, axes, readonly):
        """The same for arrays of such values; None where they are arrays to kernels too."""

    @property
    def request_spelling(self):
        """How a request spells it."""
        return self.spelling

    @property
    def key(self):
        """What tells it from other types of its class."""
        return self.spelling

    @property
    def plain(self):
        """The type as signatures show it."""
        return self

    @property
    def is_internal(self):
        """See Numba."""
        return False

    def is_precise(self):
        """Whether it is known in full."""
        return True


class Dummy(Type):
    """A type without values at run time."""


class Hashable(Type):
    """Types whose values can be keys."""


class Callable(Type):
    """Types whose values can be called."""


class DTypeSpec(Type):
    """Types that name an element type."""


class IterableType(Type):
    """Types that a loop can go over."""


class IteratorType(IterableType):
    """Types of iterators."""


class SimpleIteratorType(IteratorType):
    """Iterators that give values of one type."""

    def __init__(self, name, yield_type, spelling=None):
        self.yield_type = yield_type
        super().__init__(name, spelling)


class Sized(Type):
    """Types with a length."""


class ConstSized(Sized):
    """Types whose length is part of the type."""


class Container(Sized, IterableType):
    """Types that hold items."""


class Sequence(Container):
    """Types whose items have numbers."""


class MutableSequence(Sequence):
    """Sequences that change."""

    mutable = True


class ArrayCompatible(Type):
    """Types that are arrays, or can be seen as ones."""

    array_priority = 0.0


class Opaque(Dummy):
    """Types that nothing is known of."""


class Phantom(Dummy):
    """Types of what does not exist at run time."""


class NoneType(Opaque):
    """The type of None."""


class Number(Hashable):
    """Numbers."""

    def cast_python_value(self, value):
        """The value with this type's width and wrap-around, as a NumPy scalar."""
        import numpy

        with numpy.errstate(all="ignore"):
            return numpy.asarray(value).astype(numpy.dtype(self.name))[()]

    @property
    def bitwidth(self):
        """Bits of a value."""
        return int("".join(filter(str.isdigit, self.name)))

    def _has_order(self, other):
        return type(other) is type(self)

    def __lt__(self, other):
        return self.bitwidth < other.bitwidth if self._has_order(other) else NotImplemented

    def __le__(self, other):
        return self.bitwidth <= other.bitwidth if self._has_order(other) else NotImplemented


class Boolean(Hashable):
    """bool."""

    bitwidth = 8

    def cast_python_value(self, value):
        """The value's truth."""
        return bool(value)


class Integer(Number):
    """int8 … uint64."""

    def _has_order(self, other):
        return isinstance(other, Integer) and self.signed == other.signed

    @property
    def signed(self):
        """Whether it has negative values."""
        return self.name[0] == "i"

    @property
    def maxval(self):
        """The greatest value."""
        return (1 << (self.bitwidth - self.signed)) - 1

    @property
    def minval(self):
        """The least value."""
        return -(1 << (self.bitwidth - 1)) if self.signed else 0

    @classmethod
    def from_bitwidth(cls, bitwidth, signed=True):
        """The integer type of so many bits."""
        from jaculus.types import parse_type

        return parse_type(f"{'int' if signed else 'uint'}{bitwidth}")


class Float(Number):
    """float32, float64."""


class Complex(Number):
    """complex64, complex128."""

    @property
    def underlying_float(self):
        """The type of its parts."""
        from jaculus.types import parse_type

        return parse_type(f"float{self.bitwidth // 2}")


class _NPDatetimeBase(Type):
    """A date or a duration in a unit; the generic unit is the empty text."""

    def __init__(self, unit=""):
        self.unit = unit
        super().__init__(f"{self.type_name}[{unit}]")

    def cast_python_value(self, value):
        """`x("NaT")`: NumPy's own, in this unit."""
        import numpy

        return getattr(numpy, self.type_name)(value, *([self.unit] if self.unit else []))


class NPDatetime(_NPDatetimeBase):
    """datetime64."""

    type_name = "datetime64"


class NPTimedelta(_NPDatetimeBase):
    """timedelta64."""

    type_name = "timedelta64"


class UnicodeType(IterableType, Hashable):
    """str."""


class Buffer(IterableType, ArrayCompatible):
    """Memory in dimensions."""

    slice_is_copy = False
    aligned = True

    def __init__(self, dtype, ndim, layout, readonly=False, name=None, kind=None):
        self.dtype, self.ndim, self.layout, self.readonly = dtype, ndim, layout, readonly
        kind = kind or type(self).__name__.lower()
        name = name or f"{'readonly ' if readonly else ''}{kind}({dtype}, {ndim}d, {layout})"
        super().__init__(name, str(Array(dtype, ndim, layout, readonly)))  # a kernel sees the memory as an array

    @property
    def key(self):
        """What tells it from an array; bytes need not say that they are read-only."""
        return type(self), self.dtype, self.ndim, self.layout, self.mutable

    def words(self):
        from jaculus.types import BUFFERS, buffer_word

        return (buffer_word(self),) if type(self).__name__ in BUFFERS else super().words()

    def __reduce__(self):
        return type(self), (self.dtype, self.ndim, self.layout, self.readonly)

    @property
    def mutable(self):
        """Whether a kernel may write to it."""
        return not self.readonly

    @property
    def is_c_contig(self):
        """Whether its elements lie in C order without gaps."""
        return self.layout == "C" or (self.ndim <= 1 and self.layout in "CF")

    @property
    def is_f_contig(self):
        """Whether its elements lie in Fortran order without gaps."""
        return self.layout == "F" or (self.ndim <= 1 and self.layout in "CF")

    @property
    def is_contig(self):
        """Whether its elements lie without gaps."""
        return self.layout in "CF"


class Array(Buffer):
    """An array type; `short` is the length of the last axis where that is part of the specialisation, else 0."""

    def __init__(self, dtype, ndim, layout, readonly=False, name=None, aligned=True, short=0):
        while isinstance(dtype, Array):  # elements that are arrays add their axes
            dtype, ndim = dtype.dtype, ndim + dtype.ndim
        prefix = f"{'' if aligned else 'unaligned '}{'readonly ' if readonly else ''}"
        Type.__init__(
            self,
            name or f"{prefix}array({dtype}, {ndim}d, {layout})",
            f"{prefix}array({dtype.spelling}, {ndim}d, {layout}{f', {short}' if short else ''})",
        )
        self.dtype, self.ndim, self.layout = dtype, ndim, layout
        self.readonly, self.aligned, self.short = readonly, aligned, short

    key = Type.key
    __reduce__ = Type.__reduce__

    def __repr__(self):
        return f"Array({self.dtype!r}, {self.ndim}, {self.layout!r}, {self.readonly}, aligned={self.aligned})"

    @property
    def as_array(self):
        """Itself."""
        return self

    def words(self):
        from jaculus.types import array_word, named_words

        seen = self.as_tuple
        return (array_word(self),) if seen is None else named_words(*seen)

    @property
    def as_tuple(self):
        return self.dtype.views(self.ndim, self.readonly)

    @property
    def plain(self):
        return self.copy(short=0) if self.short else self

    def copy(self, dtype=None, ndim=None, layout=None, readonly=None, short=None):
        """The type with some properties changed."""
        given = {"dtype": dtype, "ndim": ndim, "layout": layout, "readonly": readonly, "short": short}
        changed = {key: getattr(self, key) if value is None else value for key, value in given.items()}
        return Array(aligned=self.aligned, **changed)


class BaseTuple(ConstSized, Hashable):
    """Tuple types: `types` has one type for each item."""

    def _setup(self, items, name, spelling):
        self.types = tuple(items)
        Type.__init__(self, name, spelling)

    def __len__(self):
        return len(self.types)

    def __iter__(self):
        return iter(self.types)

    def __getitem__(self, index):
        return self.types[index]

    @property
    def count(self):
        """How many items it has."""
        return len(self.types)

    @classmethod
    def from_types(cls, items, pyclass=None):
        """The tuple type with these items: the shorter form where all are the same."""
        items = tuple(items)
        same = bool(items) and len(set(items)) == 1
        if pyclass is slice:
            from jaculus.numba import types

            return types.slice2_type if len(items) == 2 else types.slice3_type
        if pyclass is type(Ellipsis):
            from jaculus.numba import types

            return types.ellipsis
        if pyclass is not None and pyclass.__name__[:1] == "[":  # no class of a program: one that `as_tuple` says
            return pyclass.type_of(items)
        if pyclass is not None and pyclass is not tuple:
            return NamedUniTuple(items[0], len(items), pyclass) if same else NamedTuple(items, pyclass)
        return UniTuple(items[0], len(items)) if same else Tuple(items)

    def words(self):
        from jaculus.types import tuple_words

        return tuple_words(self)

    @property
    def plain(self):
        return BaseTuple.from_types([item.plain for item in self.types], getattr(self, "instance_class", None))


class BaseAnonymousTuple(BaseTuple):
    """Tuples whose items have no names."""


class UniTuple(BaseAnonymousTuple, Sequence):
    """A tuple of `count` equal items."""

    def __init__(self, dtype, count):
        self.dtype = dtype
        # Numba's `for i in (1, 1)` has one type; an empty one has no items to have a type.
        self._setup([dtype] * count, f"UniTuple({dtype} x {count})", f"UniTuple({dtype.spelling}, {count})")

    def __repr__(self):
        return f"UniTuple({self.dtype!r}, {len(self)})"


class Tuple(BaseAnonymousTuple):
    """A tuple whose items differ in type. Given equal ones it makes a UniTuple."""

    def __new__(cls, items=()):
        try:
            items = tuple(items)
        except TypeError:
            from jaculus.errors import TypingError

            raise TypingError(f"a tuple's type is made of types, Tuple((int64, float64)), not of {items!r}") from None
        if items and len(set(items)) == 1:
            return UniTuple(items[0], len(items))
        return super().__new__(cls)

    def __init__(self, items=()):
        items = tuple(items)
        self._setup(items, f"Tuple({', '.join(map(str, items))})", f"Tuple({', '.join(one.spelling for one in items)})")

    def __repr__(self):
        return f"Tuple({self.types!r})"


class BaseNamedTuple(BaseTuple):
    """Tuples of a namedtuple's class."""

    def _named(self, items, cls, shown):
        self.instance_class, self.fields = cls, tuple(getattr(cls, "_fields", ("value",)))
        spelled = f"{cls.__module__}.{cls.__qualname__}({', '.join(one.spelling for one in items)})"
        self._setup(items, f"{cls.__name__}({shown})", spelled)


class NamedUniTuple(BaseNamedTuple, Sequence):
    """A namedtuple whose items have one type."""

    def __init__(self, dtype, count, cls):
        self.dtype = dtype
        self._named([dtype] * count, cls, f"{dtype} x {count}")


class NamedTuple(BaseNamedTuple):
    """A namedtuple whose items differ in type."""

    def __init__(self, items, cls):
        self._named(items, cls, ", ".join(map(str, items)))


class InitialValue:
    """Numba's literal lists remember what they hold; ours do not."""

    initial_value = None


class List(MutableSequence, InitialValue):
    """A Python list of equal items; reflected: the caller sees what a kernel does to it."""

    def __init__(self, dtype, reflected=False, initial_value=None):
        self.dtype, self.reflected = dtype, reflected
        self.initial_value = initial_value
        prefix = "reflected " if reflected else ""
        super().__init__(f"{prefix}list({dtype})<iv={initial_value}>", f"{prefix}list({dtype.spelling})<iv=None>")

    def __repr__(self):
        return f"List({self.dtype}, {self.reflected})"

    def __getitem__(self, index):
        return self.dtype  # a list's item, where another type's brackets make arrays of it

    def words(self):
        from jaculus.types import list_words

        return list_words(self)


class Generator(SimpleIteratorType):
    """What a generator function gives."""

    def __init__(self, yield_type):
        super().__init__(f"{yield_type} generator", yield_type, f"generator({yield_type.spelling})")

    def words(self):
        from jaculus.types import _GENERATOR

        return (_GENERATOR, *self.yield_type.words())


class Optional(Type):
    """A value or None."""

    def __init__(self, item):
        self.type = item
        super().__init__(f"OptionalType({item})", f"OptionalType({item.spelling})")

    def words(self):
        from jaculus.types import _OPTIONAL

        return (_OPTIONAL, *self.type.words())
