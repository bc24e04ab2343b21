"""An array in parts along an axis."""

import numpy as np

from . import intrinsics
from .axes import with_axis
from .declare import numpy_function


@numpy_function(np.split)
def split(ary, indices_or_sections, axis=0):
    """A list of parts along an axis: so many of one length, or cut before these places."""
    array = _sliced(np.asarray(ary), axis)
    if np.ndim(indices_or_sections) == 0:
        return with_axis(lambda k: _equal_parts(array, indices_or_sections, k), axis, array.ndim)
    return array_split(array, indices_or_sections, axis)


def _sliced(a, axis):
    """The array; with an axis that is known only at run time as one of any strides, so that parts along each axis have one type."""
    if intrinsics.is_known(axis):
        return a
    return a[(slice(None, None, 1),) * a.ndim]


def _equal_parts(ary, sections, axis):
    if sections == 0:
        raise ZeroDivisionError("integer modulo by zero")
    if ary.shape[axis] % sections != 0:
        raise ValueError("array split does not result in an equal division")
    return _parts(ary, sections, axis)


def _check_sections(sections):
    if sections <= 0:
        raise ValueError("number sections must be larger than 0.")


@numpy_function(np.array_split)
def array_split(ary, indices_or_sections, axis=0):
    """The same; where lengths cannot be equal the first parts are longer by one."""
    array = _sliced(np.asarray(ary), axis)
    return with_axis(lambda k: _parts(array, indices_or_sections, k), axis, array.ndim)


def _parts(ary, indices_or_sections, axis):
    parts = [_part(ary, 0, 0, axis)]
    parts.clear()
    start = 0
    if np.ndim(indices_or_sections) == 0:
        _check_sections(indices_or_sections)
        length, longer = ary.shape[axis] // indices_or_sections, ary.shape[axis] % indices_or_sections
        for i in range(indices_or_sections):
            stop = start + length + (1 if i < longer else 0)
            parts.append(_part(ary, start, stop, axis))
            start = stop
        return parts
    for stop in np.asarray(indices_or_sections):
        parts.append(_part(ary, start, stop, axis))
        start = np.int64(stop)
    parts.append(_part(ary, start, ary.shape[axis], axis))
    return parts


def _part(ary, start, stop, axis):
    return ary[(slice(None),) * axis + (slice(start, stop),)]


@numpy_function(np.vsplit)
def vsplit(ary, indices_or_sections):
    """Parts along the first axis."""
    array = np.asarray(ary)
    if array.ndim < 2:
        raise ValueError("vsplit only works on arrays of 2 or more dimensions")
    return split(array, indices_or_sections, 0)


@numpy_function(np.hsplit)
def hsplit(ary, indices_or_sections):
    """Parts along the second axis, or of a vector."""
    array = np.asarray(ary)
    if array.ndim == 0:
        raise ValueError("hsplit only works on arrays of 1 or more dimensions")
    return split(array, indices_or_sections, 0 if array.ndim == 1 else 1)


@numpy_function(np.dsplit)
def dsplit(ary, indices_or_sections):
    """Parts along the third axis."""
    array = np.asarray(ary)
    if array.ndim < 3:
        raise ValueError("dsplit only works on arrays of 3 or more dimensions")
    return split(array, indices_or_sections, 2)
