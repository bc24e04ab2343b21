"""Python's module random on a stream of its own. As in Numba, a seed does not give the numbers that CPython gives for it."""

import math
import random

import numpy as np

from . import intrinsics
from .declare import numpy_function

# Python's stream of this thread.
THEIRS = 1


@numpy_function(random.seed)
def seed(a):
    """Begins the thread's stream anew."""
    intrinsics.random_seed(THEIRS, a)


@numpy_function(random.random)
def random_number():
    """From 0 to 1, without 1."""
    return intrinsics.random_double(THEIRS)


@numpy_function(random.uniform)
def uniform(a, b):
    """From a to b."""
    return a + (b - a) * intrinsics.random_double(THEIRS)


@numpy_function(random.gauss)
def gauss(mu=0.0, sigma=1.0):
    """Of this mean and deviation."""
    return mu + sigma * intrinsics.random_gauss(THEIRS)


@numpy_function(random.normalvariate)
def normalvariate(mu=0.0, sigma=1.0):
    """Of this mean and deviation."""
    return gauss(mu, sigma)


@numpy_function(random.expovariate)
def expovariate(lambd=1.0):
    """Of mean 1 / lambd."""
    return -math.log(1.0 - intrinsics.random_double(THEIRS)) / lambd


@numpy_function(random.getrandbits)
def getrandbits(k):
    """So many bits, up to 64, as an unsigned number."""
    if k < 0 or k > 64:
        raise OverflowError("getrandbits() gives 64 bits at most")
    return _bits(np.int64(k))


def _bits(k):
    if k == 0:
        return np.uint64(0)
    if k <= 32:
        return np.uint64(intrinsics.random_word(THEIRS) >> 32 - k)
    low = np.uint64(intrinsics.random_word(THEIRS))
    return np.uint64(intrinsics.random_word(THEIRS) >> 64 - k) << np.uint64(32) | low


def _below(most):
    """A number that is less."""
    k, rest = np.int64(0), most - np.uint64(1)
    while rest > np.uint64(0):
        rest >>= np.uint64(1)
        k += 1
    drawn = _bits(k)
    while drawn >= most:
        drawn = _bits(k)
    return np.int64(drawn)


@numpy_function(random.randrange)
def randrange(start, stop=None, step=1):
    """One of range(start, stop, step)."""
    if stop is None:
        return _one_of(np.int64(0), np.int64(start), np.int64(1))
    return _one_of(np.int64(start), np.int64(stop), np.int64(step))


@numpy_function(random.randint)
def randint(a, b):
    """From a to b, both of which may come."""
    return _one_of(np.int64(a), np.int64(b) + 1, np.int64(1))


def _one_of(start, stop, step):
    if step == 0:
        raise ValueError("zero step for randrange()")
    count = (stop - start + step - 1) // step if step > 0 else (start - stop - step - 1) // -step
    if count <= 0:
        raise ValueError("empty range for randrange()")
    return start + step * _below(np.uint64(count))


@numpy_function(random.shuffle)
def shuffle(x):
    """Puts the items of a list or vector in any order."""
    for i in range(len(x) - 1, 0, -1):
        j = _below(np.uint64(i + 1))
        x[i], x[j] = x[j], x[i]


@numpy_function(random.choice)
def choice(seq):
    """One of the items."""
    if len(seq) == 0:
        raise IndexError("Cannot choose from an empty sequence")
    return seq[_below(np.uint64(len(seq)))]
