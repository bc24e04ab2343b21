"""np.random's legacy functions on the runtime's Mersenne twister: seeded alike they give what NumPy's do.

The algorithms are those of numpy/random/src/legacy; Devroye, Non-Uniform Random Variate Generation (1986), has nearly all.
"""

import math

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .drawing import drawn

# NumPy's stream of this thread.
OURS = 0


def uniform_number():
    """From 0 to 1, without 1."""
    return intrinsics.random_double(OURS)


def normal_number():
    """Of mean 0 and deviation 1."""
    return intrinsics.random_gauss(OURS)


def many(draw, size):
    """One number for None, else an array of this length or shape."""
    return _of_type(draw, size, np.float64)


def many_ints(draw, size):
    """The same of whole numbers."""
    return _of_type(draw, size, np.int64)


def _of_type(draw, size, dtype):
    if size is None:
        return draw()
    result = np.empty(size, dtype)
    for i in range(result.size):
        result.flat[i] = draw()
    return result


def _not_negative(scale):
    if scale < 0:
        raise ValueError("scale < 0")


def _positive(shape):
    if not shape > 0:
        raise ValueError("shape parameter <= 0")


@numpy_function(np.random.seed)
def seed(seed):
    """Begins the thread's stream anew."""
    if seed < 0 or seed > 0xFFFFFFFF:
        raise ValueError("Seed must be between 0 and 2**32 - 1")
    intrinsics.random_seed(OURS, seed)


@numpy_function(np.random.random_sample)
def random_sample(size=None):
    """From 0 to 1, without 1."""
    return many(lambda: uniform_number(), size)


@numpy_function(np.random.random)
def random(size=None):
    """From 0 to 1, without 1."""
    return random_sample(size)


@numpy_function(np.random.ranf)
def ranf(size=None):
    """From 0 to 1, without 1."""
    return random_sample(size)


@numpy_function(np.random.sample)
def sample(size=None):
    """From 0 to 1, without 1."""
    return random_sample(size)


@numpy_function(np.random.rand)
def rand(*size):
    """From 0 to 1, without 1; the arguments are the shape."""
    if len(size) == 0:
        return random_sample()
    return random_sample(size)


@numpy_function(np.random.uniform)
def uniform(low=0.0, high=1.0, size=None):
    """From low to high, without high."""
    if np.ndim(low) > 0 or np.ndim(high) > 0:
        return drawn(lambda x, y, z: uniform(x, y), size, np.float64, low, high)
    return many(lambda: low + (high - low) * uniform_number(), size)


@numpy_function(np.random.standard_normal)
def standard_normal(size=None):
    """Of mean 0 and deviation 1."""
    return many(lambda: normal_number(), size)


@numpy_function(np.random.randn)
def randn(*size):
    """Of mean 0 and deviation 1; the arguments are the shape."""
    if len(size) == 0:
        return standard_normal()
    return standard_normal(size)


@numpy_function(np.random.normal)
def normal(loc=0.0, scale=1.0, size=None):
    """Of mean loc and deviation scale."""
    if np.ndim(loc) > 0 or np.ndim(scale) > 0:
        return drawn(lambda x, y, z: normal(x, y), size, np.float64, loc, scale)
    _not_negative(scale)
    return many(lambda: loc + scale * normal_number(), size)


@numpy_function(np.random.lognormal)
def lognormal(mean=0.0, sigma=1.0, size=None):
    """Numbers whose logarithm is normal."""
    if np.ndim(mean) > 0 or np.ndim(sigma) > 0:
        return drawn(lambda x, y, z: lognormal(x, y), size, np.float64, mean, sigma)
    _not_negative(sigma)
    return many(lambda: math.exp(mean + sigma * normal_number()), size)


@numpy_function(np.random.standard_cauchy)
def standard_cauchy(size=None):
    """Quotients of normal numbers."""
    return many(lambda: normal_number() / normal_number(), size)


def exponential_number():
    """Of mean 1."""
    return -math.log(1.0 - uniform_number())


@numpy_function(np.random.standard_exponential)
def standard_exponential(size=None):
    """Of mean 1."""
    return many(lambda: exponential_number(), size)


@numpy_function(np.random.exponential)
def exponential(scale=1.0, size=None):
    """Of mean scale."""
    if np.ndim(scale) > 0:
        return drawn(lambda x, y, z: exponential(x), size, np.float64, scale)
    _not_negative(scale)
    return many(lambda: scale * exponential_number(), size)


@numpy_function(np.random.pareto)
def pareto(a, size=None):
    """Lomax's distribution of this shape."""
    if np.ndim(a) > 0:
        return drawn(lambda x, y, z: pareto(x), size, np.float64, a)
    _positive(a)
    return many(lambda: math.exp(exponential_number() / a) - 1.0, size)


@numpy_function(np.random.weibull)
def weibull(a, size=None):
    """Of this shape."""
    if np.ndim(a) > 0:
        return drawn(lambda x, y, z: weibull(x), size, np.float64, a)
    if a < 0:
        raise ValueError("a < 0")
    return many(lambda: exponential_number() ** (1.0 / a) if a > 0 else 0.0, size)


@numpy_function(np.random.power)
def power(a, size=None):
    """Of density a * x**(a - 1), from 0 to 1."""
    if np.ndim(a) > 0:
        return drawn(lambda x, y, z: power(x), size, np.float64, a)
    _positive(a)
    return many(lambda: (-math.expm1(-exponential_number())) ** (1.0 / a), size)


@numpy_function(np.random.rayleigh)
def rayleigh(scale=1.0, size=None):
    """The length of a vector of two normal numbers."""
    if np.ndim(scale) > 0:
        return drawn(lambda x, y, z: rayleigh(x), size, np.float64, scale)
    _not_negative(scale)
    return many(lambda: scale * math.sqrt(-2.0 * math.log1p(-uniform_number())), size)


def _laplace(loc, scale):
    drawn = uniform_number()
    while drawn <= 0.0:
        drawn = uniform_number()
    if drawn >= 0.5:
        return loc - scale * math.log(2.0 - drawn - drawn)
    return loc + scale * math.log(drawn + drawn)


@numpy_function(np.random.laplace)
def laplace(loc=0.0, scale=1.0, size=None):
    """The double exponential distribution."""
    if np.ndim(loc) > 0 or np.ndim(scale) > 0:
        return drawn(lambda x, y, z: laplace(x, y), size, np.float64, loc, scale)
    _not_negative(scale)
    return many(lambda: _laplace(loc, scale), size)


def _gumbel(loc, scale):
    drawn = 1.0 - uniform_number()
    while drawn >= 1.0:
        drawn = 1.0 - uniform_number()
    return loc - scale * math.log(-math.log(drawn))


@numpy_function(np.random.gumbel)
def gumbel(loc=0.0, scale=1.0, size=None):
    """The largest of many."""
    if np.ndim(loc) > 0 or np.ndim(scale) > 0:
        return drawn(lambda x, y, z: gumbel(x, y), size, np.float64, loc, scale)
    _not_negative(scale)
    return many(lambda: _gumbel(loc, scale), size)


def _logistic(loc, scale):
    drawn = uniform_number()
    while drawn <= 0.0:
        drawn = uniform_number()
    return loc + scale * math.log(drawn / (1.0 - drawn))


@numpy_function(np.random.logistic)
def logistic(loc=0.0, scale=1.0, size=None):
    """Of mean loc."""
    if np.ndim(loc) > 0 or np.ndim(scale) > 0:
        return drawn(lambda x, y, z: logistic(x, y), size, np.float64, loc, scale)
    _not_negative(scale)
    return many(lambda: _logistic(loc, scale), size)


def _triangular(left, mode, right):
    base, drawn = right - left, uniform_number()
    if drawn <= (mode - left) / base:
        return left + math.sqrt(drawn * ((mode - left) * base))
    return right - math.sqrt((1.0 - drawn) * ((right - mode) * base))


@numpy_function(np.random.triangular)
def triangular(left, mode, right, size=None):
    """A density that rises from left to mode and falls to right."""
    if np.ndim(left) > 0 or np.ndim(mode) > 0 or np.ndim(right) > 0:
        return drawn(lambda x, y, z: triangular(x, y, z), size, np.float64, left, mode, right)
    if not left <= mode <= right:
        raise ValueError("left > mode" if left > mode else "mode > right")
    if left == right:
        raise ValueError("left == right")
    return many(lambda: _triangular(left, mode, right), size)


def gamma_number(shape):
    """Of scale 1."""
    if shape == 1.0:
        return exponential_number()
    if shape == 0.0:
        return 0.0
    if shape < 1.0:
        return _small_gamma(shape)
    b = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * b)
    while True:
        x = normal_number()
        v = 1.0 + c * x
        while v <= 0.0:
            x = normal_number()
            v = 1.0 + c * x
        v = v * v * v
        u = uniform_number()
        if u < 1.0 - 0.0331 * (x * x) * (x * x):
            return b * v
        if math.log(u) < 0.5 * x * x + b * (1.0 - v + math.log(v)):
            return b * v


def _small_gamma(shape):
    while True:
        u, v = uniform_number(), exponential_number()
        if u <= 1.0 - shape:
            x = u ** (1.0 / shape)
            if x <= v:
                return x
        else:
            y = -math.log((1.0 - u) / shape)
            x = (1.0 - shape + shape * y) ** (1.0 / shape)
            if x <= v + y:
                return x


def chisquare_number(df):
    """A sum of so many squares of normal numbers."""
    return 2.0 * gamma_number(df / 2.0)


@numpy_function(np.random.standard_gamma)
def standard_gamma(shape, size=None):
    """Of this shape and scale 1: Marsaglia, Tsang (2000)."""
    if np.ndim(shape) > 0:
        return drawn(lambda x, y, z: standard_gamma(x), size, np.float64, shape)
    if shape < 0:
        raise ValueError("shape < 0")
    return many(lambda: gamma_number(shape), size)


@numpy_function(np.random.gamma)
def gamma(shape, scale=1.0, size=None):
    """Of this shape and scale."""
    if np.ndim(shape) > 0 or np.ndim(scale) > 0:
        return drawn(lambda x, y, z: gamma(x, y), size, np.float64, shape, scale)
    if shape < 0:
        raise ValueError("shape < 0")
    _not_negative(scale)
    return many(lambda: scale * gamma_number(shape), size)


def _beta(a, b):
    if a > 1.0 or b > 1.0:
        one, other = gamma_number(a), gamma_number(b)
        return one / (one + other)
    while True:
        u, v = uniform_number(), uniform_number()
        x, y = u ** (1.0 / a), v ** (1.0 / b)
        if x + y <= 1.0 and u + v > 0.0:
            if x + y > 0.0:
                return x / (x + y)
            x, y = math.log(u) / a, math.log(v) / b
            most = x if x > y else y
            x, y = x - most, y - most
            return math.exp(x - math.log(math.exp(x) + math.exp(y)))


@numpy_function(np.random.beta)
def beta(a, b, size=None):
    """From 0 to 1: of these shapes."""
    if np.ndim(a) > 0 or np.ndim(b) > 0:
        return drawn(lambda x, y, z: beta(x, y), size, np.float64, a, b)
    if not (a > 0 and b > 0):
        raise ValueError("a <= 0" if not a > 0 else "b <= 0")
    return many(lambda: _beta(a, b), size)


@numpy_function(np.random.chisquare)
def chisquare(df, size=None):
    """Sums of so many squares of normal numbers."""
    if np.ndim(df) > 0:
        return drawn(lambda x, y, z: chisquare(x), size, np.float64, df)
    if not df > 0:
        raise ValueError("df <= 0")
    return many(lambda: chisquare_number(df), size)


@numpy_function(np.random.f)
def f(dfnum, dfden, size=None):
    """Fisher's distribution."""
    if np.ndim(dfnum) > 0 or np.ndim(dfden) > 0:
        return drawn(lambda x, y, z: f(x, y), size, np.float64, dfnum, dfden)
    if not (dfnum > 0 and dfden > 0):
        raise ValueError("dfnum <= 0" if not dfnum > 0 else "dfden <= 0")
    return many(lambda: (chisquare_number(dfnum) * dfden) / (chisquare_number(dfden) * dfnum), size)


@numpy_function(np.random.standard_t)
def standard_t(df, size=None):
    """Student's distribution."""
    if np.ndim(df) > 0:
        return drawn(lambda x, y, z: standard_t(x), size, np.float64, df)
    if not df > 0:
        raise ValueError("df <= 0")
    return many(lambda: math.sqrt(df / 2.0) * normal_number() / math.sqrt(gamma_number(df / 2.0)), size)


def _geometric(p):
    if p < 0.333333333333333333333333:
        return np.int64(math.ceil(math.log1p(-uniform_number()) / math.log1p(-p)))
    tries, total, chance = 1, p, p
    drawn = uniform_number()
    while drawn > total:
        chance *= 1.0 - p
        total += chance
        tries += 1
    return np.int64(tries)


@numpy_function(np.random.geometric)
def geometric(p, size=None):
    """How many tries the first success takes."""
    if np.ndim(p) > 0:
        return drawn(lambda x, y, z: geometric(x), size, np.int64, p)
    if not 0 < p <= 1:
        raise ValueError("p <= 0, p > 1 or p is NaN")
    return many_ints(lambda: _geometric(p), size)


def poisson_number(mean):
    """How many happen, where so many do on average."""
    if mean >= 10:
        return _large_poisson(mean)
    count, product, limit = np.int64(0), 1.0, math.exp(-mean)
    if mean == 0:
        return count
    while True:
        product *= uniform_number()
        if not product > limit:
            return count
        count += 1


def _large_poisson(mean):
    # Hörmann, The transformed rejection method for generating Poisson random variables (1993)
    logarithm = math.log(mean)
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    inverse, ratio = 1.1239 + 1.1328 / (b - 3.4), 0.9277 - 3.6224 / (b - 2)
    while True:
        u = uniform_number() - 0.5
        v = uniform_number()
        us = 0.5 - abs(u)
        k = np.int64(math.floor((2 * a / us + b) * u + mean + 0.43))
        if us >= 0.07 and v <= ratio:
            return k
        if k < 0 or (us < 0.013 and v > us):
            continue
        if math.log(v) + math.log(inverse) - math.log(a / (us * us) + b) <= -mean + k * logarithm - math.lgamma(k + 1):
            return k


@numpy_function(np.random.poisson)
def poisson(lam=1.0, size=None):
    """How many happen, where lam do on average."""
    if np.ndim(lam) > 0:
        return drawn(lambda x, y, z: poisson(x), size, np.int64, lam)
    if not lam >= 0:
        raise ValueError("lam < 0 or lam is NaN")
    return many_ints(lambda: poisson_number(lam), size)


def _mask(most):
    """The smallest 2**k - 1 that is not less."""
    mask = most | most >> np.uint64(1)
    for shift in (2, 4, 8, 16, 32):
        mask |= mask >> np.uint64(shift)
    return mask


def below(which, most):
    """A whole number from 0 to a uint64, of the bits that it has, drawn until it fits."""
    if most == np.uint64(0):
        return np.uint64(0)
    mask = _mask(most)
    while True:
        drawn = np.uint64(intrinsics.random_word(which))
        if most > np.uint64(0xFFFFFFFF):
            drawn = drawn << np.uint64(32) | np.uint64(intrinsics.random_word(which))
        if drawn & mask <= most:
            return drawn & mask


def between(low, high):
    """A whole number from low on, below high."""
    return np.int64(np.uint64(low) + below(OURS, np.uint64(high) - np.uint64(1) - np.uint64(low)))


@numpy_function(np.random.randint)
def randint(low, high=None, size=None):
    """A whole number from low to high, without high; from 0 where only one is given."""
    if high is None:
        return randint(0, low, size)
    if np.ndim(low) > 0 or np.ndim(high) > 0:
        return drawn(lambda x, y, z: randint(x, y), size, np.int64, low, high)
    return _randint(np.int64(low), np.int64(high), size)


def _randint(low, high, size):
    if low >= high:
        raise ValueError("low >= high")
    return many_ints(lambda: between(low, high), size)
