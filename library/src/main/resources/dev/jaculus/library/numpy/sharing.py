"""Reductions on several threads: each piece of the array by itself, then what came of the pieces in order. The pieces follow from the array's
shape and the number of threads alone.
"""

import numpy as np

from . import intrinsics

ENOUGH = 16384  # elements, so that they take about as long as it takes to wake a thread
PIECES = 4  # for each thread


def of_pieces(function, a, one):
    """What the function gives for each piece, numbers of the type of `one`."""
    count = min(len(a), intrinsics.get_num_threads() * PIECES)
    parts = np.empty(count, one.dtype)
    for k in intrinsics.prange(count):
        parts[k] = function(a[k * len(a) // count : (k + 1) * len(a) // count])
    return parts


def of_pairs(function, a, b, one):
    """The same for two arrays of one length."""
    count = min(len(a), intrinsics.get_num_threads() * PIECES)
    parts = np.empty(count, one.dtype)
    for k in intrinsics.prange(count):
        low, high = k * len(a) // count, (k + 1) * len(a) // count
        parts[k] = function(a[low:high], b[low:high])
    return parts


def places(function, a):
    """Where in each piece of a vector the function finds what it looks for."""
    count = min(len(a), intrinsics.get_num_threads() * PIECES)
    parts = np.empty(count, np.int64)
    for k in intrinsics.prange(count):
        low = k * len(a) // count
        parts[k] = low + function(a[low : (k + 1) * len(a) // count])
    return parts
