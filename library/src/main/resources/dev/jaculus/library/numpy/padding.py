"""Arrays with more elements around them. One axis after the other is filled, so that corners are made of what the earlier axes got."""

import numpy as np

from .axes import as_tuple
from .declare import numpy_function
from .lines import empty_like


@numpy_function(np.pad)
def pad(array, pad_width, mode="constant", constant_values=0, end_values=0, stat_length=None, reflect_type="even"):
    """The array with elements before and behind, along each axis as many as `pad_width` says, by a rule of NumPy's."""
    a = np.asarray(array)
    widths = _pairs(pad_width, a.ndim)
    if widths.dtype.kind != "i" and widths.dtype.kind != "u":
        intrinsics.refuse("`pad_width` must be of integral type.")
    shape = np.empty(a.ndim, np.int64)
    for axis in range(a.ndim):
        if widths[axis, 0] < 0 or widths[axis, 1] < 0:
            raise ValueError("index can't contain negative values")
        shape[axis] = a.shape[axis] + widths[axis, 0] + widths[axis, 1]
    result = empty_like(a, as_tuple(shape, a.ndim), a.dtype)
    if mode == "constant":
        _pad(
            result,
            a,
            widths,
            _pairs(constant_values, a.ndim),
            0,
            lambda part, before, after, values: _constant(part, before, after, values),
        )
    elif mode == "linear_ramp":
        _check_not_empty(a, widths)
        _pad(
            result,
            a,
            widths,
            _pairs(end_values, a.ndim),
            0,
            lambda part, before, after, values: _ramp(part, before, after, values),
        )
    elif mode == "empty":
        _pad(result, a, widths, widths, 0, lambda part, before, after, values: None)
    elif mode == "maximum" or mode == "minimum" or mode == "mean" or mode == "median":
        _check_not_empty(a, widths)
        lengths = _stat_lengths(stat_length, a.ndim)
        _pad(
            result,
            a,
            widths,
            lengths,
            0,
            lambda part, before, after, values: _measured(part, before, after, values, mode),
        )
    else:
        if mode != "edge" and mode != "reflect" and mode != "symmetric" and mode != "wrap":
            raise ValueError("mode '" + mode + "' is not supported")
        _check_not_empty(a, widths)
        odd = reflect_type == "odd"
        _pad(
            result, a, widths, widths, 0, lambda part, before, after, values: _repeated(part, before, after, mode, odd)
        )
    return result


def _check_not_empty(a, widths):
    for axis in range(a.ndim):
        if a.shape[axis] == 0 and widths[axis, 0] + widths[axis, 1] > 0:
            raise ValueError("can't extend empty axis " + str(axis) + " using modes other than 'constant' or 'empty'")


def _pairs(given, ndim):
    """A number for each side of each axis."""
    return np.broadcast_to(np.asarray(given), (ndim, 2))


def _stat_lengths(given, ndim):
    """How many items are looked at; more than there are for all of them."""
    if given is None:
        return np.full((ndim, 2), 0x7FFFFFFFFFFFFFFF)
    lengths = _pairs(given, ndim)
    for length in lengths.ravel():
        if length < 0:
            raise ValueError("index can't contain negative values")
    return lengths


def _pad(result, a, widths, values, axis, fill):
    """Stores the array in the middle, then fills what is around along each axis from `axis` on."""
    if axis == 0:
        middle = _inner(result, a.shape, widths, 0)
        middle[...] = a
    if axis < a.ndim:
        before, after = np.int64(widths[axis, 0]), np.int64(widths[axis, 1])
        if before > 0 or after > 0:
            fill(np.moveaxis(_inner(result, a.shape, widths, axis + 1), axis, 0), before, after, values[axis])
        _pad(result, a, widths, values, axis + 1, fill)


def _inner(result, shape, widths, axis):
    """A view without what is around along the axes from `axis` on."""
    if axis >= result.ndim:
        return result[...]
    start = np.int64(widths[axis, 0])
    return _inner(result[(slice(None),) * axis + (slice(start, start + shape[axis]),)], shape, widths, axis + 1)


def _constant(part, before, after, values):
    part[:before] = part.dtype.type(values[0])
    part[len(part) - after :] = part.dtype.type(values[1])


def _ramp(part, before, after, values):
    last = len(part) - 1
    for i in range(before):
        _put(part, i, _between(np.float64(values[0]), part[before], i, before))
    for i in range(after):
        _put(part, last - i, _between(np.float64(values[1]), part[last - after], i, after))


def _between(end, edge, i, width):
    """The i-th of `width` steps from the end to the edge."""
    return i * ((edge - end) / width) + end


def _put(part, i, values):
    """Stores a row; whole numbers are rounded down."""
    if part.dtype.kind == "i" or part.dtype.kind == "u":
        part[i] = np.floor(values)
    else:
        part[i] = values


def _measured(part, before, after, lengths, mode):
    count = len(part) - before - after
    end = len(part) - after
    head = np.minimum(np.int64(lengths[0]), count)
    tail = np.minimum(np.int64(lengths[1]), count)
    if (head == 0 or tail == 0) and (mode == "maximum" or mode == "minimum"):
        raise ValueError("stat_length of 0 yields no value for padding")
    first = _measure(part[before : before + head], mode)
    last = _measure(part[end - tail : end], mode)
    for i in range(before):
        part[i] = first
    for i in range(end, len(part)):
        part[i] = last


def _measure(rows, mode):
    if mode == "maximum":
        return np.max(rows, 0)
    if mode == "minimum":
        return np.min(rows, 0)
    if mode == "mean":
        return _rounded(np.mean(rows, 0), rows)
    return _rounded(np.median(rows, 0), rows)


def _rounded(values, like):
    """To whole numbers, where the array has such."""
    if like.dtype.kind == "i" or like.dtype.kind == "u":
        return np.rint(values)
    return values


def _repeated(part, before, after, mode, odd):
    count = len(part) - before - after
    for i in range(before):
        _repeat(part, before - 1 - i, -1 - i, before, count, mode, odd)
    for i in range(after):
        _repeat(part, before + count + i, count + i, before, count, mode, odd)


def _repeat(part, to, place, start, count, mode, odd):
    """Fills a row as if it were at this place, counted from the first of `count` rows, which lie from `start` on."""
    if mode == "edge" or (mode == "reflect" and count == 1):
        part[to] = part[start + (0 if place < 0 else count - 1)]
    elif mode == "wrap":
        part[to] = part[start + place % count]
    else:
        period = 2 * count if mode == "symmetric" else 2 * (count - 1)
        inside = place % period
        mirrored = period - 1 - inside if mode == "symmetric" else period - inside
        if not odd:
            part[to] = part[start + (inside if inside < count else mirrored)]
        else:
            first, last = part[start], part[start + count - 1]
            moved = 2 * (place // period)
            if inside < count:
                part[to] = part[start + inside] + moved * (last - first)
            else:
                part[to] = 2 * last - part[start + mirrored] + moved * (last - first)
