"""numba.experimental.structref: mutable structures whose fields have the types that they are made with.

For each list of fields' types there is a compiled class, as jitclass makes them; a structure is one of its instances.
https://numba.readthedocs.io/en/stable/extending/high-level.html#implementing-mutable-structures
"""

from jaculus import extending
from jaculus.conversions import named
from jaculus.jitclass import _built, function
from jaculus.numba.structuretypes import StructRef
from jaculus.numba.types import unliteral
from jaculus.valuetypes import typeof

_proxies = {}  # a class of types → the class of Python's objects of those types
_constructors = {}  # a class of Python's objects → the class of types, and the names of the fields
_types, _classes, _makers = {}, {}, {}


class StructRefProxy:
    """What Python has of a structure: an instance of a compiled subclass of this, or of what `define_boxing` names."""

    __slots__ = ()

    def __new__(cls, *args):
        kinds, fields = _constructors[cls]
        if len(args) != len(fields):
            raise TypeError(f"{cls.__name__}() takes {len(fields)} values, for {', '.join(fields)}: not {len(args)}")
        return _maker(_type(kinds, fields, tuple(map(typeof, args))), fields)(*args)

    def __init__(self, *args, **kwargs):
        """Kernels have made it."""

    @property
    def _numba_type_(self):
        return type(self).class_type


def register(struct_type):
    """Decorates a subclass of `types.StructRef`."""
    _check(struct_type)
    return struct_type


def define_attributes(struct_typeclass):
    """Fields are attributes in kernels, of all registered types."""
    _check(struct_typeclass)


def define_boxing(struct_type, obj_class):
    """Python gets structures of this type as objects of this subclass of StructRefProxy."""
    _check(struct_type)
    if not (isinstance(obj_class, type) and issubclass(obj_class, StructRefProxy)):
        raise TypeError(f"{obj_class!r} is no subclass of StructRefProxy")
    _proxies[struct_type] = obj_class


def define_constructor(py_class, struct_typeclass, fields):
    """Kernels call the class with the fields' values."""
    fields = tuple(fields)
    _constructors[py_class] = struct_typeclass, fields

    def constructor(*args):
        return _maker(_type(struct_typeclass, fields, args), fields)

    names = ", ".join(fields)
    namespace = {"constructor": constructor}
    exec(f"def maker({names}):\n    return constructor({names})\n", namespace)
    extending.overload(py_class)(namespace["maker"])


def define_proxy(py_class, struct_typeclass, fields):
    """`define_constructor` and `define_boxing` at once."""
    define_boxing(struct_typeclass, py_class)
    define_constructor(py_class, struct_typeclass, fields)


def new(struct_type):
    """In kernels: a structure of this type, whose fields are zero, or not there yet."""
    raise NotImplementedError(f"kernels make structures: structref.new({struct_type})")


@extending.overload(new)
def _new(struct_type):
    made = class_of(named(struct_type))
    return lambda struct_type: made()


def class_of(kind):
    """The compiled class of the structures of a type."""
    if kind not in _classes:
        base = _proxies.get(type(kind), StructRefProxy)
        init = function("init", "def __init__(self):\n    pass\n", {})
        made = _built(base, dict(kind._fields), ({"__init__": init}, {}, {}), (base,))
        type.__setattr__(made, "__init__", StructRefProxy.__init__)
        type.__setattr__(made, "__hash__", base.__hash__)
        made._numba_type_ = made.class_type = kind
        _classes[kind] = made
    return _classes[kind]


def _type(kinds, fields, given):
    """The type of structures made of values of these types: one each, also where it refers to itself."""
    given = tuple(map(unliteral, given))
    if (kinds, fields, given) not in _types:
        _types[kinds, fields, given] = kinds(list(zip(fields, given, strict=True)))
    return _types[kinds, fields, given]


def _maker(kind, fields):
    """The kernel that makes a structure of values."""
    if kind not in _makers:
        names = ", ".join(fields)
        stores = "".join(f"    new.{name} = {name}\n" for name in fields)
        text = f"def make({names}):\n    new = made()\n{stores}    return new\n"
        _makers[kind] = function("making", text, {"made": class_of(kind)})
    return _makers[kind]


def _check(struct_type):
    if struct_type is StructRef:
        raise ValueError(f"cannot register {StructRef}")
    if not (isinstance(struct_type, type) and issubclass(struct_type, StructRef)):
        raise TypeError(f"{struct_type!r} is no subclass of types.StructRef")
