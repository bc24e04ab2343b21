"""`intrinsic`: functions whose code a library builds with `llvmlite.ir`, of which only the text is used.

For a call's types the library's function gives a signature and what builds the code; that is run here, on a function of
numbers, and the text of it is part of the request. LLVM's own parser and verifier are what checks it.
https://numba.readthedocs.io/en/stable/extending/high-level.html#implementing-intrinsics
"""

import hashlib
import re
from functools import update_wrapper
from inspect import signature

from jaculus import extending
from jaculus.errors import TypingError, UnsupportedError
from jaculus.typeclasses import Boolean, Float, Integer


class Intrinsic:
    """A function that kernels call, and whose code `function(typing context, *types)` builds."""

    # Of an overload, which it is for the compiler.
    kind = "function"

    def __init__(self, function, prefer_literal=False):
        update_wrapper(self, function)
        self.py_func = self._defn = function
        self.name, self.literal_first = function.__name__, prefer_literal
        self._made = {}
        extending.implemented_by(self, self)

    def __repr__(self):
        return f"<intrinsic {self.name}>"

    @property
    def __signature__(self):
        """As Python's functions call it: without the typing context."""
        own = signature(self.py_func)
        return own.replace(parameters=list(own.parameters.values())[1:])

    def __call__(self, *args, **kwargs):
        raise NotImplementedError(f"{self!r} is not usable in pure-python: kernels call it")

    def implementation(self, positional, keywords, options=None):
        """The kernel that calls the code for these types, or None where the function does not take them."""
        del options
        try:
            given = self.__signature__.bind(*positional, **keywords)
        except TypeError as e:
            raise TypingError(f"the intrinsic `{self.name}`: {e}") from None
        if given.kwargs:
            raise TypingError(f"the intrinsic `{self.name}` takes positional arguments only")
        if given.args not in self._made:
            self._made[given.args] = self._kernel(given.args)
        return self._made[given.args]

    def _kernel(self, given):
        from jaculus.jitclass import function

        found = self.py_func(None, *given)
        if found is None:
            return None
        sig, build = found
        names = ", ".join(self.__signature__.parameters)
        text = f"def intrinsic({names}):\n    return code({names})\n"
        return function(self.name, text, {"code": Inlined(self.name, sig, build)})


class Inlined:
    """The code of an intrinsic for one signature: a text of LLVM's."""

    def __init__(self, name, sig, build):
        self.name, self.signature = name, sig
        for kind in (sig.return_type, *sig.args):
            _value_type(kind, name)
        self.definition = _text(name, sig, build)

    def frozen(self):
        """What the compiler is told."""
        kinds = [self.signature.return_type, *self.signature.args]
        return {"name": self.name, "definition": self.definition, "types": [str(kind) for kind in kinds]}


def _text(name, sig, build):
    ir = _llvmlite()
    module = ir.Module()
    arguments = [_value_type(kind, name) for kind in sig.args]
    function = ir.Function(module, ir.FunctionType(_value_type(sig.return_type, name), arguments), "jaculus.intrinsic")
    function.linkage = "internal"
    function.attributes.add("alwaysinline")
    builder = ir.IRBuilder(function.append_basic_block())
    result = build(Context(name), builder, sig, list(function.args))
    if not builder.block.is_terminated:
        if result is None or result.type != function.return_value.type:
            given = "nothing" if result is None else f"an {result.type}"
            raise TypingError(f"the code of the intrinsic `{name}` gives {given}, where its signature says {sig}")
        builder.ret(result)
    text = "\n".join(map(str, module.global_values))
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    plain = re.sub(r"\W", "_", name)
    return text.replace('"jaculus.intrinsic"', f'"{plain}.{digest}"')


def _llvmlite():
    try:
        from llvmlite import ir
    except ImportError:
        raise UnsupportedError(
            "error[not-yet]: an intrinsic's code is built with llvmlite, which is not installed\n"
            "  help: pip install llvmlite"
        ) from None
    return ir


def _value_type(kind, name):
    ir = _llvmlite()
    if isinstance(kind, Boolean):
        return ir.IntType(1)
    if isinstance(kind, Integer):
        return ir.IntType(kind.bitwidth)
    if isinstance(kind, Float) and kind.bitwidth in (32, 64):
        return ir.DoubleType() if kind.bitwidth == 64 else ir.FloatType()
    raise UnsupportedError(
        f"error[not-yet]: the intrinsic `{name}` takes or gives {kind}; those of numbers and bools work\n"
        "  help: write it as a kernel, or with @overload"
    )


class Context:
    """What of Numba's target context is of use where values are numbers."""

    def __init__(self, name):
        self._name = name

    def get_value_type(self, kind):
        """How LLVM has values of a type."""
        return _value_type(kind, self._name)

    get_argument_type = get_return_type = get_value_type

    def get_data_type(self, kind):
        """How values of a type lie in memory."""
        return _llvmlite().IntType(8) if isinstance(kind, Boolean) else _value_type(kind, self._name)

    def get_constant(self, kind, value):
        """A number of this type."""
        return _llvmlite().Constant(_value_type(kind, self._name), value)

    def get_constant_generic(self, builder, kind, value):
        """The same."""
        del builder
        return self.get_constant(kind, value)

    def cast(self, builder, value, source, target):
        """The value as one of another type, as kernels convert numbers."""
        if source == target:
            return value
        wanted, signed = _value_type(target, self._name), getattr(source, "signed", False)
        if isinstance(target, Boolean):
            zero = _llvmlite().Constant(value.type, 0)
            real = isinstance(source, Float)
            return builder.fcmp_unordered("!=", value, zero) if real else builder.icmp_unsigned("!=", value, zero)
        if isinstance(source, Float):
            if isinstance(target, Float):
                return (builder.fpext if target.bitwidth > source.bitwidth else builder.fptrunc)(value, wanted)
            return (builder.fptosi if target.signed else builder.fptoui)(value, wanted)
        if isinstance(target, Float):
            return (builder.sitofp if signed else builder.uitofp)(value, wanted)
        if wanted.width > value.type.width:
            return (builder.sext if signed else builder.zext)(value, wanted)
        return builder.trunc(value, wanted) if wanted.width < value.type.width else value

    def __getattr__(self, name):
        raise UnsupportedError(
            f"error[not-yet]: the intrinsic `{self._name}` uses Numba's `context.{name}`, which Jaculus does not have\n"
            "  help: write it as a kernel, or with @overload"
        )
