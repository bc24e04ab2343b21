"""NumPy's functions in kernels, those that are written in Python in the library: the same as in NumPy."""

import importlib.util
import pathlib

import numpy as np
import pytest

from jaculus import njit

_SPEC = importlib.util.spec_from_file_location(
    "calls", pathlib.Path(__file__).parents[1] / "library/src/test/python/calls.py"
)
_CALLS = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_CALLS)


@pytest.mark.parametrize("call", _CALLS.CALLS)
def test_kernel_gives_what_numpy_gives(call, tmp_path):
    file = tmp_path / "kernel.py"
    file.write_text(f"def kernel({', '.join(_CALLS.ARGUMENTS)}):\n    return {call}\n")
    names = {"np": np}
    exec(compile(file.read_text(), file, "exec"), names)
    expected = names["kernel"](*_CALLS.ARGUMENTS.values())
    result = njit(names["kernel"])(*_CALLS.ARGUMENTS.values())
    if not isinstance(expected, tuple):
        expected, result = (expected,), (result,)
    assert len(result) == len(expected)
    for ours, numpys in zip(result, expected, strict=True):
        np.testing.assert_allclose(ours, numpys, rtol=1e-12)
        assert np.asarray(ours).dtype == np.asarray(numpys).dtype
        assert np.shape(ours) == np.shape(numpys)
