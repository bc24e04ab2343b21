"""np.fft by the loops of NumPy's own numpy.fft._pocketfft_umath, which each process has: `rfft_n_even` and the others are its ufuncs.

A loop transforms many vectors: it pads or cuts each, and takes any strides.
"""

import numpy as np

from . import intrinsics
from .axes import product, with_axis
from .declare import numpy_function
from .manipulation import roll


def _shape(shape, axis, length):
    return shape[:axis] + (length,) + shape[axis + 1 :]


def _complex(a):
    """C-ordered complex numbers; float32 gives complex64."""
    if a.dtype == np.complex128:
        return np.ascontiguousarray(a)
    if a.dtype == np.complex64:
        return np.ascontiguousarray(a)
    if a.dtype == np.float32:
        return np.ascontiguousarray(a).astype(np.complex64)
    return np.ascontiguousarray(a).astype(np.complex128)


def _real(a):
    """C-ordered real numbers."""
    if intrinsics.dtype_kind(a) == "c":
        intrinsics.refuse("it takes real numbers: pass a.real")
    if a.dtype == np.float32:
        return np.ascontiguousarray(a)
    if a.dtype == np.float64:
        return np.ascontiguousarray(a)
    return np.ascontiguousarray(a).astype(np.float64)


def _new_complex(shape, x):
    if x.dtype == np.float32:
        return np.empty(shape, np.complex64)
    return np.empty(shape, np.complex128)


def _new_real(shape, x):
    if x.dtype == np.complex64:
        return np.empty(shape, np.float32)
    return np.empty(shape, np.float64)


def _array(a):
    x = np.asarray(a)
    if x.ndim == 0:
        intrinsics.refuse("it takes an array with an axis")
    return x


def _points(n):
    if n < 1:
        _no_points(n)
    return n


def _no_points(n):
    raise ValueError("Invalid number of FFT data points (" + str(n) + ") specified.")


def _scale(norm, n, forward):
    """What the result is multiplied by."""
    if norm is None:
        return 1.0 if forward else 1.0 / n
    if norm == "ortho":
        return 1.0 / np.sqrt(np.float64(n))
    if norm == "backward":
        return 1.0 if forward else 1.0 / n
    if norm == "forward":
        return 1.0 / n if forward else 1.0
    _no_norm(norm)
    return 1.0


def _no_norm(norm):
    raise ValueError("Invalid norm value " + norm + '; should be "backward", "ortho" or "forward".')


def _factor(x, n, norm, forward):
    """The scale in an array of the type that the loops want; for float32 its root is one of float32."""
    scale = _scale(norm, n, forward)
    if x.dtype == np.float32:
        return _single_factor(scale, n, norm)
    if x.dtype == np.complex64:
        return _single_factor(scale, n, norm)
    return np.full(1, scale)


def _single_factor(scale, n, norm):
    factor = np.empty(1, np.float32)
    factor[0] = np.float32(1) / np.sqrt(np.float32(n)) if norm == "ortho" else np.float32(scale)
    return factor


def _transform(double, double_data, single, single_data, x, result, axis, factor):
    """Runs a loop along an axis of C-ordered arrays: over the axes behind it at once, over those before it one after the other."""
    before, behind = product(x.shape[:axis]), product(x.shape[axis + 1 :])
    many, x_each, result_each = behind, x.itemsize, result.itemsize
    if behind == 1:
        many, x_each, result_each = before, x.itemsize * x.shape[axis], result.itemsize * result.shape[axis]
        before = 1
    places = np.empty(3, np.int64)
    lengths = np.array([many, x.shape[axis], result.shape[axis]])
    steps = np.array([x_each, 0, result_each, x.itemsize * behind, result.itemsize * behind])
    for i in range(before):
        places[0] = x.ctypes.data + i * x.itemsize * behind * x.shape[axis]
        places[1] = factor.ctypes.data
        places[2] = result.ctypes.data + i * result.itemsize * behind * result.shape[axis]
        # The arrays themselves are passed behind what the loops take: so they live as long.
        if factor.dtype == np.float32:
            data = intrinsics.address(single_data)
            intrinsics.foreign(single, "none", places, lengths, steps, data, x, factor, result)
        else:
            data = intrinsics.address(double_data)
            intrinsics.foreign(double, "none", places, lengths, steps, data, x, factor, result)
    return result


def _forward(x, n, axis, norm):
    result = np.empty(_shape(x.shape, axis, n), x.dtype)
    factor = _factor(x, n, norm, True)
    return _transform(
        "numpy.fft:fft:0", "numpy.fft:fft:0:data", "numpy.fft:fft:1", "numpy.fft:fft:1:data", x, result, axis, factor
    )


def _backward(x, n, axis, norm):
    result = np.empty(_shape(x.shape, axis, n), x.dtype)
    factor = _factor(x, n, norm, False)
    return _transform(
        "numpy.fft:ifft:0", "numpy.fft:ifft:0:data", "numpy.fft:ifft:1", "numpy.fft:ifft:1:data", x, result, axis, factor
    )


def _half(x, n, axis, norm, forward):
    result = _new_complex(_shape(x.shape, axis, n // 2 + 1), x)
    factor = _factor(x, n, norm, forward)
    if n % 2 == 0:
        return _transform(
            "numpy.fft:rfft_n_even:0",
            "numpy.fft:rfft_n_even:0:data",
            "numpy.fft:rfft_n_even:1",
            "numpy.fft:rfft_n_even:1:data",
            x,
            result,
            axis,
            factor,
        )
    return _transform(
        "numpy.fft:rfft_n_odd:0",
        "numpy.fft:rfft_n_odd:0:data",
        "numpy.fft:rfft_n_odd:1",
        "numpy.fft:rfft_n_odd:1:data",
        x,
        result,
        axis,
        factor,
    )


def _whole(x, n, axis, norm, forward):
    result = _new_real(_shape(x.shape, axis, n), x)
    factor = _factor(x, n, norm, forward)
    return _transform(
        "numpy.fft:irfft:0",
        "numpy.fft:irfft:0:data",
        "numpy.fft:irfft:1",
        "numpy.fft:irfft:1:data",
        x,
        result,
        axis,
        factor,
    )


@numpy_function(np.fft.fft)
def fft(a, n=None, axis=-1, norm=None):
    """The discrete Fourier transform along an axis."""
    x = _complex(_array(a))
    return with_axis(lambda k: _forward(x, _points(x.shape[k] if n is None else n), k, norm), axis, x.ndim)


@numpy_function(np.fft.ifft)
def ifft(a, n=None, axis=-1, norm=None):
    """The inverse of fft."""
    x = _complex(_array(a))
    return with_axis(lambda k: _backward(x, _points(x.shape[k] if n is None else n), k, norm), axis, x.ndim)


@numpy_function(np.fft.rfft)
def rfft(a, n=None, axis=-1, norm=None):
    """The transform of real numbers: its first half."""
    x = _real(_array(a))
    return with_axis(lambda k: _half(x, _points(x.shape[k] if n is None else n), k, norm, True), axis, x.ndim)


@numpy_function(np.fft.irfft)
def irfft(a, n=None, axis=-1, norm=None):
    """The inverse of rfft: n real numbers, twice as many less two as there are."""
    x = _complex(_array(a))
    return with_axis(
        lambda k: _whole(x, _points((x.shape[k] - 1) * 2 if n is None else n), k, norm, False), axis, x.ndim
    )


@numpy_function(np.fft.hfft)
def hfft(a, n=None, axis=-1, norm=None):
    """The transform of what is Hermitian: real numbers."""
    x = np.conj(_complex(_array(a)))
    return with_axis(
        lambda k: _whole(x, _points((x.shape[k] - 1) * 2 if n is None else n), k, norm, True), axis, x.ndim
    )


@numpy_function(np.fft.ihfft)
def ihfft(a, n=None, axis=-1, norm=None):
    """The inverse of hfft."""
    x = _real(_array(a))
    half = with_axis(lambda k: _half(x, _points(x.shape[k] if n is None else n), k, norm, False), axis, x.ndim)
    return np.conj(half)


# Along several axes.


def _all_axes(ndim):
    if ndim == 0:
        return ()
    return _all_axes(ndim - 1) + (ndim - 1,)


def _axes(a, s, axes):
    """The axes of a transform along several: all, or the last ones where lengths are given."""
    if axes is None:
        if s is None:
            return _all_axes(a.ndim)
        if len(s) > a.ndim:
            intrinsics.refuse("there are more lengths than axes")
        return _all_axes(a.ndim)[a.ndim - len(s) :]
    if s is not None:
        if len(s) != len(axes):
            intrinsics.refuse("Shape and axes have different lengths.")
    return axes


def _length(a, s, at, axis):
    """How many points an axis gets."""
    if s is None:
        return a.shape[axis]
    return a.shape[axis] if s[at] == -1 else s[at]


def _last(a, s, axes):
    return _length(a, s, -1, axes[-1])


def _shorter(s):
    if s is None:
        return None
    return s[:-1]


def _each_forward(a, s, axes, norm):
    if len(axes) == 0:
        return a
    return _each_forward(fft(a, _last(a, s, axes), axes[-1], norm), _shorter(s), axes[:-1], norm)


def _each_backward(a, s, axes, norm):
    if len(axes) == 0:
        return a
    return _each_backward(ifft(a, _last(a, s, axes), axes[-1], norm), _shorter(s), axes[:-1], norm)


def _first_to_last(a, s, axes, norm):
    if len(axes) == 0:
        return a
    done = ifft(a, _length(a, s, 0, axes[0]), axes[0], norm)
    return _first_to_last(done, None if s is None else s[1:], axes[1:], norm)


@numpy_function(np.fft.fftn)
def fftn(a, s=None, axes=None, norm=None):
    """The transform along several axes, or all."""
    x = _complex(np.asarray(a))
    return _each_forward(x, s, _axes(x, s, axes), norm)


@numpy_function(np.fft.ifftn)
def ifftn(a, s=None, axes=None, norm=None):
    """The inverse of fftn."""
    x = _complex(np.asarray(a))
    return _each_backward(x, s, _axes(x, s, axes), norm)


@numpy_function(np.fft.rfftn)
def rfftn(a, s=None, axes=None, norm=None):
    """The transform of real numbers along several axes: of the last its first half."""
    x = _real(_array(a))
    chosen = _axes(x, s, axes)
    if len(chosen) == 0:
        raise IndexError("list index out of range")
    return _each_forward(rfft(x, _last(x, s, chosen), chosen[-1], norm), _shorter(s), chosen[:-1], norm)


@numpy_function(np.fft.irfftn)
def irfftn(a, s=None, axes=None, norm=None):
    """The inverse of rfftn."""
    x = _complex(_array(a))
    chosen = _axes(x, s, axes)
    if len(chosen) == 0:
        raise IndexError("list index out of range")
    done = _first_to_last(x, _shorter(s), chosen[:-1], norm)
    if s is None:
        return irfft(done, None, chosen[-1], norm)
    return irfft(done, _last(done, s, chosen), chosen[-1], norm)


def _two(axes):
    if axes is None:
        return (-2, -1)
    return axes


@numpy_function(np.fft.fft2)
def fft2(a, s=None, axes=None, norm=None):
    """The transform along two axes."""
    return fftn(a, s, _two(axes), norm)


@numpy_function(np.fft.ifft2)
def ifft2(a, s=None, axes=None, norm=None):
    """The inverse of fft2."""
    return ifftn(a, s, _two(axes), norm)


@numpy_function(np.fft.rfft2)
def rfft2(a, s=None, axes=None, norm=None):
    """The transform of real numbers along two axes."""
    return rfftn(a, s, _two(axes), norm)


@numpy_function(np.fft.irfft2)
def irfft2(a, s=None, axes=None, norm=None):
    """The inverse of rfft2."""
    return irfftn(a, s, _two(axes), norm)


# Frequencies.


@numpy_function(np.fft.fftfreq)
def fftfreq(n, d=1.0):
    """The frequencies that the points of a transform are of."""
    return _frequencies(n, d, (n - 1) // 2 + 1)


def _frequencies(n, d, positive):
    if intrinsics.dtype_kind(n) not in ("i", "u"):
        intrinsics.refuse("n should be an integer")
    step = 1.0 / (n * d)
    result = np.empty(n, np.float64)
    for i in range(positive):
        result[i] = i * step
    for i in range(positive, n):
        result[i] = (i - n) * step
    return result


@numpy_function(np.fft.rfftfreq)
def rfftfreq(n, d=1.0):
    """The frequencies that the points of rfft are of."""
    if intrinsics.dtype_kind(n) not in ("i", "u"):
        intrinsics.refuse("n should be an integer")
    return np.arange(0, n // 2 + 1) * (1.0 / (n * d))


def _rolled(x, axes, direction):
    if intrinsics.kind(axes) == "tuple":
        if len(axes) == 0:
            return x
        return _rolled(_rolled(x, axes[0], direction), axes[1:], direction)
    return with_axis(lambda k: roll(x, direction * (x.shape[k] // 2), k), axes, x.ndim)


@numpy_function(np.fft.fftshift)
def fftshift(x, axes=None):
    """The frequency 0 in the middle."""
    a = np.asarray(x)
    return _rolled(a, _all_axes(a.ndim) if axes is None else axes, 1)


@numpy_function(np.fft.ifftshift)
def ifftshift(x, axes=None):
    """The inverse of fftshift."""
    a = np.asarray(x)
    return _rolled(a, _all_axes(a.ndim) if axes is None else axes, -1)
