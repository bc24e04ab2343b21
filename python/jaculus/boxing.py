"""`box` and `unbox` of a library's own types: what builds instructions in Numba is run here at once, on the objects.

The library's function gets a context whose `pyapi`, `builder` and `context` do what they are asked when they are asked;
what lies in a branch that is not taken does nothing. That makes such a call slower than Numba's, and needs no C.
https://numba.readthedocs.io/en/stable/extending/low-level.html#boxing-and-unboxing
"""

import ctypes
import operator
from collections import namedtuple
from contextlib import contextmanager

from jaculus.errors import UnsupportedError
from jaculus.models import Struct, has_model, made, model_of
from jaculus.typeclasses import Array, Boolean, Complex, Float, Integer

_boxers, _unboxers = {}, {}  # a class of types → the library's function
NULL = type("Null", (), {"__repr__": lambda _: "NULL", "__bool__": lambda _: False})()


class Bit(int):
    """A truth that the code computes. It is as good as NULL where it is 0; an object that is 0 is not."""


class NativeValue(namedtuple("NativeValue", ["value", "is_error", "cleanup"])):
    """What `unbox` gives: the value, and whether it failed."""

    __slots__ = ()

    def __new__(cls, value, is_error=None, cleanup=None):
        """As Numba's."""
        return super().__new__(cls, value, Bit(0) if is_error is None else is_error, cleanup)


def box(typeclass):
    """Decorates what makes an object of a value of these types: `function(type, value, c)`."""
    return lambda function: _boxers.setdefault(typeclass, function)


def unbox(typeclass):
    """Decorates what takes an object apart: `function(type, object, c)` gives a NativeValue."""
    return lambda function: _unboxers.setdefault(typeclass, function)


def _of(table, kind, what):
    for cls in type(kind).__mro__:
        if cls in table:
            return table[cls]
    raise UnsupportedError(f"cannot {what}: {kind} has no `{what}` function, see numba.extending.{what}")


def unboxed(kind, value):
    """The structure that an object becomes."""
    maker = _of(_unboxers, kind, "unbox")
    c = Context()
    native = maker(kind, value, c)
    if _plain(native.is_error) or c.pyapi.error:
        raise c.pyapi.error or TypeError(f"can't unbox {value!r} as {kind}")
    return (
        native.value if isinstance(native.value, Struct) else made(kind, [native.value] * len(model_of(kind).members))
    )


def boxed(kind, value):
    """The object that a structure becomes."""
    c = Context()
    native = value if len(value) != 1 or value.members[0][0] != "value" else value[0]
    result = _of(_boxers, kind, "box")(kind, native, c)
    if result is NULL or c.pyapi.error:
        raise c.pyapi.error or SystemError(f"the `box` function of {kind} gave NULL without an exception")
    return result


class Context:
    """What `box` and `unbox` functions get as `c`."""

    def __init__(self):
        self.builder = Builder()
        self.pyapi = PyApi(self)
        self.context = Target(self)
        self.env_manager = None

    def unbox(self, kind, value):
        """An object of any type."""
        if not self.builder.active or value is NULL:
            return NativeValue(None, Bit(self.builder.active))
        try:
            return NativeValue(unboxed(kind, value) if has_model(kind) else _converted(kind, value))
        except Exception as e:
            self.pyapi.error = self.pyapi.error or e
            return NativeValue(None, Bit(1))

    def box(self, kind, value):
        """A value of any type."""
        if not self.builder.active:
            return NULL
        value = _plain(value)
        if has_model(kind):
            return boxed(kind, value)
        return value.item() if hasattr(value, "item") and not isinstance(kind, Array) else value


def _converted(kind, value):
    if isinstance(kind, Boolean):
        return bool(value)
    if isinstance(kind, Integer):
        return operator.index(value)
    if isinstance(kind, (Float, Complex)):
        return (float if isinstance(kind, Float) else complex)(value)
    return value


def _plain(value):
    """A number, also where it is a constant of llvmlite's."""
    if not type(value).__module__.startswith("llvmlite"):
        return value
    return Bit(value.constant) if str(value.type) == "i1" else value.constant


class _Cell:
    """Memory on the stack."""

    def __init__(self):
        self.value = Bit(0)


class Builder:
    """An IRBuilder that computes at once; while it is not `active`, in a branch that is not taken, it does nothing."""

    def __init__(self):
        self.active = True

    @contextmanager
    def _where(self, condition):
        old, self.active = self.active, self.active and bool(condition)
        try:
            yield
        finally:
            self.active = old

    def if_then(self, condition, likely=None):
        """As IRBuilder's."""
        del likely
        return self._where(_plain(condition))

    @contextmanager
    def if_else(self, condition, likely=None):
        """As IRBuilder's."""
        del likely
        yield self._where(_plain(condition)), self._where(not _plain(condition))

    @contextmanager
    def goto_entry_block(self):
        """As IRBuilder's."""
        yield self

    def alloca(self, kind, size=None, name=""):
        """As IRBuilder's."""
        del kind, size, name
        return _Cell()

    def store(self, value, cell):
        """As IRBuilder's."""
        if self.active:
            cell.value = _plain(value)

    def load(self, cell, name=""):
        """As IRBuilder's."""
        del name
        return cell.value

    def select(self, condition, one, other):
        """As IRBuilder's."""
        return one if _plain(condition) else other

    def bitcast(self, value, kind, name=""):
        """As IRBuilder's: objects stay what they are."""
        del kind, name
        return value

    inttoptr = ptrtoint = zext = sext = trunc = fpext = fptrunc = bitcast

    def _compare(self, operation, one, other, name=""):
        del name
        one, other = _plain(one), _plain(other)
        if one is NULL or other is NULL:
            return Bit((self.is_null(one) and self.is_null(other)) == (operation == "=="))
        return Bit(_COMPARISONS[operation](one, other))

    @staticmethod
    def is_null(value):
        """Whether it is NULL, or a bit that is not set."""
        value = _plain(value)
        return Bit(value is NULL or (isinstance(value, Bit) and not value))

    icmp_unsigned = icmp_signed = fcmp_ordered = fcmp_unordered = _compare

    def not_(self, value, name=""):
        """As IRBuilder's, of bits."""
        del name
        return Bit(not _plain(value))

    def extract_value(self, value, place):
        """As IRBuilder's."""
        return value[place]

    def __getattr__(self, name):
        if name in _OPERATIONS:
            return lambda one, other, **_: _computed(_OPERATIONS[name], _plain(one), _plain(other))
        raise _missing(f"builder.{name}")


def _computed(operation, one, other):
    result = operation(one, other)
    return Bit(result) if isinstance(one, Bit) and isinstance(other, Bit) else result


_COMPARISONS = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
                ">=": operator.ge}  # fmt: skip
_OPERATIONS = {"and_": operator.and_, "or_": operator.or_, "xor": operator.xor, "add": operator.add,
               "sub": operator.sub, "mul": operator.mul, "fadd": operator.add, "fsub": operator.sub,
               "fmul": operator.mul, "fdiv": operator.truediv}  # fmt: skip


def _missing(name):
    return UnsupportedError(f"error[not-yet]: `c.{name}` in box and unbox functions is not in Jaculus yet")


class PyApi:
    """Python's C API as Numba's `c.pyapi` has it, on the objects themselves; a failed call gives NULL."""

    pyobj = longlong = double = py_ssize_t = gil_state = None

    def __init__(self, c):
        self._c, self._builder, self.error = c, c.builder, None

    def _do(self, function, *args):
        if not self._builder.active:
            return NULL
        try:
            return function(*map(_plain, args))
        except Exception as e:
            self.error = self.error or e
            return NULL

    def err_occurred(self):
        """NULL, or the exception that is set."""
        return self.error or NULL

    def err_clear(self):
        """Forgets the exception."""
        if self._builder.active:
            self.error = None

    def err_set_string(self, kind, text):
        """Sets an exception, by its class or its name (PyExc_TypeError)."""
        if self._builder.active:
            import builtins

            cls = kind if isinstance(kind, type) else getattr(builtins, str(kind).removeprefix("PyExc_"), TypeError)
            self.error = cls(text)

    err_format = err_set_object = err_set_string

    def incref(self, *args):
        """Objects live as long as Python knows them."""

    decref = incref

    def get_null_object(self):
        """NULL."""
        return NULL

    def make_none(self):
        """None."""

    borrow_none = make_none

    def unserialize(self, value):
        """The object."""
        return value

    serialize_object = unserialize

    def call_function_objargs(self, callee, args):
        """`callee(*args)`."""
        return self._do(lambda callee, *args: callee(*args), callee, *args)

    def call(self, callee, args=None, kws=None):
        """`callee(*args, **kws)`."""
        return self._do(lambda: callee(*(args or ()), **(kws or {})))

    def call_method(self, callee, method, objs=()):
        """`callee.method(*objs)`."""
        return self._do(lambda callee, *objs: getattr(callee, method)(*objs), callee, *objs)

    def to_native_value(self, kind, value):
        """A value of any type."""
        return self._c.unbox(kind, value)

    def from_native_value(self, kind, value, env_manager=None):
        """An object of any type."""
        del env_manager
        return self._c.box(kind, value)

    def call_jit_code(self, func, sig, args):
        """Whether it failed, and what a Python function gives, which is compiled, for values of these types."""
        from jaculus.decorators import jit

        del sig
        result = self._do(jit(func), *args)
        return Bit(result is NULL), result

    def tuple_pack(self, items):
        """A tuple."""
        return self._do(lambda *items: items, *items)

    def __getattr__(self, name):
        if name not in _CALLS:
            raise _missing(f"pyapi.{name}")
        return lambda *args: self._do(_CALLS[name], *args)


def _set(target, name, value):
    setattr(target, name, value)
    return Bit(0)


def _put(target, key, value):
    target[key] = value
    return Bit(0)


_CALLS = {
    "object_getattr_string": getattr, "object_getattr": getattr, "object_setattr_string": _set, "object_setattr": _set,
    "object_getitem": operator.getitem, "object_setitem": _put, "object_type": type, "object_str": str,
    "float_as_double": float, "number_float": float, "float_from_double": float, "number_long": int,
    "long_as_longlong": operator.index, "long_as_ulonglong": operator.index, "long_from_longlong": int,
    "long_from_ulonglong": int, "long_from_signed_int": int, "long_from_unsigned_int": int, "long_from_ssize_t": int,
    "long_as_voidptr": operator.index, "long_from_voidptr": int, "number_as_ssize_t": operator.index,
    "bool_from_bool": bool, "object_istrue": lambda value: Bit(bool(value)), "complex_from_doubles": complex,
    "complex_real_as_double": lambda value: complex(value).real,
    "complex_imag_as_double": lambda value: complex(value).imag,
    "tuple_getitem": operator.getitem, "tuple_size": len, "list_getitem": operator.getitem, "list_size": len,
    "sequence_getitem": operator.getitem, "dict_getitem": operator.getitem, "dict_getitem_string": operator.getitem,
    "dict_setitem": _put, "dict_setitem_string": _put, "import_module": __import__, "import_module_noblock": __import__,
}  # fmt: skip


class Target:
    """Numba's target context, as far as boxing asks it."""

    def __init__(self, c):
        self._c = c

    def get_dummy_value(self):
        """What stands for the value of an opaque type."""
        return 0

    def get_constant(self, kind, value):
        """A number."""
        return _converted(kind, value)

    def get_constant_null(self, kind):
        """Zero."""
        return 0

    def get_value_type(self, kind):
        """LLVM's types mean nothing here."""

    get_data_type = get_argument_type = get_value_type

    def add_dynamic_addr(self, builder, address, info=""):
        """The object at an address, which `id` gave."""
        del builder, info
        return ctypes.cast(address, ctypes.py_object).value

    def structure(self, kind, values):
        """A value of a type with a model; None where an exception is set."""
        return None if self._c.pyapi.error or not self._c.builder.active else made(kind, values)

    def members(self, value):
        """The members of such a value."""
        return tuple(value)

    def __getattr__(self, name):
        raise _missing(f"context.{name}")
