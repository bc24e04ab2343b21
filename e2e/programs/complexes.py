"""Complex numbers."""

import cmath

import numpy as np
from numba import njit

from programs import calls


@calls("1 + 2j, 3 - 1j", "0j, 1j")
@njit
def arithmetic(a, b):
    return a + b, a - b, a * b, a / b, -a, +a


@calls("3 + 4j", "-1 + 0j")
@njit
def parts(z):
    return z.real, z.imag, abs(z), z.conjugate()


@calls("1.5, -2.0", "0, 3")
@njit
def made(re, im):
    return complex(re, im), complex(re), re + im * 1j


@calls("1 + 1j, 2", "2j, 0.5", "1j, 1 + 1j")
@njit
def powers(z, n):
    return z**n


@calls("1 + 2j, 2.5", "3j, 4")
@njit
def with_reals(z, x):
    return z + x, x - z, z * x, z / x, x / z


@calls("1 + 2j, 1 + 2j", "1j, 2j", "3 + 0j, 3 + 0j")
@njit
def compared(a, b):
    return a == b, a != b, a == 3


@calls("0.3 + 0.4j", "-1 + 0.5j")
@njit
def functions(z):
    return cmath.exp(z), cmath.log(z), cmath.sqrt(z), cmath.phase(z)


@calls("0.3 + 0.4j")
@njit
def trigonometry(z):
    return cmath.sin(z), cmath.cos(z), cmath.tan(z), cmath.sinh(z), cmath.cosh(z), cmath.tanh(z)


@calls("1 + 1j", "0j")
@njit
def polar(z):
    r, phi = cmath.polar(z)
    return r, phi, cmath.rect(r, phi)


@calls("-0.5 + 0.5j, 50", "1 + 1j, 50", "0j, 10")
@njit
def mandelbrot(c, limit):
    z = 0j
    for i in range(limit):
        if abs(z) > 2:
            return i
        z = z * z + c
    return limit


@calls("np.array([1 + 1j, 2 - 3j])", "np.zeros(0, np.complex128)")
@njit
def total(a):
    s = 0j
    for z in a:
        s += z
    return s


@calls("np.array([1 + 1j, 2 - 3j])")
@njit
def array_parts(a):
    return a.real.copy(), a.imag.copy(), np.abs(a), np.conj(a)


@calls("np.array([1.0, 0.0, 0.0, 0.0])", "np.array([1.0, 2.0, 3.0, 4.0])")
@njit
def fourier(a):
    n = len(a)
    out = np.zeros(n, np.complex128)
    for k in range(n):
        for t in range(n):
            out[k] += a[t] * np.exp(-2j * np.pi * k * t / n)
    return np.round(out.real, 9), np.round(out.imag, 9)


@calls("np.complex64(1 + 2j)", "np.complex64(0.5j)")
@njit
def single_precision(z):
    return z + z, z * 2, abs(z), z.real


@calls("3", "0.5")
@njit
def imaginary_constants(x):
    return x * 1j, 1j * 1j, (2 + 3j) * x


@calls("1 + 2j", "0j")
@njit
def truth(z):
    if z:
        return 1
    return 0


@calls("5, 2 + 1j")
@njit
def becomes_complex(n, c):
    z = 1.0 + 0j
    for _ in range(n):
        z = z * c
    return z


@calls("np.array([1 + 2j, 3j]), 2j")
@njit
def array_expressions(a, z):
    return a * z + 1, a / z, -a, a * a


@calls("0j")
@njit
def divided_by_zero(z):
    return (1 + 1j) / z


@calls("1 + 0j", "complex('nan')", "complex('inf')")
@njit
def classified(z):
    return cmath.isnan(z), cmath.isinf(z), cmath.isfinite(z)
