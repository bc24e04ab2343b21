"""What the library's functions need and Python cannot say; the compiler knows these by name. Under CPython they are as slow as they look."""

import ctypes

import numpy as np


def resize(items, length):
    """Cuts a list to this length, or lengthens it: what the new items are is not defined."""
    del items[length:]
    items.extend([None] * (length - len(items)))


def empty_like(items, room):
    """A new list for items of the same type, with room for some."""
    return []


def get(items, place):
    """An item at a place that is in range."""
    return items[place]


def put(items, place, item):
    """Stores an item at a place that is in range."""
    items[place] = item


def prange(*bounds):
    """The range, whose iterations may run at the same time."""
    return range(*bounds)


def is_parallel():
    """Whether the caller may use several threads; known while compiling."""
    return False


def get_num_threads():
    """How many threads there are for a parallel loop."""
    return 1


def is_known(x):
    """Whether it is a number that is known while compiling."""
    return False


def dtype_kind(x):
    """NumPy's letter for the kind of a number, or of an array's elements; empty for anything else. Known while compiling."""
    return "" if x is None or isinstance(x, str) else np.asarray(x).dtype.kind


def layout(a):
    """How the array's type says that it lies: "C", "F" or "A" for any strides; known while compiling."""
    return "C" if a.flags.c_contiguous else "F" if a.flags.f_contiguous else "A"


def is_readonly(a):
    """Whether the array's type says that it cannot be written; known while compiling."""
    return not a.flags.writeable


def refuse(text):
    """Says while compiling that there is no such function for arguments of these types."""
    raise TypeError(text)


def kind(x):
    """Whether it is a "number", "array", "tuple", "list" or "slice"; known while compiling, so that one branch is left."""
    if callable(x):
        return "other"
    kinds = {tuple: "tuple", list: "list", slice: "slice"}
    return kinds.get(type(x)) or ("array" if type(x).__name__ == "ndarray" else "number")


def stretched(a, shape):
    """A view in a larger shape, which is not stored through."""
    return np.broadcast_to(a, shape)


def strided(a, shape, strides):
    """A view of any shape and strides in bytes, which begins where the array does; nothing is checked but that no length is negative."""
    return np.lib.stride_tricks.as_strided(a, shape, strides, writeable=a.flags.writeable)


def may_overlap(a, b):
    """Whether the bytes of two arrays may overlap."""
    return np.may_share_memory(a, b)


def fortran(name, *arguments):
    """Calls a function of BLAS or LAPACK, with the letter of the first array's type for `?`; the bits of its INTEGER, or 0 where there is none.

    So are called the host's own functions, which nobody has under CPython.
    """
    if "?" not in name:
        return 0
    letter = "sdcz"["fdFD".index(next(one for one in arguments if isinstance(one, np.ndarray)).dtype.char)]
    library = ctypes.CDLL(np.linalg._umath_linalg.__file__)
    for spelling, bits in (("scipy_%s_64_", 64), ("%s_64_", 64), ("%s_", 32)):
        function = getattr(library, spelling % name.replace("?", letter), None)
        if function is not None:
            numbers = [ord(one) if isinstance(one, str) else one for one in arguments]
            held = [one if isinstance(one, np.ndarray) else np.atleast_1d(one) for one in numbers]
            function(*(ctypes.c_void_p(one.ctypes.data) for one in held))
            return bits
    return 0


def address(name):
    """The address under this name, as `foreign` knows it."""
    if name.startswith("numpy.fft:"):
        ufunc, loop, *data = name.removeprefix("numpy.fft:").split(":")
        tables = (ctypes.c_void_p * 2).from_address(id(getattr(np.fft._pocketfft_umath, ufunc)) + 32)  # PyUFuncObject
        table = tables[bool(data)]
        return ctypes.c_int64.from_address(table + 8 * int(loop)).value if table else 0
    return ctypes.cast(
        getattr(ctypes.CDLL(np.random._generator.__file__), name.rpartition(":")[2]), ctypes.c_void_p
    ).value


def foreign(function, result, *arguments):
    """Calls a C function, by a name such as "numpy.random:random_beta" or by its address; an array is passed as the address of its first element."""
    kinds = {"float64": ctypes.c_double, "float32": ctypes.c_float, "none": None}
    called = ctypes.CFUNCTYPE(ctypes.c_void_p)(address(function) if isinstance(function, str) else function)
    called.restype = kinds[result] if result in kinds else getattr(ctypes, f"c_{result}")
    called.argtypes = [_in_c(one) for one in arguments]
    given = called(*(one.ctypes.data if isinstance(one, np.ndarray) else one for one in arguments))
    return 0 if given is None else np.dtype(result).type(given)


def _in_c(value):
    if isinstance(value, np.ndarray):
        return ctypes.c_void_p
    return {"f": {4: ctypes.c_float, 8: ctypes.c_double}, "b": {1: ctypes.c_bool}, "u": {8: ctypes.c_uint64}}.get(
        np.asarray(value).dtype.kind, {}
    ).get(np.asarray(value).dtype.itemsize, ctypes.c_int64)


def bit_generator(generator):
    """The address of a random Generator's bitgen_t."""
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    return pointer(generator.bit_generator.capsule, b"BitGenerator")


def word_at(address):
    """The 64 bits at this address."""
    return np.int64(ctypes.c_int64.from_address(address).value)


STREAMS = np.random.RandomState(), np.random.RandomState()


def random_seed(which, seed):
    """Begins NumPy's (0) or Python's (1) stream of this thread anew."""
    STREAMS[which].seed(seed & 0xFFFFFFFF)
    return 0


def random_word(which):
    """The next 32 bits of a stream."""
    return np.int64(STREAMS[which].randint(0, 2**32, dtype=np.uint32))


def random_double(which):
    """The next number from 0 to 1 of a stream."""
    return STREAMS[which].random_sample()


def random_gauss(which):
    """The next number of the normal distribution of a stream."""
    return STREAMS[which].standard_normal()
