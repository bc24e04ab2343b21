"""Types of a library's own, whose values are structures: Numba's `register_model`.

A value of such a type is a tuple of its members to the compiler, whose class says which type it is. Its attributes and
operators are the library's overloads; Python's objects are taken apart and made by its `unbox` and `box` (boxing.py).
https://numba.readthedocs.io/en/stable/extending/low-level.html
"""

from functools import cache

from jaculus import extending
from jaculus.errors import TypingError, UnsupportedError
from jaculus.host import _host
from jaculus.typeclasses import Boolean, Float, Integer, Type

NAME = "[struct]"  # what no name of a program's class begins with
_PREFIX = "_member_"
_models = {}  # a class of types → its model


class DataModel:
    """What the values of a type consist of: `members`, pairs of a name and a type."""

    members = ()

    def __init__(self, dmm, fe_type):
        self._dmm, self.fe_type = dmm, fe_type


class OpaqueModel(DataModel):
    """Values about which kernels know nothing but their type."""


class StructModel(DataModel):
    """Values with members."""

    def __init__(self, dmm, fe_type, members):
        super().__init__(dmm, fe_type)
        self.members = tuple((name, kind) for name, kind in members)


class PrimitiveModel(DataModel):
    """Values that LLVM has a type for."""

    def __init__(self, dmm, fe_type, be_type):
        super().__init__(dmm, fe_type)
        self.members = (("value", _number(be_type, fe_type)),)


def _number(be_type, fe_type):
    from jaculus import types

    found = {"double": types.float64, "float": types.float32, "i1": types.boolean}.get(str(be_type))
    width = getattr(be_type, "width", None)
    found = found or getattr(types, f"int{width}", None)
    if found is None:
        raise UnsupportedError(f"error[not-yet]: values of {fe_type} as LLVM's {be_type} are not in Jaculus yet")
    return found


class IntegerModel(PrimitiveModel):
    """A number as it is."""

    def __init__(self, dmm, fe_type):
        DataModel.__init__(self, dmm, fe_type)
        self.members = (("value", getattr(fe_type, "underlying", fe_type)),)


def register_model(typeclass):
    """Decorates the model of the types of a class."""

    def decorate(model):
        if not (isinstance(model, type) and issubclass(model, DataModel)):
            raise UnsupportedError(
                f"error[not-yet]: {model!r} is no OpaqueModel, StructModel or PrimitiveModel; others are not in Jaculus"
            )
        _models[typeclass] = model
        return model

    return decorate


register_default = register_model


def has_model(kind):
    """Whether a type's values are structures of a registered model."""
    return any(cls in _models for cls in type(kind).__mro__)


@cache
def model_of(kind):
    """The model of a type that has one."""
    model = next(_models[cls] for cls in type(kind).__mro__ if cls in _models)
    return model(default_manager, kind)


class _Manager:
    """Numba's data model manager, as far as models ask it."""

    @staticmethod
    def lookup(kind):
        return model_of(kind)

    __getitem__ = lookup


default_manager = _Manager()


class Parts(tuple):
    """A tuple that stands for what `_whole` makes of it for Python; `type_of(items)` is the type of that.

    `_words` are those of an argument; None where what kind of arrays its items are does not matter.
    """

    __slots__ = ()
    _words = None


_host.parts(Parts)


class Struct(Parts):
    """The members of a value; `kind`, of the subclasses, is its type, and `members` the names and types."""

    __slots__ = ()

    def _whole(self):
        """The object that the library's `box` makes (called by the C extension)."""
        from jaculus.boxing import boxed

        return boxed(self.kind, self)

    @classmethod
    def type_of(cls, items):
        """The type that it is a value of."""
        del items
        return cls.kind


class ByteText(Parts):
    """Bytes that kernels have as a text of as many characters, those that are not ASCII from U+F780 on."""

    __slots__ = ()
    _fields = ("text",)
    _number_in_requests = -1  # the compiler makes such tuples itself

    @staticmethod
    def type_of(items):
        """Bytes of any length."""
        from jaculus.numba.types import CharSeq

        del items
        return CharSeq(None)

    def _whole(self):
        """The bytes (called by the C extension)."""
        return bytes(ord(character) & 0xFF for character in self[0])


ByteText.__name__ = "[bytes]"


@cache
def struct_class(kind):
    """The class of the values of a type."""
    from jaculus.types import named_words

    members = model_of(kind).members
    fields = tuple(_PREFIX + name for name, _ in members)
    own = {"__slots__": (), "_fields": fields, "_field_defaults": {}, "kind": kind, "members": members}
    made = type(NAME + type(kind).__name__, (Struct,), own)
    made._words = named_words(made, [one for _, one in members])
    return made


def parts(kind):
    """What kernels see of the values of a type: the class of the tuple, and the types of its items."""
    cls = struct_class(kind)
    return cls, [one for _, one in cls.members]


def member(name):
    """How kernels reach a member of a structure, as an attribute."""
    return _PREFIX + name


def made(kind, values):
    """A structure of these values, as the C extension takes them."""
    cls = struct_class(kind)
    return tuple.__new__(cls, [_native(one, value) for (_, one), value in zip(cls.members, values, strict=True)])


def _native(kind, value):
    """The value of a member, of exactly the member's type."""
    import numpy

    if has_model(kind):
        if getattr(value, "kind", None) != kind:
            raise TypeError(f"a member of type {kind} cannot be {value!r}")
        return value
    if isinstance(kind, (Boolean, Integer, Float)):
        return getattr(numpy, "bool_" if isinstance(kind, Boolean) else kind.name)(value)
    if value is None and kind.spelling != "none":
        raise TypeError(f"the member of type {kind} has no value")
    return value


def kind_of(value):
    """The type of an object that a library's model is for, or None."""
    from jaculus.valuetypes import of_library

    if getattr(value, "_typed", True) is False:  # a container before its first item
        return None
    found = of_library(value)
    return found if isinstance(found, Type) and has_model(found) else None


def make_attribute_wrapper(typeclass, struct_attr, python_attr):
    """A member is an attribute in kernels."""
    if not (isinstance(typeclass, type) and issubclass(typeclass, Type)):
        raise TypeError(f"typeclass should be a Type subclass, got {typeclass!r}")

    def maker(self):
        from jaculus.jitclass import function

        if struct_attr not in dict(model_of(self).members):
            raise TypingError(f"the model of {self} has no member {struct_attr!r}")
        return function(python_attr, f"def get(self):\n    return self.{member(struct_attr)}\n", {})

    extending.overload_attribute(typeclass, python_attr)(maker)
