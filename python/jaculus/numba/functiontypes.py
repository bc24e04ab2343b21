"""The classes of the types of functions, as `numba.types` has them."""

import weakref

from jaculus.typeclasses import Callable, Dummy, Opaque, Type


class WeakType(Type):
    """Types of objects that are referred to weakly. One whose object is gone is equal to none."""

    def _refer(self, value):
        self._object, self._id = weakref.ref(value), id(value)

    def _referred(self):
        value = self._object()
        if value is None:
            raise ReferenceError("underlying object has vanished")
        return value

    def __eq__(self, other):
        value = self._object()
        return type(other) is type(self) and value is not None and other._object() is value

    def __hash__(self):
        return hash((type(self), self._id))


class Dispatcher(WeakType, Callable, Dummy):
    """A compiled function."""

    def __init__(self, dispatcher):
        self._refer(dispatcher)
        super().__init__(f"type({dispatcher})")

    @property
    def dispatcher(self):
        """The function."""
        return self._referred()

    def __reduce__(self):
        return type(self), (self.dispatcher,)


class ObjModeDispatcher(Dispatcher):
    """See Numba."""


class BaseFunction(Callable):
    """Functions."""


class Function(BaseFunction, Opaque):
    """Functions that the compiler knows."""


class BoundFunction(Callable, Opaque):
    """Methods of a type."""

    def __init__(self, template, this):
        self.template, self.this = template, this
        super().__init__(f"BoundFunction({template.key} for {this})")


class ExternalFunction(Function):
    """See Numba."""


class ExternalFunctionPointer(BaseFunction):
    """A C function."""

    def __init__(self, sig, get_pointer, cconv=None):
        self.sig, self.get_pointer, self.cconv = sig, get_pointer, cconv
        super().__init__(f"External function pointer ({sig})")

    @property
    def key(self):
        return self.sig, self.cconv, self.get_pointer


class FunctionType(Type):
    """A function by its signature."""

    def __init__(self, signature):
        self.signature = signature
        super().__init__(f"FunctionType[{signature.return_type}({', '.join(map(str, signature.args))})]")


class UndefinedFunctionType(FunctionType):
    """See Numba."""
