"""What np.einsum and np.tensordot become: sums of products of two arrays whose axes stand in order."""

import numpy as np

from . import intrinsics
from .axes import product
from .products import vectors


def contracted(a, b, batch, summed, exact):
    """The sums over the last `summed` axes of both; the first `batch` go side by side. The axes of the one, then those of the other follow."""
    left, right = a.ndim - summed, b.ndim - summed
    if a.shape[:batch] != b.shape[:batch] or a.shape[left:] != b.shape[right:]:
        if exact:
            raise ValueError("shape-mismatch for sum")
        shared = np.broadcast_shapes(a.shape[:batch] + a.shape[left:], b.shape[:batch] + b.shape[right:])
        return _contracted(
            np.broadcast_to(a, shared[:batch] + a.shape[batch:left] + shared[batch:]),
            np.broadcast_to(b, shared[:batch] + b.shape[batch:right] + shared[batch:]),
            batch,
            summed,
        )
    return _contracted(a, b, batch, summed)


def _contracted(a, b, batch, summed):
    rows, columns = a.shape[batch : a.ndim - summed], b.shape[batch : b.ndim - summed]
    if summed == 0:
        return np.multiply(_before_last(a, len(columns), a.ndim), _before_last(b, len(rows), batch))
    if len(rows) == 0 and len(columns) == 0:
        return _inner(_flat_ends(a, batch), _flat_ends(b, batch), batch)
    result = np.matmul(_matrices(a, batch, summed), np.swapaxes(_matrices(b, batch, summed), -1, -2))
    return result.reshape(a.shape[:batch] + rows + columns)


def _before_last(a, count, place):
    """With so many axes of length 1 at a place."""
    if count == 0:
        return a
    return _before_last(np.expand_dims(a, place), count - 1, place)


def _flat_ends(a, batch):
    if a.ndim == batch + 1:
        return a
    return np.ascontiguousarray(a).reshape(a.shape[:batch] + (product(a.shape[batch:]),))


def _inner(a, b, batch):
    if batch == 0:
        return vectors(a, b)
    result = np.empty(a.shape[:batch], np.promote_types(a.dtype, b.dtype))
    for place in np.ndindex(a.shape[:batch]):
        result[place] = vectors(a[place], b[place])
    return result


def _matrices(a, batch, summed):
    """The axes behind the first ones as two: those that stay, and those that are summed."""
    end = a.ndim - summed
    if summed == 1:
        if end == batch + 1:
            return a
        if end == batch:
            return np.expand_dims(a, -2)
    shape = a.shape[:batch] + (product(a.shape[batch:end]), product(a.shape[end:]))
    return np.ascontiguousarray(a).reshape(shape)


def diagonal_of(a, i, j):
    """Where the indices along two axes are equal; the diagonal is the last axis."""
    if a.shape[i] != a.shape[j]:
        raise ValueError("dimensions in single operand for collapsing index don't match")
    moved = np.moveaxis(np.moveaxis(a, j, -1), i, -2)
    step = moved.strides[-2] + moved.strides[-1]
    return intrinsics.strided(moved, moved.shape[:-2] + (moved.shape[-2],), moved.strides[:-2] + (step,))
