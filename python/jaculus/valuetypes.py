"""The types of values, where the C extension does not tell them; and why a value cannot be passed."""

import sys

from jaculus import types
from jaculus.errors import user_error
from jaculus.host import _host
from jaculus.typeclasses import Array, BaseTuple, List, NPDatetime, NPTimedelta, Type

SUPPORTED = "pass a bool, int, float, complex, str, None, a NumPy scalar, an array of those, or a tuple of these"

registered_types = {}  # class → what makes its instances' type: numba.extending.typeof_impl


def typeof(value):
    """The type that a kernel would see for this argument."""
    # A list's type is its first item's; the others are only looked at when it is passed.
    words = None if isinstance(value, (list, type)) or _is_member(value) else _host.type_words(value)
    if words is not None:
        return types.from_words(words)[0].plain
    found = known(value)
    if found is None:
        raise ValueError(f"Cannot determine Numba type of {type(value)}")
    return found


def known(value):
    """The type of a value that the C extension does not take (yet), or None."""
    import enum

    import numpy

    from jaculus.numba import types as more

    kind = type(value)
    if isinstance(value, str):
        return types.unicode_type
    if isinstance(value, tuple):
        return BaseTuple.from_types(map(typeof, value), kind if hasattr(kind, "_fields") else None)
    if kind is int:
        raise ValueError(f"Int value is too large: {value}")
    if isinstance(value, (list, set)):
        if not value:
            raise ValueError(f"Cannot type empty {'list' if isinstance(value, list) else 'set'}")
        return (List if isinstance(value, list) else more.Set)(typeof(next(iter(value))), reflected=True)
    if isinstance(value, numpy.generic):
        return from_dtype(value.dtype) if _unit_is_plain(value.dtype) else None
    if isinstance(value, numpy.ndarray):
        return array_type(value)
    if isinstance(value, numpy.dtype):
        return more.DType(from_dtype(value))
    if isinstance(value, enum.Enum):
        return (more.IntEnumMember if isinstance(value, enum.IntEnum) else more.EnumMember)(kind, _of_members(kind))
    if isinstance(value, slice):
        return more.slice2_type if value.step in (None, 1) else more.slice3_type
    if isinstance(value, Type):
        return more.NumberClass(value) if isinstance(value, (more.Number, more.Boolean)) else more.TypeRef(value)
    if value is Ellipsis:
        return more.ellipsis
    if isinstance(value, numpy.random.Generator):
        return more.npy_rng
    if isinstance(value, numpy.random.BitGenerator):
        return more.npy_bitgen
    if isinstance(value, _host.Dispatcher):
        return more.Dispatcher(value)
    if isinstance(value, type):
        return _class(value)
    return of_library(value)


def of_library(value):
    """The type that a library has registered for an object's class, or that the object itself says; None else."""
    for cls, maker in registered_types.items():
        if isinstance(value, cls):
            return maker(value, None)
    return getattr(value, "_numba_type_", None)


def _is_member(value):
    return "enum" in sys.modules and isinstance(value, sys.modules["enum"].Enum)


def _of_members(cls):
    """The one type that the values of an enumeration's members have."""
    kinds = {typeof(member.value) for member in cls}
    if not kinds:
        raise ValueError(f"Cannot type enum with no members: got {cls!r}")
    if len(kinds) > 1:
        shown = ", ".join(sorted(map(str, kinds)))
        raise ValueError(f"Cannot type heterogeneous enum: got value types {shown}")
    return kinds.pop()


def _class(value):
    import enum

    import numpy

    from jaculus.numba import types as more

    if issubclass(value, enum.Enum):
        cls = more.IntEnumClass if issubclass(value, enum.IntEnum) else more.EnumClass
        return cls(value, _of_members(value))
    if issubclass(value, BaseException):
        return more.ExceptionClass(value)
    if issubclass(value, numpy.generic):
        return more.NumberClass(from_dtype(numpy.dtype(value)))
    if issubclass(value, tuple) and hasattr(value, "_fields"):
        return more.NamedTupleClass(value)
    return None


def from_dtype(dtype):
    """The type of an array's elements."""
    import numpy

    from jaculus.errors import NumbaNotImplementedError
    from jaculus.numba import types as more

    dtype = numpy.dtype(dtype)
    if not dtype.isnative:
        raise NumbaNotImplementedError(f"{dtype}")
    if dtype.kind in "biufc" and dtype.itemsize <= 16 and hasattr(more, dtype.name):
        return getattr(more, dtype.name)
    if dtype.kind in "mM":
        unit, count = numpy.datetime_data(dtype)
        if count == 1:
            return (NPDatetime if dtype.kind == "M" else NPTimedelta)("" if unit == "generic" else unit)
    if dtype.kind == "S":
        return more.CharSeq(dtype.itemsize)
    if dtype.kind == "U":
        return more.UnicodeCharSeq(dtype.itemsize // 4)
    if dtype.kind == "O":
        return more.pyobject
    if dtype.subdtype is not None:
        return more.NestedArray(from_dtype(dtype.subdtype[0]), dtype.subdtype[1])
    if dtype.names is not None:
        fields = []
        for name in dtype.names:
            inner, offset, *title = dtype.fields[name]
            field = {"type": from_dtype(inner), "offset": offset, "title": title[0] if title else None}
            fields += [(one, field) for one in (name, *title)]  # a title is a name too
        return more.Record(fields, dtype.itemsize, dtype.isalignedstruct)
    raise NumbaNotImplementedError(f"{dtype}")


def array_type(value):
    """The type of an array whose elements kernels do not take."""
    import numpy

    from jaculus.errors import NumbaNotImplementedError, NumbaTypeError, NumbaValueError

    if isinstance(value, numpy.ma.MaskedArray):
        raise NumbaTypeError("Unsupported array type: numpy.ma.MaskedArray.")
    try:
        dtype = from_dtype(value.dtype)
    except NumbaNotImplementedError:
        raise NumbaValueError(f"Unsupported array dtype: {value.dtype}") from None
    flags = value.flags
    aligned = flags.aligned and (value.dtype.names is None or value.dtype.isalignedstruct)
    return Array(dtype, value.ndim, map_layout(value), readonly=not flags.writeable, aligned=aligned)


def map_layout(value):
    """An array's layout: C, F or A."""
    return "C" if value.flags.c_contiguous else "F" if value.flags.f_contiguous else "A"


def _unit_is_plain(dtype):
    import numpy

    return dtype.kind not in "mM" or numpy.datetime_data(dtype)[1] == 1


def unsupported(value):
    """What the value is, and what could be passed instead."""
    import numpy

    kind = type(value)
    if kind is int:
        return f"an int that does not fit 64 bits ({value if abs(value) < 10**30 else f'{value.bit_length()} bits'})", (
            "kernels calculate with 64-bit integers; pass a float"
        )
    if getattr(value, "_typed", True) is False:
        name = kind.__mro__[2].__name__
        return f"an untyped {name}", f"put something into it first, or make it with {name}.empty(…)"
    if kind is tuple:
        place = next(i for i, item in enumerate(value) if _host.type_words(item) is None)
        what, help_text = unsupported(value[place])
        return f"a tuple whose item {place} is {what}", help_text
    if kind is list:
        place = next(i for i, item in enumerate(value) if type(item) is not list and _host.type_words(item) is None)
        what, help_text = unsupported(value[place])
        return f"a list whose item {place} is {what}", help_text
    if isinstance(value, numpy.ma.MaskedArray):
        return "a masked array", "pass its parts: a.data and a.mask"
    if isinstance(value, numpy.ndarray):
        return _unsupported_array(value.dtype)
    if isinstance(value, memoryview) or f"{kind.__module__}.{kind.__name__}" == "array.array":
        what, form = "a memoryview" if kind is memoryview else "an array.array", memoryview(value).format
        return (
            f"{what} of items that kernels have not, {form!r}",
            "pass numbers of the machine's own, at aligned addresses",
        )
    module = "" if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}."
    name = module + kind.__qualname__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}", _instead(value)


def _unsupported_array(dtype):
    if not dtype.isnative:
        return f"an array of {dtype}, in foreign byte order", "convert: a.astype(a.dtype.newbyteorder('='))"
    if dtype.kind == "O":
        return "an array of Python objects", "give it numbers: a.astype(numpy.float64)"
    if dtype.kind == "f":
        return f"an array of {dtype}", "convert: a.astype(numpy.float64)"
    work = "bool, integers, float32, float64, complex64, complex128, dates, durations, texts (U5) and records"
    return f"an array of {dtype}", f"arrays of {work} work"


def _instead(value):
    kind = type(value)
    if kind is dict:
        return "pass its keys and values as two arrays"
    if kind in (set, frozenset):
        return "pass an array: numpy.array(sorted(…))"
    if kind.__module__.partition(".")[0] in ("pandas", "polars", "xarray"):
        return "pass its values as an array: .to_numpy()"
    if hasattr(value, "__array__"):
        return "pass an array: numpy.asarray(…)"
    if kind in registered_types or any(isinstance(value, one) for one in registered_types):
        return "its Numba type is registered with numba.extending, which Jaculus does not use yet; pass its arrays"
    return SUPPORTED


def different_items(first, other):
    """A list whose items have several types (called by the C extension)."""
    one, two = types.from_words(first)[0].plain, types.from_words(other)[0].plain
    raise user_error(TypeError(f"can't unbox heterogeneous list: {one} != {two}"))


def nested_list(item, _):
    """A list of lists, which Numba does not take either (called by the C extension)."""
    kind = types.List(types.from_words(item)[0].plain, reflected=True)
    raise user_error(TypeError(f"cannot reflect element of reflected container: {kind}\n"))
