"""`with objmode(y="float64[:]"):` in a kernel: CPython runs the block. Outside kernels it is a block like any other."""


class objmode:  # noqa: N801 (Numba's name)
    """Declares the variables that come out of the block, with their types."""

    def __init__(self, **types):
        self._types = types

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None
