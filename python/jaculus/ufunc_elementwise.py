"""What @vectorize makes of a function: a ufunc that compiles loops for the types that it meets."""

import warnings

from jaculus import signatures
from jaculus.errors import NumbaWarning
from jaculus.ufunc_kinds import Ufunc, check_count, element, element_of, make_ufunc, named_module_holds
from jaculus.ufunc_loops import CONTIGUOUS, Elementwise


class DUFunc(Ufunc):
    """A dynamic universal function: NumPy's ufunc, which gets a loop more for types that no loop takes."""

    def __init__(self, py_func, identity=None, cache=False, targetoptions=None, parallel=False):
        del cache  # all kernels are
        super().__init__(py_func, identity, targetoptions or {}, parallel)
        self._build()

    def _build(self):
        count = self._dispatcher.py_func.__code__.co_argcount
        self.ufunc = make_ufunc(self, self._loops.values(), count, 1, self.identity_given)

    def __repr__(self):
        return f"<numba._DUFunc '{self.__name__}'>"

    def __reduce__(self):
        if named_module_holds(self):
            return self.__qualname__
        given = [(loop.operands[:-1], loop.operands[-1]) for loop in self._loops.values()]
        state = (self.identity_given, self.targetoptions, self._parallel, given, self._frozen)
        return _rebuilt, (self._dispatcher, *state)

    # ---- Loops ----

    def add(self, sig):
        """Compiles a loop for this signature, behind those that there are."""
        one = signatures.normalise(sig)
        return self._add(one.args, one.return_type)

    def _add(self, arguments, result=None):
        check_count(self._dispatcher, arguments)
        if self._frozen:
            raise RuntimeError(f"compilation disabled for {self!r}")
        for loop in self._loops.values():
            if loop.operands[:-1] == tuple(arguments):
                shown = ", ".join(map(str, arguments))
                warnings.warn(NumbaWarning(f"{self.__name__} is compiled for ({shown}) already"), stacklevel=4)
                return loop
        operands = tuple(map(element, arguments))
        if result is None:
            result = self._dispatcher.compile(operands).result
        loop = Elementwise(self._dispatcher, (*operands, element(result)), self._parallel)
        loop.prepare(CONTIGUOUS)
        self._loops[loop.operands] = loop
        self._build()
        return loop

    def _missing(self, arguments):
        """Compiles for these arguments; False if that was done before, or may not be done."""
        if self._frozen or len(arguments) < self.nin:
            return False
        wanted = tuple(map(element_of, arguments[: self.nin]))
        if any(operands[:-1] == wanted for operands in self._loops):
            return False
        self._add(wanted)
        return True

    # ---- NumPy's interface ----

    def _call(self, *args, **kws):
        for one in (*args, *kws.values()):
            override = getattr(type(one), "__array_ufunc__", _DEFAULT)
            if override is not _DEFAULT and override is not None:
                output = override(one, self, "__call__", *args, **kws)
                if output is not NotImplemented:
                    return output
        try:
            return self.ufunc(*args, **kws)
        except TypeError:
            if not self._missing(args):
                raise
        return self.ufunc(*args, **kws)

    def _method(self, name, arguments, args, kws):
        try:
            return getattr(self.ufunc, name)(*args, **kws)
        except TypeError:
            if not self._missing(arguments):
                raise
        return getattr(self.ufunc, name)(*args, **kws)

    def reduce(self, array, *args, **kws):
        """NumPy's ufunc.reduce."""
        return self._method("reduce", (array, array), (array, *args), kws)

    def accumulate(self, array, *args, **kws):
        """NumPy's ufunc.accumulate."""
        return self._method("accumulate", (array, array), (array, *args), kws)

    def reduceat(self, array, *args, **kws):
        """NumPy's ufunc.reduceat."""
        return self._method("reduceat", (array, array), (array, *args), kws)

    def outer(self, *args, **kws):
        """NumPy's ufunc.outer."""
        return self._method("outer", args, args, kws)

    def at(self, a, indices, b=None):
        """NumPy's ufunc.at."""
        rest = () if b is None else (b,)
        return self._method("at", (a, *rest), (a, indices, *rest), {})


def _rebuilt(dispatcher, identity, options, parallel, given, frozen):
    made = DUFunc(dispatcher, identity, targetoptions=options, parallel=parallel)
    for arguments, result in given:
        made._add(arguments, result)
    made._frozen = frozen
    return made


def _default():
    import numpy

    return numpy.ndarray.__array_ufunc__


_DEFAULT = _default()
