"""The methods and operators of lists. The compiler has made the types fit before it calls these: an item that goes into a list has its item type."""

import numpy as np

from . import intrinsics


def insert_item(items, index, item):
    """`items.insert(index, item)`."""
    length = len(items)
    if index < 0:
        index = max(index + length, 0)
    index = min(index, length)
    intrinsics.resize(items, length + 1)
    for place in range(length, index, -1):
        intrinsics.put(items, place, intrinsics.get(items, place - 1))
    intrinsics.put(items, index, item)


def goes_on(items, length, place):
    """Whether a loop over a numba.typed.List has an item at this place; the list must be as long as when the loop began."""
    if len(items) != length:
        raise RuntimeError("list was mutated during iteration")
    return place < length


def pop(items, index=None):
    """`items.pop()`, `items.pop(index)`."""
    length = len(items)
    if length == 0:
        raise IndexError("pop from empty list")
    if index is None:
        last = intrinsics.get(items, length - 1)
        intrinsics.resize(items, length - 1)
        return last
    return _take(items, index, length)


def _take(items, index, length):
    if index < 0:
        index += length
    if index < 0 or index >= length:
        raise IndexError("pop index out of range")
    item = intrinsics.get(items, index)
    for place in range(index, length - 1):
        intrinsics.put(items, place, intrinsics.get(items, place + 1))
    intrinsics.resize(items, length - 1)
    return item


def delete_item(items, index):
    """`del items[index]`."""
    _take(items, index, len(items))


def remove(items, value):
    """`items.remove(value)`."""
    for place in range(len(items)):
        if intrinsics.get(items, place) == value:
            _take(items, place, len(items))
            return
    raise ValueError("list.remove(x): x not in list")


def index(items, value, start=0, stop=None):
    """`items.index(value)`."""
    length = len(items)
    if start < 0:
        start = max(start + length, 0)
    end = length
    if stop is not None:
        end = stop
        if end < 0:
            end += length
        end = min(end, length)
    for place in range(start, end):
        if intrinsics.get(items, place) == value:
            return place
    raise ValueError("value not in list")


def count(items, value):
    """`items.count(value)`."""
    found = 0
    for item in items:
        if item == value:
            found += 1
    return found


def contains(items, value):
    """`value in items`."""
    for item in items:
        if item == value:
            return True
    return False


def clear(items):
    """`items.clear()`."""
    intrinsics.resize(items, 0)


def copy(items):
    """`items.copy()`."""
    length = len(items)
    result = intrinsics.empty_like(items, length)
    intrinsics.resize(result, length)
    for place in range(length):
        intrinsics.put(result, place, intrinsics.get(items, place))
    return result


def reverse(items):
    """`items.reverse()`."""
    last = len(items) - 1
    for place in range(len(items) // 2):
        item = intrinsics.get(items, place)
        intrinsics.put(items, place, intrinsics.get(items, last - place))
        intrinsics.put(items, last - place, item)


def extend_with(items, others):
    """`items.extend(others)` for a list: its length counts before it grows, since it may be the same list."""
    length = len(items)
    added = len(others)
    intrinsics.resize(items, length + added)
    for place in range(added):
        intrinsics.put(items, length + place, intrinsics.get(others, place))


def concatenate(left, right):
    """`left + right`."""
    result = copy(left)
    extend_with(result, right)
    return result


def repeat(items, times):
    """`items * times`."""
    length = len(items)
    times = max(times, 0)
    result = intrinsics.empty_like(items, length * times)
    intrinsics.resize(result, length * times)
    for again in range(times):
        for place in range(length):
            intrinsics.put(result, again * length + place, intrinsics.get(items, place))
    return result


def repeat_in_place(items, times):
    """`items *= times`."""
    length = len(items)
    times = max(times, 0)
    intrinsics.resize(items, length * times)
    for again in range(1, times):
        for place in range(length):
            intrinsics.put(items, again * length + place, intrinsics.get(items, place))


def equal(left, right):
    """`left == right`."""
    if len(left) != len(right):
        return False
    for place in range(len(left)):
        if intrinsics.get(left, place) != intrinsics.get(right, place):
            return False
    return True


def less(left, right):
    """`left < right`."""
    for place in range(min(len(left), len(right))):
        one = intrinsics.get(left, place)
        other = intrinsics.get(right, place)
        if one != other:
            return one < other
    return len(left) < len(right)


def less_or_equal(left, right):
    """`left <= right`."""
    for place in range(min(len(left), len(right))):
        one = intrinsics.get(left, place)
        other = intrinsics.get(right, place)
        if one != other:
            return one <= other
    return len(left) <= len(right)


def least(items):
    """`min(items)`."""
    if len(items) == 0:
        raise ValueError("min() iterable argument is empty")
    best = intrinsics.get(items, 0)
    for item in items:
        if item < best:
            best = item
    return best


def greatest(items):
    """`max(items)`."""
    if len(items) == 0:
        raise ValueError("max() iterable argument is empty")
    best = intrinsics.get(items, 0)
    for item in items:
        if item > best:
            best = item
    return best


def _bounds(start, stop, step, length):
    """Python's `slice(start, stop, step).indices(length)`, where None is a bound that is left out."""
    low = 0
    high = length
    if step < 0:
        low = -1
        high = length - 1
    if start is None:
        first = low
        if step < 0:
            first = high
    else:
        first = start
        if first < 0:
            first += length
        first = min(max(first, low), high)
    if stop is None:
        last = high
        if step < 0:
            last = low
    else:
        last = stop
        if last < 0:
            last += length
        last = min(max(last, low), high)
    return first, last


def _length(first, last, step):
    if step > 0:
        return max((last - first + step - 1) // step, 0)
    return max((last - first + step + 1) // step, 0)


def _step(step):
    if step is None:
        return 1
    if step == 0:
        raise ValueError("slice step cannot be zero")
    return step


def get_slice(items, start, stop, step):
    """`items[start:stop:step]`."""
    by = _step(step)
    first, last = _bounds(start, stop, by, len(items))
    length = _length(first, last, by)
    result = intrinsics.empty_like(items, length)
    intrinsics.resize(result, length)
    for place in range(length):
        intrinsics.put(result, place, intrinsics.get(items, first + place * by))
    return result


def set_slice(items, start, stop, step, values):
    """`items[start:stop:step] = values`."""
    by = _step(step)
    first, last = _bounds(start, stop, by, len(items))
    others = copy(values)
    if by == 1:
        _replace(items, first, max(last, first), others)
        return
    length = _length(first, last, by)
    if len(others) != length:
        raise ValueError("cannot resize extended list slice with step != 1")
    for place in range(length):
        intrinsics.put(items, first + place * by, intrinsics.get(others, place))


def _replace(items, first, last, others):
    """The items from first to before last become the others."""
    length = len(items)
    more = len(others) - (last - first)
    if more > 0:
        intrinsics.resize(items, length + more)
        for place in range(length - 1, last - 1, -1):
            intrinsics.put(items, place + more, intrinsics.get(items, place))
    elif more < 0:
        for place in range(last, length):
            intrinsics.put(items, place + more, intrinsics.get(items, place))
        intrinsics.resize(items, length + more)
    for place in range(len(others)):
        intrinsics.put(items, first + place, intrinsics.get(others, place))


def delete_slice(items, start, stop, step):
    """`del items[start:stop:step]`."""
    by = _step(step)
    first, last = _bounds(start, stop, by, len(items))
    length = _length(first, last, by)
    if length == 0:
        return
    if by < 0:
        first += (length - 1) * by
        by = -by
    kept = first
    for place in range(first, len(items)):
        distance = place - first
        if distance % by != 0 or distance // by >= length:
            intrinsics.put(items, kept, intrinsics.get(items, place))
            kept += 1
    intrinsics.resize(items, kept)


def sort(items, key=None, reverse=False):
    """`items.sort(key=key, reverse=reverse)`: stable, as Python's."""
    if key is None:
        _sort(items, reverse)
        return
    keys = [key(item) for item in items]
    order = _order(keys, reverse)
    before = copy(items)
    for place in range(len(order)):
        intrinsics.put(items, place, intrinsics.get(before, intrinsics.get(order, place)))


def _before(one, other, reverse):
    if reverse:
        return one > other
    return one < other


def _sort(items, reverse):
    """Merge sort of runs that insertion sorts."""
    length = len(items)
    run = 16
    for start in range(0, length, run):
        for place in range(start + 1, min(start + run, length)):
            item = intrinsics.get(items, place)
            gap = place
            while gap > start and _before(item, intrinsics.get(items, gap - 1), reverse):
                intrinsics.put(items, gap, intrinsics.get(items, gap - 1))
                gap -= 1
            intrinsics.put(items, gap, item)
    if length > run:
        spare = copy(items)
        while run < length:
            for start in range(0, length, 2 * run):
                middle = min(start + run, length)
                _merge(items, spare, start, middle, min(middle + run, length), reverse)
            run *= 2


def _merge(items, spare, start, middle, end, reverse):
    """Two sorted runs become one; of equal items those of the left one stay before."""
    if middle == end or not _before(intrinsics.get(items, middle), intrinsics.get(items, middle - 1), reverse):
        return
    for place in range(start, middle):
        intrinsics.put(spare, place, intrinsics.get(items, place))
    left = start
    right = middle
    place = start
    while left < middle and right < end:
        if _before(intrinsics.get(items, right), intrinsics.get(spare, left), reverse):
            intrinsics.put(items, place, intrinsics.get(items, right))
            right += 1
        else:
            intrinsics.put(items, place, intrinsics.get(spare, left))
            left += 1
        place += 1
    while left < middle:
        intrinsics.put(items, place, intrinsics.get(spare, left))
        left += 1
        place += 1


def _order(keys, reverse):
    """The places of the keys, sorted by key."""
    length = len(keys)
    order = [place for place in range(length)]
    spare = [place for place in range(length)]
    run = 1
    while run < length:
        for start in range(0, length, 2 * run):
            middle = min(start + run, length)
            end = min(middle + run, length)
            for place in range(start, middle):
                intrinsics.put(spare, place, intrinsics.get(order, place))
            left = start
            right = middle
            place = start
            while left < middle and right < end:
                one = intrinsics.get(order, right)
                other = intrinsics.get(spare, left)
                if _before(intrinsics.get(keys, one), intrinsics.get(keys, other), reverse):
                    intrinsics.put(order, place, one)
                    right += 1
                else:
                    intrinsics.put(order, place, other)
                    left += 1
                place += 1
            while left < middle:
                intrinsics.put(order, place, intrinsics.get(spare, left))
                left += 1
                place += 1
        run *= 2
    return order


def to_array(items, dtype):
    """`np.array(items, dtype)` of numbers."""
    result = np.empty(len(items), dtype)
    for place in range(len(items)):
        result[place] = intrinsics.get(items, place)
    return result


def to_rows(rows, dtype):
    """`np.array(rows, dtype)` of tuples or vectors of numbers, which have one length."""
    width = 0
    if len(rows) > 0:
        width = len(intrinsics.get(rows, 0))
    result = np.empty((len(rows), width), dtype)
    for place in range(len(rows)):
        row = intrinsics.get(rows, place)
        if len(row) != width:
            raise ValueError("incompatible sequence for array")
        result[place] = row
    return result


def to_matrix(rows, dtype):
    """`np.array(rows, dtype)` of lists of numbers, which have one length."""
    width = 0
    if len(rows) > 0:
        width = len(intrinsics.get(rows, 0))
    result = np.empty((len(rows), width), dtype)
    for place in range(len(rows)):
        row = intrinsics.get(rows, place)
        if len(row) != width:
            raise ValueError("incompatible sequence for array")
        for column in range(width):
            result[place, column] = intrinsics.get(row, column)
    return result
