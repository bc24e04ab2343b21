"""Texts that are fields of records, or elements of arrays: as many code points as the dtype says, with zeros after the text."""

import numpy as np

from ..numpy import intrinsics


def byte_points(array):
    """The characters of bytes."""
    points = np.empty(array.size, np.uint32)
    for i in range(array.size):
        points[i] = _character(array[i])
    return points


def _character(byte):
    """A code point that is no letter, no digit and no space where the byte is not ASCII: methods leave it as it is."""
    return np.uint32(byte) if byte < 128 else np.uint32(byte + 0xF700)


def field_points(field):
    """The code points of the text in a field."""
    length = field.size
    while length > 0 and field[length - 1] == 0:
        length -= 1
    points = np.empty(length, np.uint32)
    for i in range(length):
        if field.dtype == np.uint8:
            points[i] = _character(field[i])
        else:
            points[i] = field[i]
    return points


def store_texts(fields, points):
    """Stores texts into fields: one into all, or one into each."""
    if intrinsics.may_overlap(fields, points):
        _store_each(fields, points.copy())
    else:
        _store_each(fields, points)


def _store_each(fields, points):
    each = np.broadcast_to(points, fields.shape[:-1] + points.shape[-1:])
    for place in np.ndindex(fields.shape[:-1]):
        store_field_points(fields[place], each[place])


def store_field_points(field, points):
    """Stores a text into a field, as much of it as there is room for."""
    length = min(field.size, points.size)
    for i in range(length):
        if field.dtype == np.uint8:
            field[i] = points[i] & 0xFF
        else:
            field[i] = points[i]
    for i in range(length, field.size):
        field[i] = 0
