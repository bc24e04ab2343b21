"""Numba's `numba.core.cgutils`, as far as it is about numbers and structures.

For the code of intrinsics, which is built with llvmlite, and for box and unbox, which compute at once (boxing.py).
"""

from contextlib import contextmanager
from functools import cache

from jaculus.not_yet import NotYet


def get_or_insert_function(module, fnty, name):
    """The module's function of this name; declared where there is none."""
    from llvmlite import ir

    found = module.globals.get(name)
    return ir.Function(module, fnty, name) if found is None else found


insert_pure_function = get_or_insert_function


def alloca_once(builder, ty, size=None, name="", zfill=False):
    """Memory on the stack, made where the function begins."""
    with builder.goto_entry_block():
        made = builder.alloca(ty, size=size, name=name)
    if zfill and not _computes(builder):
        from llvmlite import ir

        builder.store(ir.Constant(ty, None), made)
    return made


def _computes(builder):
    """Whether it is that of box and unbox."""
    from jaculus.boxing import Builder

    return isinstance(builder, Builder)


def alloca_once_value(builder, value, name="", zfill=False):
    """Memory on the stack that holds a value."""
    del zfill
    made = alloca_once(builder, getattr(value, "type", None), name=name)
    builder.store(value, made)
    return made


def intp_t():
    """LLVM's int64."""
    from llvmlite import ir

    return ir.IntType(64)


def is_null(builder, value):
    """Whether it is zero."""
    return builder.is_null(value) if _computes(builder) else builder.icmp_unsigned("==", value, value.type(None))


def is_not_null(builder, value):
    """Whether it is not zero."""
    if _computes(builder):
        return builder.not_(builder.is_null(value))
    return builder.icmp_unsigned("!=", value, value.type(None))


def is_true(builder, value):
    """Whether it is not zero."""
    return is_not_null(builder, value)


def is_false(builder, value):
    """Whether it is zero."""
    return is_null(builder, value)


def if_likely(builder, predicate):
    """A block for a condition that mostly holds."""
    return builder.if_then(predicate, likely=True)


def if_unlikely(builder, predicate):
    """A block for a condition that mostly does not hold."""
    return builder.if_then(predicate, likely=False)


@contextmanager
def early_exit_if(builder, stack, cond):
    """A block for a condition; what comes after it until `stack` ends is for the other case."""
    then, otherwise = stack.enter_context(builder.if_else(cond, likely=False))
    with then:
        yield
    stack.enter_context(otherwise)


def early_exit_if_null(builder, stack, obj):
    """A block for an object that is NULL; what comes after it until `stack` ends is for the other case."""
    return early_exit_if(builder, stack, is_null(builder, obj))


def unpack_tuple(builder, tup, count=None):
    """The items of a tuple."""
    del builder
    return list(tup.items)[:count]


def create_struct_proxy(fe_type, kind="value"):
    """The class of structures of a type whose members can be set, and read as one value by `_getvalue`."""
    del kind
    return _proxy(fe_type)


@cache
def _proxy(fe_type):
    from jaculus.models import model_of

    members = tuple(name for name, _ in model_of(fe_type).members)

    class Proxy:
        """The members of a structure, as attributes."""

        __slots__ = ("_context", *members)

        def __init__(self, context, builder, value=None, ref=None):
            del builder
            if ref is not None:
                raise NotYet("numba.core.cgutils.create_struct_proxy(ref=...)")()
            self._context = context
            self._setvalue(value)

        def _getvalue(self):
            return self._context.structure(fe_type, [getattr(self, name) for name in members])

        def _setvalue(self, value):
            values = [None] * len(members) if value is None else self._context.members(value)
            for name, one in zip(members, values, strict=True):
                setattr(self, name, one)

    return Proxy


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    if name in ("true_bit", "false_bit"):
        try:
            from llvmlite import ir
        except ImportError:  # box and unbox do without it
            from jaculus.boxing import Bit

            return Bit(name == "true_bit")
        return globals().setdefault(name, ir.Constant(ir.IntType(1), int(name == "true_bit")))
    return NotYet(f"numba.core.cgutils.{name}")
