"""Jaculus: a just-in-time compiler and line profiler for numeric Python. `from jaculus import njit`."""

import os

from jaculus import texts, threads, types  # noqa: F401 (texts sees what is compiled from now on)
from jaculus.decorators import jit, njit
from jaculus.threads import *  # noqa: F403
from jaculus.types import *  # noqa: F403
from jaculus.ufunc import guvectorize, vectorize

if "JACULUS_SAMPLES" in os.environ:  # this process is one of a program under `annotate`
    from jaculus import sampling

    sampling.join()

__version__ = "0.1.0"

__all__ = [
    "compare", "guvectorize", "jit", "njit", "prange", "profile", "ship", "typeof", "types", "vectorize",
    *threads.__all__, *types.__all__,
]  # fmt: skip


class prange:  # noqa: N801 (Numba's name)
    """`range` for loops whose iterations may run at the same time. Outside kernels it is `range`."""

    def __new__(cls, *args):
        return range(*args)


def literally(obj):
    """Outside kernels, its argument; inside, a constant: a parameter becomes one, with a kernel for each value."""
    return obj


def literal_unroll(container):
    """Outside kernels, its argument; a kernel's loop over it is compiled once for each item of the tuple."""
    return container


def carray(ptr, shape, dtype=None):
    """The array of this shape, in C order, that begins where the pointer points."""
    from jaculus.ccallback import array_at

    return array_at(ptr, shape, dtype, "C")


def farray(ptr, shape, dtype=None):
    """The array of this shape, in Fortran order, that begins where the pointer points."""
    from jaculus.ccallback import array_at

    return array_at(ptr, shape, dtype, "F")


def ship(kernel):
    """The kernel, to be pickled with its machine code: machines with the same processor need not compile it."""
    from jaculus.shipping import ship as shipped

    return shipped(kernel)


def typeof(value):
    """The type that a kernel would see for this argument."""
    from jaculus.valuetypes import typeof as type_of

    return type_of(value)


def profile(rate=1000, *, wall=False, memory=False):
    """Samples a part of a program: `with jaculus.profile() as p: …`, then `p.text()`, `p.save("report.html")`."""
    from jaculus.profiling import Profile

    return Profile(rate, wall=wall, memory=memory)


def compare(*functions, args=(), setup=None, sizes=None, processes=6, rounds=8, seconds=3.0, timeout=60.0, memory=True):
    """Measures functions in turn, in copies of this process: time, memory, whether their results agree.

    They are called with `args`, or with what `setup` gives: a tuple, or one value; of each of the `sizes`, where there
    are any. Printed it is a table, in a notebook a page; `save` writes it to a file.
    """
    from jaculus.comparing import live

    if setup is not None and args != ():
        raise TypeError("either args or setup, which makes them")
    names = [getattr(one, "__name__", repr(one)) for one in functions]
    shown = [f"{one} ({names[: i + 1].count(one)})" if names.count(one) > 1 else one for i, one in enumerate(names)]
    given = tuple(args)
    return live.compare(
        dict(zip(shown, functions, strict=True)),
        setup or ((lambda _: given) if sizes and given else (lambda n: (n,)) if sizes else lambda: given),
        sizes, processes=processes, rounds=rounds, seconds=seconds, timeout=timeout, memory=memory,
    )  # fmt: skip


def load_ipython_extension(shell):
    """What `%load_ext jaculus` calls."""
    from jaculus.notebook import JaculusMagics

    shell.register_magics(JaculusMagics)
