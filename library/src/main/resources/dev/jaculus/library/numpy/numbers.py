"""What `math` has for integers and for the parts of a float, and the functions of `operator`."""

import math
import operator

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


@numpy_function(math.modf)
def modf(x):
    """The fraction and the whole part, both with the sign of x."""
    x = float(x)
    whole = np.trunc(x)
    if x - x != 0 and x == x:
        return math.copysign(0.0, x), x
    return math.copysign(x - whole, x), math.copysign(whole, x)


@numpy_function(np.divmod)
def divmod_of(x1, x2, out1=None, out2=None):
    """Floor division and remainder at once."""
    whole, rest = np.floor_divide(x1, x2), np.remainder(x1, x2)
    if out1 is None:
        if out2 is None:
            return whole, rest
        out2[...] = rest
        return whole, out2
    out1[...] = whole  # only now: it may be an operand
    if out2 is None:
        return out1, rest
    out2[...] = rest
    return out1, out2


@numpy_function(operator.eq)
def eq(a, b):
    """`a == b`."""
    return a == b


@numpy_function(operator.ne)
def ne(a, b):
    """`a != b`."""
    return a != b


@numpy_function(operator.lt)
def lt(a, b):
    """`a < b`."""
    return a < b


@numpy_function(operator.le)
def le(a, b):
    """`a <= b`."""
    return a <= b


@numpy_function(operator.gt)
def gt(a, b):
    """`a > b`."""
    return a > b


@numpy_function(operator.ge)
def ge(a, b):
    """`a >= b`."""
    return a >= b


@numpy_function(operator.getitem)
def getitem(a, b):
    """`a[b]`."""
    return a[b]


@numpy_function(operator.neg)
def neg(a):
    """`-a`."""
    return -a


@numpy_function(operator.pos)
def pos(a):
    """`+a`."""
    return +a


@numpy_function(operator.invert)
def invert(a):
    """`~a`."""
    return ~a


@numpy_function(operator.not_)
def not_(a):
    """`not a`."""
    return not a


@numpy_function(operator.truth)
def truth(a):
    """`bool(a)`."""
    return bool(a)
