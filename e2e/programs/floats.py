"""Floats, rounding, and the functions of math."""

import math

import numpy as np
from numba import njit

from programs import calls


@calls("7.5, 2.0", "-7.5, 2.0", "7.5, -2.0", "0.0, 3.0", "1.0, 0.0")
@njit
def division(a, b):
    return a / b, a // b, a % b


@calls("7.5, 2.0", "-7.25, 0.5", "1e300, 3.0")
@njit
def divmod_floats(a, b):
    return divmod(a, b)


@calls("1e308", "-1e308")
@njit
def overflow(x):
    return x * 10.0, x * 10.0 - x * 10.0


@calls("0.5", "1.5", "2.5", "-0.5", "-1.5", "2.675")
@njit
def rounding(x):
    return round(x), np.round(x), math.floor(x), math.ceil(x), math.trunc(x), int(x)


@calls("2.675, 2", "1234.5, -2", "0.1 + 0.2, 3")
@njit
def rounding_digits(x, n):
    return round(x, n)


@calls("float('nan')", "float('inf')", "1.0")
@njit
def special(x):
    return math.isnan(x), math.isinf(x), math.isfinite(x), x == x, x < 1.0, x > 1.0


@calls("0.5", "-0.25", "1.0")
@njit
def trigonometry(x):
    return math.sin(x), math.cos(x), math.tan(x), math.asin(x), math.acos(x), math.atan(x)


@calls("0.5", "2.0")
@njit
def hyperbolic(x):
    return math.sinh(x), math.cosh(x), math.tanh(x), math.asinh(x), math.acosh(x + 1), math.atanh(x / 4)


@calls("2.0", "10.0", "0.001")
@njit
def logarithms(x):
    return math.log(x), math.log2(x), math.log10(x), math.log1p(x), math.exp(x), math.expm1(x)


@calls("8.0, 2.0", "100.0, 10.0")
@njit
def log_of_base(x, base):
    return math.log(x, base)


@calls("3.0, 4.0", "-1.0, 0.0", "2.0, -2.0")
@njit
def two_arguments(x, y):
    return math.hypot(x, y), math.atan2(x, y), math.pow(abs(x), y), math.copysign(x, y)


@calls("0.5", "3.0", "4.5")
@njit
def special_functions(x):
    return math.gamma(x), math.lgamma(x), math.erf(x), math.erfc(x)


@calls("10.0", "3.25")
@njit
def decomposed(x):
    m, e = math.frexp(x)
    return m, e, math.ldexp(m, e), math.modf(x)


@calls("180.0", "1.0")
@njit
def angles(x):
    return math.degrees(x), math.radians(x), np.deg2rad(x), np.rad2deg(x)


@calls("48, 36", "0, 5", "-4, 6")
@njit
def gcd_of(a, b):
    return math.gcd(a, b)


@calls("")
@njit
def constants():
    return math.pi, math.e, math.tau, math.inf, np.pi, np.e, np.inf, np.euler_gamma


@calls("np.float32(1.5), np.float32(0.1)", "np.float32(16777216), np.float32(1)")
@njit
def single_precision(a, b):
    return a + b, a * b, a / b, -a, abs(a)


@calls("np.float32(1.5), 2", "np.float32(0.1), 3.0")
@njit
def single_with_others(a, b):
    return a + b, a * b, a / b


@calls("-8.0, 2", "2.0, -1", "2.0, 0.5", "0.0, 0")
@njit
def powers(a, b):
    return a**b


@calls("np.array([0.1] * 10)")
@njit
def kahan(a):
    total = 0.0
    carried = 0.0
    for x in a:
        y = x - carried
        t = total + y
        carried = (t - total) - y
        total = t
    return total


@calls("1.0, -3.0, 2.0", "1.0, 2.0, 5.0")
@njit
def quadratic(a, b, c):
    d = b * b - 4 * a * c
    if d < 0:
        return (math.nan, math.nan)
    r = math.sqrt(d)
    return ((-b - r) / (2 * a), (-b + r) / (2 * a))


@calls("0.0, 1.0, 100")
@njit
def simpson(a, b, n):
    h = (b - a) / n
    s = math.exp(a) + math.exp(b)
    for i in range(1, n):
        s += (4 if i % 2 else 2) * math.exp(a + i * h)
    return s * h / 3


@calls("4", "0.25", "np.float32(2)", "np.int32(9)")
@njit
def roots(x):
    return math.sqrt(x), np.sqrt(x), x**0.5


@calls("-1.0", "0.0")
@njit
def outside_the_domain(x):
    return np.sqrt(x), np.log(x)


@calls("3.7", "-3.7", "3")
@njit
def to_float(x):
    return float(x), np.float32(x), np.float64(x)


@calls("5.0", "2.5")
@njit
def is_integer_by_hand(x):
    return x == int(x), x % 1 == 0


@calls("1.5, 2", "2, 1.5", "-1, -1.0")
@njit
def min_max_mixed(a, b):
    return min(a, b), max(a, b)


@calls("1e-3", "100.0")
@njit
def logistic(x):
    return 1.0 / (1.0 + math.exp(-x))


@calls("3.0", "-0.0", "0.0")
@njit
def signs(x):
    return np.sign(x), math.copysign(1.0, x), -x, +x, x == 0


@calls("7.0", "0.3")
@njit
def numpy_scalars(x):
    return np.floor(x), np.ceil(x), np.trunc(x), np.rint(x), np.square(x), np.exp2(x), np.log1p(x), np.cbrt(x)


@calls("5", "0", "12")
@njit
def factorial_by_gamma(n):
    return round(math.gamma(n + 1))
