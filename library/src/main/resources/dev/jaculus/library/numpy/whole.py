"""Functions of `math` on integers and on the parts of a float; where an array is true."""

import math

import numpy as np

from .declare import numpy_function


@numpy_function(math.gcd)
def gcd(a, b):
    """The greatest common divisor."""
    while b != 0:
        rest = a % b
        a = b
        b = rest
    return abs(a)


@numpy_function(math.ldexp)
def ldexp(x, i):
    """x * 2**i, rounded once: large steps are exact, and the last one alone rounds."""
    n = np.int64(i)
    if x == 0 or not math.isfinite(x):
        return x
    while n > 1000 and math.isfinite(x):
        x *= x.dtype.type(2.0**100)
        n -= 100
    scaled = np.float64(x)
    while n < -1000 and abs(scaled) >= 2.0**-800:
        scaled *= 2.0**-100
        n += 100
    if n < -1000:
        return x.dtype.type(math.copysign(0.0, x))
    return x.dtype.type(scaled * 2.0**n)


@numpy_function(math.frexp)
def frexp(x):
    """A number from 0.5 up to 1, and the exponent of 2 that goes with it."""
    if x == 0 or not math.isfinite(x):
        return x, np.int32(0)
    m = np.float64(x)
    e = 0
    if abs(m) < 2.0**-900:
        m *= 2.0**100
        e = -100
    step = 512
    while step > 0:
        if abs(m) >= 2.0**step:
            m *= 2.0**-step
            e += step
        if abs(m) < 2.0**-step:
            m *= 2.0**step
            e -= step
        step //= 2
    if abs(m) >= 1:
        m *= 0.5
        e += 1
    if abs(m) < 0.5:
        m *= 2.0
        e -= 1
    return x.dtype.type(m), np.int32(e)


@numpy_function(np.flatnonzero)
def flatnonzero(a):
    """Where the elements in C order are true."""
    flat = a.ravel()
    result = np.empty(np.count_nonzero(flat), np.int64)
    at = 0
    for i in range(len(flat)):
        if flat[i]:
            result[at] = i
            at += 1
    return result


@numpy_function(np.nonzero)
def nonzero(a):
    """The indices of the elements that are true, an array for each axis."""
    places = flatnonzero(a)
    if a.ndim == 1:
        return (places,)
    if a.ndim == 2:
        return places // a.shape[1], places % a.shape[1]
    return places // (a.shape[1] * a.shape[2]), places // a.shape[2] % a.shape[1], places % a.shape[2]


@numpy_function(np.take)
def take(a, indices):
    """The elements at these places of the flat array."""
    return a.ravel()[indices]
