"""Functions of matrices applied to stacks of them, which lie in the last two axes."""

import numpy as np

from . import intrinsics


def each_matrix(function, a):
    """What a function gives for each matrix: numbers, vectors or matrices of one shape."""
    return each_with_parts(lambda matrix: (function(matrix),), a)[0]


def each_with_parts(function, a):
    """The same of a function that gives a tuple: a tuple of arrays."""
    first = function(_first(a))
    results = _rooms(a.shape[:-2], first)
    at_first = True
    for place in np.ndindex(a.shape[:-2]):
        if at_first:
            _put(results, place, first)
            at_first = False
        else:
            _put(results, place, function(a[place]))
    return results


def _first(a):
    """The first matrix; of an empty stack one that nothing is wrong with."""
    if a.size > 0:
        return a[(0,) * (a.ndim - 2)].copy()
    return np.eye(a.shape[-2], a.shape[-1]).astype(a.dtype)


def _rooms(shape, parts):
    if len(parts) == 0:
        return ()
    part = np.asarray(parts[0])
    return (np.empty(shape + part.shape, part.dtype),) + _rooms(shape, parts[1:])


def _put(results, place, parts):
    if len(parts) > 0:
        results[0][place] = parts[0]
        _put(results[1:], place, parts[1:])


def each_pair(function, a, b, shape):
    """What a function gives for each matrix of the one and what lies there in the other, both broadcast to `shape` in front."""
    if intrinsics.kind(shape) != "tuple":
        intrinsics.refuse("a shape is a tuple")
    first = function(_first(a), np.ones(b.shape[-2:], b.dtype))
    result = np.empty(shape + first.shape, first.dtype)
    for place in np.ndindex(shape):
        result[place] = function(a[place], b[place])
    return result
