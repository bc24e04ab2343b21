"""Functions of complex numbers: `cmath`, and the parts of NumPy that share it. The formulas are those of CPython's cmathmodule."""

import cmath
import math

import numpy as np

from . import intrinsics
from .declare import numpy_function

LARGE = 3.4028234663852886e38 / 4  # beyond it the inverse functions scale their argument, in both precisions
LARGE_ROOT = 9.223371761976868e18  # square root of LARGE
SMALL_ROOT = 1.0842021724855044e-19  # square root of the least normal float32
LN_4 = 1.3862943611198906
HALF_PI = 1.5707963267948966


@numpy_function(cmath.isnan)
def isnan(z):
    """Whether a part is NaN."""
    w = complex(z)
    return math.isnan(w.real) or math.isnan(w.imag)


@numpy_function(cmath.isinf)
def isinf(z):
    """Whether a part is infinite."""
    w = complex(z)
    return math.isinf(w.real) or math.isinf(w.imag)


@numpy_function(cmath.isfinite)
def isfinite(z):
    """Whether both parts are finite."""
    w = complex(z)
    return math.isfinite(w.real) and math.isfinite(w.imag)


@numpy_function(cmath.phase)
def phase(z):
    """The angle to the real axis."""
    w = complex(z)
    return math.atan2(w.imag, w.real)


@numpy_function(cmath.polar)
def polar(z):
    """Modulus and angle."""
    w = complex(z)
    return math.hypot(w.real, w.imag), math.atan2(w.imag, w.real)


@numpy_function(cmath.rect)
def rect(r, phi):
    """The number with this modulus and angle."""
    if not math.isfinite(phi):
        if not r:
            return complex(abs(r), 0.0 * abs(r))
        if math.isinf(r):
            return complex(r, phi)
    return complex(_scaled(math.cos(phi), r), _scaled(math.sin(phi), r))


def _scaled(part, r):
    if part == 0.0 and math.isinf(r):
        return part / r  # 0 and not the NaN of 0 * inf
    return part * r


@numpy_function(cmath.exp)
def exp(z):
    """e to the power z."""
    w = complex(z)
    x, y = w.real, w.imag
    if math.isfinite(y) and (math.isfinite(x) or x < 0):
        r = math.exp(x)
        return complex(r * math.cos(y), r * math.sin(y))
    return w.dtype.type(_exp_special(x, y))


def _exp_special(x, y):
    if math.isfinite(x):
        return complex(math.nan, math.nan)
    if math.isnan(x):
        return complex(x, x if y != 0 else y)
    if x < 0:
        return complex(0.0, 0.0)
    if not math.isfinite(y):
        return complex(x, math.nan)
    c, s = math.cos(y), math.sin(y)
    return complex(c * x if c != 0 else c, s * x if s != 0 else s)


@numpy_function(cmath.log)
def log(z, base=None):
    """The natural logarithm, or that to a base."""
    if base is None:
        w = complex(z)
        return complex(math.log(math.hypot(w.real, w.imag)), math.atan2(w.imag, w.real))
    common = (complex(z) * complex(base)).dtype.type
    return log(common(z)) / log(common(base))


@numpy_function(cmath.log10)
def log10(z):
    """The logarithm to base 10."""
    w = log(z)
    return complex(w.real / 2.302585092994046, w.imag / 2.302585092994046)


@numpy_function(cmath.sqrt)
def sqrt(z):
    """The root with a real part that is not negative."""
    w = complex(z)
    a, b = w.real, w.imag
    if math.isinf(b) or (a == 0.0 and b == 0.0):
        return complex(abs(b), b)
    if math.isnan(a):
        return complex(a, a)
    if math.isinf(a):
        if a < 0.0:
            return complex(abs(b - b), math.copysign(a, b))
        return complex(a, math.copysign(b - b, b))
    return w.dtype.type(_root(a, b, _limit(a)))


def _limit(a):
    """From here on the sum of a part and the modulus could overflow."""
    if a.dtype == np.float32:
        return 1.409499736930446e38
    return 7.446288774449766e307


def _root(a, b, limit):
    more = 1
    if abs(a) >= limit or abs(b) >= limit:
        a *= 0.25
        b *= 0.25
        more = 2
    if a >= 0:
        t = math.sqrt((a + math.hypot(a, b)) * 0.5)
        return complex(t * more, b / (2 * t))
    t = math.sqrt((-a + math.hypot(a, b)) * 0.5)
    return complex(abs(b) / (2 * t) * more, math.copysign(t, b))


@numpy_function(cmath.cos)
def cos(z):
    """The hyperbolic cosine of z turned by a right angle."""
    w = complex(z)
    return w.dtype.type(cosh(complex(-w.imag, w.real)))


@numpy_function(cmath.cosh)
def cosh(z):
    """The hyperbolic cosine."""
    w = complex(z)
    x, y = w.real, w.imag
    if math.isinf(x):
        real, imag = abs(x), y
        if y != 0.0 and not math.isnan(y):
            real = math.copysign(x, math.cos(y))
            imag = math.copysign(x, math.sin(y))
        return complex(real, -imag if x < 0.0 else imag)
    return complex(math.cos(y) * math.cosh(x), math.sin(y) * math.sinh(x))


@numpy_function(cmath.sin)
def sin(z):
    """The hyperbolic sine of z turned by a right angle, turned back."""
    w = complex(z)
    r = sinh(complex(-w.imag, w.real))
    return w.dtype.type(complex(r.imag, -r.real))


@numpy_function(cmath.sinh)
def sinh(z):
    """The hyperbolic sine."""
    w = complex(z)
    x, y = w.real, w.imag
    if math.isinf(x):
        if math.isnan(y):
            return complex(x, y)
        c, s = math.cos(y), math.sin(y)
        return complex(c * x if c != 0 else c, s * abs(x) if s != 0 else s)
    return complex(math.cos(y) * math.sinh(x), math.sin(y) * math.cosh(x))


@numpy_function(cmath.tan)
def tan(z):
    """The hyperbolic tangent of z turned by a right angle, turned back."""
    w = complex(z)
    r = tanh(complex(-w.imag, w.real))
    return w.dtype.type(complex(r.imag, -r.real))


@numpy_function(cmath.tanh)
def tanh(z):
    """The hyperbolic tangent."""
    w = complex(z)
    x, y = w.real, w.imag
    if math.isinf(x):
        imag = 0.0
        if not math.isinf(y):
            imag = math.copysign(0.0, math.sin(2.0 * y))
        return complex(math.copysign(1.0, x), imag)
    tx = math.tanh(x)
    ty = math.tan(y)
    cx = 1.0 / math.cosh(x)
    product = tx * ty
    denominator = 1.0 + product * product
    return complex(tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx)


@numpy_function(cmath.acos)
def acos(z):
    """The inverse cosine."""
    w = complex(z)
    if abs(w.real) > LARGE or abs(w.imag) > LARGE:
        return w.dtype.type(complex(math.atan2(abs(w.imag), w.real), math.copysign(_log_half(w), -w.imag)))
    s1 = sqrt(complex(1.0 - w.real, -w.imag))
    s2 = sqrt(complex(1.0 + w.real, w.imag))
    return w.dtype.type(
        complex(2.0 * math.atan2(s1.real, s2.real), math.asinh(s2.real * s1.imag - s2.imag * s1.real))
    )


def _log_half(w):
    """The logarithm of twice the modulus, without overflow."""
    return math.log(math.hypot(w.real * 0.5, w.imag * 0.5)) + LN_4


@numpy_function(cmath.acosh)
def acosh(z):
    """The inverse hyperbolic cosine."""
    w = complex(z)
    if abs(w.real) > LARGE or abs(w.imag) > LARGE:
        return complex(_log_half(w), np.float64(math.atan2(w.imag, w.real)))
    s1 = sqrt(complex(w.real - 1.0, w.imag))
    s2 = sqrt(complex(w.real + 1.0, w.imag))
    return complex(math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * math.atan2(s1.imag, s2.real))


@numpy_function(cmath.asinh)
def asinh(z):
    """The inverse hyperbolic sine."""
    w = complex(z)
    if abs(w.real) > LARGE or abs(w.imag) > LARGE:
        return w.dtype.type(complex(math.copysign(_log_half(w), w.real), math.atan2(w.imag, abs(w.real))))
    s1 = sqrt(complex(1.0 + w.imag, -w.real))
    s2 = sqrt(complex(1.0 - w.imag, w.real))
    real = math.asinh(s1.real * s2.imag - s2.real * s1.imag)
    return w.dtype.type(complex(real, math.atan2(w.imag, s1.real * s2.real - s1.imag * s2.imag)))


@numpy_function(cmath.asin)
def asin(z):
    """The inverse hyperbolic sine of z turned by a right angle, turned back."""
    w = complex(z)
    r = asinh(complex(-w.imag, w.real))
    return w.dtype.type(complex(r.imag, -r.real))


@numpy_function(cmath.atan)
def atan(z):
    """The inverse hyperbolic tangent of z turned by a right angle, turned back."""
    w = complex(z)
    r = atanh(complex(-w.imag, w.real))
    if math.isinf(w.real) and math.isnan(w.imag):
        return w.dtype.type(complex(r.imag, r.real))
    return w.dtype.type(complex(r.imag, -r.real))


@numpy_function(cmath.atanh)
def atanh(z):
    """The inverse hyperbolic tangent: an odd function, so that of a positive real part is enough."""
    w = complex(z)
    if w.real < 0.0:
        return w.dtype.type(-_atanh(-w))
    return w.dtype.type(_atanh(w))


def _atanh(w):
    x, y = w.real, w.imag
    ay = abs(y)
    real = 0.0
    if math.isnan(x) or x > LARGE_ROOT or ay > LARGE_ROOT:
        if math.isinf(y):
            real = math.copysign(0.0, x)
        elif not math.isinf(x):
            h = math.hypot(x * 0.5, y * 0.5)
            real = x / 4.0 / h / h
        imag = -math.copysign(HALF_PI, -y)
    elif x == 1.0 and ay < SMALL_ROOT:
        if ay == 0.0:
            real = math.inf
            imag = y
        else:
            real = -math.log(math.sqrt(ay) / math.sqrt(math.hypot(ay, 2.0)))
            imag = math.copysign(math.atan2(2.0, -ay) / 2, y)
    else:
        left = 1 - x
        square = ay * ay
        real = math.log1p(4.0 * x / (left * left + square)) * 0.25
        imag = -math.atan2(-2.0 * y, left * (1 + x) - square) * 0.5
    if math.isnan(y):
        imag = math.nan
    return complex(real, imag)


@numpy_function(np.angle)
def angle(z, deg=False):
    """The angle to the real axis, in radians or degrees."""
    if intrinsics.dtype_kind(z) == "b":
        return angle(np.multiply(z, np.int64(1)), deg)
    if deg:
        return np.arctan2(np.imag(z), np.real(z)) * (180 / math.pi)
    return np.arctan2(np.imag(z), np.real(z))
