"""Arrays of two and three axes."""

import numpy as np
from numba import njit

from programs import calls


@calls("np.arange(6.0).reshape(2, 3)", "np.arange(6).reshape(3, 2).T")
@njit
def total(a):
    s = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            s += a[i, j]
    return s


@calls("np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4)")
@njit
def product(a, b):
    out = np.zeros((a.shape[0], b.shape[1]))
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                out[i, j] += a[i, k] * b[k, j]
    return out


@calls("np.arange(6).reshape(2, 3)", "np.arange(6).reshape(2, 3).T")
@njit
def transposed(a):
    return a.T, np.transpose(a), a.transpose()


@calls("np.arange(6).reshape(2, 3)")
@njit
def rows(a):
    total = 0
    for row in a:
        total += row[0] * row[-1]
    return total


@calls("np.arange(12).reshape(3, 4)")
@njit
def parts(a):
    return a[0], a[:, 1], a[1:, ::2], a[-1, -1], a[1][2]


@calls("np.zeros((3, 3))")
@njit
def assigned(a):
    a[0] = 1
    a[:, 1] = np.arange(3)
    a[1:, 2:] = 7
    a[2, 0] += 5
    return a


@calls("np.arange(24).reshape(2, 3, 4)")
@njit
def three_axes(a):
    total = 0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            for k in range(a.shape[2]):
                total += a[i, j, k] * (i + j + k)
    return total


@calls("np.arange(24).reshape(2, 3, 4)")
@njit
def planes(a):
    return a[0], a[:, 1], a[:, :, 2], a[1, 2], a[..., 0], a[0, ...]


@calls("np.arange(6)")
@njit
def reshaped(a):
    return a.reshape(2, 3), a.reshape((3, 2)), a.reshape(-1, 2), np.reshape(a, (1, 6))


@calls("np.arange(6).reshape(2, 3)", "np.arange(6).reshape(2, 3).T")
@njit
def flattened(a):
    return a.ravel(), a.flatten()


@calls("np.arange(6).reshape(2, 3)")
@njit
def flat_items(a):
    total = 0
    for x in a.flat:
        total = total * 2 + x
    return total, a.flat[4]


@calls("np.arange(6).reshape(2, 3)")
@njit
def ndenumerated(a):
    total = 0
    for (i, j), x in np.ndenumerate(a):
        total += (i + 1) * (j + 2) * x
    return total


@calls("np.arange(6).reshape(2, 3)")
@njit
def ndindexed(a):
    total = 0
    for i, j in np.ndindex(a.shape):
        total += a[i, j] * (i - j)
    return total


@calls("np.arange(6.0).reshape(2, 3), np.arange(3.0)", "np.ones((2, 2)), np.array([[1.0], [2.0]])")
@njit
def broadcast(a, b):
    return a + b, a * b - 1


@calls("np.arange(3.0), np.arange(2.0)")
@njit
def outer(a, b):
    return a[:, None] * b, a[np.newaxis, :] + b[:, np.newaxis]


@calls("np.arange(9.0).reshape(3, 3)")
@njit
def trace_and_diagonal(a):
    s = 0.0
    for i in range(3):
        s += a[i, i]
    return s, np.diag(a), np.trace(a)


@calls("3", "1")
@njit
def identity(n):
    return np.eye(n), np.identity(n)


@calls("np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]])")
@njit
def game_of_life(world):
    h, w = world.shape
    out = np.zeros_like(world)
    for y in range(h):
        for x in range(w):
            n = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if (dy != 0 or dx != 0) and 0 <= y + dy < h and 0 <= x + dx < w:
                        n += world[y + dy, x + dx]
            out[y, x] = 1 if n == 3 or (n == 2 and world[y, x]) else 0
    return out


@calls("np.arange(25.0).reshape(5, 5)")
@njit
def laplace(a):
    out = a.copy()
    for i in range(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            out[i, j] = a[i - 1, j] + a[i + 1, j] + a[i, j - 1] + a[i, j + 1] - 4 * a[i, j]
    return out


@calls("np.arange(25.0).reshape(5, 5)")
@njit
def laplace_in_slices(a):
    return a[:-2, 1:-1] + a[2:, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] - 4 * a[1:-1, 1:-1]


@calls("np.random.default_rng(1).integers(0, 256, (4, 5, 3)).astype(np.uint8)")
@njit
def gray(image):
    h, w, _ = image.shape
    out = np.empty((h, w), np.uint8)
    for y in range(h):
        for x in range(w):
            r, g, b = image[y, x, :]
            out[y, x] = round(0.2989 * r + 0.5870 * g + 0.1140 * b)
    return out


@calls("np.random.default_rng(1).integers(0, 256, (4, 5, 3)).astype(np.uint8)")
@njit
def gray_in_arrays(image):
    return np.round(0.2989 * image[:, :, 0] + 0.5870 * image[:, :, 1] + 0.1140 * image[:, :, 2]).astype(np.uint8)


@calls("np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([3.0, 5.0])")
@njit
def gauss(a, b):
    n = len(b)
    a = a.copy()
    b = b.copy()
    for k in range(n):
        for i in range(k + 1, n):
            f = a[i, k] / a[k, k]
            a[i, k:] -= f * a[k, k:]
            b[i] -= f * b[k]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (b[i] - np.sum(a[i, i + 1 :] * x[i + 1 :])) / a[i, i]
    return x


@calls("np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]])")
@njit
def distances(points):
    n = points.shape[0]
    out = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            s = 0.0
            for k in range(points.shape[1]):
                d = points[i, k] - points[j, k]
                s += d * d
            out[i, j] = np.sqrt(s)
    return out


@calls("np.zeros((0, 3))", "np.zeros((2, 0))")
@njit
def empty(a):
    count = 0
    for row in a:
        count += len(row) + 1
    return count, a + 1, a.size


@calls("np.array(5.0)", "np.array(3)")
@njit
def no_axes(a):
    return a[()], a.ndim, a.size


@calls("np.arange(6).reshape(2, 3), (1, 2)")
@njit
def tuple_index(a, where):
    return a[where]


@calls("np.arange(4).reshape(2, 2)")
@njit
def swapped_rows(a):
    tmp = a[0].copy()
    a[0] = a[1]
    a[1] = tmp
    return a


@calls("np.arange(120).reshape(2, 3, 4, 5)")
@njit
def four_axes(a):
    return a[1, 2, 3, 4], a[0, :, 1], a.shape, a[:, 0, 0, 0]


@calls("np.asfortranarray(np.arange(6).reshape(2, 3))")
@njit
def fortran(a):
    return a.copy(), a.T, a[:, 0]


@calls("np.asfortranarray(np.arange(6.0).reshape(2, 3))", "np.arange(6.0).reshape(2, 3)")
@njit
def order_of_copies(a):
    return np.copy(a), a.copy(), a.astype(np.float32), np.where(a > 2, a, 1.0), np.partition(a, 1)


@calls("np.ones((3, 4)), np.full(4, 10.0)")
@njit
def sum_of_rows_from_a_start(m, start):
    first = sum(m, start)
    return first, sum(m, start=start), start
