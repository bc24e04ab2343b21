"""More of np.random's legacy functions: counts, angles, and vectors of several numbers. See random_numbers.py."""

import math

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .drawing import drawn
from .random_numbers import (
    chisquare_number,
    gamma_number,
    many,
    many_ints,
    normal_number,
    poisson_number,
    uniform_number,
)


def binomial_number(n, p):
    """How many of n tries succeed."""
    if p > 0.5:
        return n - _few(n, 1.0 - p)
    return _few(n, p)


def _few(n, p):
    return _by_inversion(n, p) if p * n <= 30.0 else _by_rejection(n, p)


def _by_inversion(n, p):
    q = 1.0 - p
    none, mean = math.exp(n * math.log(q)), n * p
    bound = np.int64(min(np.float64(n), mean + 10.0 * math.sqrt(mean * q + 1)))
    count, chance, drawn = np.int64(0), none, uniform_number()
    while drawn > chance:
        count += 1
        if count > bound:
            count, chance, drawn = np.int64(0), none, uniform_number()
        else:
            drawn -= chance
            chance = ((n - count + 1) * p * chance) / (count * q)
    return count


def _stirling(x):
    square = x * x
    return (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / square) / square) / square) / square) / x / 166320.0


def _by_rejection(n, p):
    # BTPE: Kachitvichyanukul, Schmeiser, Binomial random variate generation (1988); the names are theirs
    q = 1.0 - p
    fm = n * p + p
    m = np.int64(math.floor(fm))
    p1 = math.floor(2.195 * math.sqrt(n * p * q) - 4.6 * q) + 0.5
    xm = m + 0.5
    xl, xr = xm - p1, xm + p1
    c = 0.134 + 20.5 / (15.3 + m)
    a = (fm - xl) / (fm - xl * p)
    laml = a * (1.0 + a / 2.0)
    a = (xr - fm) / (xr * q)
    lamr = a * (1.0 + a / 2.0)
    p2 = p1 * (1.0 + 2.0 * c)
    p3 = p2 + c / laml
    p4 = p3 + c / lamr
    nrq = n * p * q
    while True:
        u, v = uniform_number() * p4, uniform_number()
        if u <= p1:
            return np.int64(math.floor(xm - p1 * v + u))
        if u <= p2:
            x = xl + (u - p1) / c
            v = v * c + 1.0 - abs(m - x + 0.5) / p1
            if v > 1.0:
                continue
            y = np.int64(math.floor(x))
        elif v == 0.0:
            continue
        elif u <= p3:
            y = np.int64(math.floor(xl + math.log(v) / laml))
            if y < 0:
                continue
            v = v * (u - p2) * laml
        else:
            y = np.int64(math.floor(xr - math.log(v) / lamr))
            if y > n:
                continue
            v = v * (u - p3) * lamr
        if _is_taken(n, p, m, y, v, nrq, xm):
            return y


def _is_taken(n, p, m, y, v, nrq, xm):
    q, k = 1.0 - p, abs(y - m)
    if k <= 20 or k >= nrq / 2.0 - 1:
        s = p / q
        a, f = s * (n + 1), 1.0
        for i in range(m + 1, y + 1):
            f *= a / i - s
        for i in range(y + 1, m + 1):
            f /= a / i - s
        return v <= f
    rho = (k / nrq) * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5)
    t = -k * k / (2 * nrq)
    logarithm = math.log(v)
    if logarithm < t - rho:
        return True
    if logarithm > t + rho:
        return False
    x1, f1, z, w = np.float64(y + 1), np.float64(m + 1), np.float64(n + 1 - m), np.float64(n - y + 1)
    limit = xm * math.log(f1 / x1) + (n - m + 0.5) * math.log(z / w) + (y - m) * math.log(w * p / (x1 * q))
    return logarithm <= limit + _stirling(f1) + _stirling(z) + _stirling(x1) + _stirling(w)


@numpy_function(np.random.binomial)
def binomial(n, p, size=None):
    """How many of n tries succeed, each of which does with the chance p."""
    if np.ndim(n) > 0 or np.ndim(p) > 0:
        return drawn(lambda x, y, z: binomial(x, y), size, np.int64, n, p)
    if n < 0:
        raise ValueError("n < 0")
    if not 0 <= p <= 1:
        raise ValueError("p < 0, p > 1 or p is NaN")
    return many_ints(lambda: binomial_number(np.int64(n), np.float64(p)), size)


@numpy_function(np.random.negative_binomial)
def negative_binomial(n, p, size=None):
    """How many tries fail before n succeed."""
    if np.ndim(n) > 0 or np.ndim(p) > 0:
        return drawn(lambda x, y, z: negative_binomial(x, y), size, np.int64, n, p)
    if not n > 0:
        raise ValueError("n <= 0")
    if not 0 < p <= 1:
        raise ValueError("p < 0, p > 1 or p is NaN")
    return many_ints(lambda: poisson_number((1.0 - p) / p * gamma_number(n)), size)


def _zipf(a):
    b = 2.0 ** (a - 1.0)
    while True:
        u, v = 1.0 - uniform_number(), uniform_number()
        x = math.floor(u ** (-1.0 / (a - 1.0)))
        if x < 1.0 or x > 9223372036854775807.0:
            continue
        t = (1.0 + 1.0 / x) ** (a - 1.0)
        if v * x * (t - 1.0) / (b - 1.0) <= t / b:
            return np.int64(x)


@numpy_function(np.random.zipf)
def zipf(a, size=None):
    """Whole numbers from 1 on, of chances as their power -a."""
    if np.ndim(a) > 0:
        return drawn(lambda x, y, z: zipf(x), size, np.int64, a)
    if not a > 1:
        raise ValueError("a <= 1 or a is NaN")
    return many_ints(lambda: _zipf(a), size)


def _logseries(p):
    r = math.log1p(-p)
    while True:
        v = uniform_number()
        if v >= p:
            return np.int64(1)
        q = -math.expm1(r * uniform_number())
        if v <= q * q:
            if v == 0.0:
                continue
            drawn = math.floor(1 + math.log(v) / math.log(q))
            if drawn < 1:
                continue
            return np.int64(drawn)
        return np.int64(1) if v >= q else np.int64(2)


@numpy_function(np.random.logseries)
def logseries(p, size=None):
    """Fisher's logarithmic series."""
    if np.ndim(p) > 0:
        return drawn(lambda x, y, z: logseries(x), size, np.int64, p)
    if not 0 < p < 1:
        raise ValueError("p <= 0, p >= 1 or p is NaN")
    return many_ints(lambda: _logseries(p), size)


def _wald(mean, scale):
    y = normal_number()
    y = mean * y * y
    x = mean + mean / (2 * scale) * (y - math.sqrt(4 * scale * y + y * y))
    return x if uniform_number() <= mean / (mean + x) else mean * mean / x


@numpy_function(np.random.wald)
def wald(mean, scale, size=None):
    """The inverse Gaussian distribution."""
    if np.ndim(mean) > 0 or np.ndim(scale) > 0:
        return drawn(lambda x, y, z: wald(x, y), size, np.float64, mean, scale)
    if not (mean > 0 and scale > 0):
        raise ValueError("mean <= 0" if not mean > 0 else "scale <= 0")
    return many(lambda: _wald(mean, scale), size)


def _vonmises(mu, kappa):
    if kappa < 1e-8:
        return math.pi * (2 * uniform_number() - 1)
    s = 1.0 / kappa + kappa
    if kappa >= 1e-5:
        r = 1 + math.sqrt(1 + 4 * kappa * kappa)
        rho = (r - math.sqrt(2 * r)) / (2 * kappa)
        s = (1 + rho * rho) / (2 * rho)
    while True:
        z = math.cos(math.pi * uniform_number())
        w = (1 + s * z) / (s + z)
        y = kappa * (s - w)
        v = uniform_number()
        if y * (2 - y) - v >= 0 or math.log(y / v) + 1 - y >= 0:
            break
    angle = math.acos(w)
    if uniform_number() < 0.5:
        angle = -angle
    angle += mu
    within = math.fmod(abs(angle) + math.pi, 2 * math.pi) - math.pi
    return -within if angle < 0 else within


@numpy_function(np.random.vonmises)
def vonmises(mu, kappa, size=None):
    """Angles around mu."""
    if np.ndim(mu) > 0 or np.ndim(kappa) > 0:
        return drawn(lambda x, y, z: vonmises(x, y), size, np.float64, mu, kappa)
    if not kappa >= 0:
        raise ValueError("kappa < 0 or kappa is NaN")
    return many(lambda: _vonmises(mu, kappa), size)


def _noncentral(df, nonc):
    if nonc == 0:
        return chisquare_number(df)
    if df > 1:
        square = chisquare_number(df - 1)
        shifted = normal_number() + math.sqrt(nonc)
        return square + shifted * shifted
    drawn = chisquare_number(df + 2 * poisson_number(nonc / 2.0))
    return np.nan if np.isnan(nonc) else drawn


@numpy_function(np.random.noncentral_chisquare)
def noncentral_chisquare(df, nonc, size=None):
    """Sums of squares of normal numbers whose means are not 0."""
    if np.ndim(df) > 0 or np.ndim(nonc) > 0:
        return drawn(lambda x, y, z: noncentral_chisquare(x, y), size, np.float64, df, nonc)
    if not df > 0:
        raise ValueError("df <= 0")
    if nonc < 0:
        raise ValueError("nonc < 0")
    return many(lambda: _noncentral(df, nonc), size)


@numpy_function(np.random.dirichlet)
def dirichlet(alpha, size=None):
    """Vectors of numbers whose sum is 1; the last axis is theirs."""
    shapes = np.asarray(alpha).astype(np.float64)
    if not np.all(shapes > 0):
        raise ValueError("alpha < 0")
    if size is None:
        return _fractions(shapes)
    return _vectors(lambda: _fractions(shapes), size, len(shapes), np.float64)


def _fractions(shapes):
    drawn, total = np.empty(len(shapes)), 0.0
    for i in range(len(shapes)):
        drawn[i] = gamma_number(shapes[i])
        total += drawn[i]
    inverse = 1 / total
    for i in range(len(shapes)):
        drawn[i] *= inverse
    return drawn


def _vectors(draw, size, length, dtype):
    result = np.empty(_with(size, length), dtype)
    vectors = result.reshape((-1, length))
    for i in range(len(vectors)):
        vectors[i] = draw()
    return result


def _with(size, last):
    if intrinsics.kind(size) == "tuple":
        return size + (last,)
    return (size, last)


@numpy_function(np.random.multinomial)
def multinomial(n, pvals, size=None):
    """How often each of several outcomes comes in n tries; the last axis is theirs."""
    chances = np.asarray(pvals).astype(np.float64)
    if n < 0:
        raise ValueError("n < 0")
    if np.sum(chances[:-1]) > 1.0 + 1e-12:
        raise ValueError("sum(pvals[:-1]) > 1.0")
    if size is None:
        return _counts(np.int64(n), chances)
    return _vectors(lambda: _counts(np.int64(n), chances), size, len(chances), np.int64)


def _counts(n, chances):
    counts, left, rest = np.zeros(len(chances), np.int64), n, 1.0
    for i in range(len(chances) - 1):
        counts[i] = binomial_number(left, chances[i] / rest)
        left -= counts[i]
        if left <= 0:
            return counts
        rest -= chances[i]
    if len(chances) > 0:
        counts[-1] = left
    return counts
