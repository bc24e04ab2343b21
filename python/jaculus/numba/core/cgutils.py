"""Numba's `numba.core.cgutils`, as far as it is about numbers: for the functions of intrinsics, which have llvmlite."""

from jaculus.not_yet import NotYet


def get_or_insert_function(module, fnty, name):
    """The module's function of this name; declared where there is none."""
    from llvmlite import ir

    found = module.globals.get(name)
    return ir.Function(module, fnty, name) if found is None else found


insert_pure_function = get_or_insert_function


def alloca_once(builder, ty, size=None, name="", zfill=False):
    """Memory on the stack, made where the function begins."""
    from llvmlite import ir

    with builder.goto_entry_block():
        made = builder.alloca(ty, size=size, name=name)
    if zfill:
        builder.store(ir.Constant(ty, None), made)
    return made


def alloca_once_value(builder, value, name="", zfill=False):
    """Memory on the stack that holds a value."""
    del zfill
    made = alloca_once(builder, value.type, name=name)
    builder.store(value, made)
    return made


def intp_t():
    """LLVM's int64."""
    from llvmlite import ir

    return ir.IntType(64)


def is_null(builder, value):
    """Whether it is zero."""
    return builder.icmp_unsigned("==", value, value.type(None))


def is_not_null(builder, value):
    """Whether it is not zero."""
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


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    if name in ("true_bit", "false_bit"):
        from llvmlite import ir

        return ir.Constant(ir.IntType(1), int(name == "true_bit"))
    return NotYet(f"numba.core.cgutils.{name}")
