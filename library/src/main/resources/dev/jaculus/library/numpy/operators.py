"""The functions of `operator` beside those of two numbers: what changes its first operand, items, tests."""

import operator

from . import intrinsics
from .declare import numpy_function


@numpy_function(operator.iadd)
def iadd(a, b):
    """`a += b`."""
    a += b
    return a


@numpy_function(operator.isub)
def isub(a, b):
    """`a -= b`."""
    a -= b
    return a


@numpy_function(operator.imul)
def imul(a, b):
    """`a *= b`."""
    a *= b
    return a


@numpy_function(operator.itruediv)
def itruediv(a, b):
    """`a /= b`."""
    a /= b
    return a


@numpy_function(operator.ifloordiv)
def ifloordiv(a, b):
    """`a //= b`."""
    a //= b
    return a


@numpy_function(operator.imod)
def imod(a, b):
    """`a %= b`."""
    a %= b
    return a


@numpy_function(operator.ipow)
def ipow(a, b):
    """`a **= b`."""
    a **= b
    return a


@numpy_function(operator.iand)
def iand(a, b):
    """`a &= b`."""
    a &= b
    return a


@numpy_function(operator.ior)
def ior(a, b):
    """`a |= b`."""
    a |= b
    return a


@numpy_function(operator.ixor)
def ixor(a, b):
    """`a ^= b`."""
    a ^= b
    return a


@numpy_function(operator.ilshift)
def ilshift(a, b):
    """`a <<= b`."""
    a <<= b
    return a


@numpy_function(operator.irshift)
def irshift(a, b):
    """`a >>= b`."""
    a >>= b
    return a


@numpy_function(operator.imatmul)
def imatmul(a, b):
    """`a @= b`. The product has the shape of `a`: nothing is repeated to fill it."""
    if b.ndim < 2:
        intrinsics.refuse("inplace matrix multiplication requires the second operand to have at least two dimensions")
    product = a @ b
    if product.ndim != a.ndim:
        intrinsics.refuse("matmul: the product has another number of dimensions than the first operand")
    if product.shape != a.shape:
        raise ValueError("matmul: Output operand 0 has a mismatch in its core dimension")
    a[:] = product
    return a


@numpy_function(operator.concat)
def concat(a, b):
    """`a + b` of sequences."""
    return a + b


@numpy_function(operator.iconcat)
def iconcat(a, b):
    """`a += b` of sequences."""
    a += b
    return a


@numpy_function(operator.is_)
def is_(a, b):
    """`a is b`."""
    return a is b


@numpy_function(operator.is_not)
def is_not(a, b):
    """`a is not b`."""
    return a is not b


@numpy_function(operator.abs)
def absolute(a):
    """`abs(a)`."""
    return abs(a)


@numpy_function(operator.inv)
def inv(a):
    """`~a`."""
    return ~a


@numpy_function(operator.index)
def index(a):
    """`a` as an index."""
    return int(a)


@numpy_function(operator.contains)
def contains(a, b):
    """`b in a`."""
    return b in a


@numpy_function(operator.countOf)
def count_of(a, b):
    """How many items of `a` are `b`."""
    count = 0
    for item in a:
        if item == b:
            count += 1
    return count


@numpy_function(operator.indexOf)
def index_of(a, b):
    """Where the first item of `a` is that is `b`."""
    place = 0
    for item in a:
        if item == b:
            return place
        place += 1
    raise ValueError("sequence.index(x): x not in sequence")


@numpy_function(operator.setitem)
def setitem(a, b, c):
    """`a[b] = c`."""
    a[b] = c


@numpy_function(operator.delitem)
def delitem(a, b):
    """`del a[b]`."""
    del a[b]
