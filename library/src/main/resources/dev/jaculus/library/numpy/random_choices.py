"""np.random's legacy choices: items in any order, and some of them. See random_numbers.py."""

import math

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .drawing import drawn
from .random_numbers import OURS, below, between, many_ints, uniform_number


@numpy_function(np.random.shuffle)
def shuffle(x):
    """Puts an array's items, which are its rows, in any order."""
    for i in range(len(x) - 1, 0, -1):
        j = np.int64(below(OURS, np.uint64(i)))
        if intrinsics.kind(x) == "array":
            if x.ndim > 1:
                kept = x[i].copy()
                x[i] = x[j]
                x[j] = kept
            else:
                x[i], x[j] = x[j], x[i]
        else:
            x[i], x[j] = x[j], x[i]


@numpy_function(np.random.permutation)
def permutation(x):
    """The numbers below x, or the items of an array, in any order."""
    if intrinsics.kind(x) == "number":
        result = np.arange(np.int64(x))
        shuffle(result)
        return result
    shuffled = np.asarray(x).copy()
    shuffle(shuffled)
    return shuffled


@numpy_function(np.random.choice)
def choice(a, size=None, replace=True, p=None):
    """Items of a vector, or numbers below one: by chances p, each once at most where they are not put back."""
    items = np.arange(np.int64(a)) if intrinsics.kind(a) == "number" else np.asarray(a)
    if items.ndim != 1:
        intrinsics.refuse("'a' must be 1-dimensional")
    if len(items) == 0:
        raise ValueError("a cannot be empty unless no samples are taken")
    if p is not None:
        return _by_chances(items, size, replace, _chances(p, len(items)))
    return _chosen(items, size, replace)


def _chances(p, count):
    chances = np.asarray(p).astype(np.float64)
    if chances.ndim != 1:
        intrinsics.refuse("'p' must be 1-dimensional")
    if len(chances) != count:
        raise ValueError("'a' and 'p' must have same size")
    if np.any(np.isnan(chances)):
        raise ValueError("probabilities contain NaN")
    if np.any(chances < 0):
        raise ValueError("probabilities are not non-negative")
    if abs(np.sum(chances) - 1.0) > np.sqrt(np.finfo(np.float64).eps):
        raise ValueError("probabilities do not sum to 1")
    return chances


def _ends(chances):
    ends = np.cumsum(chances)
    return ends / ends[-1]


def _by_chances(items, size, replace, chances):
    if size is None:
        return items[np.searchsorted(_ends(chances), uniform_number(), side="right")]
    result = np.empty(size, items.dtype)
    if replace:
        ends = _ends(chances)
        for i in range(result.size):
            result.flat[i] = items[np.searchsorted(ends, uniform_number(), side="right")]
        return result
    if result.size > len(items):
        raise ValueError("Cannot take a larger sample than population when 'replace=False'")
    if np.count_nonzero(chances > 0) < result.size:
        raise ValueError("Fewer non-zero entries in p than size")
    taken, left = 0, chances.copy()
    while taken < result.size:
        drawn = np.empty(result.size - taken)
        for i in range(len(drawn)):
            drawn[i] = uniform_number()
        for place in np.searchsorted(_ends(left), drawn, side="right"):
            if left[place] > 0:  # else it came before
                result.flat[taken] = items[place]
                taken += 1
                left[place] = 0
    return result


def _chosen(items, size, replace):
    if size is None:
        return items[between(np.int64(0), np.int64(len(items)))]
    result = np.empty(size, items.dtype)
    if replace:
        for i in range(result.size):
            result.flat[i] = items[between(np.int64(0), np.int64(len(items)))]
        return result
    if result.size > len(items):
        raise ValueError("Cannot take a larger sample than population when 'replace=False'")
    order = permutation(len(items))
    for i in range(result.size):
        result.flat[i] = items[order[i]]
    return result


def _few_good(good, bad, sample):
    rest, least = bad + good - sample, np.float64(min(bad, good))
    left, k = least, sample
    while left > 0.0:
        left -= np.int64(math.floor(uniform_number() + left / (rest + k)))
        k -= 1
        if k == 0:
            break
    found = np.int64(least - left)
    return sample - found if good > bad else found


def _many_good(good, bad, sample):
    # HRUA*: Stadlober, The ratio of uniforms approach for generating discrete random variates (1990)
    least, most, total = min(good, bad), max(good, bad), good + bad
    m = min(sample, total - sample)
    part = np.float64(least) / total
    centre = m * part + 0.5
    deviation = math.sqrt(np.float64(total - m) * sample * part * (1.0 - part) / (total - 1) + 0.5)
    width = 1.7155277699214135 * deviation + 0.8989161620588988
    mode = np.int64(math.floor(np.float64(m + 1) * (least + 1) / (total + 2)))
    at_mode = _logarithm(mode, least, most, m)
    limit = min(min(m, least) + 1.0, math.floor(centre + 16 * deviation))
    found = np.int64(0)
    while True:
        x, y = uniform_number(), uniform_number()
        w = centre + width * (y - 0.5) / x
        if w < 0.0 or w >= limit:
            continue
        found = np.int64(math.floor(w))
        t = at_mode - _logarithm(found, least, most, m)
        if x * (4.0 - x) - 3.0 <= t:
            break
        if x * (x - t) >= 1:
            continue
        if 2.0 * math.log(x) <= t:
            break
    if good > bad:
        found = m - found
    return good - found if m < sample else found


def _logarithm(z, least, most, m):
    return math.lgamma(z + 1) + math.lgamma(least - z + 1) + math.lgamma(m - z + 1) + math.lgamma(most - m + z + 1)


def _good(good, bad, sample):
    if sample > 10:
        return _many_good(good, bad, sample)
    return _few_good(good, bad, sample) if sample > 0 else np.int64(0)


@numpy_function(np.random.hypergeometric)
def hypergeometric(ngood, nbad, nsample, size=None):
    """The good ones among nsample, without putting back."""
    if np.ndim(ngood) > 0 or np.ndim(nbad) > 0 or np.ndim(nsample) > 0:
        return drawn(lambda x, y, z: hypergeometric(x, y, z), size, np.int64, ngood, nbad, nsample)
    if ngood < 0 or nbad < 0 or nsample < 0:
        raise ValueError("ngood, nbad and nsample must not be negative")
    if ngood + nbad < nsample:
        raise ValueError("ngood + nbad < nsample")
    return many_ints(lambda: _good(np.int64(ngood), np.int64(nbad), np.int64(nsample)), size)
