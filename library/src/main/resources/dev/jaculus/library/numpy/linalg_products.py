"""np.linalg's names for functions of whole arrays, and equations between tensors."""

import numpy as np

from . import intrinsics
from .axes import product
from .declare import numpy_function


@numpy_function(np.linalg.outer)
def outer(x1, x2):
    """All products of an element of one vector and one of the other."""
    if np.ndim(x1) != 1 or np.ndim(x2) != 1:
        intrinsics.refuse("Input arrays must be one-dimensional")
    return np.outer(x1, x2)


@numpy_function(np.linalg.cross)
def cross(x1, x2, axis=-1):
    """Products of vectors of three."""
    return np.cross(x1, x2, axis=axis)


@numpy_function(np.linalg.matmul)
def matmul(x1, x2):
    """`x1 @ x2`."""
    return np.matmul(x1, x2)


@numpy_function(np.linalg.vecdot)
def vecdot(x1, x2, axis=-1):
    """Inner products of vectors along an axis."""
    return np.vecdot(x1, x2, axis)


@numpy_function(np.linalg.matrix_transpose)
@numpy_function(np.matrix_transpose)
def matrix_transpose(x):
    """A view with the last two axes exchanged."""
    array = np.asarray(x)
    if array.ndim < 2:
        intrinsics.refuse("Input array must be at least 2-dimensional")
    return np.swapaxes(array, -1, -2)


@numpy_function(np.linalg.multi_dot)
def multi_dot(arrays: tuple, out=None):
    """The product of matrices, the first and the last of which may be vectors, in the order that needs the fewest multiplications of three;
    of more, from the left."""
    if len(arrays) < 2:
        intrinsics.refuse("Expecting at least two arrays.")
    result = _product(arrays)
    if out is None:
        return result
    out[...] = result
    return out


def _product(arrays):
    if len(arrays) == 2:
        return np.dot(arrays[0], arrays[1])
    if len(arrays) == 3:
        return _of_three(np.asarray(arrays[0]), np.asarray(arrays[1]), np.asarray(arrays[2]))
    return _product((np.dot(arrays[0], arrays[1]),) + arrays[2:])


def _of_three(a, b, c):
    rows = a.shape[0] if a.ndim == 2 else 1
    columns = c.shape[-1] if c.ndim == 2 else 1
    first, second = b.shape
    if rows * first * second + rows * second * columns < first * second * columns + rows * first * columns:
        return np.dot(np.dot(a, b), c)
    return np.dot(a, np.dot(b, c))


@numpy_function(np.linalg.tensorinv)
def tensorinv(a, ind=2):
    """The inverse with respect to `tensordot` over the first `ind` axes."""
    array = np.asarray(a)
    if ind <= 0:
        raise ValueError("Invalid ind argument.")
    columns = product(array.shape[:ind])
    inverse = np.linalg.inv(np.ascontiguousarray(array).reshape((columns, -1)))
    return np.ascontiguousarray(inverse).reshape(array.shape[ind:] + array.shape[:ind])


@numpy_function(np.linalg.tensorsolve)
def tensorsolve(a, b):
    """x of `tensordot(a, x, x.ndim) == b`."""
    array, right = np.asarray(a), np.asarray(b)
    shape = array.shape[right.ndim :]
    if product(shape) != right.size:
        raise np.linalg.LinAlgError(
            "Input arrays must satisfy the requirement prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim])"
        )
    matrix = np.ascontiguousarray(array).reshape((right.size, -1))
    return np.linalg.solve(matrix, right.ravel()).reshape(shape)
