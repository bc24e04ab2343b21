"""Dither a grey image: dither_threshold.py without its copy of the image.

An error goes no further than to the next row, so two rows of errors are enough. That needs a third of the memory: one
byte a pixel for the result, where the copy had two more. A column on each side takes what falls beyond the edge, so
that no `if` asks.
"""

import sys
from time import perf_counter

import numpy as np

from jaculus import njit


@njit
def dither(image):
    height, width = image.shape
    result = np.empty((height, width), dtype=np.uint8)
    here = np.zeros(width + 2, dtype=np.int16)  # the error of a pixel is at x + 1
    below = np.zeros(width + 2, dtype=np.int16)
    for y in range(height):
        for x in range(width):
            old = image[y, x] + here[x + 1]
            new = 0 if old < 128 else 255
            result[y, x] = new
            error = old - new
            here[x + 2] += error * 7 // 16
            below[x] += error * 3 // 16
            below[x + 1] += error * 5 // 16
            below[x + 2] += error // 16
        here, below = below, here
        below[:] = 0
    return result


def hallway(height=600, width=800):
    """A grey picture: light falls off from the middle, a floor of tiles, a little noise. Always the same."""
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot(y - height / 2, x - width / 2)
    light = 255 * np.exp(-distance / (0.6 * width))
    tiles = 24 * ((y // 37 + x // 53) % 2)
    noise = np.random.default_rng(0).normal(0, 6, (height, width))
    return np.clip(light - tiles + noise, 0, 255).astype(np.uint8)


def main(seconds=3.0):
    image = hallway()
    corner = np.ascontiguousarray(image[:40, :60])
    assert np.array_equal(dither(corner), dither.py_func(corner)), "not what CPython gives"
    result = dither(image)
    runs = 0
    start = perf_counter()
    while perf_counter() - start < seconds:
        dither(image)
        runs += 1
    elapsed = perf_counter() - start
    print(f"Processed {round(runs / elapsed)} images / sec")
    print(f"{np.count_nonzero(result)} of {result.size} pixels are white; a corner equals CPython's result")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
