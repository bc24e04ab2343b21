"""Reductions along one axis, several or all, with keepdims, out, dtype and ddof; and what else takes an axis."""

import warnings

import numpy as np
import pytest

from jaculus import njit

_NAMES = """
sum prod mean var std any all min max ptp median nansum nanprod nanmean nanvar nanstd nanmin nanmax nanmedian
"""
NAMES = _NAMES.split()
ARGUMENTS = [
    "a, axis=0", "a, 1", "a, axis=-1, keepdims=True", "a, axis=(0, 2)", "a, axis=(0, -1), keepdims=True",
    "a, axis=(2, 1, 0)", "a, keepdims=True",
]  # fmt: skip
WRONG = ["a, 3", "a, axis=-4", "a, axis=(0, 0)", "a, axis=(1, 5)"]

_numbers = np.random.default_rng(0).normal(size=(2, 3, 4))
_with_nan = _numbers.copy()
_with_nan[0, 1, 2] = np.nan
ARRAYS = [_numbers, _numbers.astype(np.float32), (_numbers * 10).astype(np.int32), _with_nan, _numbers[::-1, :, ::2]]
TRUTHS = _numbers > 0

OTHERS = """
np.var(a, 0, ddof=1)
np.std(a, ddof=1)
np.std(a, axis=1, ddof=2, keepdims=True)
np.mean(a, 1, out=np.zeros((2, 4)))
np.max(a, 0, out=np.zeros((3, 4)))
np.nanstd(a, ddof=1)
np.nanvar(a, 1, ddof=1)
np.sum(a, 0, out=np.zeros((3, 4)))
np.mean(a, 0, np.float32)
np.prod(a, dtype=np.float32, axis=1)
a.mean(0)
a.std(axis=1)
a.max(axis=(0, 1), keepdims=True)
a.sum(keepdims=True)
a.any(axis=0)
a.all(1)
a.prod(2)
np.flip(a, 0)
np.flip(a, -1)
np.flip(a, (0, 2))
np.roll(a, 1, 0)
np.roll(a, -2, axis=-1)
np.roll(a, (1, 2), (0, 1))
np.roll(a, 1, axis=(0, 1))
np.repeat(a, 2, axis=1)
np.repeat(a, np.array([1, 0, 2]), 1)
np.repeat(a, 2, 3)
np.diff(a, axis=0)
np.diff(a, 2, 1)
np.diff(a, 1, 5)
np.average(a, 0)
np.average(a, 1, np.arange(3.0))
np.average(a, axis=-1, weights=np.arange(4.0))
np.average(a, 0, a * a)
np.average(a, 1, np.zeros(3))
np.average(a, 1, np.zeros(2))
np.linalg.norm(a, axis=0)
np.linalg.norm(a, 1, axis=1)
np.linalg.norm(a, None, 2, True)
np.linalg.norm(a, axis=(0, 1))
np.linalg.norm(a, np.inf, (1, 2))
np.linalg.norm(a, 2, axis=(0, 2), keepdims=True)
np.linalg.norm(a)
np.linalg.norm(a, keepdims=True)
np.linalg.norm(a[0], keepdims=True)
np.linalg.norm(a[0], 1, axis=(1, 0))
np.linalg.norm(a, axis=4)
np.mean(a[:, :0], 1)
np.max(a[:, :0], 1)
np.max(a[:, :0], 0)
np.sum(a[0, 0], axis=0)
np.median(a[0, 0], axis=0)
""".strip().splitlines()


def function(parameters, body):
    names = {"np": np}
    exec(f"def f({parameters}):\n{body}", names)
    return names["f"]


def outcome(f, *arguments):
    """What it gives, or the class of what it raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return f(*arguments)
        except Exception as raised:
            return type(raised)


def together(calls):
    """One kernel of several calls: to compile it costs little more than to compile one of them."""
    return function("a", f"    return {', '.join(calls)},\n")


def compare(calls, kernel, python, a):
    for call, result, expected in zip(calls, kernel(a), outcome(python, a), strict=True):
        if isinstance(expected, np.ndarray):
            assert (result.dtype, result.shape) == (expected.dtype, expected.shape), call
        single = np.asarray(expected).dtype == np.float32 or a.dtype == np.float32
        np.testing.assert_allclose(result, expected, rtol=1e-5 if single else 1e-11, err_msg=call)


@pytest.mark.parametrize("name", NAMES)
def test_along_axes(name, request):
    """All arguments for float64; of each other array two of them, others for each function; with --slow all."""
    arrays = [*ARRAYS, TRUTHS] if name in ("sum", "prod", "mean", "any", "all", "min", "max") else ARRAYS
    for number, a in enumerate(arrays):
        first = NAMES.index(name) + 2 * number
        every = a is _numbers or request.config.getoption("--slow")
        some = ARGUMENTS if every else [ARGUMENTS[(first + k) % len(ARGUMENTS)] for k in range(2)]
        calls = [f"np.{name}({arguments})" for arguments in some]
        compare(calls, njit(together(calls)), together(calls), a)


def raises(calls, a):
    """One kernel in which a number says which call is made: it raises what Python does."""
    body = "".join(f"    if which == {number}:\n        {call}\n" for number, call in enumerate(calls))
    python = function("a, which", body + "    return 0\n")
    kernel = njit(python)
    for number, call in enumerate(calls):
        expected = outcome(python, a, number)
        assert isinstance(expected, type), call
        found = outcome(kernel, a, number)
        assert isinstance(found, type), f"{call} gives {found}"
        assert issubclass(found, expected), call


@pytest.mark.parametrize("name", NAMES)
def test_axes_that_are_not_there(name):
    raises([f"np.{name}({arguments})" for arguments in WRONG], _numbers)


def test_what_else_takes_an_axis():
    calls = [call for call in OTHERS if not isinstance(outcome(together([call]), _numbers), type)]
    assert len(calls) > 40
    for start in range(0, len(calls), 8):
        some = calls[start : start + 8]
        compare(some, njit(together(some)), together(some), _numbers)


def test_what_else_raises_along_an_axis():
    raises([call for call in OTHERS if isinstance(outcome(together([call]), _numbers), type)], _numbers)


def test_an_axis_may_be_known_at_run_time_only():
    names = ("mean", "max", "median", "std")
    python = function("a, axis", f"    return {', '.join(f'np.{name}(a, axis)' for name in names)}\n")
    kernel = njit(python)
    for axis in (0, 1, 2, -1, -3):
        for found, expected in zip(kernel(_numbers, axis), python(_numbers, axis), strict=True):
            np.testing.assert_allclose(found, expected, rtol=1e-12)
