"""Keywords, defaults, *args, methods, bad calls, and everything a function object can do."""

import copy
import inspect
import threading
import time
import weakref

import numpy as np
import pytest

from jaculus import errors, float64, int32, int64, njit, types


@pytest.fixture
def three(kernels):
    kernels.put("three", "int64", "results[0].i = args[0].i * 100 + args[1].i * 10 + args[2].i;")

    @njit
    def three(a, b=2, c=3):
        """Three digits."""

    return three


def test_keywords_and_defaults(three):
    assert three(1) == 123
    assert three(1, 5) == 153
    assert three(1, c=9) == 129
    assert three(c=1, a=3, b=2) == 321
    assert three(*(1,), b=7) == 173


@pytest.mark.parametrize(
    ("args", "kwargs", "message"),
    [
        ((), {}, "not enough arguments: expected at least 1, got 0: missing a required argument: 'a'"),
        ((1, 2, 3, 4), {}, "too many arguments: expected 3, got 4: too many positional arguments"),
        ((1,), {"a": 2}, "multiple values for argument 'a'"),
        ((1,), {"d": 2}, "got an unexpected keyword argument 'd'"),
    ],
)
def test_bad_calls(three, args, kwargs, message):
    with pytest.raises(TypeError, match=rf"three\(\): {message}"):
        three(*args, **kwargs)


def test_rest_arguments_are_a_tuple(kernels):
    kernels.put("rest", "int64", "results[0].i = args[0].i + args[1].i;")

    @njit
    def rest(*values):
        pass

    assert rest(3, 4) == 7
    assert kernels.requests()[-1]["request"]["arguments"] == ["Tuple(int64, int64)"]


def test_looks_like_its_function(three):
    assert (three.__name__, three.__doc__, three.__module__) == ("three", "Three digits.", __name__)
    assert str(inspect.signature(three)) == "(a, b=2, c=3)"
    assert three.__wrapped__ is three.py_func
    assert weakref.ref(three)() is three
    assert copy.deepcopy(three) is three


def test_method(kernels):
    kernels.put("second", "int64", "results[0].i = args[1].i;")

    @njit
    def second(self, b):
        pass

    class Holder:
        method = second

    assert Holder.method is second
    with pytest.raises(errors.TypingError, match=r"argument `self` of `second` is a \S*Holder"):
        Holder().method(3)
    assert second.__get__(1)(5) == 5


def test_unsupported_arguments(kernels):
    @njit
    def take(image):
        pass

    for value, words in [
        ({}, "is a dict"),
        ([{}], "a list whose item 0 is a dict"),
        (2**64, "does not fit 64 bits"),
        (np.zeros(3, ">f8"), "foreign byte order"),
        (np.zeros(3, "f2"), "array of float16"),
        ((1, {}), "a tuple whose item 1 is a dict"),
        (np.ma.zeros(3), "masked array"),
    ]:
        with pytest.raises(errors.TypingError, match=words) as caught:
            take(value)
        assert "argument `image` of `take`" in str(caught.value)


def test_errors_about_calls_show_the_definition(kernels):
    @njit
    def take(image, scale=1):
        pass

    with pytest.raises(errors.TypingError) as caught:
        take({})
    line = take.py_func.__code__.co_firstlineno + 1
    assert str(caught.value).splitlines() == [
        "Failed in nopython mode pipeline (step: nopython frontend)",
        "error[argument-type]: argument `image` of `take` is a dict",
        f"  --> {__file__}:{line}:14",
        f"{line:>4} |     def take(image, scale=1):",
        "     |              ^^^^^ this parameter",
        "  help: pass its keys and values as two arrays",
    ]
    with pytest.raises(TypeError) as caught:
        take(1, 2, 3)
    assert str(caught.value).splitlines()[1:] == [
        f"  --> {__file__}:{line}:9",
        f"{line:>4} |     def take(image, scale=1):",
        "     |         ^^^^ too many arguments: expected 2, got 3: too many positional arguments",
    ]


def test_explicit_signatures_convert(kernels):
    kernels.put("half", "float64", "results[0].d = args[0].d / 2;")

    @njit(float64(float64))
    def half(x):
        pass

    assert half.signatures == [(float64,)]
    assert [half(3), half(True), half(np.float32(1.5)), half(2**63)] == [1.5, 0.5, 0.75, 2.0**62]
    assert half.signatures == [(float64,)]
    with pytest.raises(TypeError, match=r"No matching definition for argument type\(s\) complex128"):
        half(1j)

    kernels.put("narrow", "int32", "results[0].i = args[0].i;")

    @njit("int32(int32)")
    def narrow(x):
        pass

    assert [narrow(2**40 + 7), narrow(1.9), narrow(np.int8(-3))] == [7, 1, -3]
    assert repr(narrow.nopython_signatures) == "[(int32,) -> int32]"


def test_best_of_several_signatures(kernels):
    kernels.put("pick", "int64", "results[0].i = args[0].i;")

    @njit([int32(int32), int64(int64), float64(float64)])
    def pick(x):
        pass

    assert pick(2**40) == 2**40
    assert len(pick.signatures) == 3
    with pytest.raises(TypeError, match="ambiguous"):
        pick(np.int16(1))


def test_layouts_in_signatures(kernels):
    kernels.put("last", "float64", "results[0].d = *(double *)((char *)args[1].p + (args[2].i - 1) * args[3].i);")

    @njit("float64(float64[:])")
    def last(a):
        pass

    a = np.arange(6.0)
    assert (last(a), last(a[::-1]), last(a[::2])) == (5.0, 0.0, 4.0)
    with pytest.raises(TypeError, match="No matching definition"):
        last(a.astype(np.float32))
    a.flags.writeable = False
    with pytest.raises(TypeError, match="No matching definition"):
        last(a)


def test_decorator_arguments():
    def plain(a):
        pass

    with pytest.raises(TypeError, match="'nopythn'"):
        njit(nopythn=True)
    with pytest.raises(NameError, match=r"did you mean `int32`"):
        njit("int3(int32)")
    with pytest.raises(SyntaxError, match="not well formed"):
        njit("int32(int32")
    with pytest.raises(ValueError, match="error_model"):
        njit(error_model="c")
    assert njit(cache=True, nogil=True, parallel=False, fastmath={"nnan"}, inline="always")(plain).py_func


def test_short_last_axis_is_a_specialisation_of_its_own(kernels):
    kernels.put("take", "int64", "results[0].i = args[3].i;")

    @njit
    def take(image):
        pass

    assert [take(np.zeros((5, n), np.uint8)) for n in (1, 2, 3, 4, 5)] == [1, 2, 3, 4, 5]
    assert len(take.overloads) == 4  # 2, 3, 4, and any
    assert [str(one) for (one,) in take.signatures] == ["array(uint8, 2d, C)"]
    take.disable_compile()
    assert take(np.zeros((5, 3), np.uint8)) == 3
    with pytest.raises(TypeError, match="No matching definition"):
        take(np.zeros((5, 5)))


def test_nogil_kernels_run_at_the_same_time(kernels):
    kernels.put("wait", "none", "usleep(200000);")

    @njit(nogil=True)
    def wait():
        pass

    wait()
    threads = [threading.Thread(target=wait) for _ in range(5)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.perf_counter() - start < 0.8


def test_large_tuples_and_many_arrays(kernels):
    kernels.put("count", "int64", "long n = 0; for (int i = 0; i < 200; i++) n += args[i].i; results[0].i = n;")

    @njit
    def count(values):
        pass

    assert count(tuple(range(200))) == sum(range(200))
    kernels.put("ndims", "int64", "results[0].i = 0; for (int i = 0; i < 40; i++) results[0].i += args[4 * i + 2].i;")

    @njit
    def ndims(arrays):
        pass

    assert ndims(tuple(np.zeros(i) for i in range(40))) == sum(range(40))
    half = njit([(types.UniTuple(float64, 150),)])

    kernels.put("total", "float64", "results[0].d = 0; for (int i = 0; i < 150; i++) results[0].d += args[i].d;")

    def total(values):
        pass

    assert half(total)(tuple(range(150))) == sum(range(150))
