"""Numba's `numba.types`."""

import sys

from jaculus import types as _types
from jaculus.numba import typeclasses as _more
from jaculus.numba.typeclasses import *  # noqa: F403
from jaculus.numba.typeclasses import EllipsisType, Literal, PyObject, RangeType, RawPointer, SliceType
from jaculus.typeclasses import *  # noqa: F403
from jaculus.typeclasses import Dummy, Float, Opaque, Optional, Phantom, Type
from jaculus.types import *  # noqa: F403
from jaculus.types import (
    bool_,
    complex64,
    complex128,
    float32,
    float64,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
    unicode_type,
)

__path__ = []  # numba.types.misc and its neighbours are this module too
abstract = common = containers = function_type = functions = iterators = misc = npytypes = scalars = sys.modules[
    __name__
]

bool = bool_
float16 = f2 = Float("float16")
string = unicode_type
Any = Phantom("any")
pyobject = PyObject("pyobject")
ffi_forced_object, ffi = Opaque("ffi_forced_object"), Opaque("ffi")
undefined, unknown = _more.Undefined("undefined"), Dummy("unknown")
_undef_var = _more.UndefVar("_undef_var")
code_type, pyfunc_type, py2_string_type = Opaque("code"), Opaque("pyfunc"), Opaque("str")
ellipsis = EllipsisType("...")
voidptr = RawPointer("void*")
slice2_type, slice3_type = SliceType("slice<a:b>", 2), SliceType("slice<a:b:c>", 3)
range_state32_type, range_state64_type = RangeType(int32), RangeType(int64)
unsigned_range_state64_type = RangeType(uint64)
range_iter32_type, range_iter64_type = range_state32_type.iterator_type, range_state64_type.iterator_type
unsigned_range_iter64_type = unsigned_range_state64_type.iterator_type
npy_rng = _more.NumPyRandomGeneratorType("NumPyRandomGeneratorType")
npy_bitgen = _more.NumPyRandomBitGeneratorType("NumPyRandomBitGeneratorType")
optional, deferred_type = Optional, _more.DeferredType

signed_domain = frozenset([int8, int16, int32, int64])
unsigned_domain = frozenset([uint8, uint16, uint32, uint64])
integer_domain = signed_domain | unsigned_domain
real_domain = frozenset([float32, float64])
complex_domain = frozenset([complex64, complex128])
number_domain = real_domain | integer_domain | complex_domain

# Python's numbers and NumPy's have names of their own, for the same types.
py_bool, py_int, py_float, py_complex = bool_, int64, float64, complex128
globals().update({f"np_{one.name}": one for one in number_domain})
globals().update({f"c_{one.name}": one for one in number_domain - complex_domain})
np_bool_ = c_bool = bool_
c_intp, c_uintp = int64, uint64
_PLATFORM = {
    "char": int8, "uchar": uint8, "short": int16, "ushort": uint16, "intc": int32, "uintc": uint32, "int_": int64,
    "uint": uint64, "long": int64, "ulong": uint64, "longlong": int64, "ulonglong": uint64, "intp": int64,
    "uintp": uint64, "double": float64, "float_": float32, "float16": float16,
}  # fmt: skip
globals().update({f"np_{name}": one for name, one in _PLATFORM.items()})
c_float16 = float16

all_str = "\n".join(name for name in _types.__all__ if isinstance(getattr(_types, name), Type))


class WrapperAddressProtocol:
    """Objects that kernels call as C functions, and the bases of their classes."""

    def __wrapper_address__(self):
        """The address of the function."""
        raise NotImplementedError(f"{type(self).__name__} has no address")

    def signature(self):
        """Its types: float64(float64)."""
        raise NotImplementedError(f"{type(self).__name__} has no signature")


def literal(value):
    """The type that has this one value."""
    makers = {
        int: _more.IntegerLiteral,
        str: _more.StringLiteral,
        _bool: _more.BooleanLiteral,
        slice: _more.SliceLiteral,
    }
    if isinstance(value, Literal):
        raise TypeError("a literal of a literal")
    maker = makers.get(type(value))
    if maker is None:
        from jaculus.errors import LiteralTypingError

        raise LiteralTypingError(f"a {type(value).__name__} cannot be used as a literal")
    if maker is _more.SliceLiteral:
        from jaculus.valuetypes import typeof

        for one in (value.start, value.stop, value.step):
            typeof(one)  # says which int is too large
    return maker(value)


def maybe_literal(value):
    """The literal type, or None for a value that has none."""
    from jaculus.errors import LiteralTypingError

    try:
        return literal(value)
    except LiteralTypingError:
        return None


def unliteral(kind):
    """The type without its value."""
    return kind.literal_type if isinstance(kind, Literal) else kind


def is_homogeneous(*kinds):
    """Whether all are one type."""
    return len(set(kinds)) <= 1


_bool = __builtins__["bool"] if isinstance(__builtins__, dict) else __builtins__.bool
__all__ = [name for name in list(globals()) if not name.startswith("_")]
