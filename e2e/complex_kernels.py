"""What Python does with complex numbers, as functions to compile."""

import cmath

import numpy as np


def arithmetic(a, b):
    return a + b, a - b, a * b


def divide(a, b):
    return a / b


def power(a, b):
    return a**b


def equality(a, b):
    return a == b, a != b


def logic(a, b):
    return a and b, a or b, not a


def either(a, b):
    x = a
    if b == b:
        x = b
    return x


def accumulated(a, b):
    total = a
    for _ in range(3):
        total += b
        total *= a
    return total


def ufuncs(a, b):
    return np.add(a, b), np.multiply(a, b), np.divide(a, b), np.power(a, b), np.maximum(a, b), np.fmin(a, b)


def ordered(a, b):
    return np.less(a, b), np.greater_equal(a, b), np.equal(a, b), np.logical_and(a, b), np.logical_xor(a, b)


def made(a):
    return complex(a), complex(a.real, a.imag), np.complex64(a), np.complex128(a)


def parts(z):
    return (
        z.real,
        z.imag,
        z.conjugate(),
        np.real(z),
        np.imag(z),
        np.conj(z),
        np.angle(z),
        np.angle(z, True),
        abs(z),
        -z,
        +z,
    )


def truth(z):
    return bool(z), not z, 1 if z else 2


def literals(z):
    return z + 1, 2 * z, z - 1.5, z * 1j, 1j - z, z / 2, z**2, z**3, z**0.5, 2**z, z + (1 + 2j)


def predicates(z):
    return cmath.isnan(z), cmath.isinf(z), cmath.isfinite(z), np.isnan(z), np.isinf(z), np.isfinite(z)


def polar(z):
    return cmath.phase(z), cmath.polar(z)


def logarithm(z):
    return cmath.log(z), cmath.log10(z), cmath.log(z, 2 + 0j)


def exponential(z):
    return cmath.exp(z), cmath.sqrt(z)


def circular(z):
    return cmath.sin(z), cmath.cos(z), cmath.tan(z)


def hyperbolic(z):
    return cmath.sinh(z), cmath.cosh(z), cmath.tanh(z)


def arcs(z):
    return cmath.asin(z), cmath.acos(z), cmath.atan(z)


def area(z):
    return cmath.asinh(z), cmath.acosh(z), cmath.atanh(z)


def numpy_powers(z):
    return np.exp(z), np.exp2(z), np.expm1(z), np.log(z), np.log2(z), np.log10(z), np.log1p(z), np.sqrt(z)


def numpy_circular(z):
    return np.sin(z), np.cos(z), np.tan(z), np.arcsin(z), np.arccos(z), np.arctan(z)


def numpy_hyperbolic(z):
    return np.sinh(z), np.cosh(z), np.tanh(z), np.arcsinh(z), np.arccosh(z), np.arctanh(z)


def numpy_others(z):
    return np.square(z), np.reciprocal(z), np.sign(z), np.rint(z), np.negative(z), np.positive(z), np.absolute(z)


def from_polar(r, phi):
    return cmath.rect(r, phi)


class Arrays:
    """Of one array of complex numbers."""

    def reduced(a):
        return a.sum(), a.prod(), a.mean(), np.sum(a), np.var(a), np.any(a), np.all(a)

    def viewed(a):
        b = a.copy()
        b.real[0] = 7
        b.imag[:] = b.real
        return b, b.real, b.imag[::2], np.conj(b), np.real(b) + np.imag(b)

    def computed(a):
        return a * 2, a + 1j, a - a.real, np.abs(a), a**2, -a, a == a, a != 1j

    def divided(a):
        return a / (1.5 - 2j), np.divide(a, 1.5 - 2j), a / 3, 2 / (a + 0.5)

    def stored(a):
        b = np.zeros(a.shape, np.complex128)
        c = np.empty_like(a)
        for i in range(len(a)):
            b[i] = a[i] * 2
            c[i] = i
        b[1:] += 1
        b[0] = 1.5
        return b, c, np.full(3, 2j), np.ones(2, np.complex64), b.astype(np.complex64)

    def mapped(a):
        return np.exp(a), np.sin(a), np.sqrt(a), np.square(a), np.angle(a)

    def looped(a):
        total = 0j
        for x in a:
            total += x * x.conjugate()
        return total
