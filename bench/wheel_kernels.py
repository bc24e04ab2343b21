"""COUNT different kernels: `wheel_kernels.py jaculus|numba COUNT`. Prints the resident MB that they added."""

import os
import sys

import numpy as np


def resident():
    """MB of this process in memory."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


before = resident()
if sys.argv[1] == "jaculus":
    from jaculus import njit
else:
    from numba import njit


def kernel(n):
    @njit(cache=True)
    def smoothed(a):
        result = np.zeros_like(a)
        for i in range(n, len(a) - n):
            for j in range(-n, n + 1):
                result[i] += a[i + j] * (n - abs(j))
        return result / (n * n)

    return smoothed


values = np.arange(1000.0)
for size in range(1, int(sys.argv[2]) + 1):
    kernel(size)(values)
print(resident() - before)
