"""Arrays over the memory of a C pointer. A pointer is an array whose length nobody knows: a very long one."""

import numpy as np


def carray_of_length(pointer, length):
    """`length` elements."""
    return pointer[:length]


def carray_of_shape(pointer, shape):
    """Elements in C order."""
    total = 1
    for length in shape:
        total *= length
    return np.reshape(pointer[:total], shape)


def farray_of_shape(pointer, shape):
    """Elements in Fortran order."""
    return carray_of_shape(pointer, shape[::-1]).T
