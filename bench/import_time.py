"""What `import jaculus` or `import numba` costs after `import numpy`, in ms."""

import importlib
import sys
from time import perf_counter

import numpy  # noqa: F401

start = perf_counter()
importlib.import_module(sys.argv[1])
print((perf_counter() - start) * 1e3)
