"""`intrinsic`: functions whose code a library builds (building.py).

For a call's types the library's function gives a signature and what builds the code.
https://numba.readthedocs.io/en/stable/extending/high-level.html#implementing-intrinsics
"""

from functools import update_wrapper
from inspect import signature

from jaculus import building, extending
from jaculus.errors import TypingError


class Intrinsic:
    """A function that kernels call, and whose code `function(typing context, *types)` builds."""

    # Of an overload, which it is for the compiler.
    kind = "function"

    def __init__(self, function, prefer_literal=False):
        update_wrapper(self, function)
        self.py_func = self._defn = function
        self.name, self.literal_first = function.__name__, prefer_literal
        self._made = {}
        extending.implemented_by(self, self)

    def __repr__(self):
        return f"<intrinsic {self.name}>"

    @property
    def __signature__(self):
        """As Python's functions call it: without the typing context."""
        own = signature(self.py_func)
        return own.replace(parameters=list(own.parameters.values())[1:])

    def __call__(self, *args, **kwargs):
        raise NotImplementedError(f"{self!r} is not usable in pure-python: kernels call it")

    def implementation(self, positional, keywords, options=None):
        """The kernel that calls the code for these types, or None where the function does not take them."""
        del options
        try:
            given = self.__signature__.bind(*positional, **keywords)
        except TypeError as e:
            raise TypingError(f"the intrinsic `{self.name}`: {e}") from None
        if given.kwargs:
            raise TypingError(f"the intrinsic `{self.name}` takes positional arguments only")
        if given.args not in self._made:
            self._made[given.args] = self._kernel(given.args)
        return self._made[given.args]

    def _kernel(self, given):
        found = self.py_func(None, *given)
        if found is None:
            return None
        sig, build = found
        return building.kernel(self.name, list(self.__signature__.parameters), sig, build)
