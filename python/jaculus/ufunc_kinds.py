"""What DUFunc and GUFunc have in common, and how NumPy's types and ours go together."""

from functools import update_wrapper

from jaculus import types
from jaculus.errors import NumbaNotImplementedError, TypingError
from jaculus.host import _host

_IDENTITIES = {0: 0, 1: 1, None: -1, "reorderable": -2}


def identity_code(identity):
    """NumPy's number for what a reduction starts with."""
    try:
        return _IDENTITIES[identity]
    except (KeyError, TypeError):
        raise ValueError(f"Invalid identity value {identity!r}; it may be 0, 1, None or 'reorderable'") from None


def code_options(options):
    """The options of the function inside: division by zero gives inf, nan or 0 in ufuncs, as it does in Numba's."""
    from jaculus.decorators import checked

    given = checked({key: value for key, value in options.items() if value is not None})
    given.pop("parallel", None)  # the loop is around the function, and the target says whether threads share it
    return {**given, "error_model": "numpy"}


def element(one):
    """The type, if NumPy arrays can have such elements."""
    try:
        dtype_number(one)
        one.words()
    except (TypeError, ValueError):
        raise NumbaNotImplementedError(f"{one} cannot be represented as a NumPy dtype") from None
    return one


def dtype_number(one):
    """NumPy's number of a type."""
    import numpy

    return numpy.dtype(one.name).num


def element_of(value):
    """The type of an argument's elements, as NumPy sees them: an int is an int64."""
    import numpy

    dtype = value.dtype if isinstance(value, (numpy.ndarray, numpy.generic)) else numpy.asarray(value).dtype
    try:
        return types.parse_type(dtype.name)
    except ValueError:
        message = f"ufuncs cannot be compiled for elements of {dtype} (non-precise type pyobject)"
        raise TypingError(f"error[argument-type]: {message}") from None


def check_count(dispatcher, given):
    """A signature has a type for each parameter."""
    wanted = dispatcher.py_func.__code__.co_argcount
    if len(given) != wanted:
        raise TypeError(f"Signature mismatch: {len(given)} argument types given, but function takes {wanted} arguments")


def make_ufunc(owner, loops, nin, nout, identity, layout=None, writable=()):
    """A numpy.ufunc of these loops, in this order."""
    numbers = bytes(dtype_number(one) for loop in loops for one in loop.operands)
    function = owner.__wrapped__
    return _host.make_ufunc(
        function.__name__, function.__doc__, nin, nout, numbers, tuple(loops), identity_code(identity), layout,
        tuple(writable), owner, layout is None and not owner._parallel,
    )  # fmt: skip


def make_dispatcher(function, options):
    """The function inside, compiled by itself to find the type of its result."""
    from jaculus.dispatcher import Dispatcher

    if isinstance(function, Dispatcher):
        function = function.py_func
    if not hasattr(function, "__code__"):
        raise TypeError(f"only Python functions can be vectorised; {function!r} is none")
    return Dispatcher(function, code_options(options))


def named_module_holds(ufunc):
    """Whether another process can import the ufunc by its name."""
    from jaculus.pickling import found

    return ufunc.__module__ != "__main__" and found(ufunc.__module__, ufunc.__qualname__) is ufunc


def ours(value):
    """The Ufunc that this is, or that this ufunc of NumPy's was made for; None for anything else."""
    found = value if isinstance(value, Ufunc) else _host.ufunc_owner(value)
    return found if isinstance(found, Ufunc) else None


class Ufunc(_host.UfuncCaller):
    """A ufunc that may get more loops: `ufunc` is NumPy's, of those that it has now."""

    def __init__(self, function, identity, options, parallel):
        identity_code(identity)
        self.targetoptions, self.identity_given, self._parallel = options, identity, parallel
        self._dispatcher = make_dispatcher(function, options)
        update_wrapper(self, self._dispatcher.py_func)
        self._loops, self._is_frozen = {}, False  # the loops by their operands' types, in order
        self._direct = True

    nin = property(lambda self: self.ufunc.nin, doc="how many inputs there are")
    nout = property(lambda self: self.ufunc.nout, doc="how many outputs there are")
    nargs = property(lambda self: self.ufunc.nargs, doc="how many operands there are")
    ntypes = property(lambda self: self.ufunc.ntypes, doc="how many loops there are")
    types = property(lambda self: self.ufunc.types, doc="the types of the loops, in NumPy's letters")
    identity = property(lambda self: self.ufunc.identity, doc="what reductions begin with")
    signature = property(lambda self: self.ufunc.signature, doc="the core dimensions of a generalised ufunc")

    def disable_compile(self):
        """From now on, calls take only the loops that there are, with NumPy's conversions."""
        if not self._loops:
            raise AssertionError("there is nothing compiled that calls could take")
        self._frozen = True

    @property
    def _frozen(self):  # Numba's name, which programs set
        return self._is_frozen

    @_frozen.setter
    def _frozen(self, frozen):
        if self._is_frozen and not frozen:
            raise ValueError("cannot clear the _frozen flag: what was frozen stays so")
        self._is_frozen = bool(frozen)

    def build_ufunc(self):
        """What the decorators give: of the parallel target NumPy's ufunc, once its loops are there, as Numba's."""
        return self.ufunc if self._parallel and self._loops else self

    @property
    def dispatcher(self):
        """The function of one element."""
        return self._dispatcher

    def for_kernels(self):
        """What the compiler needs to know to call it from a kernel."""
        loops = [[one.name for one in operands] for operands in self._loops] if self._frozen else []
        identity = self.identity_given if self.identity_given in (0, 1) else None
        return {
            "name": self.__name__, "identity": identity, "loops": loops, "open": not self._frozen, "layout": None,
        }  # fmt: skip

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self
