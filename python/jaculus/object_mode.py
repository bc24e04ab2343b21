"""`with objmode(y="float64[:]"):` in a kernel: CPython runs the block. Outside kernels it is a block like any other."""


class ObjectModeContext:
    """What `objmode` is, a context with and without a call, and what its calls give."""

    def __init__(self, **types):
        self._types = types

    def __call__(self, **types):
        """Declares the variables that come out of the block, with their types."""
        return ObjectModeContext(**types)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


objmode = ObjectModeContext()
objmode.__qualname__ = "objmode"  # by which kernels know it
