"""C functions that kernels call: of ctypes, and of objects that say an address."""

import ctypes
import ctypes.util
import subprocess
import sys

import numpy as np
import pytest

from jaculus import njit, prange, types
from jaculus.errors import NumbaError
from jaculus.numba.types import WrapperAddressProtocol

LIBM = ctypes.CDLL(ctypes.util.find_library("m"))
LIBC = ctypes.CDLL(None)


def function(library, name, result, *arguments):
    found = getattr(library, name)
    found.restype, found.argtypes = result, list(arguments)
    return found


cbrt = function(LIBM, "cbrt", ctypes.c_double, ctypes.c_double)
cbrtf = function(LIBM, "cbrtf", ctypes.c_float, ctypes.c_float)
ldexp = function(LIBM, "ldexp", ctypes.c_double, ctypes.c_double, ctypes.c_int)
labs = function(LIBC, "labs", ctypes.c_long, ctypes.c_long)
toupper = function(LIBC, "toupper", ctypes.c_int, ctypes.c_int)
memcpy = function(LIBC, "memcpy", None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
frexp = function(LIBM, "frexp", ctypes.c_double, ctypes.c_double, ctypes.POINTER(ctypes.c_int))


def test_numbers_are_what_they_are_in_c():
    @njit
    def called(x, n):
        return cbrt(x), cbrtf(x), ldexp(x, n), labs(n), toupper(97)

    assert called(8.0, -3) == (2.0, 2.0, 1.0, 3, 65)
    assert called(8, np.int8(-3)) == (2.0, 2.0, 1.0, 3, 65)


SMALL = [
    ("c_int8", -3),
    ("c_uint8", 200),
    ("c_int16", -300),
    ("c_uint16", 60000),
    ("c_bool", True),
    ("c_uint32", 2**31),
]


@pytest.mark.parametrize(("name", "value"), SMALL)
def test_small_numbers_reach_c_whole(name, value):
    kind = getattr(ctypes, name)
    back = ctypes.CFUNCTYPE(kind, kind)(lambda x: x)  # a function of Python's, but C's by its address
    assert njit(lambda x: back(x))(value) == value


def test_arrays_are_passed_by_their_ctypes_or_address():
    @njit
    def copied(a):
        b = np.zeros_like(a)
        memcpy(b.ctypes, a.ctypes.data, a.nbytes)
        exponent = np.zeros(1, np.int32)
        return b, frexp(48.0, exponent.ctypes), exponent[0]

    a = np.arange(5.0)
    copy, part, exponent = copied(a)
    np.testing.assert_array_equal(copy, a)
    assert (part, exponent) == (0.75, 6)
    assert njit(lambda a: a.ctypes.data)(a) == a.ctypes.data


def test_a_function_that_gives_nothing_gives_none():
    a, b = np.ones(2), np.zeros(2)
    assert njit(lambda to, of: memcpy(to, of, 16) is None)(b.ctypes.data, a.ctypes.data)
    assert b.tolist() == [1, 1]


def test_closures_loops_and_threads_call_too():
    def made(f):
        @njit(parallel=True)
        def total(n):
            found = 0.0
            for i in prange(n):
                found += f(float(i))
            return found

        return total

    assert made(cbrt)(1000) == pytest.approx(np.cbrt(np.arange(1000.0)).sum())


class Cbrt(WrapperAddressProtocol):
    def __wrapper_address__(self):
        return ctypes.cast(cbrt, ctypes.c_void_p).value

    def signature(self):
        return types.float64(types.float64)


of_protocol = Cbrt()


def test_an_object_that_says_its_address_is_called():
    assert njit(lambda x: of_protocol(x))(8) == 2.0


def test_mistakes_are_said_in_words():
    with pytest.raises(NumbaError, match="takes 1 argument"):
        njit(lambda: cbrt(1.0, 2.0))()
    with pytest.raises(NumbaError, match="the `ctypes` of an array of int32, or an address"):
        njit(lambda a: frexp(1.0, a.ctypes))(np.zeros(1))
    with pytest.raises(NumbaError, match="a float64"):
        njit(lambda a: cbrt(a))(np.zeros(1))
    untyped = ctypes.CDLL(None).rand
    with pytest.raises(NumbaError, match="whose types are not said"):
        njit(lambda: untyped())()
    of_python = function(ctypes.pythonapi, "PyLong_FromLong", ctypes.py_object, ctypes.c_long)
    with pytest.raises(NumbaError, match="needs the interpreter's lock"):
        njit(lambda: of_python(1))()
    text = function(LIBC, "strlen", ctypes.c_size_t, ctypes.c_char_p)
    with pytest.raises(NumbaError, match="something else than numbers and pointers"):
        njit(lambda: text(1))()


def test_the_next_process_takes_the_kernel_from_the_cache(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "import ctypes, ctypes.util\nfrom jaculus import njit\n"
        "cbrt = ctypes.CDLL(ctypes.util.find_library('m')).cbrt\n"
        "cbrt.restype, cbrt.argtypes = ctypes.c_double, [ctypes.c_double]\n"
        "@njit\ndef f(x):\n    return cbrt(x)\n"
        "print(f(8.0), len(f.stats.cache_hits))\n"
    )
    answers = [
        subprocess.run([sys.executable, program], capture_output=True, text=True, check=True).stdout for _ in range(2)
    ]
    assert answers == ["2.0 0\n", "2.0 1\n"]
