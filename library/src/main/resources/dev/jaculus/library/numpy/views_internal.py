"""What the compiler calls where an axis is known only at run time, or is none: views with their axes in another order."""

import numpy as np

from . import intrinsics
from .axes import normal, with_axis


def swapaxes_at(a, axis1, axis2):
    """`np.swapaxes`."""
    return with_axis(lambda i: _swapped(a, i, axis2), axis1, a.ndim)


def _swapped(a, i, axis2):
    return with_axis(lambda j: np.swapaxes(a, i, j), axis2, a.ndim)


def expand_dims_at(a, axis):
    """`np.expand_dims`."""
    return with_axis(lambda k: np.expand_dims(a, k), axis, a.ndim + 1)


def moveaxis_at(a, source, destination):
    """`np.moveaxis` of one axis or of several."""
    wanted, places = _several(source, a.ndim), _several(destination, a.ndim)
    if len(wanted) != len(places):
        raise ValueError("`source` and `destination` arguments must have the same number of elements")
    order = np.full(a.ndim, -1)
    for i in range(len(wanted)):
        order[places[i]] = wanted[i]
    at = 0
    for axis in range(a.ndim):
        if not _is_among(axis, wanted):
            while order[at] >= 0:
                at += 1
            order[at] = axis
    return transpose_at(a, order)


def _several(axes, ndim):
    """One axis or several, from 0 on."""
    if intrinsics.kind(axes) == "number":
        return np.full(1, normal(axes, ndim))
    result = np.array(axes)
    for i in range(len(result)):
        result[i] = normal(result[i], ndim)
        if _is_among(result[i], result[:i]):
            raise ValueError("repeated axis in `axis` argument")
    return result


def _is_among(axis, axes):
    for one in axes:
        if one == axis:
            return True
    return False


def transpose_at(a, axes):
    """`np.transpose`."""
    if len(axes) != a.ndim:
        raise ValueError("axes don't match array")
    wanted = np.empty(a.ndim, np.int64)
    for i in range(a.ndim):
        wanted[i] = normal(axes[i], a.ndim)
        if _is_among(wanted[i], wanted[:i]):
            raise ValueError("repeated axis in transpose")
    return _arranged(a, wanted, np.arange(a.ndim), 0)


def _arranged(a, wanted, order, k):
    """The axes `order` of the array are swapped, one after the other, until they are those that are wanted."""
    if k == a.ndim:
        return a
    j = k
    while order[j] != wanted[k]:
        j += 1
    order[j] = order[k]
    return _arranged(swapaxes_at(a, k, j), wanted, order, k + 1)
