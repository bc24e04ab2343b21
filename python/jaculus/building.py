"""Code that a library's function builds with `llvmlite.ir`, of which only the text is used.

The function is run here, on a function of numbers, and the text of it is part of the request: LLVM's own parser and
verifier are what checks it. Structures and tuples are their members meanwhile, and whatever else there is, arrays say,
can only be passed on: so can the result be. Each number of it that the code computes is a function of its own.
"""

import hashlib
import re

from jaculus import models
from jaculus.errors import TypingError, UnsupportedError
from jaculus.typeclasses import BaseTuple, Boolean, Complex, Float, Number


class Composite:
    """A structure or a tuple while code is built: its members."""

    def __init__(self, kind, items):
        self.kind, self.items = kind, tuple(items)


class Handle:
    """A value that LLVM does not see: `text` is the kernel's own expression of it."""

    def __init__(self, kind, text):
        self.kind, self.text = kind, text


class Inlined:
    """The code of one number: a text of LLVM's, a function of numbers."""

    def __init__(self, name, kinds, definition):
        self.name, self.kinds, self.definition = name, kinds, definition

    def frozen(self):
        """What the compiler is told."""
        return {"name": self.name, "definition": self.definition, "types": [str(kind) for kind in self.kinds]}


def kernel(name, names, sig, build):
    """The kernel with parameters of these names that computes what `build(context, builder, sig, args)` builds."""
    from jaculus.jitclass import function

    code = _Code(name, names, sig, build)
    text = code.result()
    return function(name, f"def intrinsic({', '.join(names)}):\n    {text}\n", code.globals)


def _plain(sig):
    """The signature without constants' values, which are numbers to the code."""
    from jaculus.numba.types import unliteral

    return unliteral(sig.return_type)(*map(unliteral, sig.args))


def _is_number(kind):
    return isinstance(kind, (Number, Boolean)) and not isinstance(kind, Complex)


def _members(kind):
    """The types of what a value consists of, and how a kernel reaches each; None where it is one value."""
    if models.has_model(kind):
        return [(one, f".{models.member(name)}") for name, one in models.model_of(kind).members]
    if isinstance(kind, BaseTuple):
        return [(one, f"[{place}]") for place, one in enumerate(kind.types)]
    return None


class _Code:
    """The code of one signature, and the text of the kernel that calls it."""

    def __init__(self, name, names, sig, build):
        self._name, self._names, self._sig, self._build = name, names, _plain(sig), build
        self.globals = {}
        self._numbers = []  # (type, the kernel's expression) of what LLVM gets
        for kind, text in zip(self._sig.args, names, strict=True):
            self._collect(kind, text)

    def _collect(self, kind, text):
        if _is_number(kind):
            self._numbers.append((kind, text))
        for one, suffix in _members(kind) or ():
            self._collect(one, text + suffix)

    def result(self):
        """The kernel's body."""
        kind = self._sig.return_type
        if kind.spelling == "none":
            return f"{self._call(None, ())}\n    return None"
        _, _, _, value = self._run(None)
        return f"return {self._expression(kind, value, ())}"

    def _run(self, kind):
        """Builds the code, of a function that returns a number of this type, or None."""
        ir = llvmlite_ir()
        module = ir.Module()
        arguments = [value_type(one, self._name) for one, _ in self._numbers]
        returned = ir.IntType(1) if kind is None else value_type(kind, self._name)
        function = ir.Function(module, ir.FunctionType(returned, arguments), "jaculus.intrinsic")
        function.linkage = "internal"
        function.attributes.add("alwaysinline")
        builder = _builder(function)
        values = iter(function.args)
        given = [self._argument(one, text, values) for one, text in zip(self._sig.args, self._names, strict=True)]
        self._arguments = list(function.args)
        return module, function, builder, self._build(Context(self._name, self), builder, self._sig, given)

    def text_of(self, kind, value):
        """The kernel's expression of what the code got, or of what a kernel that it calls gave."""
        if kind.spelling == "none":
            return "None"
        found = self._passed(kind, value) or (value.text if isinstance(value, Handle) else None)
        if found is None and isinstance(value, Composite):
            found = self._expression(kind, value, None)
        if found is None:
            raise UnsupportedError(
                f"error[not-yet]: the code of the intrinsic `{self._name}` calls a kernel with what it has computed;\n"
                "  it can pass on its own arguments\n  help: write it as a kernel, or with @overload"
            )
        return found

    def _passed(self, kind, value):
        """The kernel's expression of an argument that is a number of this type."""
        numbers = zip(self._arguments, self._numbers, strict=True)
        return next((text for one, (known, text) in numbers if one is value and known == kind), None)

    def called(self, function, sig, values):
        """What a kernel gives for values that the code got."""
        from jaculus.decorators import jit

        texts = [self.text_of(kind, value) for kind, value in zip(sig.args, values, strict=True)]
        return Handle(sig.return_type, f"{self._named('kernel', jit(function))}({', '.join(texts)})")

    def _argument(self, kind, text, values):
        if _is_number(kind):
            return next(values)
        inner = _members(kind)
        if inner is None:
            return Handle(kind, text)
        return Composite(kind, [self._argument(one, text + suffix, values) for one, suffix in inner])

    def _expression(self, kind, value, path):
        """The kernel's expression of a value, which lies on this path in the result, or None: nowhere."""
        if isinstance(value, Handle):
            return value.text
        inner = _members(kind)
        if inner is None and _is_number(kind):
            passed = self._passed(kind, value)
            return self.text_of(kind, value) if path is None else passed or self._call(kind, path)
        if inner is None or not isinstance(value, Composite) or len(value.items) != len(inner):
            raise TypingError(f"the code of the intrinsic `{self._name}` gives no {kind}, where its signature says so")
        items = "".join(
            self._expression(one, item, None if path is None else (*path, place)) + ", "
            for place, ((one, _), item) in enumerate(zip(inner, value.items, strict=True))
        )
        cls = models.struct_class(kind) if models.has_model(kind) else getattr(kind, "instance_class", None)
        return f"({items})" if cls is None else f"{self._named('made', cls)}({items})"

    def _call(self, kind, path):
        """The kernel's call of the code for one number of the result, or for what it does."""
        kinds = [*([] if kind is None else [kind]), *(one for one, _ in self._numbers)]
        from jaculus import types

        code = Inlined(self._name, kinds if kind else [types.boolean, *kinds], self._definition(kind, path))
        return f"{self._named('code', code)}({', '.join(text for _, text in self._numbers)})"

    def _named(self, what, value):
        name = f"{what}_{len(self.globals)}"
        self.globals[name] = value
        return name

    def _definition(self, kind, path):
        module, function, builder, value = self._run(kind)
        for place in path:
            value = value.items[place]
        if not builder.block.is_terminated:
            self._return(builder, function, kind, value)
        text = "\n".join(map(str, module.global_values))
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        plain = re.sub(r"\W", "_", self._name)
        return text.replace('"jaculus.intrinsic"', f'"{plain}.{digest}"')

    def _return(self, builder, function, kind, value):
        wanted = function.return_value.type
        if kind is None:
            value = llvmlite_ir().Constant(wanted, 0)
        elif getattr(value, "type", None) != wanted:
            given = "nothing" if value is None else f"an {getattr(value, 'type', type(value).__name__)}"
            raise TypingError(
                f"the code of the intrinsic `{self._name}` gives {given}, where its signature says {self._sig}"
            )
        builder.ret(value)


def llvmlite_ir():
    """`llvmlite.ir`, which builds text."""
    try:
        from llvmlite import ir
    except ImportError:
        raise UnsupportedError(
            "error[not-yet]: an intrinsic's code is built with llvmlite, which is not installed\n"
            "  help: pip install llvmlite"
        ) from None
    return ir


def _builder(function):
    """An IRBuilder that also takes tuples and structures apart and changes their items."""
    ir = llvmlite_ir()

    class Builder(ir.IRBuilder):
        def extract_value(self, agg, idx, name=""):
            if not isinstance(agg, Composite):
                return super().extract_value(agg, idx, name)
            for place in idx if isinstance(idx, (list, tuple)) else [idx]:
                agg = agg.items[place]
            return agg

        def insert_value(self, agg, value, idx, name=""):
            if not isinstance(agg, Composite):
                return super().insert_value(agg, value, idx, name)
            place = idx[0] if isinstance(idx, (list, tuple)) else idx
            items = list(agg.items)
            items[place] = value
            return Composite(agg.kind, items)

    return Builder(function.append_basic_block())


def value_type(kind, name):
    """LLVM's type of a number."""
    ir = llvmlite_ir()
    if isinstance(kind, Boolean):
        return ir.IntType(1)
    if _is_number(kind) and not isinstance(kind, Float):
        return ir.IntType(kind.bitwidth)
    if isinstance(kind, Float) and kind.bitwidth in (32, 64):
        return ir.DoubleType() if kind.bitwidth == 64 else ir.FloatType()
    raise UnsupportedError(
        f"error[not-yet]: the code of the intrinsic `{name}` is about {kind}; it can compute with numbers and bools,\n"
        "  and pass on what else there is\n"
        "  help: write it as a kernel, or with @overload"
    )


class Context:
    """What of Numba's target context is of use where values are numbers, structures and tuples of them."""

    def __init__(self, name, code):
        self._name, self._code = name, code

    def compile_internal(self, builder, impl, sig, args):
        """What a Python function gives, which is compiled, for arguments of the code."""
        del builder
        return self._code.called(impl, sig, args)

    def get_value_type(self, kind):
        """How LLVM has values of a type."""
        return value_type(kind, self._name)

    get_argument_type = get_return_type = get_value_type

    def get_data_type(self, kind):
        """How values of a type lie in memory."""
        return llvmlite_ir().IntType(8) if isinstance(kind, Boolean) else value_type(kind, self._name)

    def get_constant(self, kind, value):
        """A number of this type."""
        return llvmlite_ir().Constant(value_type(kind, self._name), value)

    def get_constant_generic(self, builder, kind, value):
        """The same."""
        del builder
        return self.get_constant(kind, value)

    def get_constant_null(self, kind):
        """Zero."""
        return llvmlite_ir().Constant(value_type(kind, self._name), None)

    def get_dummy_value(self):
        """The value of an opaque type."""
        return Composite(None, ())

    def structure(self, kind, values):
        """A value of a type with a model."""
        return Composite(kind, values)

    def members(self, value):
        """The members of such a value."""
        return value.items

    def make_tuple(self, builder, kind, values):
        """A tuple."""
        del builder
        return Composite(kind, values)

    def make_helper(self, builder, kind, value=None, ref=None):
        """A structure whose members can be set."""
        from jaculus.numba.core.cgutils import create_struct_proxy

        return create_struct_proxy(kind)(self, builder, value=value, ref=ref)

    def cast(self, builder, value, source, target):
        """The value as one of another type, as kernels convert numbers."""
        if source == target:
            return value
        wanted, signed = value_type(target, self._name), getattr(source, "signed", False)
        if isinstance(target, Boolean):
            zero = llvmlite_ir().Constant(value.type, 0)
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
