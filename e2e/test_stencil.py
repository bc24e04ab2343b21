"""Stencils against loops of Python's: called from Python, in kernels, in parallel ones; borders, wrong use."""

import numpy as np
import pytest

from jaculus.numba import errors, njit, stencil

REACH = 2
WEIGHTS = np.array([0.5, 1.0, 2.0])


def cross(a):
    return 0.25 * (
        a[0, 1] + a[1, 0]
        + a[0,
            -1] + a[-1, 0]
    )  # fmt: skip


def behind(a):
    far = -REACH
    return a[far] - a[0]


def ahead(a):
    return a[1] > a[0]


def both(a, b):
    return a[0, -1, 0] * 2 + b[1, 0, 1]


def mean(a, n):
    total = 0.0
    for i in range(-n, n + 1):
        total += a[i]
    return total / (2 * n + 1)


def weighted(a, w):
    total = 0.0
    for i in range(-1, 2):
        if i > -2:
            total += a[i] * w[i + 1]
    return total


def window(a):
    return a[-1:2].max() - a[0]


def tuples(a):
    here = (0, 1)
    return a[here] + a[1, 0]


# What is called, options, arguments, and how far it reaches on each side of each axis.
CASES = {
    "cross": (cross, {}, [np.arange(42.0).reshape(6, 7)], [(1, 1), (1, 1)]),
    "of integers": (cross, {"cval": -1.5}, [np.arange(42).reshape(6, 7)], [(1, 1), (1, 1)]),
    "fortran": (cross, {}, [np.asfortranarray(np.arange(42.0).reshape(6, 7))], [(1, 1), (1, 1)]),
    "strided": (cross, {}, [np.arange(168.0).reshape(12, 14)[::2, ::-2]], [(1, 1), (1, 1)]),
    "too small": (cross, {"cval": 7}, [np.ones((2, 1))], [(1, 1), (1, 1)]),
    "empty": (cross, {}, [np.ones((0, 3))], [(1, 1), (1, 1)]),
    "a global": (behind, {"cval": 9}, [np.arange(9, dtype=np.int16)], [(REACH, 0)]),
    "bools": (ahead, {"cval": True}, [np.array([3.0, 1.0, 2.0])], [(0, 1)]),
    "complex": (behind, {"cval": 1j}, [np.arange(5) * 1j], [(REACH, 0)]),
    "two arrays": (both, {}, [np.random.rand(4, 5, 6), np.random.rand(4, 6, 6)], [(0, 1), (1, 0), (0, 1)]),
    "neighborhood": (mean, {"neighborhood": ((-2, 2),)}, [np.arange(9.0) ** 2, 2], [(2, 2)]),
    "one side": (mean, {"neighborhood": ((-3, 1),)}, [np.arange(9.0), 1], [(3, 1)]),
    "standard": (weighted, {"neighborhood": ((-1, 1),), "standard_indexing": "w"}, [np.arange(6.0), WEIGHTS], [(1, 1)]),
    "slices": (window, {"neighborhood": ((-1, 1),)}, [np.random.rand(9)], [(1, 1)]),
    "a tuple's name": (tuples, {}, [np.random.rand(4, 5)], [(0, 1), (0, 1)]),
    "times": (ahead, {}, [np.array(["2020-01-01", "2019-01-01"], "M8[D]")], [(0, 1)]),
}


class Relative:
    """An array whose indices count from an element."""

    def __init__(self, array, at):
        self.array, self.at = array, at

    def __getitem__(self, index):
        index = index if isinstance(index, tuple) else (index,)
        moved = [
            slice(one.start + at, one.stop + at) if isinstance(one, slice) else one + at
            for one, at in zip(index, self.at, strict=True)
        ]
        return self.array[tuple(moved)]


def expected(function, options, arguments, reach, dtype):
    first, standard = arguments[0], options.get("standard_indexing", ())
    names = function.__code__.co_varnames
    found = np.full(first.shape, options.get("cval", 0), dtype)
    spans = [range(low, size - high) for size, (low, high) in zip(first.shape, reach, strict=True)]
    for at in np.ndindex(*map(len, spans)):
        at = tuple(span[i] for span, i in zip(spans, at, strict=True))
        given = [
            Relative(one, at) if isinstance(one, np.ndarray) and name not in standard else one
            for name, one in zip(names, arguments, strict=False)
        ]
        found[at] = function(*given)
    return found


@pytest.mark.parametrize("case", CASES)
def test_stencil(case):
    function, options, arguments, reach = CASES[case]
    made = stencil(function, **options)
    called = njit(lambda *given: made(*given))
    parallel = njit(parallel=True)(called.py_func)
    found = made(*arguments)
    wanted = expected(function, options, arguments, reach, found.dtype)
    for one in (found, called(*arguments), parallel(*arguments)):
        assert one.dtype == found.dtype
        np.testing.assert_allclose(one, wanted) if wanted.dtype.kind in "fc" else np.testing.assert_equal(one, wanted)


@pytest.mark.parametrize("options", [{}, {"cval": 4}])
def test_out_keeps_its_border_unless_there_is_a_value_for_it(options):
    a, made = np.arange(30.0).reshape(5, 6), stencil(cross, **options)

    @njit
    def kernel(a, out):
        made(a, out=out)

    wanted = expected(cross, {"cval": options.get("cval", 77)}, [a], [(1, 1), (1, 1)], np.int32)
    first, second = np.full((5, 6), 77, np.int32), np.full((5, 6), 77, np.int32)
    assert made(a, out=first) is first
    kernel(a, second)
    np.testing.assert_array_equal(first, wanted)
    np.testing.assert_array_equal(second, wanted)


def test_what_the_result_holds_is_what_the_kernel_returns():
    for dtype in (np.int8, np.float32, np.complex64, bool):
        a = np.ones(4, dtype)
        assert stencil(lambda a: a[0])(a).dtype == dtype
    assert stencil(lambda a: a[0] / 2)(np.ones(3, int)).dtype == np.float64


def test_it_decorates_also_with_a_mode_and_options():
    @stencil("constant", cval=3)
    def moved(a):
        """Moves."""
        return a[-1]

    factor = 2

    @stencil
    def scaled(a):
        return a[0] * factor

    assert list(moved(np.arange(4))) == [3, 0, 1, 2]
    assert (moved.__name__, moved.__doc__) == ("moved", "Moves.")
    assert list(scaled(np.arange(3))) == [0, 2, 4]


def test_an_error_has_the_line_of_the_stencils_kernel():
    @stencil
    def wrong(a):
        return a[0].no_such_thing

    with pytest.raises(errors.TypingError, match=r"no_such_thing(?s:.*)test_stencil.py:\d+"):
        wrong(np.ones(3))


def stores(a):
    a[0] = 1
    return a[0]


def nothing(a):
    return 1


def unknown(a, n):
    return a[n]


@pytest.mark.parametrize(
    ("function", "options", "arguments", "words"),
    [
        (cross, {"neighborhood": ((-1, 1),)}, [np.ones((3, 3))], "1 dimensional neighborhood specified for 2 dim"),
        (cross, {}, [np.ones(3)], "does not match array dimensionality"),
        (cross, {}, [3.0], "must be the primary input array"),
        (behind, {}, [np.ones((3, 3))], "does not match array dimensionality"),
        (stores, {}, [np.ones(3)], "Assignments to arrays passed"),
        (nothing, {}, [np.ones(3)], "no accesses to relatively indexed"),
        (unknown, {}, [np.ones(3), 1], "not constant, 'neighborhood' option required"),
        (weighted, {"standard_indexing": "a"}, [np.ones(3), WEIGHTS], "must use relative indexing"),
        (weighted, {"standard_indexing": "q"}, [np.ones(3), WEIGHTS], "not present in the stencil kernel"),
        (lambda a: a[0:2], {"neighborhood": ((0, 1),)}, [np.ones(3)], "must return a scalar"),
        (lambda a: a[0.5], {}, [np.ones(3)], "Non-tuple or non-integer"),
        (lambda a, out: a[0], {}, [np.ones(3), 1], "reserved word 'out'"),
        (ahead, {"cval": 1j}, [np.ones(3)], "cval type does not match"),
        (ahead, {}, [np.ones(3), 4], "takes 1 arguments, not 2"),
    ],
)
def test_wrong_use(function, options, arguments, words):
    made = stencil(function, **options)
    with pytest.raises(errors.NumbaValueError, match=words):
        made(*arguments)
    with pytest.raises(errors.TypingError, match=words):
        njit(lambda *given: made(*given))(*arguments)


def test_wrong_options_and_sizes():
    with pytest.raises(errors.NumbaValueError, match="Unknown stencil option border"):
        stencil(cross, border=3)
    with pytest.raises(errors.NumbaValueError, match="Unsupported mode style wrap"):
        stencil("wrap")
    with pytest.raises(TypeError, match="Python function"):
        stencil(3)
    made = stencil(both)
    with pytest.raises(ValueError, match="smaller the same dimension"):
        made(np.ones((3, 3, 3)), np.ones((3, 3, 2)))
    with pytest.raises(errors.NumbaValueError, match="same number"):
        made(np.ones((3, 3, 3)), np.ones((3, 3)))
