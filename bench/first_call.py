"""The first call of dither in a new process, in ms: from the request to the answer. `first_call.py jaculus|numba`."""

import sys
from time import perf_counter

import numpy as np
from programs import example

if sys.argv[1] == "jaculus":
    from jaculus import njit
else:
    from numba import njit

kernel = njit(example("dither").dither.py_func)
image = np.full((2, 2), 200, np.uint8)
start = perf_counter()
kernel(image)
print((perf_counter() - start) * 1e3)
