"""Intrinsics: functions that libraries write with llvmlite, in kernels."""

import numpy as np
import pytest
from llvmlite import ir

from jaculus.numba import errors, njit, prange, types
from jaculus.numba.core import cgutils
from jaculus.numba.extending import intrinsic


@intrinsic
def count_bits(typingctx, x):
    """As many as there are."""
    if isinstance(x, types.Integer):
        return x(x), lambda context, builder, sig, args: builder.ctpop(args[0])
    return None


@intrinsic
def bits_of_byte(typingctx, value):
    def build(context, builder, sig, args):
        [value] = args
        kind = ir.FunctionType(value.type, [value.type])
        function = cgutils.get_or_insert_function(builder.module, kind, "llvm.ctpop.i8")
        return builder.call(function, [value])

    return types.uint8(types.uint8), build


@intrinsic
def as_float32(typingctx, x):
    def build(context, builder, sig, args):
        return builder.bitcast(context.cast(builder, args[0], sig.args[0], types.int32), ir.FloatType())

    return types.float32(x), build


@intrinsic
def chosen(typingctx, condition, x, y):
    def build(context, builder, sig, args):
        place = cgutils.alloca_once_value(builder, args[2])
        with builder.if_then(args[0]):
            builder.store(args[1], place)
        return builder.load(place)

    return x(types.boolean, x, x), build


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.uint32, np.int64, np.uint64])
def test_each_type_has_its_own_code(dtype):
    @njit
    def kernel(a):
        total = 0
        for x in a:
            total += count_bits(x)
        return total, bits_of_byte(a[1])

    a = np.array([0, 7, np.iinfo(dtype).max, np.iinfo(dtype).min], dtype)
    mask = 2 ** (8 * a.itemsize) - 1
    assert kernel(a) == (sum((int(x) & mask).bit_count() for x in a), 3)


@pytest.mark.parametrize("parallel", [False, True])
def test_it_is_part_of_the_loop(parallel):
    @njit(parallel=parallel)
    def kernel(a, out):
        for i in prange(a.size):
            out[i] = as_float32(a[i]) + chosen(a[i] > 0, 1.0, 2.0)

    a = np.arange(-50, 50) * 1000_003
    out = np.zeros(100)
    kernel(a, out)
    with np.errstate(invalid="ignore"):
        wanted = a.astype(np.int32).view(np.float32) + np.where(a > 0, 1.0, 2.0)
    np.testing.assert_array_equal(out, wanted)
    assert "jaculus.intrinsic" not in kernel.inspect_asm(kernel.signatures[0])
    assert "call" not in kernel.inspect_llvm(kernel.signatures[0]).partition("count_bits")[2]


@intrinsic
def table(typingctx, place):
    def build(context, builder, sig, args):
        kind = ir.ArrayType(ir.IntType(64), 4)
        values = ir.GlobalVariable(builder.module, kind, "table.values")
        values.initializer, values.global_constant, values.linkage = ir.Constant(kind, [5, 6, 7, 8]), True, "internal"
        return builder.load(builder.gep(values, [ir.IntType(64)(0), args[0]]))

    return types.int64(types.int64), build


def test_its_text_may_hold_more_than_a_function():
    nameless = intrinsic(lambda typingctx, x: (x(x), lambda context, builder, sig, args: builder.neg(args[0])))
    assert njit(lambda i: table(i) + table(i + 1) + nameless(i))(1) == 6 + 7 - 1


def test_it_is_a_function_of_kernels():
    assert (count_bits.__name__, count_bits.__doc__) == ("count_bits", "As many as there are.")
    with pytest.raises(NotImplementedError, match="not usable in pure-python"):
        count_bits(3)


def wrong_result(typingctx, x):
    return types.int32(x), lambda context, builder, sig, args: args[0]


def nothing(typingctx, x):
    return x(x), lambda context, builder, sig, args: None


def array(typingctx, x):
    return types.float64[:](x), lambda context, builder, sig, args: args[0]


def unknown(typingctx, x):
    return x(x), lambda context, builder, sig, args: context.make_array(x)


@pytest.mark.parametrize(
    ("function", "arguments", "words"),
    [
        (count_bits, (1.5,), "no overload of `count_bits`"),
        (count_bits, (1, 2), "too many positional arguments"),
        (intrinsic(wrong_result), (1,), "gives an i64, where its signature says"),
        (intrinsic(nothing), (1,), "gives nothing"),
        (intrinsic(array), (1,), r"gives no array\(float64"),
        (intrinsic(unknown), (1,), "uses Numba's `context.make_array`"),
    ],
)
def test_wrong_use(function, arguments, words):
    with pytest.raises((errors.TypingError, errors.UnsupportedError), match=words):
        njit(lambda *given: function(*given))(*arguments)
