"""Measures of samples."""

import numpy as np

from . import intrinsics
from .axes import normal, with_axis
from .declare import numpy_function


@numpy_function(np.average)
def average(a, axis=None, weights=None):
    """The mean, or the mean by weights."""
    array = np.asarray(a)
    if axis is not None:
        if weights is None:
            return np.mean(array, axis)
        if intrinsics.kind(axis) == "tuple":
            intrinsics.refuse("an average by weights along one axis: `axis` is an int")
        if array.ndim == 1:
            normal(axis, 1)
            return _weighted(array, np.asarray(weights))
        return with_axis(lambda k: _weighted_along(array, np.asarray(weights), k), axis, array.ndim)
    if weights is None:
        return np.mean(array)
    return _weighted(array, np.asarray(weights))


def _weighted_along(a, weights, axis):
    if weights.ndim == 1:
        if len(weights) != a.shape[axis]:
            raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
        whole = np.moveaxis(np.broadcast_to(weights, _ending(a.shape, axis, len(weights))), -1, axis)
        return _divided(a, whole, axis)
    if weights.ndim != a.ndim:
        intrinsics.refuse("1D weights expected when shapes of a and weights differ.")
    return _divided(a, weights, axis)


def _ending(shape, axis, length):
    return shape[:axis] + shape[axis + 1 :] + (length,)


def _divided(a, weights, axis):
    total = np.sum(weights, axis)
    if np.any(total == 0):
        raise ZeroDivisionError("Weights sum to zero, can't be normalized")
    return np.sum(np.multiply(a, weights), axis) / total


def _weighted(a, weights):
    if a.ndim != weights.ndim and weights.ndim != 1:
        raise TypeError("1D weights expected when shapes of a and weights differ.")
    total = np.sum(weights)
    if total == 0:
        raise ZeroDivisionError("Weights sum to zero, can't be normalized.")
    return np.sum(np.multiply(a, weights)) / total


@numpy_function(np.cov)
def cov(m, y=None, rowvar=True, bias=False, ddof=None):
    """How rows vary together, or columns unless `rowvar`; a row is one variable. More of them may come in `y`."""
    array = np.asarray(m)
    if array.ndim > 2:
        intrinsics.refuse("m has more than 2 dimensions")
    freedom = (0 if bias else 1) if ddof is None else _whole(ddof)
    if y is None:
        if array.ndim < 2:
            return np.array(_covariance(_one_row(array), freedom)[0, 0])
        if intrinsics.kind(m) == "tuple":
            if len(m) == 1:  # the type tells that there is one variable
                return np.array(_covariance(array, freedom)[0, 0])
        if intrinsics.kind(m) == "array" and len(array) == 1:
            raise RuntimeError(
                "2D array containing a single row is unsupported due to ambiguity in type inference. "
                "To use numpy.cov in this case simply pass the row as a 1D array, i.e. m[0]."
            )
        return _covariance(array if rowvar else array.T, freedom)
    return _covariance(_below(_as_rows(array, rowvar), _as_rows(np.asarray(y), rowvar)), freedom)


def _whole(ddof):
    if intrinsics.dtype_kind(ddof) == "f":
        if not np.isfinite(ddof):
            raise ValueError("Cannot convert non-finite ddof to integer")
        if ddof != np.floor(ddof):
            raise ValueError("ddof must be integral value")
    elif intrinsics.dtype_kind(ddof) == "c":
        intrinsics.refuse("ddof must be a real numerical scalar type")
    return int(ddof)


def _one_row(a):
    return np.atleast_2d(a)


def _as_rows(a, rowvar):
    if a.ndim > 2:
        intrinsics.refuse("y has more than 2 dimensions")
    rows = np.atleast_2d(a)
    if not rowvar and rows.shape[0] != 1:
        return rows.T.copy()
    return rows.copy()


def _below(one, other):
    if one.shape[1] != other.shape[1]:
        raise ValueError("m and y have incompatible dimensions")
    return np.vstack((one, other))


def _covariance(m, freedom):
    count = m.shape[0]
    centred = m.astype(np.promote_types(m.dtype, np.float64)).copy()
    if m.shape[1] == 0:
        return np.full((count, count), centred.dtype.type(np.nan))
    for i in range(count):
        centred[i] -= np.sum(centred[i]) / m.shape[1]
    result = np.dot(centred, np.conj(centred).T)
    result *= np.true_divide(1, np.maximum(m.shape[1] - freedom, 0.0))
    return result


@numpy_function(np.corrcoef)
def corrcoef(x, y=None, rowvar=True):
    """Covariances divided by both standard deviations."""
    array = np.asarray(x)
    if y is None and array.ndim < 2:
        one = cov(array)[()]
        return np.divide(one, one)
    if y is None and intrinsics.kind(x) == "tuple":
        if len(x) == 1:
            return corrcoef(array[0])
    c = cov(x, y, rowvar)
    scale = np.sqrt(np.real(np.diag(c)))
    return _clipped(c / np.expand_dims(scale, 1) / scale)


def _clipped(c):
    if c.dtype.kind == "c":
        return np.clip(np.real(c), -1.0, 1.0) + 1j * np.clip(np.imag(c), -1.0, 1.0)
    return np.clip(c, -1.0, 1.0)
