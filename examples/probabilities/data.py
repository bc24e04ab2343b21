"""The probabilities on disk: as HDF5 where h5py is installed, else as NumPy's own file; and as CSV, a pixel in a line.

`python data.py data/s data/m` makes them: the last part of a folder's name is the size, s, m, l or xl.
"""

import csv
import os
import sys

import numpy as np

try:
    import h5py
except ImportError:
    h5py = None

SIZES = {"s": (200, 300), "m": (400, 600), "l": (1200, 1600), "xl": (2400, 3200)}
COLOURS = np.array([[230, 25, 75], [60, 180, 75], [0, 130, 200], [255, 225, 25]], dtype=np.uint8)


def make(folder, height, width, classes=4, table=True):
    """Fields of one class, with unsure borders: weights that vary smoothly, to a high power, so that one prevails."""
    os.makedirs(folder, exist_ok=True)
    y, x = np.mgrid[0:height, 0:width]
    rng = np.random.default_rng(7)
    weights = np.empty((height, width, classes))
    for k in range(classes):
        a, b, c = *rng.uniform(20, 90, 2), rng.uniform(0, 6)
        weights[:, :, k] = (1.2 + np.sin(x / a + c) * np.cos(y / b - c)) ** 4
    weights /= weights.sum(axis=2, keepdims=True)
    weights = weights.round(6)
    if h5py:
        with h5py.File(os.path.join(folder, "probabilities.h5"), "w") as file:
            file["probabilities"] = weights
    np.save(os.path.join(folder, "probabilities.npy"), weights)
    if table:
        with open(os.path.join(folder, "probabilities.csv"), "w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow([height, width])
            rows.writerows(weights.reshape(-1, classes).tolist())


class Probabilities:
    """Rows of a file, read when they are asked for."""

    def __init__(self, folder):
        if h5py and os.path.exists(os.path.join(folder, "probabilities.h5")):
            self._set = h5py.File(os.path.join(folder, "probabilities.h5"))["probabilities"]
            self.shape = self._set.shape
            return
        self._set = None
        self._file = open(os.path.join(folder, "probabilities.npy"), "rb")  # noqa: SIM115 (read from for as long as we live)
        np.lib.format.read_magic(self._file)
        self.shape, _, self._type = np.lib.format.read_array_header_1_0(self._file)
        self._begin = self._file.tell()

    def rows(self, start, stop):
        """An array of them."""
        if self._set is not None:
            return self._set[start:stop]
        values = self.shape[1] * self.shape[2]
        self._file.seek(self._begin + start * values * self._type.itemsize)
        read = np.fromfile(self._file, self._type, (min(stop, self.shape[0]) - start) * values)
        return read.reshape(-1, *self.shape[1:])

    def all(self):
        """All of them."""
        return self.rows(0, self.shape[0])


if __name__ == "__main__":
    for folder in sys.argv[1:]:
        size = os.path.basename(os.path.normpath(folder))
        if size not in SIZES:
            sys.exit(f"{folder}: the last part of the name says the size, one of {', '.join(SIZES)}")
        make(folder, *SIZES[size], table=size in ("s", "m"))
