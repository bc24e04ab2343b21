"""Sorting, and what sorted arrays answer. NaNs come last, as in NumPy."""

import numpy as np

from . import intrinsics
from .axes import normal, with_axis
from .declare import numpy_function
from .ordering import less

_RUN = 16  # shorter stretches are sorted by insertion


@numpy_function(np.sort)
def sort(a, axis=-1, kind=None, order=None, stable=None):
    """A sorted copy, along an axis; of all elements for None."""
    array = np.asarray(a)
    if array.ndim == 0:
        intrinsics.refuse("np.sort does not take an array without axes")
    if axis is None:
        return sort(array.ravel(), 0, kind, order, stable)
    result = np.copy(array)
    sort_in_place(result, axis, kind, order, stable)
    return result


def _keeps_order(kind, order, stable):
    """Whether equal items shall stay in order."""
    if order is not None:
        intrinsics.refuse("`order` names fields, which no array has here")
    if stable is not None:
        if kind is not None:
            intrinsics.refuse(
                "`kind` and `stable` parameters can't be provided at the same time. Use only one of them."
            )
        return bool(stable)
    _check_kind(kind)
    return kind == "stable" or kind == "mergesort"


def _check_kind(kind):
    if kind is not None and kind != "quicksort" and kind != "mergesort" and kind != "stable" and kind != "heapsort":
        intrinsics.refuse("the kind of sorting must be 'quicksort', 'mergesort', 'heapsort' or 'stable'")


@numpy_function(np.ndarray.sort)
def sort_in_place(a, axis=-1, kind=None, order=None, stable=None):
    """Sorts the array itself, along an axis."""
    keeps_order = _keeps_order(kind, order, stable)
    with_axis(lambda k: _sort_lines(np.moveaxis(a, k, -1), keeps_order), axis, a.ndim)


def _sort_lines(a, keeps_order):
    if a.ndim == 1:
        if not sorted_by_host(a, keeps_order):
            _sort_line(a)
    else:
        for row in a:
            _sort_lines(row, keeps_order)


def _sort_line(a):
    """Merge sort: stable, and never quadratic."""
    if a.dtype.kind == "c":
        _merge_sort(a, np.empty_like(a), less)
    else:
        numbers = a[: _nans_last(a)]
        _merge_sort(numbers, np.empty_like(numbers), _before)


def sorted_by_host(a, keeps_order=False):
    """Whether the host has sorted it: NumPy's own functions, which use the processor's vectors. They are not asked for a few items."""
    if len(a) <= _RUN:
        return False
    done = np.zeros(1, np.int64)
    items = a if intrinsics.layout(a) == "C" or a.strides[0] == a.itemsize else a.copy()
    # Equal whole numbers are not told apart.
    stable = keeps_order and (a.dtype.kind == "f" or a.dtype.kind == "c")
    if (
        intrinsics.fortran("nsort", items, len(a), a.dtype.kind, a.itemsize, np.int64(stable), done) == 0
        or done[0] == 0
    ):
        return False
    if intrinsics.layout(a) != "C" and a.strides[0] != a.itemsize:
        a[:] = items
    return True


def _before(x, y):
    """`<`, where there are no NaNs."""
    return x < y


def _nans_last(a):
    """Moves the NaNs to the end; how many items are none."""
    count = 0
    for i in range(len(a)):
        item = a[i]
        if item == item:
            if count != i:
                a[i] = a[count]
                a[count] = item
            count += 1
    return count


def _merge_sort(a, spare, before):
    n = len(a)
    for low in range(0, n, _RUN):
        _insertion_sort(a, low, min(low + _RUN, n), before)
    width = _RUN
    while width < n:
        for low in range(0, n - width, 2 * width):
            middle = low + width
            if before(a[middle], a[middle - 1]):
                _merge(a, spare, low, middle, min(middle + width, n), before)
        width *= 2


def _insertion_sort(a, low, high, before):
    for i in range(low + 1, high):
        item = a[i]
        j = i - 1
        while j >= low and before(item, a[j]):
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = item


def _merge(a, spare, low, middle, high, before):
    """Merges a[low:middle] and a[middle:high], by way of a copy of the first. Nothing is decided by a branch that could be mispredicted."""
    for i in range(low, middle):
        spare[i] = a[i]
    left, right, to = low, middle, low
    while left < middle and right < high:
        x, y = spare[left], a[right]
        takes_right = before(y, x)
        a[to] = y if takes_right else x
        right += takes_right
        left += not takes_right
        to += 1
    while left < middle:
        a[to] = spare[left]
        left += 1
        to += 1


@numpy_function(np.argsort)
@numpy_function(np.ndarray.argsort)
def argsort(a, axis=-1, kind=None, order=None, stable=None):
    """The places of the items in sorted order, along an axis; kind="stable" keeps equal items, and NaNs, in the order in which they come."""
    keeps_order = _keeps_order(kind, order, stable)
    array = np.asarray(a)
    if axis is None:
        return _order(array.ravel(), keeps_order)
    if array.ndim <= 1:
        normal(axis, 1)
        return _order(np.atleast_1d(array), keeps_order)
    result = np.empty(array.shape, np.int64)
    with_axis(
        lambda k: _order_lines(np.moveaxis(array, k, -1), np.moveaxis(result, k, -1), keeps_order), axis, array.ndim
    )
    return result


def _order_lines(a, result, keeps_order):
    for i in range(len(a)):
        if a.ndim == 2:
            result[i] = _order(a[i], keeps_order)
        else:
            _order_lines(a[i], result[i], keeps_order)


def _order(a, keeps_order):
    if len(a) > _RUN:
        order, done = np.arange(len(a)), np.zeros(1, np.int64)
        items = a if intrinsics.layout(a) == "C" or a.strides[0] == a.itemsize else a.copy()
        host = intrinsics.fortran(
            "nargsort", items, len(a), a.dtype.kind, a.itemsize, np.int64(keeps_order), done, order
        )
        if host != 0 and done[0] != 0:
            return order
    if a.dtype.kind == "c":
        return argsorted(a, less)
    return argsorted(a, _before)


def argsorted(a, before):
    """The places of the items in the order of `before`; equal ones stay in order."""
    order = np.empty(len(a), np.int64)
    keys = np.empty(len(a), a.dtype)  # moved along, so that comparing reads what lies side by side
    n = _numbers_first(a, order, keys)
    spare, spare_keys = np.empty(n, np.int64), np.empty(n, a.dtype)
    for low in range(0, n, _RUN):
        _insertion_argsort(keys, order, low, min(low + _RUN, n), before)
    width = _RUN
    while width < n:
        for low in range(0, n - width, 2 * width):
            middle = low + width
            if before(keys[middle], keys[middle - 1]):
                _merge_places(keys, order, spare_keys, spare, low, middle, min(middle + width, n), before)
        width *= 2
    return order


def _numbers_first(a, order, keys):
    """Puts the places of the NaNs behind the others; how many those are. The order of complex numbers knows its NaNs itself."""
    count = 0
    for i in range(len(a)):
        if a.dtype.kind == "c" or a[i] == a[i]:
            order[count] = i
            keys[count] = a[i]
            count += 1
    to = count
    if a.dtype.kind != "c":
        for i in range(len(a)):
            if a[i] != a[i]:
                order[to] = i
                to += 1
    return count


def _insertion_argsort(keys, order, low, high, before):
    for i in range(low + 1, high):
        place, item = order[i], keys[i]
        j = i - 1
        while j >= low and before(item, keys[j]):
            order[j + 1] = order[j]
            keys[j + 1] = keys[j]
            j -= 1
        order[j + 1] = place
        keys[j + 1] = item


def _merge_places(keys, order, spare_keys, spare, low, middle, high, before):
    for i in range(low, middle):
        spare[i] = order[i]
        spare_keys[i] = keys[i]
    left, right, to = low, middle, low
    while left < middle and right < high:
        x, y = spare_keys[left], keys[right]
        takes_right = before(y, x)
        keys[to] = y if takes_right else x
        order[to] = order[right] if takes_right else spare[left]
        right += takes_right
        left += not takes_right
        to += 1
    while left < middle:
        keys[to] = spare_keys[left]
        order[to] = spare[left]
        left += 1
        to += 1


@numpy_function(np.searchsorted)
def searchsorted(a, v, side="left"):
    """Where to insert `v` so that `a` stays sorted: before equal items, or with side="right" behind them."""
    if side != "left" and side != "right":
        intrinsics.refuse("Invalid value given for 'side': it is 'left' or 'right'")
    array = np.asarray(a)
    if array.ndim != 1:
        intrinsics.refuse("np.searchsorted takes an array of one axis to search in")
    if np.ndim(v) == 0:
        return _place(array, np.asarray(v)[()], side, 0, len(array))
    wanted = np.asarray(v)
    places = np.empty(wanted.size, np.int64)
    items = wanted.ravel()
    if len(items) > 0:
        _find(array, items, side, places)
    return places.reshape(wanted.shape)


def _find(a, items, side, places):
    """Each search begins where the one before ended, as in NumPy: that tells where it ends in an array that is not sorted."""
    low, high = 0, len(a)
    last = items[0]
    for i in range(len(items)):
        item = items[i]
        if less(last, item) if side == "left" else not less(item, last):
            high = len(a)
        else:
            low = 0
            high = high + 1 if high < len(a) else len(a)
        last = item
        low = _place(a, item, side, low, high)
        high = low
        places[i] = low


def _place(a, item, side, low, high):
    """No branch depends on what is compared: it could not be predicted."""
    while low < high:
        middle = low + (high - low) // 2
        behind = _is_behind(a[middle], item, side)
        low = middle + 1 if behind else low
        high = high if behind else middle
    return low


def _is_behind(there, item, side):
    """Whether the item belongs behind this one: as `less` says, without its questions that only NaNs answer."""
    if there.dtype.kind == "c" or item.dtype.kind == "c":
        return less(there, item) if side == "left" else not less(item, there)
    if item == item:
        return there < item if side == "left" else there <= item
    return there == there if side == "left" else True


def order_of(edges):
    """1 where the items go up or are equal, -1 where they go down, 0 where they do neither. A NaN is in nobody's way, as in NumPy."""
    start = 1
    while start < len(edges) and edges[start] == edges[0]:
        start += 1
    if start >= len(edges):
        return 1
    up = edges[start - 1] < edges[start]
    for i in range(start + 1, len(edges)):
        if edges[i] < edges[i - 1] if up else edges[i - 1] < edges[i]:
            return 0
    return 1 if up else -1
