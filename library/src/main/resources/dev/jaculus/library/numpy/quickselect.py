"""The item at a place of the sorted order: Floyd, Rivest, Expected time bounds for selection (1975). No branch depends on what is compared."""

import math

import numpy as np

from .ordering import less
from .sorting import argsorted

_FEW = 600  # of fewer items no sample is taken
_LAST = 12  # fewer are sorted by insertion
_ROUNDS = 60  # after so many something is odd, and what is left is sorted


def _before(x, y):
    """The order of what has no NaNs; of complex numbers that which knows them."""
    if x.dtype.kind == "c":
        return less(x, y)
    return x < y


def numbers_first(a, order):
    """Moves NaNs and NaT behind the others, whose number it is; the places in `order` move along."""
    if a.dtype.kind == "c":
        return len(a)
    count = 0
    for item in a:
        count += item != item
    if count == 0:
        return len(a)
    count = 0
    for i in range(len(a)):
        if a[i] == a[i]:
            if count != i:
                _swap(a, order, i, count)
            count += 1
    return count


def select(a, k, low, high, order):
    """Puts the item at k where sorting would put it, of those from low to high; smaller ones before, greater ones behind."""
    rounds = 0
    while high - low > _LAST:
        size = high - low
        if rounds > _ROUNDS:
            _sort(a, low, high, order)
            return
        if size > _FEW:
            logarithm = math.log(size)
            part = 0.5 * math.exp(2 * logarithm / 3)
            spread = 0.5 * math.sqrt(logarithm * part * (size - part) / size)
            if k - low < size // 2:
                spread = -spread
            start = max(low, np.int64(k - (k - low) * part / size + spread))
            stop = min(high, np.int64(k + (high - k) * part / size + spread) + 1)
            _select_few(a, k, min(start, k), max(stop, k + 1), order)
            pivot = a[k]
        else:
            pivot = _middle(a[low], a[(low + high) // 2], a[high - 1])
        low, high = _narrowed(a, k, low, high, pivot, order)
        rounds += 1
    _insert(a, low, high, order)


def _select_few(a, k, low, high, order):
    rounds = 0
    while high - low > _LAST:
        if rounds > _ROUNDS:
            _sort(a, low, high, order)
            return
        pivot = _middle(a[low], a[(low + high) // 2], a[high - 1])
        low, high = _narrowed(a, k, low, high, pivot, order)
        rounds += 1
    _insert(a, low, high, order)


def _narrowed(a, k, low, high, pivot, order):
    """Where k still is, when the items from low to high stand before, at or behind the pivot: nowhere, if it is among the equal ones."""
    first = _split(a, low, high, order, lambda item: _before(item, pivot))
    if k < first:
        return low, first
    behind = _split(a, first, high, order, lambda item: not _before(pivot, item))
    if k < behind:
        return k, k
    return behind, high


def _split(a, low, high, order, goes_first):
    """Moves the items that go first to the front; where they end."""
    end = low
    for i in range(low, high):
        item = a[i]
        a[i] = a[end]
        a[end] = item
        if order is not None:
            place = order[i]
            order[i] = order[end]
            order[end] = place
        end += int(goes_first(item))
    return end


def _middle(x, y, z):
    """The second of three."""
    if _before(y, x):
        x, y = y, x
    if _before(z, y):
        y = z
        if _before(y, x):
            y = x
    return y


def _insert(a, low, high, order):
    for i in range(low + 1, high):
        j = i
        while j > low and _before(a[j], a[j - 1]):
            _swap(a, order, j, j - 1)
            j -= 1


def _sort(a, low, high, order):
    part = a[low:high].copy()
    places = argsorted(part, _before)
    if order is not None:
        order[low:high] = order[low:high][places]
    a[low:high] = part[places]


def _swap(a, order, i, j):
    a[i], a[j] = a[j], a[i]
    if order is not None:
        order[i], order[j] = order[j], order[i]
