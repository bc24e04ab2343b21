"""Each item once."""

import numpy as np

from . import intrinsics
from .axes import with_axis
from .declare import numpy_function
from .ordering import less, same
from .sorting import argsorted, sort_in_place


@numpy_function(np.unique)
def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, equal_nan=True, sorted=True):
    """The items of an array, each once, sorted; or what lies along an axis. With the places of the first of each, which of them each item is,
    and how often each is there."""
    array = np.asarray(ar)
    if axis is not None:
        return with_axis(lambda k: _rows(array, k, return_index, return_inverse, return_counts), axis, array.ndim)
    if not return_index:
        if not return_inverse:
            if not return_counts:
                items = array.flatten()
                sort_in_place(items)
                return items[: _each_once(items, equal_nan)].copy()
    flat = array.ravel()
    order = np.argsort(flat, kind="stable") if return_index else np.argsort(flat)
    items = flat[order]
    starts = _starts(len(items), lambda i: _differs(items[i - 1], items[i], equal_nan))
    found = (items[starts],)
    inverse = _inverse(order, starts) if return_inverse else order
    return found + _wanted(order, starts, inverse.reshape(array.shape), return_index, return_inverse, return_counts)


@numpy_function(np.unique_values)
def unique_values(x):
    """The items of an array, each once; NaNs are all there."""
    return unique(x, False, False, False, None, False)


def _each_once(items, equal_nan):
    """Moves the different ones of sorted items to the front; how many those are."""
    if len(items) == 0:
        return 0
    count = 1
    last = items[0]
    for i in range(1, len(items)):
        item = items[i]
        items[count] = item
        count += _differs(last, item, equal_nan)
        last = item
    return count


def _differs(one, other, equal_nan):
    return not same(one, other) if equal_nan else one != other


def _starts(length, differs):
    """Where a new one begins."""
    starts = np.empty(length, np.int64)
    count = 0
    for i in range(length):
        if i == 0 or differs(i):
            starts[count] = i
            count += 1
    return starts[:count]


def _inverse(order, starts):
    """Which of the different ones each item is."""
    result = np.empty(len(order), np.int64)
    number = -1
    for i in range(len(order)):
        if number + 1 < len(starts) and starts[number + 1] == i:
            number += 1
        result[order[i]] = number
    return result


def _wanted(order, starts, inverse, return_index, return_inverse, return_counts):
    """A tuple of those that are asked for."""
    if return_index:
        return (order[starts],) + _wanted(order, starts, inverse, False, return_inverse, return_counts)
    if return_inverse:
        return (inverse,) + _wanted(order, starts, inverse, False, False, return_counts)
    if return_counts:
        return (np.diff(np.append(starts, len(order))),)
    return ()


def _rows(a, axis, return_index, return_inverse, return_counts):
    lines = np.ascontiguousarray(np.moveaxis(a, axis, 0))
    rows = lines.reshape((lines.shape[0], lines.size // max(lines.shape[0], 1)))
    order = argsorted(np.arange(len(rows)), lambda x, y: _is_before(rows[x], rows[y]))
    starts = _starts(len(rows), lambda i: _is_before(rows[order[i - 1]], rows[order[i]]))
    found = np.moveaxis(lines[order[starts]], 0, axis)
    if not return_index:
        if not return_inverse:
            if not return_counts:
                return found
    inverse = _inverse(order, starts) if return_inverse else order
    return (found,) + _wanted(order, starts, inverse, return_index, return_inverse, return_counts)


def _is_before(x, y):
    for i in range(len(x)):
        if less(x[i], y[i]):
            return True
        if less(y[i], x[i]):
            return False
    return False
