"""The names, classes and types that programs see are Numba's. (Asks Numba itself.)"""

import collections
import enum
import importlib
import inspect
import pkgutil

import numpy as np
import pytest

import jaculus.numba as ours
from jaculus import errors as our_errors
from jaculus.numba import types as our_types

numba = pytest.importorskip("numba")

if numba is ours:
    pytest.skip("this process's numba is Jaculus", allow_module_level=True)

Point = collections.namedtuple("Point", "x y")
Colour = enum.Enum("Colour", "RED GREEN")
Number = enum.IntEnum("Number", "ONE")

VALUES = """
3; -3; 2**63; 2**64 - 1; 2**64; True; 1.5; 1j; None; "a"; ""; b"ab"; bytearray(b"ab"); memoryview(b"ab"); (1, 2);
(1, 2.0); (); ((1, 2), 3.0); (1, (2, "x")); [1, 2]; [1.0]; [(1, 2.0)]; [[1], [2]]; {1, 2}; {1.0}; [None]; ["a", "b"];
[np.zeros(3)]; [1, 2.0]; []; set(); {}; {1: 2}; range(3); slice(None); slice(1, 2); slice(1, 2, 3); Ellipsis;
NotImplemented; object(); frozenset({1}); np.int8(1); np.int16(1); np.int32(1); np.int64(1); np.uint8(1);
np.uint16(1); np.uint32(1); np.uint64(1); np.float16(1); np.float32(1); np.float64(1); np.complex64(1);
np.complex128(1); np.bool_(True); np.longlong(3); np.datetime64("2020-01-01"); np.datetime64(5, "ns");
np.datetime64("NaT"); np.timedelta64(5, "s"); np.timedelta64(5, "25s"); np.timedelta64(5); np.zeros(3);
np.zeros((3, 4)); np.zeros((3, 4), order="F"); np.zeros((3, 4))[:, ::2]; np.zeros((3, 4)).T; np.zeros((1, 4)).T;
np.zeros((0, 4)).T; np.zeros(()); np.zeros(3, np.int8); np.zeros(3, np.uint64); np.zeros(3, bool);
np.zeros(3, np.float16); np.zeros(3, np.complex64); np.zeros(3, "M8[D]"); np.zeros(3, "m8[us]"); np.zeros(3, "S5");
np.zeros(3, "U5"); np.zeros(3, [("a", "i4"), ("b", "f8")]); np.zeros(3, [("a", "i4"), ("b", "f8")])[0];
np.zeros(3, np.dtype([("a", "i4"), ("b", "f8")], align=True)); np.zeros(3, [("a", "i4", (2, 3)), ("b", "f8")]);
np.broadcast_to(np.zeros(3), (2, 3)); np.frombuffer(b"12345678", np.int32); np.arange(6)[::-1]; np.arange(6)[::2];
np.zeros((2, 3, 4, 5)); np.zeros((2, 3, 4)).transpose(0, 2, 1); np.zeros((5, 3), np.uint8); np.array([None]);
np.zeros(3, ">f8"); np.arange(3.0, dtype=np.longdouble); np.ma.array([1, 2]); np.matrix([[1, 2]]); np.bytes_(b"abc");
np.str_("abc"); np.dtype("f8"); np.dtype("i4"); np.dtype("M8[ns]"); np.dtype([("a", "i4")]); np.float64; np.int32;
np.sin; np; np.random; np.random.default_rng(1); np.zeros(3).flat; np.nditer(np.zeros(3)); int; float; bool; complex;
str; ValueError; len; Point(1, 2); Point(1, 2.0); Point; Colour.RED; Colour; Number.ONE; Number; lambda x: x;
iter([1]); zip([1], [2]); numba.int64; numba.float64[:]; numba.types.unicode_type;
numba.types.UniTuple(numba.int64, 2)
"""
VALUES = [one.strip() for one in VALUES.split(";")]

SIGNATURES = """
int64; float64(float64[:], int32); void(int64[:, ::1], float32[::1, :]); Tuple((int64, float64)); UniTuple(int64, 3);
optional(int64)(optional(float64)); i8(u1, f4, c16, b1); Array(float64, 1, "C");
Array(float64, 2, "F", readonly=True); List(int64); ListType(int64); DictType(int64, float64);
unicode_type(unicode_type); none(int64); boolean(bool_); CPointer(float64); voidptr; (int64, float64); int64();
float64[:](float64[:]); Set(int64); NPDatetime("ns"); intp(uintp, intc); int64(int64; int65(int64); int64(,);
float32(float64]; 3; "a"; int64[::2]; Tuple(3); frobnicate[:]; pyobject(int64)
"""
SIGNATURES = [one.strip() for one in SIGNATURES.strip().rstrip(";").split(";")]


def test_every_name_of_all():
    assert sorted(ours.__all__) == sorted(numba.__all__)
    for name in numba.__all__:
        getattr(ours, name)


def test_other_names_of_the_package():
    names = {name for name, one in vars(numba).items() if name[0] != "_" and not inspect.ismodule(one)}
    assert not {name for name in names if not hasattr(ours, name)}
    assert (ours.__version__, tuple(ours.version_info)[:3]) == (numba.__version__, tuple(numba.version_info)[:3])


def test_error_classes():
    def shape(module):
        return {
            name: [base.__name__ for base in one.__mro__]
            for name, one in vars(module).items()
            if isinstance(one, type) and issubclass(one, BaseException) and name != "NoSuchAttribute"
        }

    assert shape(our_errors) == shape(numba.core.errors)


def test_classes_of_types():
    for name, one in vars(numba.types).items():
        if isinstance(one, type) and issubclass(one, numba.types.Type):
            bases = {base.__name__ for base in one.__mro__ if base.__name__[0] != "_"}
            assert {base.__name__ for base in getattr(our_types, name).__mro__ if base.__name__[0] != "_"} == bases, (
                name
            )
        elif isinstance(one, numba.types.Type):
            assert (str(getattr(our_types, name)), repr(getattr(our_types, name))) == (str(one), repr(one)), name


def described(module, text):
    """The type's class, str and repr, or the error's."""
    namespace = {"np": np, "numba": module, "Point": Point, "Colour": Colour, "Number": Number}
    try:
        kind = module.typeof(eval(text, namespace))
    except Exception as e:
        return type(e).__name__, str(e)
    return type(kind).__name__, str(kind), repr(kind)


@pytest.mark.parametrize("text", VALUES)
def test_typeof(text):
    assert described(ours, text) == described(numba, text)


def parsed(module, text):
    from_text = module.core.sigutils.normalize_signature
    try:
        arguments, result = from_text(text)
    except Exception as e:
        return type(e).__name__
    return str(arguments), str(result)


@pytest.mark.parametrize("text", SIGNATURES)
def test_signature_strings(text):
    importlib.import_module("jaculus.numba.core.sigutils")
    assert parsed(ours, text) == parsed(numba, text)


def test_what_a_type_prints_as_is_read_as_a_signature():
    for kind in "array(float64, 2d, C)", "readonly array(int64, 1d, A)", "array(int64, 1d, F)":
        (one,), _ = ours.core.sigutils.normalize_signature(f"({kind},)")
        assert str(one) == kind


def test_settings():
    names = [name for name in vars(numba.config) if name.isupper() and not name.startswith("_")]
    mine = {name for name in names if hasattr(ours.config, name)}
    assert not {name for name in names if name not in mine and "CUDA" not in name and "DEBUG_" not in name} - {
        "CACHE_LOCATOR_CLASSES", "CHROME_TRACE", "DISABLE_TYPEINFER_FAIL_CACHE", "EXTEND_VARIABLE_LIFETIMES",
        "HIGHLIGHT_DUMPS",
        "LLVM_PASS_TIMINGS", "LLVM_REFPRUNE_FLAGS", "PARFOR_MAX_TUPLE_SIZE", "USE_LLVMLITE_MEMORY_MANAGER",
    }  # fmt: skip


def test_modules_that_libraries_import():
    """Every module of Numba's can be imported, but for those of its tests, its targets and its programs."""
    left_out = (
        "tests",
        "cuda",
        "__main__",
        "cloudpickle",
        "scripts",
        "runtests",
        "testing",
        "_version",
        "pycc",
        "misc",
        "cext",
        "mviewbuf",
        "omppool",
        "tbbpool",
        "workqueue",
    )
    missing = []
    for module in pkgutil.walk_packages(numba.__path__, "numba.", onerror=lambda name: None):
        parts = module.name.split(".")
        if parts[1] in left_out or parts[-1].startswith("_") or any(part in left_out for part in parts):
            continue
        try:
            importlib.import_module("jaculus." + module.name)
        except ModuleNotFoundError:
            missing.append(module.name)
    assert not missing


@pytest.mark.parametrize("number", ["int8", "uint8", "int64", "uint64", "float32", "float64", "complex64"])
def test_numbers_convert_outside_kernels(number):
    for value in (3, -1, 300, 2.7, True):
        mine, theirs = getattr(ours, number), getattr(numba, number)
        try:
            expected = theirs(value)
        except Exception:
            continue
        assert mine(value) == expected
    for attribute in "bitwidth", "maxval", "minval", "signed":
        assert getattr(mine, attribute, None) == getattr(theirs, attribute, None)
