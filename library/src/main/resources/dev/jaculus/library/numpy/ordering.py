"""NumPy's order of values: NaN and NaT are the last, complex numbers are compared by their real parts first."""

import math


def less(x, y):
    """Whether x comes before y."""
    if x.dtype.kind == "c" or y.dtype.kind == "c":
        return _less_complex(complex(x), complex(y))
    if x.dtype.kind == "f" or y.dtype.kind == "f" or x.dtype.kind == "M" or x.dtype.kind == "m":
        return x < y or (y != y and x == x)
    return x < y


def _less_complex(x, y):
    """Of numbers with NaNs those come last whose real part is one, before them those whose imaginary part is."""
    if x.real < y.real:
        return x.imag == x.imag or y.imag != y.imag
    if x.real > y.real:
        return y.imag != y.imag and x.imag == x.imag
    if x.real == y.real or (math.isnan(x.real) and math.isnan(y.real)):
        return x.imag < y.imag or (y.imag != y.imag and x.imag == x.imag)
    return y.real != y.real


def is_last(x):
    """Whether a value is NaN or NaT."""
    return x != x


def same(x, y):
    """Whether two values are equal, or both NaN."""
    return x == y or (x != x and y != y)
