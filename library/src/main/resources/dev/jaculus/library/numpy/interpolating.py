"""The search and the arithmetic of `np.interp`, which NumPy does in just this order: points that are not in order have a result too."""

import numpy as np

_NEAR = 8  # how far from the last place the search looks first


def interpolated(x, xp, fp):
    """The values at x, each found from where the one before was."""
    points = xp.astype(np.float64)
    values = fp.astype(np.promote_types(fp.dtype, np.float64))
    given = np.asarray(x)
    flat = given.astype(np.float64).ravel()
    result = np.empty(len(flat), values.dtype)
    place = 0
    for i in range(len(flat)):
        if len(points) == 1:
            result[i] = values[0]
        elif flat[i] != flat[i]:
            result[i] = flat[i]
        else:
            place = _place(flat[i], points, place)
            result[i] = _value(flat[i], place, points, values)
    if np.ndim(x) == 0:
        return result[0]
    return result.reshape(given.shape)


def _place(x, points, guess):
    """The interval of x; -1 before the first point, the number of points behind the last one."""
    count = len(points)
    if x > points[count - 1]:
        return count
    if x < points[0]:
        return -1
    if count <= 4:
        i = 1
        while i < count and x >= points[i]:
            i += 1
        return i - 1
    guess = max(min(guess, count - 3), 1)
    low, high = 0, count
    if x < points[guess]:
        if not x < points[guess - 1]:  # with NaNs that is not `>=`
            return guess - 1
        high = guess - 1
        if guess > _NEAR and x >= points[guess - _NEAR]:
            low = guess - _NEAR
    else:
        if x < points[guess + 1]:
            return guess
        if x < points[guess + 2]:
            return guess + 1
        low = guess + 2
        if guess < count - _NEAR - 1 and x < points[guess + _NEAR]:
            high = guess + _NEAR
    while low < high:
        middle = low + (high - low) // 2
        if x >= points[middle]:
            low = middle + 1
        else:
            high = middle
    return low - 1


def _value(x, place, points, values):
    last = len(points) - 1
    if place == -1:
        return values[0]
    if place >= last:
        return values[last]
    if points[place] == x:
        return values[place]
    if values.dtype.kind == "c":
        scale = 1.0 / (points[place + 1] - points[place])
        real = (values[place + 1].real - values[place].real) * scale
        imag = (values[place + 1].imag - values[place].imag) * scale
        return complex(
            _on_segment(x, real, points[place], points[place + 1], values[place].real, values[place + 1].real),
            _on_segment(x, imag, points[place], points[place + 1], values[place].imag, values[place + 1].imag),
        )
    slope = (values[place + 1] - values[place]) / (points[place + 1] - points[place])
    return _on_segment(x, slope, points[place], points[place + 1], values[place], values[place + 1])


def _on_segment(x, slope, left, right, low, high):
    """From the one end; where infinities leave nothing there, from the other; between equal ends, what they are."""
    y = slope * (x - left) + low
    if y == y:
        return y
    y = slope * (x - right) + high
    if y != y and low == high:
        return low
    return y
