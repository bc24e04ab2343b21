"""The compiled loop."""

import numpy as np

from jaculus import njit


@njit
def colour_code(probabilities, colours):
    height, width, classes = probabilities.shape
    result = np.empty((height, width, 3), dtype=np.uint8)
    for y in range(height):
        for x in range(width):
            best = 0
            most = probabilities[y, x, 0]
            for k in range(1, classes):
                if probabilities[y, x, k] > most:
                    best = k
                    most = probabilities[y, x, k]
            for channel in range(3):
                result[y, x, channel] = np.uint8(colours[best, channel] * most)
    return result
