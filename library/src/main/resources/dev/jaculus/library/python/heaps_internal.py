"""What the functions of `heapq` share."""

from ..numpy import intrinsics


def check(heap):
    """A heap is a list."""
    if intrinsics.kind(heap) != "list":
        intrinsics.refuse("heap argument must be a list")


def rise(heap, start, place):
    """Moves the item at `place` up, towards `start`, until its parent is not more."""
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def heap_rise(heap):
    """The last item of the heap is new."""
    rise(heap, 0, len(heap) - 1)


def sink(heap, place):
    """Moves the item at `place` down to a leaf, its lesser children up, and from there up to where it belongs."""
    start = place
    item = heap[place]
    end = len(heap)
    child = 2 * place + 1
    while child < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    rise(heap, start, place)
