"""Types of a library's own in kernels: models, box and unbox, overloads, and code that is built with llvmlite."""

import operator
from contextlib import ExitStack

import numpy as np
import pytest

from jaculus.numba import errors, njit, typeof, types
from jaculus.numba.core import cgutils
from jaculus.numba.core.imputils import impl_ret_borrowed
from jaculus.numba.core.typing import signature
from jaculus.numba.core.typing.templates import (
    AbstractTemplate,
    AttributeTemplate,
    CallableTemplate,
    ConcreteTemplate,
    infer_global,
    make_overload_attribute_template,
)
from jaculus.numba.extending import (
    NativeValue,
    as_numba_type,
    box,
    infer_getattr,
    intrinsic,
    lower_builtin,
    lower_getattr,
    make_attribute_wrapper,
    models,
    overload,
    overload_attribute,
    overload_method,
    register_model,
    type_callable,
    typeof_impl,
    unbox,
)
from jaculus.numba.typed import List

# A range of numbers, as in Numba's documentation: two members, and all that can be told of it.


class Span:
    def __init__(self, low, high):
        self.low, self.high = low, high

    def __eq__(self, other):
        return type(other) is Span and (self.low, self.high) == (other.low, other.high)

    def __hash__(self):
        return hash((self.low, self.high))

    def __repr__(self):
        return f"Span({self.low!r}, {self.high!r})"


class SpanType(types.Type):
    def __init__(self):
        super().__init__(name="Span")


span_type = SpanType()


@typeof_impl.register(Span)
def _typeof(value, context):
    return span_type


as_numba_type.register(Span, span_type)


@register_model(SpanType)
class _SpanModel(models.StructModel):
    def __init__(self, dmm, fe_type):
        super().__init__(dmm, fe_type, [("low", types.float64), ("high", types.float64)])


make_attribute_wrapper(SpanType, "low", "low")
make_attribute_wrapper(SpanType, "high", "top")


@type_callable(Span)
def _type_span(context):
    def typer(low, high):
        if isinstance(low, types.Number) and isinstance(high, types.Number):
            return span_type
        return None

    return typer


@lower_builtin(Span, types.Float, types.Float)
def _make_span(context, builder, sig, args):
    made = cgutils.create_struct_proxy(sig.return_type)(context, builder)
    made.low, made.high = args
    return made._getvalue()


@lower_builtin(Span, types.Integer, types.Integer)
def _make_span_of_ints(context, builder, sig, args):
    made = context.make_helper(builder, sig.return_type)
    made.low = context.cast(builder, args[0], sig.args[0], types.float64)
    made.high = context.cast(builder, args[1], sig.args[1], types.float64)
    return impl_ret_borrowed(context, builder, sig.return_type, made._getvalue())


@unbox(SpanType)
def _unbox(kind, value, c):
    failed = cgutils.alloca_once_value(c.builder, cgutils.false_bit)
    made = cgutils.create_struct_proxy(kind)(c.context, c.builder)
    with ExitStack() as stack:
        for name in ("low", "high"):
            item = c.pyapi.object_getattr_string(value, name)
            with cgutils.early_exit_if_null(c.builder, stack, item):
                c.builder.store(cgutils.true_bit, failed)
            native = c.unbox(types.float64, item)
            c.pyapi.decref(item)
            with cgutils.early_exit_if(c.builder, stack, native.is_error):
                c.builder.store(cgutils.true_bit, failed)
            setattr(made, name, native.value)
    return NativeValue(made._getvalue(), is_error=c.builder.load(failed))


@box(SpanType)
def _box(kind, value, c):
    made = cgutils.create_struct_proxy(kind)(c.context, c.builder, value=value)
    result = cgutils.alloca_once(c.builder, c.pyapi.pyobj)
    with ExitStack() as stack:
        low = c.pyapi.float_from_double(made.low)
        with cgutils.early_exit_if_null(c.builder, stack, low):
            c.builder.store(c.pyapi.get_null_object(), result)
        high = c.box(types.float64, made.high)
        cls = c.pyapi.unserialize(c.pyapi.serialize_object(Span))
        c.builder.store(c.pyapi.call_function_objargs(cls, (low, high)), result)
    return c.builder.load(result)


@overload_attribute(SpanType, "width")
def _width(span):
    return lambda span: span.top - span.low


@overload_method(SpanType, "moved")
def _moved(span, by=1.0):
    return lambda span, by=1.0: Span(span.low + by, span.top + by)


@overload(operator.add)
def _add(a, b):
    if isinstance(a, SpanType) and isinstance(b, SpanType):
        return lambda a, b: Span(a.low + b.low, a.top + b.top)
    if isinstance(a, types.Number) and isinstance(b, SpanType):
        return lambda a, b: b.moved(a)
    return None


@overload(operator.contains)
def _contains(span, x):
    return (lambda span, x: span.low <= x < span.top) if isinstance(span, SpanType) else None


@overload(operator.lt)
def _less(a, b):
    return (lambda a, b: a.top < b.low) if isinstance(a, SpanType) else None


@overload(operator.getitem)
def _item(span, i):
    return (lambda span, i: span.low if i == 0 else span.top) if isinstance(span, SpanType) else None


@overload(operator.neg)
def _negative(span):
    return (lambda span: Span(-span.top, -span.low)) if isinstance(span, SpanType) else None


@overload(len)
def _length(span):
    return (lambda span: int(span.width)) if isinstance(span, SpanType) else None


@overload(np.exp)
def _exp(span):
    return (lambda span: Span(np.exp(span.low), np.exp(span.top))) if isinstance(span, SpanType) else None


A, B = Span(1.0, 4.5), Span(5.0, 6.0)


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        (lambda s: s, (A,), A),
        (lambda s: s.low + s.top, (A,), 5.5),
        (lambda s: s.width, (A,), 3.5),
        (lambda s: s.moved(), (A,), Span(2.0, 5.5)),
        (lambda s: s.moved(by=2.0), (A,), Span(3.0, 6.5)),
        (lambda s, t: s + t, (A, B), Span(6.0, 10.5)),
        (lambda s: 1.5 + s, (A,), Span(2.5, 6.0)),
        (lambda s: (2.0 in s, 5.0 in s), (A,), (True, False)),
        (lambda s, t: (s < t, t < s), (A, B), (True, False)),
        (lambda s: (s[0], s[1]), (A,), (1.0, 4.5)),
        (lambda s: -s, (A,), Span(-4.5, -1.0)),
        (lambda s: len(s), (A,), 3),
        (lambda s: np.exp(s).low, (A,), np.exp(1.0)),
        (lambda: A.low, (), 1.0),
        (lambda: A, (), A),
        (lambda: Span(1.0, 2.0), (), Span(1.0, 2.0)),
        (lambda: Span(1, 2), (), Span(1.0, 2.0)),
        (lambda pair: (pair[1].low, pair), ((1, A),), (1.0, (1, A))),
        (lambda s: [s, s.moved()][1], (A,), Span(2.0, 5.5)),
    ],
)
def test_values_of_a_structure(function, arguments, expected):
    assert njit(function)(*arguments) == expected


@pytest.mark.parametrize("span", [Span(0.0, 1.0), Span(-1.0, 0.0), Span(0, 0), Span(False, np.float64(0))])
def test_members_that_are_0_are_no_failure(span):
    assert njit(lambda s: s)(span) == span
    assert njit(lambda s: s.width)(span) == span.high - span.low


def test_loops_and_nested_calls():
    @njit
    def inner(s):
        return s.moved(0.5)

    @njit
    def f(n):
        total = Span(0.0, 0.0)
        for i in range(n):
            total = total + inner(Span(1.0, float(i)))
        return total

    assert f(4) == Span(6.0, 8.0)
    assert f.signatures == [(types.int64,)]


def test_types():
    @njit
    def f(s):
        return s

    f(A)
    assert f.signatures == [(span_type,)]
    assert typeof(A) == span_type
    assert njit(types.float64(span_type))(lambda s: s.low)(A) == 1.0
    with pytest.raises(TypeError, match="No matching definition"):
        njit(types.float64(span_type))(lambda s: s.low)(3)


def test_lists():
    items = List.empty_list(span_type)

    @njit
    def fill(items):
        items.append(Span(1.0, 2.0))
        items.append(items[0].moved())
        return items[1]

    assert fill(items) == Span(2.0, 3.0)
    assert items[0] == Span(1.0, 2.0)


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (lambda s: s.bottom, "a value of `SpanType` has no attribute `bottom`"),
        (lambda s: s._low, "has no attribute `_low`"),
        (lambda s: s - s, "`-` does not work on a value of `SpanType`"),
        (lambda s: s(), "a value of `SpanType` cannot be called"),
        (lambda s: sum(s), "SpanType"),
        (lambda s: Span("a", "b"), "no overload of `Span` takes"),
        (lambda s: Span(1, 2.0), "`Span` has no `lower_builtin` for"),
    ],
)
def test_wrong_use_is_said(function, text):
    with pytest.raises(errors.TypingError, match=text):
        njit(function)(A)


def test_an_object_that_cannot_be_taken_apart():
    with pytest.raises(ValueError, match="could not convert string to float: 'x'"):
        njit(lambda s: s.low)(Span(1.0, "x"))
    broken = Span(1.0, 2.0)
    del broken.high
    with pytest.raises(AttributeError, match="high"):
        njit(lambda s: s.low)(broken)


# A structure with an array, one of an opaque type, and a reference to the type.


class Table:
    def __init__(self, name, values):
        self.name, self.values = name, values


class NameType(types.Dummy):
    def __init__(self, name):
        self.text = name
        super().__init__(f"NameType({name})")


class TableType(types.Type):
    def __init__(self, name, values):
        self.name_type, self.values_type = NameType(name), values
        super().__init__(f"TableType({name}, {values})")


register_model(NameType)(models.OpaqueModel)


@register_model(TableType)
class _TableModel(models.StructModel):
    def __init__(self, dmm, fe_type):
        super().__init__(dmm, fe_type, [("name", fe_type.name_type), ("values", fe_type.values_type)])


Table._numba_type_ = property(lambda self: TableType(self.name, typeof(self.values)))
make_attribute_wrapper(TableType, "values", "values")
make_attribute_wrapper(TableType, "name", "name")


@unbox(NameType)
def _unbox_name(kind, value, c):
    return NativeValue(c.context.get_dummy_value())


@unbox(TableType)
def _unbox_table(kind, value, c):
    made = cgutils.create_struct_proxy(kind)(c.context, c.builder)
    values = c.pyapi.object_getattr_string(value, "values")
    with c.builder.if_then(cgutils.is_not_null(c.builder, values)):  # an array, which cannot be compared with 0
        made.values = c.unbox(kind.values_type, values).value
    made.name = c.unbox(kind.name_type, c.pyapi.object_getattr_string(value, "name")).value
    is_error = cgutils.is_not_null(c.builder, c.pyapi.err_occurred())
    return NativeValue(made._getvalue(), is_error=is_error)


@box(TableType)
def _box_table(kind, value, c):
    made = cgutils.create_struct_proxy(kind)(c.context, c.builder, value=value)
    cls = c.context.add_dynamic_addr(c.builder, id(Table), info="Table")
    name = c.context.add_dynamic_addr(c.builder, id(kind.name_type.text), info="name")
    return c.pyapi.call_function_objargs(cls, (name, c.box(kind.values_type, made.values)))


@intrinsic
def table_of(context, name, values):
    if not isinstance(name, NameType):
        return None

    def code(context, builder, sig, args):
        made = cgutils.create_struct_proxy(sig.return_type)(context, builder)
        made.name, made.values = args
        return made._getvalue()

    return TableType(name.text, values)(name, values), code


@overload_attribute(NameType, "size")
def _size(name):
    size = len(name.text)
    return lambda name: size


def _call(self, i):
    return lambda self, i: self.values[i]


class _CallTemplate(make_overload_attribute_template.__globals__["_OverloadAttributeTemplate"]):
    is_method = True


infer_getattr(make_overload_attribute_template(TableType, "__call__", _call, base=_CallTemplate))


@pytest.mark.parametrize("dtype", ["f8", "i4", "c16"])
@pytest.mark.parametrize("step", [1, 2, -1])
def test_structures_with_arrays(dtype, step):
    values = np.arange(6).astype(dtype)[::step]
    table = Table("abc", values)

    @njit
    def f(t):
        t.values[0] = 7
        return t.values.sum() + t.name.size + t(1), t, table_of(t.name, t.values + t.values)

    total, same, doubled = f(table)
    assert values[0] == 7
    assert total == values.sum() + 3 + values[1]
    assert same.name == "abc"
    assert np.shares_memory(same.values, values)
    np.testing.assert_array_equal(doubled.values, values * 2)
    assert doubled.values.dtype == values.dtype


def test_each_type_is_compiled():
    @njit
    def f(t):
        return t.values[0]

    assert [type(f(Table(name, np.ones(2, dtype)))) for name, dtype in [("a", "f8"), ("a", "i8"), ("b", "f8")]] == [
        float, int, float,
    ]  # fmt: skip
    assert len(f.signatures) == 3


def test_failures_of_an_unbox_function_reach_the_caller():
    empty = type("Empty", (), {"_numba_type_": Table("a", np.ones(2))._numba_type_})
    with pytest.raises(AttributeError, match="values"):
        njit(lambda t: 1)(empty())


def test_types_without_box_or_unbox():
    class Nothing:
        pass

    class NothingType(types.Opaque):
        pass

    kind = NothingType("nothing")
    typeof_impl.register(Nothing)(lambda value, context: kind)
    register_model(NothingType)(models.OpaqueModel)
    with pytest.raises(errors.UnsupportedError, match="cannot unbox: nothing has no `unbox` function"):
        njit(lambda x: 1)(Nothing())
    unbox(NothingType)(lambda kind, value, c: NativeValue(c.context.get_dummy_value()))
    assert njit(lambda x: 1)(Nothing()) == 1
    with pytest.raises(errors.UnsupportedError, match="cannot box: nothing has no `box` function"):
        njit(lambda x: x)(Nothing())


# Numba's low-level interface for functions: what types a call, and what builds its code.


def twice(x):
    raise NotImplementedError


@infer_global(twice)
class _Twice(ConcreteTemplate):
    cases = (signature(types.int64, types.int64), signature(types.float64, types.float64))


@lower_builtin(twice, types.int64)
def _twice_int(context, builder, sig, args):
    return builder.add(args[0], args[0])


@lower_builtin(twice, types.float64)
def _twice_float(context, builder, sig, args):
    return builder.fadd(args[0], args[0])


def larger(x, y):
    raise NotImplementedError


@infer_global(larger)
class _Larger(AbstractTemplate):
    def generic(self, args, kws):
        return signature(args[0], *args) if len(args) == 2 and args[0] == args[1] else None


@lower_builtin(larger, types.Integer, types.Integer)
def _larger(context, builder, sig, args):
    return builder.select(builder.icmp_signed(">", *args), *args)


def halved(x):
    raise NotImplementedError


@infer_global(halved)
class _Halved(CallableTemplate):
    def generic(self):
        def typer(x):
            return types.float64 if isinstance(x, types.Number) else None

        return typer


@lower_builtin(halved, types.Any)
def _halved(context, builder, sig, args):
    def half(x):
        return x / 2

    return context.compile_internal(builder, half, sig, args)


@infer_getattr
class _SpanAttributes(AttributeTemplate):
    key = SpanType

    def resolve_bottom_(self, kind):
        return types.float64


@lower_getattr(SpanType, "bottom_")
def _bottom(context, builder, kind, value):
    return cgutils.create_struct_proxy(kind)(context, builder, value=value).low


@intrinsic
def swapped(context, pair):
    def code(context, builder, sig, args):
        items = [builder.extract_value(args[0], 1), builder.extract_value(args[0], 0)]
        return context.make_tuple(builder, sig.return_type, items)

    return types.Tuple(pair.types[::-1])(pair), code


@intrinsic
def sum_and_first(context, a, b):
    def code(context, builder, sig, args):
        return context.make_tuple(builder, sig.return_type, [builder.add(*args), args[0]])

    return types.UniTuple(types.int64, 2)(types.int64, types.int64), code


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        (lambda x: twice(x), (3,), 6),
        (lambda x: twice(x), (1.5,), 3.0),
        (lambda x: twice(x), (np.int32(3),), 6),
        (lambda x, y: larger(x, y), (3, 5), 5),
        (lambda x: halved(x), (3,), 1.5),
        (lambda s: s.bottom_, (A,), 1.0),
        (lambda p: swapped(p), ((1, 2.5),), (2.5, 1)),
        (lambda p: swapped(p)[0], ((1, "text"),), "text"),
        (lambda a, b: sum_and_first(a, b), (3, 4), (7, 3)),
    ],
)
def test_low_level_functions(function, arguments, expected):
    assert njit(function)(*arguments) == expected


@pytest.mark.parametrize(
    ("function", "arguments", "text"),
    [
        (lambda x: twice(x), ("a",), "no overload of `twice`"),
        (lambda x, y: larger(x, y), (1, 2.0), "no overload of `larger`"),
        (lambda x, y: larger(x, y), (1.0, 2.0), "`larger` has no `lower_builtin` for"),
    ],
)
def test_low_level_functions_of_other_types(function, arguments, text):
    with pytest.raises(errors.TypingError, match=text):
        njit(function)(*arguments)
