"""A script whose whole life is measured: import, define, call once, print. `first_result.py jaculus|numba [cache]`."""

import sys

import numpy as np

if sys.argv[1] == "jaculus":
    from jaculus import njit
else:
    from numba import njit


@njit(cache=len(sys.argv) > 2)
def dither(image):
    result = image.astype(np.int16)
    height, width = image.shape
    last_y = height - 1
    last_x = width - 1
    for y in range(height):
        for x in range(width):
            old = result[y, x]
            if old < 0:
                new = 0
            elif old > 255:
                new = 255
            else:
                new = np.uint8(np.round(old / 255.0)) * 255
            result[y, x] = new
            error = np.int16(old) - new
            if x < last_x:
                result[y, x + 1] += error * 7 // 16
            if y < last_y and x > 0:
                result[y + 1, x - 1] += error * 3 // 16
            if y < last_y:
                result[y + 1, x] += error * 5 // 16
            if y < last_y and x < last_x:
                result[y + 1, x + 1] += error // 16
    return result.astype(np.uint8)


print(dither(np.full((2, 2), 200, np.uint8)).sum(), flush=True)
