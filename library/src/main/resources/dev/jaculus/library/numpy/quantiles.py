"""Quantiles: Hyndman, Fan, Sample quantiles in statistical packages (1996), and the other methods that NumPy has."""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .lines import into, last_axis, with_reduced
from .sorting import sort_in_place


@numpy_function(np.percentile)
def percentile(
    a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, weights=None, interpolation=None
):
    """The item below which q percent lie, or between two items; q is a number or an array. Of all, or along axes."""
    _check(weights, interpolation)
    return into(out, _quantiles(np.asarray(a), q, axis, method, keepdims, True, False))


@numpy_function(np.quantile)
def quantile(
    a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, weights=None, interpolation=None
):
    """The item below which the fraction q lies."""
    _check(weights, interpolation)
    return into(out, _quantiles(np.asarray(a), q, axis, method, keepdims, False, False))


@numpy_function(np.nanpercentile)
def nanpercentile(
    a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, weights=None, interpolation=None
):
    """The percentile without NaNs."""
    _check(weights, interpolation)
    return into(out, _quantiles(np.asarray(a), q, axis, method, keepdims, True, True))


@numpy_function(np.nanquantile)
def nanquantile(
    a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, weights=None, interpolation=None
):
    """The quantile without NaNs."""
    _check(weights, interpolation)
    return into(out, _quantiles(np.asarray(a), q, axis, method, keepdims, False, True))


def _check(weights, interpolation):
    if weights is not None:
        intrinsics.refuse("quantiles by weights")
    if interpolation is not None:
        intrinsics.refuse("`interpolation` is called `method`")


def _quantiles(a, q, axis, method, keepdims, percents, ignore_nans):
    is_item = method in ("inverted_cdf", "closest_observation", "lower", "higher", "nearest")
    if a.dtype.kind == "c":
        intrinsics.refuse("a must be an array of real numbers")
    parts = np.asarray(q)
    lines = last_axis(a, axis)
    if parts.ndim == 0 and lines.ndim == 1 and not keepdims:
        return _of_line(_sorted(lines, ignore_nans), _part(np.float64(parts[()]), percents), method, is_item)
    if axis is not None and not ignore_nans and lines.shape[-1] == 0:
        raise IndexError("cannot do a non-empty take from an empty axes.")
    fractions = parts.astype(np.float64).ravel()
    for i in range(len(fractions)):
        fractions[i] = _part(fractions[i], percents)
    result = np.empty((len(fractions),) + lines.shape[:-1], _type(a, parts, is_item).dtype)
    _fill(result, lines, fractions, method, is_item, ignore_nans)
    return with_reduced(result.reshape(parts.shape + lines.shape[:-1]), a, axis, keepdims, parts.ndim)


def _type(a, q, is_item):
    """An array of the type of the results: an item, or what is between two; a number leaves floats as they are."""
    if is_item:
        return a
    if a.dtype.kind == "f" and q.ndim == 0:
        return a
    return np.empty(0, np.float64)


def _part(q, percents):
    part = q / 100.0 if percents else q
    if not 0 <= part <= 1:
        raise ValueError(
            "Percentiles must be in the range [0, 100]" if percents else "Quantiles must be in the range [0, 1]"
        )
    return part


def _fill(result, lines, fractions, method, is_item, ignore_nans):
    """`result` has an axis more, for the fractions, in front."""
    if lines.ndim == 1:
        items = _sorted(lines, ignore_nans)
        for i in range(len(fractions)):
            result[i] = _of_line(items, fractions[i], method, is_item)
    else:
        for i in range(len(lines)):
            _fill(result[:, i], lines[i], fractions, method, is_item, ignore_nans)


def _sorted(line, ignore_nans):
    items = line.copy()
    sort_in_place(items)
    if ignore_nans and items.dtype.kind == "f":
        count = len(items)
        while count > 0 and items[count - 1] != items[count - 1]:
            count -= 1
        return items[:count]
    return items


def _of_line(items, part, method, is_item):
    """The quantile of sorted items; NaN where one is."""
    last = len(items) - 1
    if last < 0:
        if is_item:
            raise IndexError("cannot do a non-empty take from an empty axes.")
        return np.nan
    if is_item:
        return items[last] if items[last] != items[last] else items[_item(last + 1, part, method)]
    if items[last] != items[last]:
        return np.nan
    place = _place(np.float64(last + 1), part, method)
    floor = np.floor(place)
    between = place - floor
    if method == "averaged_inverted_cdf":
        between = 0.5 if between == 0 else 1.0
    elif method == "midpoint":
        between = 0.5 if between != 0 else 0.0
    i = np.int64(floor)
    if place >= last:
        low, high = np.float64(items[last]), np.float64(items[last])
    elif place < 0:
        low, high = np.float64(items[0]), np.float64(items[0])
    else:
        low, high = np.float64(items[i]), np.float64(items[i + 1])
    if between < 0.5:
        return low + (high - low) * between
    return high - (high - low) * (1 - between)


def _place(count, part, method):
    """Where the quantile lies among so many sorted items."""
    if method == "linear":
        return (count - 1) * part
    if method == "averaged_inverted_cdf":
        return count * part - 1
    if method == "interpolated_inverted_cdf":
        return _moved(count, part, 0.0, 1.0)
    if method == "hazen":
        return _moved(count, part, 0.5, 0.5)
    if method == "weibull":
        return _moved(count, part, 0.0, 0.0)
    if method == "median_unbiased":
        return _moved(count, part, 1 / 3.0, 1 / 3.0)
    if method == "normal_unbiased":
        return _moved(count, part, 3 / 8.0, 3 / 8.0)
    if method == "midpoint":
        return 0.5 * (np.floor((count - 1) * part) + np.ceil((count - 1) * part))
    raise ValueError("'" + method + "' is not a valid method.")


def _moved(count, part, alpha, beta):
    return count * part + (alpha + part * (1 - alpha - beta)) - 1


def _item(count, part, method):
    if method == "lower":
        return np.int64(np.floor((count - 1) * part))
    if method == "higher":
        return np.int64(np.ceil((count - 1) * part))
    if method == "nearest":
        return np.int64(np.rint((count - 1) * part))
    place = count * part - 1 if method == "inverted_cdf" else count * part - 1 - 0.5
    floor = np.floor(place)
    stays = place == floor and (method == "inverted_cdf" or floor % 2 == 1)
    return max(np.int64(floor if stays else floor + 1), 0)
