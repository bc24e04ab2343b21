"""A colour image to grey, by a loop over the pixels: one pass, and no temporary array."""

import sys
from time import perf_counter

import numpy as np

from jaculus import njit


@njit
def black_and_white(image):
    height, width, _ = image.shape
    result = np.empty((height, width), dtype=np.uint8)
    for y in range(height):
        for x in range(width):
            r = image[y, x, 0]
            g = image[y, x, 1]
            b = image[y, x, 2]
            result[y, x] = np.round(0.2989 * r + 0.5870 * g + 0.1140 * b)
    return result


def black_and_white_numpy(image):
    """The same with array expressions, as one writes it for NumPy."""
    r = image[:, :, 0]
    g = image[:, :, 1]
    b = image[:, :, 2]
    return np.round(0.2989 * r + 0.5870 * g + 0.1140 * b).astype(np.uint8)


def photograph(height=1500, width=2000):
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)


def main(seconds=2.0):
    image = photograph()
    result = black_and_white(image)
    assert np.array_equal(result, black_and_white_numpy(image)), "not what NumPy gives"
    runs = 0
    start = perf_counter()
    while perf_counter() - start < seconds:
        black_and_white(image)
        runs += 1
    elapsed = perf_counter() - start
    print(f"{elapsed / runs * 1e3:.2f} ms for {image.shape[0] * image.shape[1] / 1e6:.0f} million pixels")
    print(f"the mean is {result.mean():.3f}; every pixel equals NumPy's")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
