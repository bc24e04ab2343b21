"""A colour image to black-and-white in three ways: NumPy, the same compiled, and a loop compiled.

jaculus compare examples/image_to_bw/ways.py::numpy_way,jit_way,loop_way --setup hall
"""

import numpy as np
from images import garden, hall  # noqa: F401 (for --setup)

from jaculus import njit


def numpy_way(image):
    r = image[:, :, 0]
    g = image[:, :, 1]
    b = image[:, :, 2]
    return np.round(0.2989 * r + 0.5870 * g + 0.1140 * b).astype(np.uint8)


@njit
def jit_way(image):
    r = image[:, :, 0]
    g = image[:, :, 1]
    b = image[:, :, 2]
    return np.round(0.2989 * r + 0.5870 * g + 0.1140 * b).astype(np.uint8)


@njit
def loop_way(image):
    height, width, _ = image.shape
    result = np.empty((height, width), dtype=np.uint8)
    for y in range(height):
        for x in range(width):
            r = image[y, x, 0]
            g = image[y, x, 1]
            b = image[y, x, 2]
            result[y, x] = np.round(0.2989 * r + 0.5870 * g + 0.1140 * b)
    return result
