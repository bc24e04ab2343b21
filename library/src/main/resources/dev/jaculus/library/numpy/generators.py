"""Methods of numpy.random.Generator, by the distributions of NumPy itself: same numbers, and the generator goes on from there.

Those are C functions that NumPy's module numpy.random._generator exports (numpy.org/doc/stable/reference/random/c-api.html).
"""

import numpy as np

from . import intrinsics
from .declare import numpy_function
from .drawing import drawn
from .generators_checks import as_size, at_least_0, fitting, in_0_to_1, more_than_0, number, refused, target
from .random_numbers import many, many_ints


@numpy_function(np.random.Generator.random)
def random(rng, size=None, dtype=np.float64, out=None):
    """From 0 to 1, without 1."""
    state = intrinsics.bit_generator(rng)
    single = fitting(dtype)
    if size is None and out is None:
        if single:
            return intrinsics.foreign("numpy.random:random_standard_uniform_f", "float32", state)
        return intrinsics.foreign(intrinsics.word_at(state + 24), "float64", intrinsics.word_at(state))
    result = target(size, dtype, out)
    if single:
        intrinsics.foreign("numpy.random:random_standard_uniform_fill_f", "none", state, result.size, result)
    else:
        intrinsics.foreign("numpy.random:random_standard_uniform_fill", "none", state, result.size, result)
    return result


@numpy_function(np.random.Generator.standard_normal)
def standard_normal(rng, size=None, dtype=np.float64, out=None):
    """Of mean 0 and deviation 1."""
    state = intrinsics.bit_generator(rng)
    single = fitting(dtype)
    if size is None and out is None:
        if single:
            return intrinsics.foreign("numpy.random:random_standard_normal_f", "float32", state)
        return intrinsics.foreign("numpy.random:random_standard_normal", "float64", state)
    result = target(size, dtype, out)
    if single:
        intrinsics.foreign("numpy.random:random_standard_normal_fill_f", "none", state, result.size, result)
    else:
        intrinsics.foreign("numpy.random:random_standard_normal_fill", "none", state, result.size, result)
    return result


@numpy_function(np.random.Generator.standard_exponential)
def standard_exponential(rng, size=None, dtype=np.float64, method="zig", out=None):
    """Of mean 1, by the ziggurat method or by inversion."""
    state = intrinsics.bit_generator(rng)
    single = fitting(dtype)
    if intrinsics.dtype_kind(method) != "":
        refused("method", "'zig' or 'inv'")
    if method != "zig" and method != "inv":
        raise ValueError("Method must be either 'zig' or 'inv'")
    if size is None and out is None:
        if method == "zig":
            if single:
                return intrinsics.foreign("numpy.random:random_standard_exponential_f", "float32", state)
            return intrinsics.foreign("numpy.random:random_standard_exponential", "float64", state)
        return _exponentials(state, method, single, np.empty(1, dtype))[0]
    return _exponentials(state, method, single, target(size, dtype, out))


def _exponentials(state, method, single, result):
    if method == "zig":
        if single:
            intrinsics.foreign("numpy.random:random_standard_exponential_fill_f", "none", state, result.size, result)
        else:
            intrinsics.foreign("numpy.random:random_standard_exponential_fill", "none", state, result.size, result)
    elif single:
        intrinsics.foreign("numpy.random:random_standard_exponential_inv_fill_f", "none", state, result.size, result)
    else:
        intrinsics.foreign("numpy.random:random_standard_exponential_inv_fill", "none", state, result.size, result)
    return result


@numpy_function(np.random.Generator.standard_gamma)
def standard_gamma(rng, shape, size=None, dtype=np.float64, out=None):
    """Of the gamma distribution with scale 1."""
    at_least_0(shape, "shape")
    if np.ndim(shape) > 0:
        if out is not None:
            intrinsics.refuse("standard_gamma of arrays has no `out`")
        return drawn(lambda x, y, z: standard_gamma(rng, x, None, dtype), as_size(size), dtype, shape)
    state = intrinsics.bit_generator(rng)
    if fitting(dtype):
        return _gammas(
            lambda: intrinsics.foreign("numpy.random:random_standard_gamma_f", "float32", state, np.float32(shape)),
            size,
            dtype,
            out,
        )
    return _gammas(
        lambda: intrinsics.foreign("numpy.random:random_standard_gamma", "float64", state, np.float64(shape)),
        size,
        dtype,
        out,
    )


def _gammas(draw, size, dtype, out):
    if size is None and out is None:
        return draw()
    result = target(size, dtype, out)
    for i in range(result.size):
        result.flat[i] = draw()
    return result


# Of one parameter, or none.


@numpy_function(np.random.Generator.exponential)
def exponential(rng, scale=1.0, size=None):
    """Waiting times of mean `scale`."""
    at_least_0(scale, "scale")
    return _of_one("numpy.random:random_exponential", rng, scale, size)


@numpy_function(np.random.Generator.chisquare)
def chisquare(rng, df, size=None):
    """Sums of the squares of df normal numbers."""
    more_than_0(df, "df")
    return _of_one("numpy.random:random_chisquare", rng, df, size)


@numpy_function(np.random.Generator.standard_cauchy)
def standard_cauchy(rng, size=None):
    """Of the Cauchy distribution around 0."""
    state = intrinsics.bit_generator(rng)
    return many(lambda: intrinsics.foreign("numpy.random:random_standard_cauchy", "float64", state), as_size(size))


@numpy_function(np.random.Generator.pareto)
def pareto(rng, a, size=None):
    """Of the Lomax distribution."""
    more_than_0(a, "a")
    return _of_one("numpy.random:random_pareto", rng, a, size)


@numpy_function(np.random.Generator.weibull)
def weibull(rng, a, size=None):
    """Of the Weibull distribution of shape a."""
    at_least_0(a, "a")
    return _of_one("numpy.random:random_weibull", rng, a, size)


@numpy_function(np.random.Generator.power)
def power(rng, a, size=None):
    """From 0 to 1, by the power a - 1."""
    more_than_0(a, "a")
    return _of_one("numpy.random:random_power", rng, a, size)


@numpy_function(np.random.Generator.rayleigh)
def rayleigh(rng, scale=1.0, size=None):
    """Of the Rayleigh distribution."""
    at_least_0(scale, "scale")
    return _of_one("numpy.random:random_rayleigh", rng, scale, size)


@numpy_function(np.random.Generator.standard_t)
def standard_t(rng, df, size=None):
    """Of Student's t distribution."""
    more_than_0(df, "df")
    return _of_one("numpy.random:random_standard_t", rng, df, size)


def _of_one(function, rng, a, size):
    if np.ndim(a) > 0:
        return drawn(lambda x, y, z: _of_one(function, rng, x, None), as_size(size), np.float64, a)
    state = intrinsics.bit_generator(rng)
    return many(lambda: intrinsics.foreign(function, "float64", state, np.float64(a)), as_size(size))


# Of two parameters.


@numpy_function(np.random.Generator.normal)
def normal(rng, loc=0.0, scale=1.0, size=None):
    """Of mean loc and deviation scale."""
    number(loc, "loc")
    at_least_0(scale, "scale")
    return _of_two("numpy.random:random_normal", rng, loc, scale, size)


@numpy_function(np.random.Generator.uniform)
def uniform(rng, low=0.0, high=1.0, size=None):
    """From low to high, without high."""
    number(low, "low")
    number(high, "high")
    width = _double(high) - _double(low)
    if not np.all(np.isfinite(width)):
        raise OverflowError("high - low range exceeds valid bounds")
    if np.any(width < 0):
        raise ValueError("high < low")
    return _of_two("numpy.random:random_uniform", rng, low, width, size)


def _double(value):
    """A number, or an array, in double precision."""
    return np.float64(value) if intrinsics.kind(value) == "number" else np.asarray(value).astype(np.float64)


@numpy_function(np.random.Generator.gamma)
def gamma(rng, shape, scale=1.0, size=None):
    """Of the gamma distribution."""
    at_least_0(shape, "shape")
    at_least_0(scale, "scale")
    return _of_two("numpy.random:random_gamma", rng, shape, scale, size)


@numpy_function(np.random.Generator.beta)
def beta(rng, a, b, size=None):
    """From 0 to 1, of the beta distribution."""
    more_than_0(a, "a")
    more_than_0(b, "b")
    return _of_two("numpy.random:random_beta", rng, a, b, size)


@numpy_function(np.random.Generator.f)
def f(rng, dfnum, dfden, size=None):
    """Of Fisher's F distribution."""
    more_than_0(dfnum, "dfnum")
    more_than_0(dfden, "dfden")
    return _of_two("numpy.random:random_f", rng, dfnum, dfden, size)


@numpy_function(np.random.Generator.laplace)
def laplace(rng, loc=0.0, scale=1.0, size=None):
    """Of the Laplace distribution."""
    number(loc, "loc")
    at_least_0(scale, "scale")
    return _of_two("numpy.random:random_laplace", rng, loc, scale, size)


@numpy_function(np.random.Generator.gumbel)
def gumbel(rng, loc=0.0, scale=1.0, size=None):
    """Of the Gumbel distribution."""
    number(loc, "loc")
    at_least_0(scale, "scale")
    return _of_two("numpy.random:random_gumbel", rng, loc, scale, size)


@numpy_function(np.random.Generator.logistic)
def logistic(rng, loc=0.0, scale=1.0, size=None):
    """Of the logistic distribution."""
    number(loc, "loc")
    at_least_0(scale, "scale")
    return _of_two("numpy.random:random_logistic", rng, loc, scale, size)


@numpy_function(np.random.Generator.lognormal)
def lognormal(rng, mean=0.0, sigma=1.0, size=None):
    """Numbers whose logarithm is normal."""
    number(mean, "mean")
    at_least_0(sigma, "sigma")
    return _of_two("numpy.random:random_lognormal", rng, mean, sigma, size)


@numpy_function(np.random.Generator.wald)
def wald(rng, mean, scale, size=None):
    """Of the inverse Gaussian distribution."""
    more_than_0(mean, "mean")
    more_than_0(scale, "scale")
    return _of_two("numpy.random:random_wald", rng, mean, scale, size)


@numpy_function(np.random.Generator.vonmises)
def vonmises(rng, mu, kappa, size=None):
    """Angles around mu."""
    number(mu, "mu")
    at_least_0(kappa, "kappa")
    return _of_two("numpy.random:random_vonmises", rng, mu, kappa, size)


@numpy_function(np.random.Generator.noncentral_chisquare)
def noncentral_chisquare(rng, df, nonc, size=None):
    """Of the noncentral chi-square distribution."""
    more_than_0(df, "df")
    at_least_0(nonc, "nonc")
    return _of_two("numpy.random:random_noncentral_chisquare", rng, df, nonc, size)


def _of_two(function, rng, a, b, size):
    if np.ndim(a) > 0 or np.ndim(b) > 0:
        return drawn(lambda x, y, z: _of_two(function, rng, x, y, None), as_size(size), np.float64, a, b)
    state = intrinsics.bit_generator(rng)
    return many(lambda: intrinsics.foreign(function, "float64", state, np.float64(a), np.float64(b)), as_size(size))


# Of three parameters.


@numpy_function(np.random.Generator.noncentral_f)
def noncentral_f(rng, dfnum, dfden, nonc, size=None):
    """Of the noncentral F distribution."""
    more_than_0(dfnum, "dfnum")
    more_than_0(dfden, "dfden")
    at_least_0(nonc, "nonc")
    return _of_three("numpy.random:random_noncentral_f", rng, dfnum, dfden, nonc, size)


@numpy_function(np.random.Generator.triangular)
def triangular(rng, left, mode, right, size=None):
    """Of the triangular distribution."""
    number(left, "left")
    number(mode, "mode")
    number(right, "right")
    if np.any(np.greater(left, mode)):
        raise ValueError("left > mode")
    if np.any(np.greater(mode, right)):
        raise ValueError("mode > right")
    if np.any(np.equal(left, right)):
        raise ValueError("left == right")
    return _of_three("numpy.random:random_triangular", rng, left, mode, right, size)


def _of_three(function, rng, a, b, c, size):
    if np.ndim(a) > 0 or np.ndim(b) > 0 or np.ndim(c) > 0:
        return drawn(lambda x, y, z: _of_three(function, rng, x, y, z, None), as_size(size), np.float64, a, b, c)
    state = intrinsics.bit_generator(rng)
    return many(
        lambda: intrinsics.foreign(function, "float64", state, np.float64(a), np.float64(b), np.float64(c)),
        as_size(size),
    )


# Whole numbers.

# More than this the Poisson and negative binomial distributions do not give; NumPy refuses it too.
MOST_POISSON = 9.223372006484771e18


@numpy_function(np.random.Generator.poisson)
def poisson(rng, lam=1.0, size=None):
    """How many happen, where lam do on average."""
    number(lam, "lam")
    if not np.all(np.asarray(lam) >= 0):
        raise ValueError("lam < 0 or lam is NaN")
    if np.any(np.asarray(lam) > MOST_POISSON):
        raise ValueError("lam value too large")
    return _count_of_one("numpy.random:random_poisson", rng, lam, size)


@numpy_function(np.random.Generator.geometric)
def geometric(rng, p, size=None):
    """The trials up to the first success."""
    number(p, "p")
    if not np.all(np.logical_and(np.asarray(p) > 0, np.asarray(p) <= 1)):
        raise ValueError("p <= 0, p > 1 or p contains NaNs")
    return _count_of_one("numpy.random:random_geometric", rng, p, size)


@numpy_function(np.random.Generator.zipf)
def zipf(rng, a, size=None):
    """Of Zipf's distribution."""
    number(a, "a")
    if not np.all(np.asarray(a) > 1):
        raise ValueError("a <= 1 or a is NaN")
    return _count_of_one("numpy.random:random_zipf", rng, a, size)


@numpy_function(np.random.Generator.logseries)
def logseries(rng, p, size=None):
    """Of the logarithmic series distribution."""
    number(p, "p")
    if not np.all(np.logical_and(np.asarray(p) >= 0, np.asarray(p) < 1)):
        raise ValueError("p < 0, p >= 1 or p is NaN")
    return _count_of_one("numpy.random:random_logseries", rng, p, size)


def _count_of_one(function, rng, a, size):
    if np.ndim(a) > 0:
        return drawn(lambda x, y, z: _count_of_one(function, rng, x, None), as_size(size), np.int64, a)
    state = intrinsics.bit_generator(rng)
    return many_ints(lambda: intrinsics.foreign(function, "int64", state, np.float64(a)), as_size(size))


@numpy_function(np.random.Generator.negative_binomial)
def negative_binomial(rng, n, p, size=None):
    """The failures before n successes."""
    more_than_0(n, "n")
    number(p, "p")
    if np.ndim(n) > 0 or np.ndim(p) > 0:
        return drawn(lambda x, y, z: negative_binomial(rng, x, y), as_size(size), np.int64, n, p)
    if not (p > 0 and p <= 1):
        raise ValueError("p <= 0, p > 1 or p contains NaNs")
    if (1 - p) / p * (n + 10 * np.sqrt(np.float64(n))) > MOST_POISSON:
        raise ValueError("n too large or p too small, see Generator.negative_binomial Notes")
    state = intrinsics.bit_generator(rng)
    return many_ints(
        lambda: intrinsics.foreign(
            "numpy.random:random_negative_binomial", "int64", state, np.float64(n), np.float64(p)
        ),
        as_size(size),
    )


@numpy_function(np.random.Generator.binomial)
def binomial(rng, n, p, size=None):
    """The successes in n trials."""
    at_least_0(n, "n")
    in_0_to_1(p)
    if np.ndim(n) > 0 or np.ndim(p) > 0:
        return drawn(lambda x, y, z: binomial(rng, x, y), as_size(size), np.int64, n, p)
    state = intrinsics.bit_generator(rng)
    known = np.zeros(20, np.int64)  # a binomial_t: what the last call worked out for its n and p
    return many_ints(
        lambda: intrinsics.foreign("numpy.random:random_binomial", "int64", state, np.float64(p), np.int64(n), known),
        as_size(size),
    )


@numpy_function(np.random.Generator.hypergeometric)
def hypergeometric(rng, ngood, nbad, nsample, size=None):
    """The good ones among nsample, without putting back."""
    at_least_0(ngood, "ngood")
    at_least_0(nbad, "nbad")
    at_least_0(nsample, "nsample")
    if np.ndim(ngood) > 0 or np.ndim(nbad) > 0 or np.ndim(nsample) > 0:
        return drawn(lambda x, y, z: hypergeometric(rng, x, y, z), as_size(size), np.int64, ngood, nbad, nsample)
    if ngood >= 10**9 or nbad >= 10**9:
        raise ValueError("both ngood and nbad must be less than 1000000000")
    if ngood + nbad < nsample:
        raise ValueError("ngood + nbad < nsample")
    state = intrinsics.bit_generator(rng)
    return many_ints(
        lambda: intrinsics.foreign(
            "numpy.random:random_hypergeometric", "int64", state, np.int64(ngood), np.int64(nbad), np.int64(nsample)
        ),
        as_size(size),
    )
