"""What @guvectorize makes of a function: a generalised ufunc, which compiles loops for the types that it meets."""

from jaculus import signatures, types
from jaculus.ufunc_kinds import Ufunc, check_count, element, element_of, make_ufunc, named_module_holds
from jaculus.ufunc_loops import CONTIGUOUS, Generalised
from jaculus.ufunc_signature import Layout


class GUFunc(Ufunc):
    """A generalised universal function of numbers and arrays with core dimensions."""

    def __init__(
        self, py_func, signature, identity=None, cache=None, is_dynamic=False, targetoptions=None, writable_args=(),
        parallel=False,
    ):  # fmt: skip
        del cache  # all kernels are
        self._layout, self._is_dynamic = Layout(signature), is_dynamic
        super().__init__(py_func, identity, targetoptions or {}, parallel)
        check_count(self._dispatcher, self._layout.operands)
        self._writable = tuple(map(self._position, writable_args))
        self._direct = not is_dynamic
        self._build()

    def _position(self, given):
        if isinstance(given, int):
            return given
        code = self._dispatcher.py_func.__code__
        names = code.co_varnames[: code.co_argcount]
        if given not in names:
            raise RuntimeError(
                f"Specified writable arg {given} not found in arg list {list(names)} for function {self.__qualname__}"
            )
        return names.index(given)

    def _build(self):
        layout = self._layout
        self.ufunc = make_ufunc(
            self, self._loops.values(), len(layout.inputs), len(layout.outputs), self.identity_given,
            layout.text, self._writable,
        )  # fmt: skip

    def __repr__(self):
        return f"<numba._GUFunc '{self.__name__}'>"

    def __reduce__(self):
        if named_module_holds(self):
            return self.__qualname__
        given = [loop.arguments for loop in self._loops.values()]
        state = (self._layout.text, self.identity_given, self._is_dynamic, self.targetoptions, self._writable)
        return _rebuilt, (self._dispatcher, *state, self._parallel, given, self._frozen)

    @property
    def is_dynamic(self):
        """Whether calls may compile."""
        return self._is_dynamic

    def expected_ndims(self):
        """How many core dimensions the inputs and the outputs have."""
        return tuple(map(len, self._layout.inputs)), tuple(map(len, self._layout.outputs))

    def for_kernels(self):
        loops = [[one.name for one in loop.arguments] for loop in self._loops.values()] if self._frozen else []
        layout = {"text": self._layout.text, "inputs": self._layout.inputs, "outputs": self._layout.outputs}
        return {**super().for_kernels(), "loops": loops, "layout": layout}

    def add(self, fty):
        """Compiles a loop for this signature, behind those that there are."""
        one = signatures.normalise(fty)
        check_count(self._dispatcher, one.args)
        if one.return_type not in (None, types.none):
            raise TypeError(f"gufunc kernel must have void return type, not {one.return_type}")
        loop = Generalised(self._dispatcher, one.args, self._layout, self._parallel)
        for operand in loop.operands:
            element(operand)
        loop.prepare(CONTIGUOUS)
        self._loops[loop.operands] = loop
        self._build()

    def _takes(self, wanted):
        """Whether a loop takes these element types with NumPy's conversions."""
        import numpy

        count = len(self._layout.inputs)
        for operands in self._loops:
            pairs = [(numpy.dtype(a.name), numpy.dtype(b.name)) for a, b in zip(wanted, operands, strict=True)]
            into = all(numpy.can_cast(a, b, "safe") for a, b in pairs[:count])
            if into and all(numpy.can_cast(b, a, "same_kind") for a, b in pairs[count:]):
                return True
        return False

    def _call(self, *args, **kwargs):
        if self._frozen or not self._is_dynamic:
            if args and hasattr(args[0], "__dask_graph__") and hasattr(args[0], "__array_ufunc__"):
                return args[0].__array_ufunc__(self, "__call__", *args, **kwargs)
            return self.ufunc(*args, **kwargs)
        if "out" in kwargs:
            out = kwargs.pop("out")
            args += out if isinstance(out, tuple) else (out,)
        if len(args) != len(self._layout.operands):
            raise TypeError(
                f"Too few arguments for function '{self.__name__}'. Note that the pattern `out = gufunc(Arg1, Arg2, "
                "..., ArgN)` is not allowed. Use `gufunc(Arg1, Arg2, ..., ArgN, out) instead."
            )
        wanted = tuple(map(element_of, args))
        if not self._takes(wanted):
            self.add(tuple(self._argument(*one) for one in enumerate(wanted)))
        return self.ufunc(*args, **kwargs)

    def _argument(self, position, one):
        """The type of a parameter: inputs without core dimensions are numbers, outputs without are arrays of one."""
        rank = len(self._layout.operands[position])
        if position < len(self._layout.inputs) and rank == 0:
            return one
        return types.Array(one, rank or 1, "A")

    reduce = property(lambda self: self.ufunc.reduce, doc="NumPy's, which says that there is none")
    accumulate = property(lambda self: self.ufunc.accumulate, doc="NumPy's, which says that there is none")
    reduceat = property(lambda self: self.ufunc.reduceat, doc="NumPy's, which says that there is none")
    outer = property(lambda self: self.ufunc.outer, doc="NumPy's, which says that there is none")
    at = property(lambda self: self.ufunc.at, doc="NumPy's, which says that there is none")


def _rebuilt(dispatcher, layout, identity, is_dynamic, options, writable, parallel, given, frozen):
    made = GUFunc(
        dispatcher, layout, identity, is_dynamic=is_dynamic, targetoptions=options, writable_args=writable,
        parallel=parallel,
    )  # fmt: skip
    for arguments in given:
        made.add(arguments)
    made._frozen = frozen
    return made
