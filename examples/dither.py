"""Dither a grey image to black and white: the error of each pixel goes to its neighbours (Floyd and Steinberg).

The plain version. `jaculus annotate examples/dither.py` shows which of its lines is slow;
dither_threshold.py has that line replaced.
"""

import sys
from time import perf_counter

import numpy as np

from jaculus import njit


@njit
def dither(image):
    result = image.astype(np.int16)  # room for errors below 0 and above 255
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
