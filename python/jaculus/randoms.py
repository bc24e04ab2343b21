"""numpy.random.Generator in kernels: the address of its bitgen_t, of which NumPy's own distributions draw.

So streams are NumPy's bit by bit, the caller's generator goes on where a kernel stopped, and kernels can do with any
bit generator. https://numpy.org/doc/stable/reference/random/extending.html
"""

import ctypes

NAME = "[random]"  # a name that no class of a program has


class Stream(tuple):
    """What kernels see: the address."""

    __slots__ = ()
    _fields = ("address",)

    @staticmethod
    def type_of(items):
        """That of random Generators."""
        from jaculus.numba.types import npy_rng

        del items
        return npy_rng


Stream.__name__ = NAME

_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype, _pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]


def address(generator):
    """The address of its bitgen_t."""
    return _pointer(generator.bit_generator.capsule, b"BitGenerator")


def stand_in(generator):
    """What is passed to kernels for it."""
    return Stream((address(generator),))
