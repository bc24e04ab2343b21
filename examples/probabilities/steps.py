"""Colour-coding in steps: each pixel takes the colour of its most probable class, dimmed by that probability.

Each step is a function from a folder of data to an image, and all give the same one.
"""

import csv
import os

import numpy as np
from data import COLOURS, Probabilities

CHUNK = 64  # rows


def v0(folder):
    """Plain Python, from a table as text."""
    colours = COLOURS.tolist()
    with open(os.path.join(folder, "probabilities.csv"), newline="") as file:
        rows = csv.reader(file)
        height, width = map(int, next(rows))
        pixels = [[float(one) for one in row] for row in rows]
    return np.array(_coded(pixels, colours), dtype=np.uint8).reshape(height, width, 3)


def _coded(pixels, colours):
    result = []
    for pixel in pixels:
        most = max(pixel)
        colour = colours[pixel.index(most)]
        result.append([int(one * most) for one in colour])
    return result


def v1(folder):
    """Plain Python, from a file of numbers: nothing is parsed."""
    probabilities = Probabilities(folder)
    height, width, classes = probabilities.shape
    pixels = probabilities.all().reshape(-1, classes).tolist()
    return np.array(_coded(pixels, COLOURS.tolist()), dtype=np.uint8).reshape(height, width, 3)


def v2(folder):
    """Array expressions, as one writes them first."""
    probabilities = Probabilities(folder).all()
    best = np.argmax(probabilities, axis=2)
    most = np.max(probabilities, axis=2)
    return (COLOURS[best] * most[:, :, np.newaxis]).astype(np.uint8)


def coded_by_numpy(probabilities):
    """Without the large temporaries: class by class, channel by channel, in place."""
    best = np.zeros(probabilities.shape[:2], dtype=np.uint8)
    most = probabilities[:, :, 0].copy()
    for k in range(1, probabilities.shape[2]):
        more = probabilities[:, :, k] > most
        best[more] = k
        np.maximum(most, probabilities[:, :, k], out=most)
    result = np.empty((*best.shape, 3), dtype=np.uint8)
    for channel in range(3):
        np.multiply(COLOURS[:, channel][best], most, out=result[:, :, channel], casting="unsafe")
    return result


def v3(folder):
    """Array expressions that were made faster."""
    return coded_by_numpy(Probabilities(folder).all())


def in_chunks(folder, coded):
    """Some rows at a time: what is in memory does not grow with the image, but for the result."""
    probabilities = Probabilities(folder)
    height, width, _ = probabilities.shape
    result = np.empty((height, width, 3), dtype=np.uint8)
    for start in range(0, height, CHUNK):
        result[start : start + CHUNK] = coded(probabilities.rows(start, start + CHUNK))
    return result


def v4(folder):
    """The same in chunks."""
    return in_chunks(folder, coded_by_numpy)


def v5(folder):
    """One compiled loop over the pixels."""
    from kernel import colour_code

    return colour_code(Probabilities(folder).all(), COLOURS)


def v6(folder):
    """The compiled loop in chunks."""
    from kernel import colour_code

    return in_chunks(folder, lambda rows: colour_code(rows, COLOURS))


def v7(folder):
    """The yardstick: the same loop in C++, in chunks, where there is a compiler."""
    from native import colour_code

    return in_chunks(folder, lambda rows: colour_code(rows, COLOURS))


STEPS = {"v0": v0, "v1": v1, "v2": v2, "v3": v3, "v4": v4, "v5": v5, "v6": v6, "v7": v7}
