"""Whole numbers and choices of numpy.random.Generator. See generators.py; `choice` follows numpy/random/_generator.pyx."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .drawing import drawn
from .generators_checks import as_size, refused, whole


@numpy_function(np.random.Generator.integers)
def integers(rng, low, high=None, size=None, dtype=np.int64, endpoint=False):
    """Whole numbers from low to high, without high unless `endpoint`; from 0 where only one is given."""
    if high is None:
        return integers(rng, 0, low, size, dtype, endpoint)
    if np.ndim(low) > 0 or np.ndim(high) > 0:
        if np.dtype(dtype).itemsize < 4:
            intrinsics.refuse("integers between arrays have 32 or 64 bits")
        return drawn(lambda x, y, z: integers(rng, x, y, None, dtype, endpoint), as_size(size), dtype, low, high)
    whole(low, "low")
    whole(high, "high")
    whole(endpoint, "endpoint")
    state = intrinsics.bit_generator(rng)
    if dtype == np.bool_:
        _check(low, high, endpoint, 0, 1)
        width = _last(high, endpoint) - np.uint64(low)
        function = "numpy.random:random_bounded_bool_fill"
        return _many(function, state, np.bool_(low), width != np.uint64(0), size, np.bool_)
    if dtype == np.float64 or dtype == np.float32 or dtype == np.complex128 or dtype == np.complex64:
        refused("dtype", "an integer type or np.bool_")
    _check(low, high, endpoint, np.iinfo(dtype).min, np.iinfo(dtype).max)
    width = _last(high, endpoint) - np.uint64(low)
    if dtype == np.int64 or dtype == np.uint64:
        if size is None:
            function = "numpy.random:random_bounded_uint64"
            return dtype(intrinsics.foreign(function, "uint64", state, np.uint64(low), width, np.uint64(0), False))
        return _many("numpy.random:random_bounded_uint64_fill", state, np.uint64(low), width, size, dtype)
    if dtype == np.int32 or dtype == np.uint32:
        if size is None:
            function = "numpy.random:random_buffered_bounded_uint32"
            off, most, mask = np.uint32(low), np.uint32(width), np.uint32(0)
            return dtype(intrinsics.foreign(function, "uint32", state, off, most, mask, False, 0, 0))
        return _many("numpy.random:random_bounded_uint32_fill", state, np.uint32(low), np.uint32(width), size, dtype)
    if dtype == np.int16 or dtype == np.uint16:
        function = "numpy.random:random_bounded_uint16_fill"
        return _many(function, state, np.uint16(low), np.uint16(width), size, dtype)
    return _many("numpy.random:random_bounded_uint8_fill", state, np.uint8(low), np.uint8(width), size, dtype)


def _check(low, high, endpoint, least, most):
    if low < 0 and np.int64(low) < np.int64(least):
        raise ValueError("low is out of bounds")
    if _above(high, np.uint64(most)) and (endpoint or _above(high, np.uint64(most) + np.uint64(1))):
        raise ValueError("high is out of bounds")
    if (low < 0) == (high < 0) and np.uint64(low) == np.uint64(high):
        if not endpoint:
            raise ValueError("low is greater than high in given interval")
    elif np.int64(low) > np.int64(high) if high < 0 else _above(low, np.uint64(high)):
        raise ValueError("low is greater than high in given interval")


def _above(x, limit):
    """Whether an int of any type is above a uint64; to compare the two directly is to compare floats."""
    return x > 0 and np.uint64(x) > limit


def _last(high, endpoint):
    return np.uint64(high) if endpoint else np.uint64(high) - np.uint64(1)


def _many(function, state, low, width, size, dtype):
    if size is None:
        return _many(function, state, low, width, 1, dtype)[0]
    result = np.empty(as_size(size), dtype)
    intrinsics.foreign(function, "none", state, low, width, result.size, False, result)
    return result


def _below(state, most):
    """From 0 to `most`."""
    zero = np.uint64(0)
    return np.int64(
        intrinsics.foreign("numpy.random:random_bounded_uint64", "uint64", state, zero, np.uint64(most), zero, False)
    )


def _interval(state, most):
    """From 0 to `most`, by bits that are drawn until they fit."""
    return np.int64(intrinsics.foreign("numpy.random:random_interval", "uint64", state, np.uint64(most)))


@numpy_function(np.random.Generator.shuffle)
def shuffle(rng, x, axis=0):
    """Puts what lies along an axis in any order, in place."""
    state = intrinsics.bit_generator(rng)
    if intrinsics.kind(x) == "list":
        whole(axis, "axis")
        if axis != 0:
            raise NotImplementedError("Axis argument is only supported on ndarray objects")
        _swap_items(state, x)
    elif intrinsics.kind(x) != "array":
        refused("x", "an array or a list")
    elif x.ndim == 1:
        _within(axis, 1)
        _swap_items(state, x)
    elif x.size > 0:
        places = np.arange(x.shape[_within(axis, x.ndim)])
        _swap_items(state, places)
        x[...] = np.take(x, places, axis)


def _swap_items(state, x):
    for i in range(len(x) - 1, 0, -1):
        j = _interval(state, i)
        x[i], x[j] = x[j], x[i]


def _within(axis, ndim):
    whole(axis, "axis")
    if axis < -ndim or axis >= ndim:
        raise np.exceptions.AxisError("Axis is out of bounds for the given array")
    return axis + ndim if axis < 0 else axis


@numpy_function(np.random.Generator.permutation)
def permutation(rng, x, axis=0):
    """The numbers below x, or a copy of an array with what lies along an axis in any order."""
    if intrinsics.kind(x) == "number":
        if intrinsics.dtype_kind(x) not in ("i", "u"):
            refused("x", "a whole number or an array")
        order = np.arange(np.int64(x))
        shuffle(rng, order)
        return order
    if intrinsics.kind(x) not in ("array", "list", "tuple"):
        refused("x", "a whole number or an array")
    a = np.asarray(x)
    if a.ndim == 1:
        result = a.copy()
        shuffle(rng, result, axis)
        return result
    places = np.arange(a.shape[_within(axis, a.ndim)])
    shuffle(rng, places)
    return np.take(a, places, axis)


@numpy_function(np.random.Generator.choice)
def choice(rng, a, size=None, replace=True, p=None, axis=0, shuffle=True):
    """Items of an array along an axis, or numbers below one: with weights p, each once at most where they are not put back."""
    if intrinsics.kind(a) == "number":
        if a <= 0:
            raise ValueError("a must be a positive integer unless no samples are taken")
        return _places(rng, np.int64(a), size, replace, p, shuffle)
    items = np.asarray(a)
    count = items.shape[_within(axis, items.ndim)]
    if count == 0:
        raise ValueError("a cannot be empty unless no samples are taken")
    places = _places(rng, count, size, replace, p, shuffle)
    if items.ndim == 1:
        if size is None:
            return items[places]
        result = np.empty(places.shape, items.dtype)
        for i in range(result.size):
            result.flat[i] = items[places.flat[i]]
        return result
    return np.take(items, places, axis)


def _places(rng, count, size, replace, p, shuffle):
    if p is None:
        if size is None:
            return integers(rng, 0, count)
        if replace:
            return integers(rng, 0, count, size)
        return _different(rng, count, np.empty(as_size(size), np.int64), shuffle)
    return _weighted(rng, count, size, replace, _weights(p, count))


def _weights(p, count):
    weights = np.asarray(p).astype(np.float64)
    if weights.ndim != 1:
        intrinsics.refuse("p of a random Generator's choice must be 1-dimensional")
    if len(weights) != count:
        raise ValueError("a and p must have same size")
    total = 0.0
    error = 0.0  # Kahan's
    for one in weights:
        if np.isnan(one):
            raise ValueError("Probabilities contain NaN")
        if one < 0:
            raise ValueError("Probabilities are not non-negative")
        term = one - error
        new = total + term
        error = (new - total) - term
        total = new
    if abs(total - 1.0) > np.sqrt(np.finfo(np.float64).eps):
        raise ValueError("Probabilities do not sum to 1. See Notes section of docstring for more information.")
    return weights


def _ends(weights):
    ends = np.cumsum(weights)
    return ends / ends[-1]


def _weighted(rng, count, size, replace, weights):
    state = intrinsics.bit_generator(rng)
    if size is None:
        one = intrinsics.foreign("numpy.random:random_standard_uniform", "float64", state)
        return np.searchsorted(_ends(weights), one, side="right")
    if replace:
        drawn = np.empty(as_size(size), np.float64)
        intrinsics.foreign("numpy.random:random_standard_uniform_fill", "none", state, drawn.size, drawn)
        ends, places = _ends(weights), np.empty(drawn.shape, np.int64)
        for i in range(drawn.size):
            places.flat[i] = np.searchsorted(ends, drawn.flat[i], side="right")
        return places
    found = np.empty(as_size(size), np.int64)
    if found.size > count:
        raise ValueError("Cannot take a larger sample than population when replace is False")
    if np.count_nonzero(weights > 0) < found.size:
        raise ValueError("Fewer non-zero entries in p than size")
    taken = 0
    left = weights.copy()
    while taken < found.size:
        drawn = np.empty(found.size - taken, np.float64)
        intrinsics.foreign("numpy.random:random_standard_uniform_fill", "none", state, drawn.size, drawn)
        places = np.searchsorted(_ends(left), drawn, side="right")
        for i in range(len(places)):
            if left[places[i]] > 0:  # else it came before
                found.flat[taken] = places[i]
                taken += 1
                left[places[i]] = 0
    return found


def _different(rng, count, found, shuffle):
    """Different numbers below `count`."""
    if found.size > count:
        raise ValueError("Cannot take a larger sample than population when replace is False")
    state = intrinsics.bit_generator(rng)
    part = found.size
    if part == 0:
        return found
    if count > 10000 and part > count // (50 if shuffle else 20):
        everything = np.arange(count)
        _mix(state, everything, max(count - part, 1))
        for i in range(part):
            found.flat[i] = everything[count - part + i]
        return found
    chosen = _floyd(state, count, part)
    if shuffle:
        _mix(state, chosen, 1)
    for i in range(part):
        found.flat[i] = chosen[i]
    return found


def _mix(state, places, first):
    for i in range(len(places) - 1, first - 1, -1):
        j = _below(state, i)
        places[i], places[j] = places[j], places[i]


def _floyd(state, count, part):
    """R. Floyd's algorithm, with a hash table of what there is."""
    mask = np.int64(1)
    while mask < np.int64(1.2 * part):
        mask = mask * 2 + 1
    table = np.full(mask + 1, np.int64(-1))
    chosen = np.empty(part, np.int64)
    for last in range(count - part, count):
        one = _below(state, last)
        place = one & mask
        while table[place] != -1 and table[place] != one:
            place = (place + 1) & mask
        if table[place] != -1:  # it is there
            one = last
            place = one & mask
            while table[place] != -1:
                place = (place + 1) & mask
        table[place] = one
        chosen[last - count + part] = one
    return chosen
