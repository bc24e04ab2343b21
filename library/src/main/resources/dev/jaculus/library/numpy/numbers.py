"""What `math` has for integers and for the parts of a float, and the functions of `operator`."""

import math
import operator

import numpy as np

from .declare import numpy_function


@numpy_function(math.gcd)
def gcd(a, b):
    """The greatest common divisor, never negative."""
    a = abs(a)
    b = abs(b)
    while b:
        a, b = b, a % b
    return a


@numpy_function(math.frexp)
def frexp(x):
    """The mantissa, from 0.5 on and below 1, and the exponent. Powers of two only: nothing is rounded."""
    x = float(x)
    if x == 0 or x - x != 0:
        return x, 0
    exponent = 0
    for step in (512, 256, 128, 64, 32, 16, 8, 4, 2, 1, 1):
        if abs(x) >= 2.0**step:
            x *= 2.0**-step
            exponent += step
    if abs(x) >= 1:
        x *= 0.5
        exponent += 1
    for step in (512, 512, 256, 128, 64, 32, 16, 8, 4, 2, 1, 1):
        if abs(x) < 0.5 * 2.0 ** (1 - step):
            x *= 2.0**step
            exponent -= step
    return x, exponent


@numpy_function(math.ldexp)
def ldexp(x, exponent):
    """The float times a power of two; a result below the normal numbers is rounded once, at the last step."""
    x = float(x)
    for _ in range(2):
        if exponent > 1023:
            x *= 2.0**1023
            exponent -= 1023
        elif exponent < -1022:
            x *= 2.0**-969  # what is left keeps its 53 bits
            exponent += 969
    return x * 2.0 ** min(max(exponent, -1022), 1023)


@numpy_function(math.modf)
def modf(x):
    """The fraction and the whole part, both with the sign of x."""
    x = float(x)
    whole = np.trunc(x)
    if x - x != 0 and x == x:
        return math.copysign(0.0, x), x
    return math.copysign(x - whole, x), math.copysign(whole, x)


@numpy_function(operator.add)
def add(a, b):
    """`a + b`."""
    return a + b


@numpy_function(operator.sub)
def sub(a, b):
    """`a - b`."""
    return a - b


@numpy_function(operator.mul)
def mul(a, b):
    """`a * b`."""
    return a * b


@numpy_function(operator.truediv)
def truediv(a, b):
    """`a / b`."""
    return a / b


@numpy_function(operator.floordiv)
def floordiv(a, b):
    """`a // b`."""
    return a // b


@numpy_function(operator.mod)
def mod(a, b):
    """`a % b`."""
    return a % b


@numpy_function(operator.pow)
def power(a, b):
    """`a**b`."""
    return a**b


@numpy_function(operator.and_)
def and_(a, b):
    """`a & b`."""
    return a & b


@numpy_function(operator.or_)
def or_(a, b):
    """`a | b`."""
    return a | b


@numpy_function(operator.xor)
def xor(a, b):
    """`a ^ b`."""
    return a ^ b


@numpy_function(operator.lshift)
def lshift(a, b):
    """`a << b`."""
    return a << b


@numpy_function(operator.rshift)
def rshift(a, b):
    """`a >> b`."""
    return a >> b


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
