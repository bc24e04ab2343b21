"""Show a segmentation: each pixel takes the colour of its most probable class, dimmed by that probability."""

import sys
from time import perf_counter

import numpy as np

from jaculus import njit

COLOURS = np.array([[230, 25, 75], [60, 180, 75], [0, 130, 200], [255, 225, 25]], dtype=np.uint8)


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


def colour_code_numpy(probabilities, colours):
    """The same with array expressions, as one writes it for NumPy."""
    best = probabilities.argmax(axis=2)
    most = probabilities.max(axis=2)
    return (colours[best] * most[:, :, np.newaxis]).astype(np.uint8)


def segmentation(height=896, width=1280):
    """Probabilities of four classes for each pixel, as a model gives them: above zero, their sum is one."""
    weights = np.random.default_rng(2).exponential(size=(height, width, 4))
    return weights / weights.sum(axis=2, keepdims=True)


def main(seconds=2.0):
    probabilities = segmentation()
    result = colour_code(probabilities, COLOURS)
    assert np.array_equal(result, colour_code_numpy(probabilities, COLOURS)), "not what NumPy gives"
    runs = 0
    start = perf_counter()
    while perf_counter() - start < seconds:
        colour_code(probabilities, COLOURS)
        runs += 1
    elapsed = perf_counter() - start
    height, width, _ = result.shape
    print(f"{elapsed / runs * 1e3:.2f} ms for {height * width / 1e6:.1f} million pixels")
    print(f"the mean colour is {result.mean(axis=(0, 1)).round(3)}; every pixel equals NumPy's")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
