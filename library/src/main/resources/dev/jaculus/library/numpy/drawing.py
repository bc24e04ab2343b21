"""Random numbers of which each has parameters of its own."""

import numpy as np

from . import intrinsics


def drawn(draw, size, dtype, a, b=0.0, c=0.0):
    """`draw(a, b, c)` for each element of what the parameters are broadcast to, in C order; that is `size`, if it is given."""
    one, other, third = np.asarray(a), np.asarray(b), np.asarray(c)
    shape = np.broadcast_shapes(one.shape, other.shape, third.shape)
    if size is None:
        return _filled(draw, np.empty(shape, dtype), one, other, third)
    wanted = size if intrinsics.kind(size) == "tuple" else (size,)
    if np.broadcast_shapes(shape, wanted) != wanted:
        raise ValueError("Output size is not compatible with broadcast dimensions of inputs.")
    return _filled(draw, np.empty(wanted, dtype), one, other, third)


def _filled(draw, result, a, b, c):
    one, other, third = (
        np.broadcast_to(a, result.shape),
        np.broadcast_to(b, result.shape),
        np.broadcast_to(c, result.shape),
    )
    for place in np.ndindex(result.shape):
        result[place] = draw(one[place], other[place], third[place])
    return result
