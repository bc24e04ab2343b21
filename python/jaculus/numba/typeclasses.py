"""Numba's other classes of types: those that Jaculus's kernels do not take yet, but that programs ask about."""

from jaculus.classtypes import ClassInstanceType, ClassType
from jaculus.numba.functiontypes import (
    BaseFunction,
    BoundFunction,
    Dispatcher,
    ExternalFunction,
    ExternalFunctionPointer,
    Function,
    FunctionType,
    ObjModeDispatcher,
    UndefinedFunctionType,
    WeakType,
)
from jaculus.numba.structuretypes import CharSeq, NestedArray, Record, StructRef, UnicodeCharSeq
from jaculus.typeclasses import (
    Boolean,
    Buffer,
    Callable,
    ConstSized,
    DTypeSpec,
    Dummy,
    Hashable,
    InitialValue,
    Integer,
    IterableType,
    IteratorType,
    MutableSequence,
    Opaque,
    Phantom,
    Sequence,
    SimpleIteratorType,
    Sized,
    Tuple,
    Type,
    UniTuple,
)
from jaculus.typeclasses import Container as _Container


class Literal(Type):
    """A type with one value, known while compiling."""

    def __init__(self, value):
        if type(self) is Literal:
            raise TypeError("literals are made by types.literal(value)")
        self._value = value
        super().__init__(f"Literal[{type(value).__name__}]({value})")

    @property
    def literal_value(self):
        """The value."""
        return self._value

    @property
    def literal_type(self):
        """The type without the value."""
        from jaculus.valuetypes import typeof

        return typeof(self._value)


class IntegerLiteral(Literal, Integer):
    """An int that is known."""

    @property
    def bitwidth(self):
        """Bits of a value."""
        return self.literal_type.bitwidth

    @property
    def signed(self):
        """Whether its type has negative values."""
        return self.literal_type.signed


class BooleanLiteral(Literal, Boolean):
    """A bool that is known."""


class StringLiteral(Literal, Dummy):
    """A str that is known."""


class SliceType(Type):
    """slice, with two or three members."""

    def __init__(self, name, members):
        super().__init__(name)
        self.members, self.has_step = members, members >= 3

    def words(self):
        from jaculus.types import slice_words

        return slice_words(self.members)


class SliceLiteral(Literal, SliceType):
    """A slice that is known."""

    def __init__(self, value):
        self._value, self.members = value, 2 if value.step is None else 3
        self.has_step = self.members > 2
        Type.__init__(self, f"Literal[slice]({value})")


class LiteralList(Literal, ConstSized, Hashable):
    """A list of items of different types, known while compiling."""


class LiteralStrKeyDict(Literal, ConstSized, Hashable):
    """A dict with known str keys, and values of any types."""

    def __init__(self, value):
        super().__init__(value)
        self.name = self.spelling = f"LiteralStrKey[Dict]({value})"

    def words(self):
        """It stays in kernels."""
        raise TypeError(f"cannot convert native {self} to Python object")


class MakeFunctionLiteral(Literal, Opaque):
    """A function made in a kernel."""


class _Derived(Type):
    """A type that is named after another."""

    pattern = "{}"

    def __init__(self, *parts):
        super().__init__(self.pattern.format(*parts))


class SimpleIterableType(IterableType):
    """Iterables with one kind of iterator."""

    def __init__(self, name, iterator_type):
        self.iterator_type = iterator_type
        super().__init__(name)


class BaseContainerIterator(SimpleIteratorType):
    """Iterators of containers."""

    def __init__(self, container):
        self.container = container
        super().__init__(f"iter({container})", getattr(container, "dtype", None))


class ListIter(BaseContainerIterator):
    """The iterator of a list."""


class SetIter(BaseContainerIterator):
    """The iterator of a set."""


class UniTupleIter(BaseContainerIterator):
    """The iterator of a tuple."""


class Set(_Container):
    """A Python set."""

    mutable = True

    def __init__(self, dtype, reflected=False):
        self.dtype, self.reflected = dtype, reflected
        super().__init__(f"{'reflected ' if reflected else ''}set({dtype})")

    classname = "Set"

    @property
    def instance_class(self):
        """The compiled class of its values in kernels."""
        from jaculus.sets import set_class

        return set_class(self.dtype)

    def words(self):
        from jaculus.types import instance_words

        return instance_words(self.instance_class)

    def __repr__(self):
        return f"Set({self.dtype}, {self.reflected})"


class _Typed:
    """A typed container refuses the item types that Numba's does."""


class ListType(IterableType, _Typed):
    """numba.typed.List."""

    mutable = True

    def __init__(self, itemty):
        self.item_type = self.dtype = itemty
        super().__init__(f"ListType[{itemty}]", f"ListType[{itemty.spelling}]")

    @property
    def key(self):
        return type(self).__name__, self.item_type.key

    def words(self):
        from jaculus.types import list_words

        return list_words(self)

    def is_precise(self):
        return not isinstance(self.item_type, Undefined)


class DictType(IterableType, InitialValue, _Typed):
    """numba.typed.Dict."""

    def __init__(self, keyty, valty, initial_value=None):
        self.key_type, self.value_type, self.keyvalue_type = keyty, valty, Tuple((keyty, valty))
        self.initial_value = initial_value
        super().__init__(f"DictType[{keyty},{valty}]<iv={initial_value}>")

    classname = "Dict"

    @property
    def instance_class(self):
        """The compiled class of its values."""
        from jaculus.dicts import dict_class

        return dict_class(self.key_type, self.value_type)

    def words(self):
        from jaculus.types import instance_words

        return instance_words(self.instance_class)

    def is_precise(self):
        return not isinstance(self.key_type, Undefined)


class SetType(IterableType, InitialValue, _Typed):
    """numba.typed.Set."""

    def __init__(self, keyty, initial_value=None):
        self.key_type = self.dtype = keyty
        super().__init__(f"SetType[{keyty}]<iv={initial_value}>")

    classname = "Set"

    @property
    def instance_class(self):
        """The compiled class of its values."""
        from jaculus.typedsets import set_class

        return set_class(self.key_type)

    def words(self):
        from jaculus.types import instance_words

        return instance_words(self.instance_class)


class Bytes(Buffer):
    """bytes."""

    mutable = False


class ByteArray(Buffer):
    """bytearray."""


class PyArray(Buffer):
    """array.array."""


class MemoryView(Buffer):
    """memoryview."""


class DType(DTypeSpec, Opaque):
    """A NumPy dtype."""

    def __init__(self, dtype):
        self.dtype = dtype
        super().__init__(f"dtype({dtype})")

    @property
    def key(self):
        return type(self).__name__, self.dtype.key

    def __getitem__(self, index):
        return self.dtype[index]


class NumberClass(Callable, DTypeSpec, Opaque):
    """np.int32, or numba.int32, as a value."""

    def __init__(self, instance_type):
        self.instance_type = self.dtype = instance_type
        super().__init__(f"class({instance_type})")


class TypeRef(Dummy):
    """A type as a value."""

    def __init__(self, instance_type):
        self.instance_type = instance_type
        super().__init__(f"typeref[{instance_type}]")

    @property
    def key(self):
        return type(self).__name__, self.instance_type.key


class NamedTupleClass(Callable, Opaque):
    """A namedtuple's class."""

    def __init__(self, instance_class):
        self.instance_class = instance_class
        super().__init__(f"class({instance_class})")


class EnumMember(Type):
    """A member of an enumeration."""

    basename = "Enum"

    def __init__(self, cls, dtype):
        self.instance_class, self.dtype = cls, dtype
        super().__init__(f"{self.basename}<{dtype}>({cls.__name__})", f"{self.basename} {cls.__module__}.{cls}")


class IntEnumMember(EnumMember):
    """A member of an IntEnum."""

    basename = "IntEnum"


class EnumClass(Dummy):
    """An enumeration."""

    basename = "Enum class"

    def __init__(self, cls, dtype):
        self.instance_class, self.dtype = cls, dtype
        super().__init__(f"{self.basename}<{dtype}>({cls.__name__})", f"{self.basename} {cls.__module__}.{cls}")


class IntEnumClass(EnumClass):
    """An IntEnum."""

    basename = "IntEnum class"


class ExceptionClass(Callable, Phantom):
    """An exception class."""

    def __init__(self, exc_class):
        self.exc_class = exc_class
        super().__init__(exc_class.__name__)


class ExceptionInstance(Phantom):
    """An exception."""

    def __init__(self, exc_class):
        self.exc_class = exc_class
        super().__init__(f"{exc_class.__name__}(...)")


class Module(Dummy):
    """A module."""

    def __init__(self, pymod):
        self.pymod = pymod
        super().__init__(f"Module({pymod})")


class CPointer(Type):
    """A C pointer."""

    mutable = True

    def __init__(self, dtype, addrspace=None):
        self.dtype, self.addrspace = dtype, addrspace
        super().__init__(f"{dtype}*" if addrspace is None else f"{dtype}_{addrspace}*")


class EphemeralPointer(CPointer):
    """See Numba."""


class RawPointer(Opaque):
    """void *."""


class PyObject(Dummy):
    """Any Python object."""

    def is_precise(self):
        return False


class Undefined(Dummy):
    """A type that is not known yet."""

    def is_precise(self):
        return False


class UndefVar(Dummy):
    """See Numba."""


class DeferredType(Type):
    """A type that is defined later."""

    _made = 0

    def __init__(self):
        DeferredType._made += 1
        self._define = None
        super().__init__(f"deferred<{DeferredType._made}>")

    def get(self):
        """The type."""
        if self._define is None:
            raise RuntimeError("deferred type not defined")
        return self._define

    def define(self, typ):
        """Says which type it is."""
        if self._define is not None:
            raise TypeError("deferred type already defined")
        if not isinstance(typ, Type):
            raise TypeError(f"arg is not a Type; got: {type(typ)}")
        self._define = typ


class EllipsisType(Opaque):
    """`...`"""

    def __init__(self, name):
        super().__init__(name)
        self.spelling = "ellipsis"

    def words(self):
        from jaculus.types import ellipsis_words

        return ellipsis_words()


class Omitted(Opaque):
    """An argument that was not given."""

    def __init__(self, default):
        self.value = default
        super().__init__(f"omitted(default={default!r})")


class VarArg(_Derived):
    """*args of a signature."""

    pattern = "*{}"


class StarArgTuple(Tuple):
    """*args."""


class StarArgUniTuple(UniTuple):
    """*args of one type."""


class RangeType(SimpleIterableType):
    """range."""

    def __init__(self, dtype):
        self.dtype = dtype
        super().__init__(f"range_state_{dtype}", RangeIteratorType(dtype))


class RangeIteratorType(SimpleIteratorType):
    """The iterator of range."""

    def __init__(self, dtype):
        super().__init__(f"range_iter_{dtype}", dtype)


class UnionType(Type):
    """See Numba."""

    def __init__(self, types):
        self.types = tuple(sorted(set(types), key=lambda one: one.name))
        super().__init__(f"Union[{','.join(map(str, self.types))}]")


def _plain(name, *bases, pattern=None):
    return type(name, (*((_Derived,) if pattern else ()), *bases), {"pattern": pattern} if pattern else {})


# Classes that nothing but isinstance is known to ask about.
_OTHERS = {name: _plain(name, *bases) for name, bases in {
    "ArrayCTypes": (Type,), "ArrayFlags": (Type,), "ArrayIterator": (SimpleIteratorType,),
    "BaseContainerPayload": (Type,), "ClassDataType": (Type,), "ContextManager": (Callable, Phantom),
    "DictItemsIterableType": (SimpleIterableType,),
    "DictIteratorType": (SimpleIteratorType,), "DictKeysIterableType": (SimpleIterableType,),
    "DictValuesIterableType": (SimpleIterableType,), "EnumerateType": (SimpleIteratorType,), "EphemeralArray": (Type,),
    "FunctionPrototype": (Type,), "ListTypeIterableType": (SimpleIterableType,),
    "ListTypeIteratorType": (SimpleIteratorType,), "MemInfoPointer": (Type,), "NumPyRandomBitGeneratorType": (Type,),
    "NumpyFlatType": (SimpleIteratorType, MutableSequence),
    "NumpyNdEnumerateType": (SimpleIteratorType,), "NumpyNdIndexType": (SimpleIteratorType,),
    "NumpyNdIterType": (IteratorType,), "Object": (Type,), "Pair": (Type,), "Poison": (Type,),
    "PolynomialType": (Type,),
    "RecursiveCall": (Opaque,), "SetEntry": (Type,), "SetIterableType": (SimpleIterableType,),
    "SetIteratorType": (SimpleIteratorType,), "StructRefPayload": (Type,),
    "UnicodeIteratorType": (SimpleIteratorType,), "ZipType": (SimpleIteratorType,),
}.items()}  # fmt: skip
globals().update(_OTHERS)


class NumPyRandomGeneratorType(Type):
    """numpy.random.Generator."""

    @property
    def as_tuple(self):
        """An address."""
        from jaculus.randoms import Stream
        from jaculus.types import int64

        return Stream, [int64]


ListPayload = _plain("ListPayload", _OTHERS["BaseContainerPayload"])
SetPayload = _plain("SetPayload", _OTHERS["BaseContainerPayload"])

__all__ = [
    "BaseFunction", "BoundFunction", "CharSeq", "ClassInstanceType", "ClassType", "Dispatcher", "ExternalFunction",
    "ExternalFunctionPointer", "Function", "FunctionType", "NestedArray", "ObjModeDispatcher", "Record", "Sequence",
    "Sized", "StructRef", "UndefinedFunctionType", "UnicodeCharSeq", "WeakType", *(
    name for name, one in list(globals().items())
    if isinstance(one, type) and not name.startswith("_") and one.__module__ == __name__
    )
]  # fmt: skip
