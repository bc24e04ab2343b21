"""Numba's `numba.core.types`."""

import sys

from jaculus.numba.types import *  # noqa: F403

__path__ = []  # numba.core.types.misc and its neighbours are this module too
abstract = common = containers = function_type = functions = iterators = misc = npytypes = scalars = sys.modules[
    __name__
]
