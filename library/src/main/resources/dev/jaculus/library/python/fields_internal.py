"""Texts that are fields of records, or elements of arrays: as many code points as the dtype says, with zeros after the text."""

import numpy as np

from ..numpy import intrinsics


def field_points(field):
    """The code points of the text in a field."""
    length = field.size
    while length > 0 and field[length - 1] == 0:
        length -= 1
    points = np.empty(length, np.uint32)
    for i in range(length):
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
        field[i] = points[i]
    for i in range(length, field.size):
        field[i] = 0
