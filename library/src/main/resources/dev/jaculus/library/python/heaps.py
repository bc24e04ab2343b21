"""The functions of `heapq`. A heap is a list whose item at i is not more than those at 2 * i + 1 and 2 * i + 2."""

import heapq

from ..numpy import intrinsics
from .declare import numpy_function
from .heaps_internal import check, sink


@numpy_function(heapq.heapify)
def heapify(heap):
    """Makes a heap of the list, in place."""
    check(heap)
    for place in range(len(heap) // 2 - 1, -1, -1):
        sink(heap, place)


@numpy_function(heapq.heappop)
def heappop(heap):
    """Takes the least item away."""
    check(heap)
    last = heap.pop()
    if len(heap) == 0:
        return last
    least = heap[0]
    heap[0] = last
    sink(heap, 0)
    return least


@numpy_function(heapq.heappushpop)
def heappushpop(heap, item):
    """The least of the items and this one; the others are the heap then."""
    check(heap)
    if len(heap) > 0 and heap[0] < item:
        least = heap[0]
        heap[0] = item
        sink(heap, 0)
        return least
    return item


@numpy_function(heapq.heapreplace)
def heapreplace(heap, item):
    """Takes the least item away, then puts this one in."""
    check(heap)
    least = heap[0]
    heap[0] = item
    sink(heap, 0)
    return least


def _check_count(n):
    if intrinsics.dtype_kind(n) == "f":
        intrinsics.refuse("First argument 'n' must be an integer")


@numpy_function(heapq.nlargest)
def nlargest(n, iterable):
    """The n largest, the largest first."""
    _check_count(n)
    items = sorted(iterable, reverse=True)
    return items[: max(n, 0)]


@numpy_function(heapq.nsmallest)
def nsmallest(n, iterable):
    """The n smallest in order."""
    _check_count(n)
    items = sorted(iterable)
    return items[: max(n, 0)]
