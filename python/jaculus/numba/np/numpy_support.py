"""Numba's `numba.np.numpy_support`: between NumPy's dtypes and types."""

import numpy

from jaculus import numba
from jaculus.errors import NumbaNotImplementedError
from jaculus.numba import types
from jaculus.valuetypes import array_type, from_dtype, map_layout

numpy_version = tuple(map(int, numpy.__version__.split(".")[:2]))
FROM_DTYPE = {
    numpy.dtype(one.name): one
    for one in types.number_domain | {types.bool_, types.float16}
}  # fmt: skip
__all__ = ["FROM_DTYPE", "array_type", "as_dtype", "as_struct_dtype", "carray", "farray", "from_dtype", "is_array",
           "is_contiguous", "is_fortran", "map_layout", "numpy_version"]  # fmt: skip


def as_dtype(nbtype):
    """The NumPy dtype of this type's values."""
    nbtype = types.unliteral(nbtype)
    if isinstance(nbtype, (types.Number, types.Boolean)):
        return numpy.dtype(nbtype.name)
    if isinstance(nbtype, (types.NPDatetime, types.NPTimedelta)):
        letter = "M8" if isinstance(nbtype, types.NPDatetime) else "m8"
        return numpy.dtype(f"{letter}[{nbtype.unit}]" if nbtype.unit else letter)
    if isinstance(nbtype, types.CharSeq):
        return numpy.dtype(f"S{nbtype.count}")
    if isinstance(nbtype, types.UnicodeCharSeq):
        return numpy.dtype(f"U{nbtype.count}")
    if isinstance(nbtype, types.Record):
        return as_struct_dtype(nbtype)
    if isinstance(nbtype, types.EnumMember):
        return as_dtype(nbtype.dtype)
    if isinstance(nbtype, types.NestedArray):
        return numpy.dtype((as_dtype(nbtype.dtype), nbtype.shape))
    if isinstance(nbtype, types.PyObject):
        return numpy.dtype(object)
    raise NumbaNotImplementedError(f"{nbtype} cannot be represented as a NumPy dtype")


def as_struct_dtype(rec):
    """The structured dtype of a record."""
    members = rec.members
    return numpy.dtype({
        "names": [name for name, _ in members],
        "formats": [as_dtype(one) for _, one in members],
        "offsets": [rec.offset(name) for name, _ in members],
        "itemsize": rec.size,
    }, align=rec.aligned)  # fmt: skip


def is_array(val):
    """Whether this is an array."""
    return isinstance(val, numpy.ndarray)


def is_contiguous(dims, strides, itemsize):
    """Whether these lengths and strides are C order without gaps."""
    return _contiguous(reversed(tuple(dims)), reversed(tuple(strides)), itemsize)


def is_fortran(dims, strides, itemsize):
    """Whether these lengths and strides are Fortran order without gaps."""
    return _contiguous(dims, strides, itemsize)


def _contiguous(dims, strides, expected):
    for length, stride in zip(dims, strides, strict=True):
        if length > 1 and stride != expected:
            return False
        expected *= length
    return True


carray, farray = numba.carray, numba.farray
