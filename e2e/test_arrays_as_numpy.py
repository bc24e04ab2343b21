"""Kernels on arrays that hypothesis makes give what the same functions give with NumPy, for any strides and values."""

import warnings

import array_kernels
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import jaculus

KERNELS = [
    (rank, name, jaculus.njit(getattr(group, name)))
    for rank, group, names in (
        (
            1,
            array_kernels.OneDimension,
            "total positions last_items backwards every_other clamped_slices backwards_slices neighbours linear halves "
            "polynomial negative written_through_view assigned_slices overlapping overlapping_backwards "
            "augmented_array made compared sorted_by_insertion shape_of",
        ),
        (
            2,
            array_kernels.TwoDimensions,
            "total total_of_rows rows_and_columns chained backwards part stencil broadcast_row broadcast_column "
            "expression written_through_rows same_layout",
        ),
        (3, array_kernels.ThreeDimensions, "largest_of_last planes corner"),
    )
    for name in names.split()
]


@st.composite
def arrays(draw, rank):
    """An array of float64 or int64: a view with steps, some negative, and with axes in any order."""
    shape = draw(hnp.array_shapes(min_dims=rank, max_dims=rank, min_side=0, max_side=6))
    dtype = draw(st.sampled_from([np.float64, np.int64]))
    elements = st.integers(-1000, 1000) if dtype is np.int64 else st.floats(width=64)
    array = draw(hnp.arrays(dtype, shape, elements=elements))
    steps = [draw(st.sampled_from([1, 1, 2, -1, -2])) for _ in range(rank)]
    axes = draw(st.permutations(range(rank)))
    return array[tuple(slice(None, None, step) for step in steps)].transpose(axes)


@pytest.mark.parametrize(("rank", "name", "kernel"), KERNELS, ids=[f"{rank}d-{name}" for rank, name, _ in KERNELS])
def test_as_numpy(rank, name, kernel, request):
    examples = 400 if request.config.getoption("--slow") else 25

    @settings(max_examples=examples, deadline=None, database=None)
    @given(arrays(rank))
    def check(array):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            expected = kernel.py_func(array)
        equal(kernel(array), expected)

    check()


def equal(found, expected):
    if isinstance(expected, tuple):
        assert len(found) == len(expected)
        for ours, theirs in zip(found, expected, strict=True):
            equal(ours, theirs)
    elif isinstance(expected, np.ndarray):
        assert found.dtype == expected.dtype
        np.testing.assert_array_equal(found, expected)
    else:
        assert found == expected or (np.isnan(found) and np.isnan(expected))
