"""np.fft in kernels gives what NumPy gives, by whose own loops: over types, lengths, axes, norms and layouts."""

import numpy as np
import pytest

from jaculus import njit, prange
from jaculus.errors import TypingError

_rng = np.random.default_rng(0)
_real = _rng.normal(size=(3, 4, 5))
ARRAYS = {
    "float64": _real,
    "float32": _real.astype(np.float32),
    "int32": (_real * 10).astype(np.int32),
    "bool": _real > 0,
    "complex128": _real + 1j * _rng.normal(size=(3, 4, 5)),
    "complex64": (_real - 2j * _real).astype(np.complex64),
}
OF_COMPLEX = ["fft", "ifft", "irfft", "hfft"]
OF_REAL = ["rfft", "ihfft"]
OF_SEVERAL = ["fftn", "ifftn", "rfftn", "irfftn", "fft2", "ifft2", "rfft2", "irfft2"]


def same(ours, numpys):
    assert (ours.dtype, ours.shape) == (numpys.dtype, numpys.shape)
    single = numpys.dtype in (np.float32, np.complex64)
    np.testing.assert_allclose(ours, numpys, rtol=1e-5 if single else 1e-13, atol=1e-5 if single else 1e-13)


def compiled(call, parameters):
    names = {"np": np}
    exec(f"def f({parameters}):\n    return np.fft.{call}\n", names)
    return names["f"], njit(names["f"])


@pytest.mark.parametrize("name", OF_COMPLEX + OF_REAL)
def test_along_one_axis(name):
    python, kernel = compiled(f"{name}(a, n, axis, norm)", "a, n, axis, norm")
    for kind in ("float64", "complex128", "float32") if name in OF_COMPLEX else ("float64", "float32"):
        for n, axis, norm in (
            (4, 0, "ortho"),
            (3, 1, "forward"),
            (7, -1, "backward"),
            (1, 2, "ortho"),
            (8, -3, "forward"),
        ):
            same(kernel(ARRAYS[kind], n, axis, norm), python(ARRAYS[kind], n, axis, norm))


@pytest.mark.parametrize("name", OF_COMPLEX + OF_REAL)
def test_of_all_types_and_layouts(name):
    python, kernel = compiled(f"{name}(a)", "a")
    for kind, a in ARRAYS.items():
        if not (kind.startswith("complex") and name in OF_REAL):
            same(kernel(a), python(a))
    for a in (_real[0, 0], _real.T, _real[:, ::2, ::-1], np.asfortranarray(_real[0]), _real[:0], _real[1, 1, 2:4]):
        same(kernel(a), python(a))


@pytest.mark.parametrize("name", OF_SEVERAL)
def test_along_several_axes(name):
    a = ARRAYS["float64"]
    for call in (f"{name}(a)", f"{name}(a, axes=(0, 2))", f'{name}(a, (4, 6), (-1, 0), "ortho")'):
        python, kernel = compiled(call, "a")
        same(kernel(a), python(a))
    python, kernel = compiled(f"{name}(a, s=s, axes=(1, 2))", "a, s")
    for kind in ("complex64", "int32"):
        if not (kind.startswith("complex") and name.startswith("r")):
            same(kernel(ARRAYS[kind], (3, 8)), python(ARRAYS[kind], (3, 8)))


@pytest.mark.parametrize(
    "call",
    ["fftfreq(7)", "fftfreq(8, 0.1)", "rfftfreq(7)", "rfftfreq(8, d=0.3)", "fftshift(a)", "ifftshift(a)",
     "fftshift(a, 1)", "ifftshift(a, axes=(0, -1))", "fftshift(np.arange(5))", "fft([1, 2, 3])", "rfft((1.0, 2.0))",
     "irfft(np.fft.rfft(a, axis=1), axis=1)"],
)  # fmt: skip
def test_frequencies_shifts_and_sequences(call):
    python, kernel = compiled(call, "a")
    for a in (_real, _real[::-1, :3]):
        same(kernel(a), python(a))


BAD = [
    "fft(a, 0)", "fft(a, -1)", "fft(a[:, :, :0])", "rfft(a, 0)", "irfft(a[:, :, :1])", 'fft(a, norm="x")',
    'irfft(a, norm="x")', "fft(a, axis=3)", "rfft(a, axis=-4)", "fftn(a, axes=(0, 5))",
    "rfftn(a, axes=())", "fftshift(a, 3)",
]  # fmt: skip


@pytest.mark.parametrize("call", BAD)
def test_bad_arguments_raise_what_numpy_raises(call):
    python, kernel = compiled(call, "a")
    with pytest.raises(Exception) as expected:
        python(_real)
    with pytest.raises(expected.type) as raised:
        kernel(_real)
    if "number of FFT" in str(expected.value):
        assert str(raised.value) == str(expected.value)


def test_what_is_no_array_of_reals_is_refused_in_words():
    with pytest.raises(TypingError, match="it takes real numbers"):
        njit(lambda a: np.fft.rfft(a))(ARRAYS["complex128"])
    with pytest.raises(TypingError, match="different lengths"):
        njit(lambda a: np.fft.fftn(a, (2, 2), (0,)))(_real)
    with pytest.raises(TypingError, match="an array with an axis"):
        njit(lambda a: np.fft.fft(a))(np.array(1.0))


def test_many_transforms_in_parallel_and_large_ones():
    @njit(parallel=True)
    def spectra(a):
        found = np.empty((a.shape[0], a.shape[1] // 2 + 1))
        for i in prange(a.shape[0]):
            found[i] = np.abs(np.fft.rfft(a[i])) ** 2
        return found

    a = _rng.normal(size=(40, 1021))
    np.testing.assert_allclose(spectra(a), np.abs(np.fft.rfft(a)) ** 2, rtol=1e-12)
    large = _rng.normal(size=1 << 16)
    np.testing.assert_allclose(njit(lambda a: np.fft.ifft(np.fft.fft(a)))(large).real, large, atol=1e-12)
