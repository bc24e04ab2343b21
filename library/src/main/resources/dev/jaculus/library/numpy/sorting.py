"""Sorting, and what sorted arrays answer. NaNs come last, as in NumPy."""

import numpy as np

from .declare import numpy_function

_RUN = 16  # shorter stretches are sorted by insertion


def _less(x, y):
    return x < y or (y != y and x == x)


@numpy_function(np.sort)
def sort(a):
    """A sorted copy; each row of the last axis on its own. Merge sort: stable, and never quadratic."""
    result = a.copy()
    sort_in_place(result)
    return result


@numpy_function(np.ndarray.sort)
def sort_in_place(a):
    """Sorts the array itself."""
    if a.ndim == 1:
        numbers = a[: _nans_last(a)]
        _merge_sort(numbers, np.empty_like(numbers))
    else:
        for row in a:
            sort_in_place(row)


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


def _merge_sort(a, spare):
    n = len(a)
    for low in range(0, n, _RUN):
        _insertion_sort(a, low, min(low + _RUN, n))
    width = _RUN
    while width < n:
        for low in range(0, n - width, 2 * width):
            middle = low + width
            if a[middle] < a[middle - 1]:
                _merge(a, spare, low, middle, min(middle + width, n))
        width *= 2


def _insertion_sort(a, low, high):
    for i in range(low + 1, high):
        item = a[i]
        j = i - 1
        while j >= low and item < a[j]:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = item


def _merge(a, spare, low, middle, high):
    """Merges a[low:middle] and a[middle:high], by way of a copy of the first. Nothing is decided by a branch that could be mispredicted."""
    for i in range(low, middle):
        spare[i] = a[i]
    left, right, to = low, middle, low
    while left < middle and right < high:
        x, y = spare[left], a[right]
        takes_right = y < x
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
def argsort(a, kind="quicksort"):
    """The places of the items in sorted order; equal items, and NaNs, in the order in which they come."""
    order = np.empty(len(a), np.int64)
    keys = np.empty(len(a), a.dtype)  # moved along, so that comparing reads what lies side by side
    n = _numbers_first(a, order, keys)
    spare, spare_keys = np.empty(n, np.int64), np.empty(n, a.dtype)
    for low in range(0, n, _RUN):
        _insertion_argsort(keys, order, low, min(low + _RUN, n))
    width = _RUN
    while width < n:
        for low in range(0, n - width, 2 * width):
            middle = low + width
            if keys[middle] < keys[middle - 1]:
                _merge_places(keys, order, spare_keys, spare, low, middle, min(middle + width, n))
        width *= 2
    return order


def _numbers_first(a, order, keys):
    """Puts the places of the NaNs behind the others; how many those are."""
    count = 0
    for i in range(len(a)):
        if a[i] == a[i]:
            order[count] = i
            keys[count] = a[i]
            count += 1
    to = count
    for i in range(len(a)):
        if a[i] != a[i]:
            order[to] = i
            to += 1
    return count


def _insertion_argsort(keys, order, low, high):
    for i in range(low + 1, high):
        place, item = order[i], keys[i]
        j = i - 1
        while j >= low and item < keys[j]:
            order[j + 1] = order[j]
            keys[j + 1] = keys[j]
            j -= 1
        order[j + 1] = place
        keys[j + 1] = item


def _merge_places(keys, order, spare_keys, spare, low, middle, high):
    for i in range(low, middle):
        spare[i] = order[i]
        spare_keys[i] = keys[i]
    left, right, to = low, middle, low
    while left < middle and right < high:
        x, y = spare_keys[left], keys[right]
        takes_right = y < x
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


@numpy_function(np.partition)
def partition(a, kth):
    """A copy with the item at `kth` where sorting would put it, smaller ones before, greater ones after."""
    result = np.copy(a)
    if a.ndim == 1:
        _select(result, kth + len(a) if kth < 0 else kth)
    else:
        for i in range(len(a)):
            result[i] = partition(a[i], kth)
    return result


def _select(a, k):
    """Hoare's selection; the middle of three as pivot."""
    low, high = 0, len(a) - 1
    while low < high:
        middle = (low + high) // 2
        if _less(a[middle], a[low]):
            a[middle], a[low] = a[low], a[middle]
        if _less(a[high], a[low]):
            a[high], a[low] = a[low], a[high]
        if _less(a[high], a[middle]):
            a[high], a[middle] = a[middle], a[high]
        pivot = a[middle]
        i, j = low, high
        while i <= j:
            while _less(a[i], pivot):
                i += 1
            while _less(pivot, a[j]):
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        if k <= j:
            high = j
        elif k >= i:
            low = i
        else:
            return


@numpy_function(np.argpartition)
def argpartition(a, kth):
    """The places that would make `partition`; here those of the sorted items."""
    if a.ndim == 1:
        return argsort(a)
    result = np.empty(a.shape, np.int64)
    for i in range(len(a)):
        result[i] = argpartition(a[i], kth)
    return result


@numpy_function(np.median)
def median(a):
    """The middle item, or the mean of the two in the middle."""
    if a.size == 0:
        return np.nan
    items = a.flatten()
    for item in items:
        if item != item:
            return np.nan
    half = len(items) // 2
    _select(items, half)
    if len(items) % 2 == 1:
        return items[half] * 1.0
    return (max(items[:half]) * 1.0 + items[half]) / 2


@numpy_function(np.searchsorted)
def searchsorted(a, v, side="left"):
    """Where to insert `v` so that `a` stays sorted: before equal items, or with side="right" behind them."""
    if np.ndim(v) == 0:
        return _place(a, v, side)
    wanted = np.asarray(v)
    places = np.empty(wanted.size, np.int64)
    items = wanted.ravel()
    for i in range(len(items)):
        places[i] = _place(a, items[i], side)
    return places.reshape(wanted.shape)


def _place(a, item, side):
    low, high = 0, len(a)
    while low < high:
        middle = (low + high) // 2
        before = _less(a[middle], item) if side == "left" else not _less(item, a[middle])
        if before:
            low = middle + 1
        else:
            high = middle
    return low


@numpy_function(np.unique)
def unique(ar):
    """The items of an array, each once, sorted; NaN too is there once."""
    items = ar.flatten()
    sort_in_place(items)
    count = 0
    for i in range(len(items)):
        if i == 0 or (items[i] != items[i - 1] and (items[i] == items[i] or items[i - 1] == items[i - 1])):
            items[count] = items[i]
            count += 1
    return items[:count].copy()
