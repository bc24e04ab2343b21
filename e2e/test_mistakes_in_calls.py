"""What people mistype: arguments, signatures, options, attributes. Each error says what, where and what to do."""

import datetime
import heapq
import re

import numpy as np
import pytest

from jaculus import errors, njit, numba


@njit
def kernel(image, scale=2, *, shift=0):
    return image * scale + shift


@pytest.mark.parametrize(
    ("arguments", "keywords", "words"),
    [
        ((), {}, "missing a required argument: 'image'"),
        ((1, 2, 3), {}, "too many positional arguments"),
        ((1,), {"scal": 3}, "unexpected keyword argument 'scal'"),
        ((1, 2), {"scale": 3}, "multiple values for argument 'scale'"),
    ],
)
def test_arguments_that_do_not_fit(arguments, keywords, words):
    with pytest.raises(TypeError, match=words) as caught:
        kernel(*arguments, **keywords)
    assert "def kernel(image, scale=2" in str(caught.value)


class Frame:
    """As a data frame's column."""

    def __array__(self, dtype=None, copy=None):
        return np.zeros(3)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({}, r"is a dict(?s:.*)keys and values"),
        (frozenset({1, 2}), r"is a frozenset(?s:.*)numpy.array\(sorted"),
        (np.array([None, 1]), r"array of Python objects(?s:.*)astype"),
        (np.zeros(3, ">f8"), "foreign byte order"),
        (np.zeros(3, np.longdouble), "array of float128"),
        (np.ma.array([1, 2]), "masked array"),
        (Frame(), r"Frame(?s:.*)numpy.asarray"),
        (datetime.date(2020, 1, 1), "datetime.date"),
        (object(), "is an object"),
        (2**70, "does not fit 64 bits"),
    ],
    ids=lambda value: re.sub(
        "(object.*) at 0x[0-9a-f]+", r"\\1", repr(value)
    ),  # the same in each process that collects
)
def test_arguments_that_kernels_do_not_take(value, words):
    with pytest.raises(errors.TypingError, match=words) as caught:
        kernel(value)
    assert str(caught.value).startswith("Failed in nopython mode pipeline (step: nopython frontend)\n")
    assert "argument `image` of `kernel`" in str(caught.value)


@pytest.mark.parametrize(
    ("signature", "error", "shown"),
    [
        ("int65(int64)", NameError, "no type `int65`; did you mean `int64`?\n  int65(int64)\n  ^^^^^"),
        ("float64(float64, flaot32)", NameError, "did you mean `float32`?\n  float64(float64, flaot32)\n" + " " * 19),
        ("int64(int64", SyntaxError, "'(' was never closed\n  int64(int64\n       ^"),
        ("float64[::2](int64)", TypeError, "only the first or the last axis"),
        ("int64", TypeError, "evaluates to a Integer, not to a signature"),
    ],
)
def test_signatures(signature, error, shown):
    with pytest.raises(error) as caught:
        njit(signature)
    assert shown in str(caught.value)


def test_options():
    with pytest.raises(KeyError, match=r"Unrecognized options: {'paralel'}.*Did you mean 'parallel'"):
        njit(paralel=True)
    with pytest.raises(ValueError, match=r"Unrecognized fastmath flags: {'fats'}"):
        njit(fastmath={"fats"})
    with pytest.raises(ValueError, match="Only one of 'nopython' or 'forceobj'"):
        numba.jit(nopython=True, forceobj=True)
    with pytest.raises(errors.DeprecationError, match="restype"):
        numba.jit(restype=numba.int64)
    with pytest.warns(RuntimeWarning, match="nopython is set for njit and is ignored"):
        njit(nopython=True)
    with pytest.raises(TypeError, match="put @staticmethod above"):
        njit(staticmethod(len))
    with pytest.raises(TypeError, match="not a function"):
        njit(len)


def test_unknown_attributes():
    @njit
    def call(x):
        return np.sinn(x)

    with pytest.raises(AttributeError, match="module 'numpy' has no attribute 'sinn'") as caught:
        call(1.0)
    assert str(caught.value).endswith("help: did you mean `np.sin`?")
    assert isinstance(caught.value, errors.TypingError)

    @njit
    def deeper(x):
        return np.linalg.nrom(x)

    with pytest.raises(AttributeError, match=r"module 'numpy.linalg' has no attribute 'nrom'") as caught:
        deeper(np.ones(3))
    assert str(caught.value).endswith("help: did you mean `np.linalg.norm`?")

    @njit
    def real(x):
        return np.packbits(x)

    with pytest.raises(errors.TypingError, match=r"`np.packbits` is not supported") as caught:
        real(np.ones((3, 3)))
    assert not isinstance(caught.value, AttributeError)
    assert (caught.value.diagnostic["module"], caught.value.diagnostic["name"]) == ("numpy", "packbits")


def test_no_more_signatures_than_given():
    @njit("float64(float64)")
    def half(x):
        return x / 2

    assert half(3) == 1.5
    with pytest.raises(TypeError, match=r"No matching definition for argument type\(s\) array") as caught:
        half(np.zeros(3))
    assert "half` is compiled for these types alone: (float64)" in caught.value.__notes__[0]
    with pytest.raises(RuntimeError, match="compilation disabled"):
        half.compile("complex128(complex128)")


@njit
def last_place(text, part):
    return text.rfind(part)


@njit
def second_item(items, value):
    items[1] = value
    return items


@njit
def real_of(z):
    return float(z)


@njit
def greater_of(a, b):
    return max(a, b)


@njit
def as_floats(a):
    return a.astype(np.float64)


@pytest.mark.parametrize(
    ("function", "arguments", "words"),
    [
        (real_of, (1j,), "`float` does not take a complex128"),
        (greater_of, (1j, 2), "`>` does not work on an int64 and a complex128"),
        (as_floats, (np.array([1j]),), "`astype` does not take a complex128"),
        (last_place, ("abc", None), "`str.rfind` does not work on these arguments: `str` does not take None"),
        (second_item, ([1, 2, 3], 7j), "a complex128 does not go into a list of int64"),
    ],
)
def test_argument_of_another_type_in_a_call_of_the_library(function, arguments, words):
    with pytest.raises(errors.TypingError, match=words):
        function(*arguments)


@pytest.mark.parametrize(
    ("call", "keyword"),
    [
        (lambda a: max(a, key=abs), "key"),
        (lambda a: min(a, default=0), "default"),
        (lambda a: list(zip(a, a, strict=True)), "strict"),
        (lambda a: np.array(a).reshape((1, 2), order="F"), "order"),
    ],
)
def test_a_keyword_that_kernels_do_not_know_is_never_left_out(call, keyword):
    with pytest.raises(errors.TypingError, match=f"has no parameter `{keyword}`"):
        njit(call)([1, 2])


@njit
def innermost(x):
    return x.foo + 1


@njit
def between(x, times=2):
    return innermost(x) * times


def test_an_error_in_a_called_function_shows_the_whole_way():
    @njit
    def outermost(x):
        return between(x, 3.5)

    with pytest.raises(errors.TypingError) as caught:
        outermost(1.0)
    lines = str(caught.value).splitlines()
    assert "a float64 has no attribute `foo`" in lines[1]
    assert [line.split(", called at")[0] for line in lines[-2:]] == [
        "  in `innermost(float64)`",
        "  in `between(float64, float64)`",
    ]
    assert lines[-2].endswith(": return innermost(x) * times")
    assert lines[-1].endswith(": return between(x, 3.5)")


@pytest.mark.parametrize(
    ("function", "argument", "words"),
    [
        (lambda a: a.shap, np.ones(3), "did you mean `shape`"),
        (lambda a: a.summ(), np.ones(3), "did you mean `sum`"),
        (lambda a: np.sum(a, axsi=0), np.ones((2, 3)), "did you mean `axis`"),
        (lambda a: [a].apend(a), 1, "did you mean `append`"),
        (lambda a: "abc".uper(), 1, "did you mean `upper`"),
        (lambda a: breakpoint(), 1, "NUMBA_DISABLE_JIT"),
    ],
)
def test_misspelt_names_and_what_python_alone_can_do(function, argument, words):
    with pytest.raises(errors.NumbaError, match=words):
        njit(function)(argument)


def test_keyword_only_parameters():
    assert kernel(2, shift=5) == 9
    assert kernel(2) == 4
    assert kernel(np.ones(2), 3, shift=0.5).tolist() == [3.5, 3.5]


def test_a_result_that_grows_with_each_call_is_no_type():
    @njit
    def chain(n):
        if n <= 0:
            return None
        return (n, chain(n - 1))

    with pytest.raises(errors.TypingError, match="grows with each call of itself"):
        chain(3)


@pytest.mark.parametrize(
    "kernel",
    [
        lambda dtype: np.zeros(2, dtype),
        lambda dtype: np.full(2, 1, dtype),
        lambda dtype: np.ones_like(np.zeros(2), dtype),
        lambda dtype: np.array([1, 2], dtype),
        lambda dtype: np.zeros(2).astype(dtype),
        lambda dtype: np.zeros(2).view(dtype),
    ],
)
def test_a_dtype_by_name_must_be_known(kernel):
    with pytest.raises(errors.TypingError, match="dtype is a string it must be a string constant"):
        njit(kernel)("int32")
    with pytest.raises(errors.TypingError, match="an int64 is not a type of array elements"):
        njit(kernel)(3)


def test_a_dtype_by_a_name_that_none_has():
    with pytest.raises(errors.TypingError, match="Invalid NumPy dtype specified: 'int33'"):
        njit(lambda: np.zeros(2, "int33"))()
    with pytest.raises(errors.TypingError, match="Invalid NumPy dtype specified: 'int33'"):
        njit(lambda: np.zeros(2).astype("int33"))()


@pytest.mark.parametrize(
    ("function", "arguments", "text"),
    [
        (lambda a: np.copy(a), ("abc",), 'The argument "a" must be array-like'),
        (lambda a: np.where(a, 1, 2), (None,), 'The argument "condition" must be array-like'),
        (lambda a: np.median(a), ("abc",), 'The argument "a" must be array-like'),
        (lambda a, axis: np.argmax(a, axis), (np.ones(2), "x"), "axis must be an integer"),
        (lambda a: heapq.heapify(a), ((1, 2),), "heap argument must be a list"),
        (lambda a: heapq.nlargest(2.5, a), ([1, 2],), "First argument 'n' must be an integer"),
    ],
)
def test_arguments_of_known_functions(function, arguments, text):
    with pytest.raises(errors.TypingError, match=text):
        njit(function)(*arguments)


@pytest.mark.parametrize(
    ("arguments", "keywords", "text"),
    [
        ((), {}, "not enough arguments: expected at least 2, got 0: missing a required argument: 'x'"),
        ((1, 2, 3, 4), {}, "too many arguments: expected 3, got 4: too many positional arguments"),
        ((1, 2), {"y": 3, "z": 4}, "too many arguments: expected 3, got 4: multiple values for argument 'y'"),
        ((), {"y": 3, "z": 4}, "missing argument 'x': missing a required argument: 'x'"),
        ((1,), {"w": 3}, r"f\(\): missing a required argument: 'y'"),
    ],
)
def test_calls_that_do_not_fit_the_parameters(arguments, keywords, text):
    @njit
    def f(x, y, z=3):
        return x

    with pytest.raises(TypeError, match=text):
        f(*arguments, **keywords)
