"""Small kernels over arrays, one for each thing that the language has; tried with many types, layouts and sizes."""

import numpy as np


class OneDimension:
    """Kernels of one array with one axis."""

    def total(a):
        s = 0.0
        for i in range(len(a)):
            s += a[i]
        return s

    def total_of_items(a):
        s = 0
        for value in a:
            s = s + value
        return s

    def positions(a):
        s = 0.0
        for i, value in enumerate(a):
            if value > 0:
                s += i
        return s

    def last_items(a):
        if len(a) < 3:
            return a[0:0].copy()
        b = np.zeros(3, a.dtype)
        b[0] = a[-1]
        b[-1] = a[-2]
        b[1] = a[-len(a)]
        return b

    def backwards(a):
        return a[::-1].copy()

    def every_other(a):
        return a[1::2].copy()

    def clamped_slices(a):
        return a[-100:100].copy(), a[5:2].size, a[100:].size, a[:-1].size, a[-3:-1].size

    def backwards_slices(a):
        return a[10:0:-3].copy(), a[:1:-2].copy(), a[-2::-1].copy()

    def neighbours(a):
        return a[1:] + a[:-1] if a.size > 0 else a + a

    def linear(a):
        return a * 2 + 1

    def halves(a):
        return (a - 1) / 2

    def polynomial(a):
        x = a / 4.0
        return 1.0 + x * (2.0 + x * (3.0 - x))

    def negative(a):
        return -a

    def roots(a):
        return np.sqrt(a * 1.0), np.abs(a)

    def rounded(a):
        return np.round(a / 3.0)

    def waves(a):
        return np.sin(a * 0.5) + np.cos(a * 0.25)

    def as_types(a):
        return a.astype(np.float32), a.astype(np.float64), a.astype(np.int64)

    def written_through_view(a):
        b = a.copy()
        c = b[::2]
        for i in range(c.size):
            c[i] = i
        return b

    def assigned_slices(a):
        b = np.zeros(a.size + 4, np.float64)
        b[2:-2] = a
        b[0] = 7
        b[-1:] = 9
        return b

    def overlapping(a):
        b = a.copy()
        if b.size > 2:
            b[1:] = b[:-1]
        return b

    def overlapping_backwards(a):
        b = a.copy()
        b[:] = b[::-1]
        return b

    def augmented_items(a):
        b = a.copy()
        for i in range(b.size):
            b[i] += 3
            b[i] -= i
        return b

    def augmented_array(a):
        b = a.copy()
        b += b
        b[::3] += b[::3]
        return b

    def made(a):
        n = len(a)
        return np.zeros(n), np.ones(n, np.int32), np.full(n, 2.5), np.zeros_like(a), np.ones_like(a), np.full_like(a, 3)

    def compared(a):
        count = 0
        for i in range(1, a.size):
            if a[i] > a[i - 1] or a[i] == a[0]:
                count += 1
        return count

    def sorted_by_insertion(a):
        b = a.copy()
        for i in range(b.size):
            moving = b[i]
            j = i
            while j > 0 and b[j - 1] > moving:
                b[j] = b[j - 1]
                j -= 1
            b[j] = moving
        return b

    def first_above(a):
        for i in range(a.size):
            if a[i] > 5:
                break
        else:
            return -1
        return i

    def shape_of(a):
        return a.shape, a.size, a.ndim, len(a), a.shape[0]


class TwoDimensions:
    """Kernels of one array with two axes."""

    def total(a):
        s = 0.0
        for y in range(a.shape[0]):
            for x in range(a.shape[1]):
                s += a[y, x]
        return s

    def total_of_rows(a):
        s = 0.0
        for row in a:
            for value in row:
                s += value
        return s

    def rows_and_columns(a):
        height, width = a.shape
        if height == 0 or width == 0:
            return np.zeros(1, a.dtype), np.zeros(1, a.dtype)
        return a[0].copy(), a[:, -1].copy()

    def chained(a):
        s = 0.0
        for y in range(len(a)):
            for x in range(a.shape[1]):
                s += a[y][x]
        return s

    def backwards(a):
        return a[::-1, ::-1].copy()

    def part(a):
        return a[1:3, 1:].copy(), a[::2].copy(), a[:, ::2].copy()

    def stencil(a):
        result = np.zeros(a.shape)
        for y in range(1, a.shape[0] - 1):
            for x in range(1, a.shape[1] - 1):
                result[y, x] = (a[y - 1, x] + a[y + 1, x] + a[y, x - 1] + a[y, x + 1]) / 4.0
        return result

    def broadcast_row(a):
        if a.shape[0] == 0:
            return a + 1
        return a + a[0]

    def broadcast_column(a):
        if a.shape[1] == 0:
            return a + 1
        return a * a[:, :1]

    def filled_rows(a):
        result = np.empty(a.shape, np.float32)
        for y in range(a.shape[0]):
            result[y] = y
            result[y, ::2] = a[y, ::2]
        return result

    def expression(a):
        return (a * 0.5 + 1.0) * (a - 2.0)

    def written_through_rows(a):
        b = a.copy()
        for y in range(b.shape[0]):
            row = b[y]
            row[:] = row[::-1]
        return b

    def same_layout(a):
        return np.empty_like(a).shape, np.zeros_like(a), (a + 1)[::-1].copy()

    def unpacked(a):
        s = 0.0
        for y in range(a.shape[0]):
            for x in range(a.shape[1]):
                v, w = a[y, x] * 2, a[y, -1]
                s += v - w
        return s


class ThreeDimensions:
    """Kernels of one array with three axes."""

    def largest_of_last(a):
        result = np.zeros(a.shape[:2], np.int64)
        for i in range(a.shape[0]):
            for j in range(a.shape[1]):
                best = 0
                for k in range(1, a.shape[2]):
                    if a[i, j, k] > a[i, j, best]:
                        best = k
                result[i, j] = best
        return result

    def planes(a):
        if a.shape[2] < 2:
            return np.zeros((1, 1))
        return 0.25 * a[:, :, 0] + 0.75 * a[:, :, 1]

    def corner(a):
        if a.size == 0:
            return a[:, :, :].copy()
        return a[::-1, -1:, ::-1].copy()


class TwoArrays:
    """Kernels of two arrays of one shape and two types."""

    def added(a, b):
        return a + b

    def subtracted(a, b):
        return a - b

    def multiplied(a, b):
        return a * b

    def divided(a, b):
        return a / b

    def floor_divided(a, b):
        return a // b

    def remainder(a, b):
        return a % b

    def stored(a, b):
        c = a.copy()
        for i in range(c.size):
            c[i] = b[i]
        return c

    def stored_at_once(a, b):
        c = a.copy()
        c[:] = b
        return c

    def dot(a, b):
        s = 0.0
        for i in range(min(a.size, b.size)):
            s += a[i] * b[i]
        return s

    def with_item(a, b):
        return a + b[0] if b.size > 0 else a + a


def kernels(group):
    """The functions of a group by name."""
    return {name: f for name, f in vars(group).items() if not name.startswith("_")}
