"""The addresses that kernels call or read, which are others in each process: put into a kernel when it is loaded.

A name such as "numpy.random:random_beta" is a function of a library that NumPy has loaded; "object:3" is the request's
foreign object of this number: a function of ctypes, say, or a random Generator.
"""

import ctypes
from functools import cache

from jaculus.errors import CompilerError, UnsupportedError


def fill(kernel, names, objects):
    """Puts the addresses of these names, in this order, into the kernel's table."""
    table = (ctypes.c_uint64 * len(names)).from_address(kernel.address("jaculus_addresses"))
    for place, name in enumerate(names):
        library, _, symbol = name.partition(":")
        table[place] = of(objects[int(symbol)]) if library == "object" else _LIBRARIES[library](symbol)


def of(value):
    """The address of what a foreign object stands for."""
    from jaculus import foreign, randoms, standins

    found = (randoms if standins.is_generator(value) else foreign).address(value)
    if not found:
        raise CompilerError(f"{value!r} has no address")
    return found


def _random(symbol):
    """A distribution of NumPy's: its own code, so that the numbers are its own too."""
    address = _exported(symbol)
    if address is None:
        raise UnsupportedError(
            f"error[not-yet]: this build of NumPy ({_numpy_version()}) does not export {symbol}, "
            "which methods of random Generators need in kernels\n"
            "  help: install NumPy's own wheel: pip install --force-reinstall numpy"
        )
    return address


def _exported(symbol):
    function = getattr(_random_library(), symbol, None)
    return function and ctypes.cast(function, ctypes.c_void_p).value


@cache
def _random_library():
    from numpy.random import _generator

    return ctypes.CDLL(_generator.__file__)


def _fourier(symbol):
    """A loop of one of the ufuncs that numpy.fft stands on ("fft:0"), or what it is called with ("fft:0:data")."""
    name, number, *data = symbol.split(":")
    ufunc = getattr(_fourier_ufuncs(), name, None)
    if not hasattr(ufunc, "signature") or ufunc.types[int(number)][0] not in "DFdf":
        raise UnsupportedError(
            f"error[not-yet]: this NumPy ({_numpy_version()}) has no `{name}` for kernels, which np.fft needs\n"
            "  help: install another: pip install 'numpy>=2'"
        )
    fields = _UFunc.from_address(id(ufunc))
    table = fields.data if data else fields.functions
    return ctypes.c_uint64.from_address(table + 8 * int(number)).value if table else 0  # some want no data


class _UFunc(ctypes.Structure):
    """The beginning of NumPy's PyUFuncObject: numpy.org/doc/stable/reference/c-api/types-and-structures.html."""

    _fields_ = (
        ("head", ctypes.c_byte * object.__basicsize__),
        ("numbers", ctypes.c_int * 4),
        ("functions", ctypes.c_void_p),
        ("data", ctypes.c_void_p),
    )


def _fourier_ufuncs():
    try:
        from numpy.fft import _pocketfft_umath
    except ImportError:  # before NumPy 2
        return None
    return _pocketfft_umath


def _numpy_version():
    import numpy

    return numpy.__version__


_LIBRARIES = {"numpy.random": _random, "numpy.fft": _fourier}
