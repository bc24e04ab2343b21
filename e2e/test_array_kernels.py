"""Small kernels on random arrays of many types, layouts and sizes give what Numba gives, to the bit."""

import zlib

import array_kernels
import numpy as np
import pytest
from answers import Answers

DTYPES = ["uint8", "int16", "int32", "int64", "uint64", "float32", "float64"]
GROUPS = {1: array_kernels.OneDimension, 2: array_kernels.TwoDimensions, 3: array_kernels.ThreeDimensions}
SIZES = {1: [(9,), (0,), (1,), (70,)], 2: [(4, 5), (0, 3), (1, 1), (3, 40)], 3: [(3, 4, 5), (2, 0, 3), (2, 2, 2)]}


def numbers(random, shape, dtype):
    """Small numbers, and now and then the extremes of the type."""
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        array = (random.normal(0, 10, shape)).astype(dtype)
        special = np.array([np.nan, np.inf, -np.inf, -0.0, 1e30], dtype)
    else:
        array = random.integers(0 if dtype.kind == "u" else -20, 20, shape).astype(dtype)
        # Numba computes uint64 with a signed type as int64 and then makes it float64; we compute float64, as NumPy.
        largest = np.iinfo(dtype).max if dtype != np.uint64 else 2**40
        special = np.array([np.iinfo(dtype).min, largest], dtype)
    where = random.random(shape) < 0.08
    array[where] = random.choice(special, where.sum())
    return array


def finite(array):
    """The same without what a conversion to an integer is undefined for."""
    return np.nan_to_num(array, nan=3, posinf=5, neginf=-5) % 100 if array.dtype.kind == "f" else array


def laid_out(random, shape, dtype, layout):
    """A new array: contiguous, in Fortran's order, or a view with steps, negative ones too."""
    if layout == "C":
        return numbers(random, shape, dtype)
    if layout == "F":
        return np.asfortranarray(numbers(random, shape, dtype))
    wide = numbers(random, tuple(2 * n + 1 for n in shape), dtype)
    steps = tuple(slice(None, None, -2) if random.random() < 0.5 else slice(1, None, 2) for _ in shape)
    return wide[steps][tuple(slice(0, n) for n in shape)]


def seeded(*words):
    return np.random.default_rng(zlib.crc32(" ".join(map(str, words)).encode()))


@pytest.fixture(scope="module")
def answers(request):
    kept = Answers("array_kernels", request.config.getoption("--update-answers"))
    yield kept
    kept.save()


def check(answers, name, function, key, calls):
    import jaculus

    def numbas():
        import numba

        return numba.njit(function)

    answers.check(f"{name} {key}", jaculus.njit(function), numbas, calls)


UNARY = [
    pytest.param(rank, name, function, id=f"{rank}d-{name}")
    for rank, group in GROUPS.items()
    for name, function in array_kernels.kernels(group).items()
]
ARITHMETIC = {"added", "subtracted", "multiplied", "floor_divided", "remainder", "with_item"}
CONVERTS = {"as_types", "filled_rows", "written_through_view"}


@pytest.mark.parametrize(("rank", "name", "function"), UNARY)
def test_one_array(rank, name, function, answers):
    layouts = "CA" if rank == 1 else "CFA"
    for layout in layouts:
        # All types for contiguous arrays, a few for the others: Numba needs 0.4 s for each.
        for dtype in DTYPES if layout == "C" else ["float64", DTYPES[zlib.crc32(name.encode()) % 6]]:
            calls = []
            for shape in SIZES[rank]:

                def call(shape=shape, layout=layout, dtype=dtype):
                    array = laid_out(seeded(name, dtype, layout, shape), shape, dtype, layout)
                    return (finite(array) if name in CONVERTS else array,)

                calls.append(call)
            check(answers, name, function, f"{rank}d {layout} {dtype}", calls)


@pytest.mark.parametrize(("name", "function"), array_kernels.kernels(array_kernels.TwoArrays).items())
def test_two_arrays(name, function, answers):
    for first in DTYPES:
        for second in DTYPES:
            if (
                name in ARITHMETIC
                and "uint64" in (first, second)
                and "i" in (np.dtype(first).kind, np.dtype(second).kind)
            ):
                continue  # the same: Numba gives 0 for a division by 0 there, and wraps around; we and NumPy do not
            if name not in ("added", "divided") and (DTYPES.index(first) + DTYPES.index(second)) % 3:
                continue  # a third of the pairs, for those whose rule is the same
            calls = []
            for shape in SIZES[1]:

                def call(shape=shape, first=first, second=second):
                    random = seeded(name, first, second, shape)
                    arrays = (numbers(random, shape, first), numbers(random, shape, second))
                    return tuple(map(finite, arrays)) if name.startswith("stored") else arrays

                calls.append(call)
            check(answers, name, function, f"{first} {second}", calls)
