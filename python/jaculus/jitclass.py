"""numba.experimental.jitclass: classes whose instances kernels make, change in place, take and give.

An instance is a block of the runtime's; its Python object (`_host.Object`) has nothing but the address. What Python
does with it (a field, a property, a method) is a call of a kernel.
"""

import inspect
import typing
from types import FunctionType

from jaculus.asnumbatype import as_numba_type
from jaculus.classtypes import ClassType
from jaculus.dispatcher import Dispatcher
from jaculus.errors import UnsupportedError
from jaculus.host import _host
from jaculus.source import Source
from jaculus.typeclasses import Type

_BINARY = ["add", "floordiv", "lshift", "matmul", "mod", "mul", "pow", "rshift", "sub", "truediv", "and", "or", "xor"]
# The special methods that kernels know, as Numba's do.
SPECIAL = {
    "__init__", "__abs__", "__bool__", "__complex__", "__contains__", "__float__", "__getitem__", "__hash__",
    "__index__", "__invert__", "__int__", "__len__", "__neg__", "__pos__", "__setitem__", "__str__",
    "__eq__", "__ne__", "__ge__", "__gt__", "__le__", "__lt__",
    *(f"__{prefix}{name}__" for prefix in ("", "i", "r") for name in _BINARY),
}  # fmt: skip
# What Python puts into a class without being asked.
_OF_PYTHON = {
    "__module__", "__dict__", "__weakref__", "__doc__", "__annotations__", "__qualname__", "__static_attributes__",
    "__firstlineno__", "__annotate__", "__annotate_func__", "__annotations_cache__", "__orig_bases__", "__parameters__",
}  # fmt: skip


def jitclass(cls_or_spec=None, spec=None):
    """Compiles a class. Its fields have the types of `spec` (a dict or a list of pairs) or of the class's annotations.

    `@jitclass`, `@jitclass([("value", int32)])`, `jitclass(Class, spec)`. Raises TypeError and NameError as Numba does.
    """
    if cls_or_spec is not None and spec is None and not isinstance(cls_or_spec, type):
        return lambda cls: _made(cls, cls_or_spec)
    return (lambda cls: _made(cls, spec)) if cls_or_spec is None else _made(cls_or_spec, spec)


class JitClass(type):
    """The class of compiled classes: calling one makes an instance."""

    def __new__(cls, name, bases, members):
        if any(isinstance(base, JitClass) for base in bases):
            raise TypeError("cannot subclass from a jitclass")
        return super().__new__(cls, name, bases, members)

    def mro(cls):
        """With the class that was compiled behind its compiled form, for those who look there; not for Python."""
        first, *others = super().mro()
        if "class_type" not in vars(cls) or vars(cls)["_original"] is None:  # Python asks while it makes the class
            return [first, *others]
        return [first, *(one for one in vars(cls)["_original"].__mro__ if one is not object), *others]

    def __call__(cls, *args, **kwargs):
        if kwargs or len(args) != cls._new_takes:
            bound = cls._signature.bind(None, *args, **kwargs)
            bound.apply_defaults()
            args = (*bound.args[1:], *bound.kwargs.values())
        return cls._new(*args)

    def __repr__(cls):
        return repr(cls.class_type)


def _made(cls, spec):
    if not isinstance(cls, type):
        raise TypeError(f"{cls!r} is not a class")
    if isinstance(cls, JitClass):
        raise TypeError("cannot subclass from a jitclass")
    fields = _fields(cls, spec)
    made = _built(cls, fields, _members(cls, fields), ())
    made._original = cls
    shown = ",".join(f"{name}:{kind}" for name, kind in fields.items())
    made._named = f"jitclass.{cls.__name__}#{id(made):x}<{shown}>"
    made.class_type = ClassType(made)
    made._numba_type_ = made.class_type.instance_type
    return made


def container(name, template, fields, kind, base, more):
    """A compiled class for values of this type: with a template's methods, and more. What `base` has is Python's."""
    members = {name: one for part in reversed(template.__mro__[:-1]) for name, one in vars(part).items()}
    methods = {name: Dispatcher(one, {}) for name, one in members.items() if isinstance(one, FunctionType)} | more
    copy = function("copy", "def copy(self):\n    new = made()\n    new.update(self)\n    return new\n", {})
    methods["copy"] = copy
    made = _built(template, fields, (methods, {}, {}), (base,))
    copy.py_func.__globals__["made"] = made
    made.__name__ = made.__qualname__ = name
    made._numba_type_ = made.class_type = kind
    return made


def _built(cls, fields, members, bases):
    methods, statics, properties = members
    new = {
        "__doc__": cls.__doc__,
        "__module__": cls.__module__,
        "__qualname__": cls.__qualname__,
        "__slots__": (),
        **{name: one for name, one in methods.items() if not any(name in vars(base) for base in bases)},
        **{name: staticmethod(one) for name, one in statics.items()},
        **{name: property(*one, doc=(one[0] or one[1]).__doc__) for name, one in properties.items()},
        **({} if bases else {name: _field(name) for name in fields}),
        "_fields": fields,
        "_methods": methods,
        "_statics": statics,
        "_properties": properties,
        "_original": None,
        "_typed": True,
    }
    if "__hash__" not in methods:
        new["__hash__"] = None if "__eq__" in methods else object.__hash__
    made = JitClass(cls.__name__, (_host.Object, *bases), new)
    made._signature = inspect.signature(methods["__init__"].py_func)
    made._new_takes, made._new = _maker(made)
    return made


def _fields(cls, spec):
    """The fields' types by their names, which are private where Python's are."""
    spec = dict(spec) if spec is not None else {}
    for name, hint in _hints(cls).items():
        if name not in spec:
            spec[name] = as_numba_type(hint)
    for name, kind in spec.items():
        if not isinstance(name, str):
            raise TypeError(f"spec keys should be strings, got {name!r}")
        if not isinstance(kind, Type):
            raise TypeError(f"spec values should be Numba type instances, got {kind!r}")
    return {_mangled(cls, name): kind for name, kind in spec.items()}


def _hints(cls):
    try:
        return typing.get_type_hints(cls)
    except NameError:  # a class that names itself is not there yet
        return {name: hint for name, hint in inspect.get_annotations(cls).items() if not isinstance(hint, str)}


def _mangled(cls, name):
    private = name.startswith("__") and not name.endswith("__")
    return f"_{cls.__name__.lstrip('_')}{name}" if private else name


def _members(cls, fields):
    """The class's methods, static methods and properties (getter, setter), with those of its bases."""
    members = {}
    for base in reversed(cls.__mro__[:-1]):
        members.update(vars(base))
    methods = {name: one for name, one in members.items() if isinstance(one, FunctionType)}
    properties = {name: one for name, one in members.items() if isinstance(one, property)}
    statics = {name: one.__func__ for name, one in members.items() if isinstance(one, staticmethod)}
    known = {*methods, *properties, *statics}
    if shadowed := known & set(fields):
        raise NameError(f"name shadowing: {', '.join(sorted(shadowed))}")
    if others := [name for name in members if name not in known | _OF_PYTHON | {"__slots__", "__hash__"}]:
        raise TypeError(f"class members are not yet supported: {', '.join(others)}")
    for name in methods:
        if name.startswith("__") and name.endswith("__") and name not in SPECIAL:
            raise TypeError(f"Method '{name}' is not supported.")
    for name, one in properties.items():
        if one.fdel is not None:
            raise TypeError(f"deleter is not supported: {name}")
    methods = {name: Dispatcher(one, {}) for name, one in methods.items()}
    methods.setdefault("__init__", function("init", "def __init__(self):\n    pass\n", {}))
    return (
        methods,
        {name: Dispatcher(one, {}) for name, one in statics.items()},
        {name: tuple(one and Dispatcher(one, {}) for one in (p.fget, p.fset)) for name, p in properties.items()},
    )


def _maker(cls):
    """How many arguments the kernel takes that makes an instance, and the kernel."""
    parameters = list(cls._signature.parameters.values())[1:]
    given, passed = [], []
    for one in parameters:
        if one.kind is one.VAR_POSITIONAL:
            given.append(f"*{one.name}")
            passed.append(f"*{one.name}")
        elif one.kind is one.VAR_KEYWORD:
            raise UnsupportedError("VAR_KEYWORD argument type unsupported")
        else:
            given.append(one.name)
            passed.append(f"{one.name}={one.name}" if one.kind is one.KEYWORD_ONLY else one.name)
    variable = any(one.kind is one.VAR_POSITIONAL for one in parameters)
    if variable and any(one.kind is one.KEYWORD_ONLY for one in parameters):
        raise UnsupportedError("VAR_POSITIONAL argument type unsupported with keyword-only parameters")
    text = f"def {cls.__name__}({', '.join(given)}):\n    return made({', '.join(passed)})\n"
    return -1 if variable else len(parameters), function("making", text, {"made": cls})


def _field(name):
    get = function("get", f"def get(self):\n    return self.{name}\n", {})
    set_ = function("set", f"def set(self, value):\n    self.{name} = value\n", {})
    return property(get, set_)


def function(name, text, names):
    """A kernel of this text."""
    import ast

    file = f"<{name} of a jitclass>"
    tree = ast.parse(text).body[0]
    namespace = {"__name__": __name__, **names}
    exec(compile(text, file, "exec"), namespace)
    return Dispatcher(namespace[tree.name], {}, Source(text, file, 1, tree))


def is_jitclass(value):
    """Whether it is a compiled class."""
    return isinstance(value, JitClass)


def described(cls, frozen):
    """The class in a request: fields, and its members as indices of the request's functions."""
    from jaculus.constants import spelled

    def functions(some):
        return {name: frozen.function(one) for name, one in some.items()}

    return {
        "name": cls.__name__,
        "index": frozen.classes.index(cls),
        "fields": [[name, spelled(kind, frozen)] for name, kind in cls._fields.items()],
        "methods": functions(cls._methods),
        "statics": functions(cls._statics),
        "getters": functions({name: one[0] for name, one in cls._properties.items() if one[0]}),
        "setters": functions({name: one[1] for name, one in cls._properties.items() if one[1]}),
    }
