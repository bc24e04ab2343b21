"""The elementary functions that the C library may compute for whole vectors: over arrays, in loops, and one by one."""

import math

import numpy as np

from jaculus import njit

UNARY = (
    "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "arcsin",
    "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "cbrt",
)  # fmt: skip
BINARY = ("hypot", "arctan2", "power")
MATH_ONLY = ("erf", "erfc")

# Where each is tried: its results are numbers there.
DOMAINS = {
    "exp": (-80, 80), "exp2": (-100, 100), "expm1": (-5, 5), "log": (1e-30, 1e30), "log2": (1e-5, 1e5),
    "log10": (1e-5, 1e5), "log1p": (-0.9, 50), "sin": (-1e4, 1e4), "cos": (-1e4, 1e4), "tan": (-1e3, 1e3),
    "arcsin": (-1, 1), "arccos": (-1, 1), "arctan": (-1e3, 1e3), "sinh": (-50, 50), "cosh": (-50, 50),
    "tanh": (-3, 3), "arcsinh": (-1e3, 1e3), "arccosh": (1, 1e3), "arctanh": (-1, 1), "cbrt": (-1e3, 1e3),
    "hypot": (-1e3, 1e3), "arctan2": (-10, 10), "power": (0.01, 10), "erf": (-3, 3), "erfc": (-3, 3),
}  # fmt: skip


def mapped(name):
    """`name` of each element: NumPy's as an array expression, `math`'s by a loop that a user writes."""
    function = getattr(math, name) if name in MATH_ONLY else getattr(np, name)
    if name in BINARY:

        @njit
        def over(x, y):
            return function(x, y)

    elif name in MATH_ONLY:

        @njit
        def over(x):
            out = np.empty_like(x)
            for i in range(len(x)):
                out[i] = function(x[i])
            return out

    else:

        @njit
        def over(x):
            return function(x)

    return over


def arguments(name, dtype, size, seed=1):
    """Random ones from the function's domain."""
    rng = np.random.default_rng(seed)
    first = rng.uniform(*DOMAINS[name], size).astype(dtype)
    return (first, rng.uniform(-5, 5, size).astype(dtype)) if name in BINARY else (first,)
