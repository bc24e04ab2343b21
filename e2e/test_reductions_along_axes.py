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


def same_as_numpy(call, a):
    names = {"np": np}
    exec(f"def f(a):\n    return {call}\n", names)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            expected = names["f"](a)
        except Exception as raised:
            with pytest.raises(type(raised)):
                njit(names["f"])(a)
            return
        result = njit(names["f"])(a)
    if isinstance(expected, np.ndarray):
        assert (result.dtype, result.shape) == (expected.dtype, expected.shape), call
    single = np.asarray(expected).dtype == np.float32
    np.testing.assert_allclose(result, expected, rtol=1e-5 if single or a.dtype == np.float32 else 1e-11)


@pytest.mark.parametrize("name", NAMES)
def test_along_axes(name):
    arrays = [*ARRAYS, TRUTHS] if name in ("sum", "prod", "mean", "any", "all", "min", "max") else ARRAYS
    for arguments in ARGUMENTS:
        for a in arrays:
            same_as_numpy(f"np.{name}({arguments})", a)


@pytest.mark.parametrize("name", NAMES)
def test_axes_that_are_not_there(name):
    for arguments in WRONG:
        same_as_numpy(f"np.{name}({arguments})", _numbers)


@pytest.mark.parametrize("call", OTHERS)
def test_what_else_takes_an_axis(call):
    same_as_numpy(call, _numbers)


def test_an_axis_may_be_known_at_run_time_only():
    for name in ("mean", "max", "median", "std"):
        names = {"np": np}
        exec(f"def f(a, axis):\n    return np.{name}(a, axis)\n", names)
        kernel = njit(names["f"])
        for axis in (0, 1, 2, -1, -3):
            np.testing.assert_allclose(kernel(_numbers, axis), names["f"](_numbers, axis), rtol=1e-12)
