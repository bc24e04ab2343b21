"""Operators of complex numbers, and NumPy's functions of them that are not cmath's: what the compiler itself calls."""

import cmath
import math

import numpy as np


def complex_divide(a, b):
    """`a / b`, by the larger part of the divisor as CPython does it. Raises in arrays too, as under Numba."""
    if abs(b.real) >= abs(b.imag):
        if abs(b.real) == 0.0:
            raise ZeroDivisionError("complex division by zero")
        ratio = b.imag / b.real
        scale = b.real + b.imag * ratio
        return complex((a.real + a.imag * ratio) / scale, (a.imag - a.real * ratio) / scale)
    if abs(b.imag) >= abs(b.real):
        ratio = b.real / b.imag
        scale = b.real * ratio + b.imag
        return complex((a.real * ratio + a.imag) / scale, (a.imag * ratio - a.real) / scale)
    return complex(a.real * math.nan, a.real * math.nan)


def complex_quotient(a, b):
    """`np.divide(a, b)`, as NumPy does it: never raises, and multiplies by the reciprocal of the scale."""
    if abs(b.real) >= abs(b.imag):
        if b.real == 0.0 and b.imag == 0.0:
            return complex(a.real / b.real, a.imag / b.imag)
        ratio = b.imag / b.real
        scale = b.real.dtype.type(1) / (b.real + b.imag * ratio)
        return complex((a.real + a.imag * ratio) * scale, (a.imag - a.real * ratio) * scale)
    ratio = b.real / b.imag
    scale = b.real.dtype.type(1) / (b.imag + b.real * ratio)
    return complex((a.real * ratio + a.imag) * scale, (a.imag * ratio - a.real) * scale)


def complex_power(a, b):
    """`a ** b`: a square is a product, the rest goes by modulus and angle, in float64."""
    if b.real == 2 and b.imag == 0:
        return a * a
    result = _power(np.complex128(a), np.complex128(b))
    if a.dtype == np.complex64:
        return _joined(np.float32(result.real), np.float32(result.imag))
    return result


def _joined(real, imag):
    """`real + imag * 1j` as C computes it, which Numba does: an infinite imaginary part makes the real one NaN."""
    return complex(real + imag * np.float32(0), imag)


def _power(a, b):
    if b.real == 0 and b.imag == 0:
        return complex(1.0, 0.0)
    if a.real == 0 and a.imag == 0:
        if b.imag != 0 or b.real < 0:
            return complex(math.nan, math.nan)
        return complex(0.0, 0.0)
    modulus = math.hypot(a.real, a.imag)
    length = math.pow(modulus, b.real)
    angle = math.atan2(a.imag, a.real)
    phase = angle * b.real
    if b.imag != 0:
        length /= math.exp(angle * b.imag)
        phase += b.imag * math.log(modulus)
    return complex(length * math.cos(phase), length * math.sin(phase))


def complex_conjugate(z):
    """The mirror image at the real axis."""
    return complex(z.real, -z.imag)


def complex_sign(z):
    """The number of modulus 1 with the same angle; 0 of 0."""
    modulus = math.hypot(z.real, z.imag)
    if modulus == 0:
        return z.dtype.type(0)
    return complex_divide(z, z.dtype.type(modulus))


def complex_reciprocal(z):
    """`1 / z`."""
    one = z.real.dtype.type(1)
    if abs(z.imag) <= abs(z.real):
        ratio = z.imag / z.real
        scale = one / (z.real + z.imag * ratio)
        return complex(scale, (0 * one - ratio) * scale)
    ratio = z.real / z.imag
    scale = one / (z.real * ratio + z.imag)
    return complex(ratio * scale, 0 * one - scale)


def complex_rint(z):
    """Rounds both parts."""
    return complex(np.rint(z.real), np.rint(z.imag))


def complex_exp2(z):
    """2 to the power z."""
    return cmath.exp(_times(z, 0.6931471805599453))


def complex_log2(z):
    """The logarithm to base 2."""
    return _times(cmath.log(z), 1.4426950408889634)


def complex_log10(z):
    """The logarithm to base 10."""
    return _times(cmath.log(z), 0.4342944819032518)


def _times(z, factor):
    scale = z.real.dtype.type(factor)
    return complex(z.real * scale, z.imag * scale)


def complex_expm1(z):
    """e to the power z, less 1."""
    r = math.exp(z.real)
    return complex(r * math.cos(z.imag) - z.real.dtype.type(1), r * math.sin(z.imag))


def complex_log1p(z):
    """The logarithm of 1 + z."""
    x = z.real + z.real.dtype.type(1)
    return complex(math.log(math.hypot(x, z.imag)), math.atan2(z.imag, x))


def complex_sinh(z):
    """The hyperbolic sine."""
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def complex_cosh(z):
    """The hyperbolic cosine."""
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def complex_tanh(z):
    """The hyperbolic tangent: the quotient of the two."""
    rs = math.cos(z.imag) * math.sinh(z.real)
    js = math.sin(z.imag) * math.cosh(z.real)
    rc = math.cos(z.imag) * math.cosh(z.real)
    jc = math.sin(z.imag) * math.sinh(z.real)
    scale = z.real.dtype.type(1) / (rc * rc + jc * jc)
    return complex((rs * rc + js * jc) * scale, (js * rc - rs * jc) * scale)


def complex_arccosh(z):
    """The inverse hyperbolic cosine."""
    one = z.dtype.type(1)
    return cmath.log(z + cmath.sqrt(z + one) * cmath.sqrt(z - one))


def complex_less(a, b):
    """NumPy's order: by the real parts, then by the imaginary ones."""
    ordered = not (math.isnan(a.imag) or math.isnan(b.imag))
    return (a.real < b.real and ordered) or (a.real == b.real and a.imag < b.imag)


def complex_greater(a, b):
    """NumPy's order: by the real parts, then by the imaginary ones."""
    return complex_less(b, a)


def complex_maximum(a, b):
    """The larger one in NumPy's order; a NaN if there is one."""
    if cmath.isnan(a) or (not cmath.isnan(b) and (complex_less(b, a) or a == b)):
        return a
    return b


def complex_minimum(a, b):
    """The smaller one in NumPy's order; a NaN if there is one."""
    if cmath.isnan(a) or (not cmath.isnan(b) and (complex_less(a, b) or a == b)):
        return a
    return b


def complex_fmax(a, b):
    """The larger one in NumPy's order; a NaN only of two."""
    if cmath.isnan(b) or (not cmath.isnan(a) and (complex_less(b, a) or a == b)):
        return a
    return b


def complex_fmin(a, b):
    """The smaller one in NumPy's order; a NaN only of two."""
    if cmath.isnan(b) or (not cmath.isnan(a) and (complex_less(a, b) or a == b)):
        return a
    return b
