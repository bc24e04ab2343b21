"""Prints which type Numba gives each operator and function for each pair of types.

    python numba_types.py > ../golden/infer/numba-types.txt        (needs numba)

A line is an expression, the kinds of its operands (s: scalar, a: one-dimensional array) and the type of `a`, then the result
for each type of `b` in the order of TYPES; `-` where Numba refuses. An array's result is the type of its elements.
"""

import math
import operator

import numba
import numpy as np
from numba import types
from numba.core.registry import cpu_target

TYPES = [types.boolean, types.int8, types.int16, types.int32, types.int64]
TYPES += [types.uint8, types.uint16, types.uint32, types.uint64, types.float32, types.float64]

OPERATORS = {
    "a + b": operator.add,
    "a - b": operator.sub,
    "a * b": operator.mul,
    "a / b": operator.truediv,
    "a // b": operator.floordiv,
    "a % b": operator.mod,
    "a ** b": operator.pow,
    "a << b": operator.lshift,
    "a >> b": operator.rshift,
    "a & b": operator.and_,
    "a | b": operator.or_,
    "a ^ b": operator.xor,
    "a < b": operator.lt,
    "a <= b": operator.le,
    "a == b": operator.eq,
    "a != b": operator.ne,
}
UNARY_OPERATORS = {"-a": operator.neg, "+a": operator.pos, "~a": operator.invert, "not a": operator.not_, "abs(a)": abs}
SCALAR_ONLY = {
    "round(a)": round,
    "int(a)": int,
    "float(a)": float,
    "bool(a)": bool,
    "round(a, 1)": (round, types.int64),
    "range(a)": range,
}
SCALAR_PAIRS = {"min(a, b)": min, "max(a, b)": max, "divmod(a, b)": divmod, "pow(a, b)": pow}
UFUNCS = """add subtract multiply divide true_divide floor_divide remainder mod fmod power maximum minimum fmax fmin arctan2 hypot
copysign nextafter logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor left_shift right_shift greater
greater_equal less less_equal equal not_equal""".split()
UNARY_UFUNCS = """negative positive absolute fabs sign square sqrt reciprocal exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin
arccos arctan sinh cosh tanh arcsinh arccosh arctanh deg2rad rad2deg degrees radians floor ceil trunc rint isnan isinf isfinite
signbit logical_not invert cbrt""".split()
MATH = """sqrt exp expm1 log log1p log2 log10 sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh fabs erf erfc gamma lgamma
floor ceil trunc degrees radians isnan isinf isfinite""".split()
MATH_PAIRS = "atan2 hypot fmod copysign pow".split()
REDUCTIONS = "sum prod mean min max var std any all argmin argmax cumsum cumprod".split()

context = cpu_target.typing_context
context.refresh()
cpu_target.target_context.refresh()


def array(element):
    return types.Array(element, 1, "C")


def result(function, *arguments):
    try:
        found = context.resolve_function_type(function, arguments, {}).return_type
    except Exception:
        return "-"
    if isinstance(found, types.Array):
        return str(found.dtype)
    if isinstance(found, types.RangeType):
        return str(found.dtype)
    if isinstance(found, types.UniTuple):
        return f"UniTuple({found.dtype},{found.count})"
    return str(found)


def pairs(text, function, kinds):
    for kind in kinds:
        for left in TYPES:
            a = array(left) if kind[0] == "a" else left
            row = [result(function, a, array(b) if kind[1] == "a" else b) for b in TYPES]
            print(f"{text} ; {kind} ; {left} ; {' '.join(row)}")


def single(text, function, kind):
    function, *more = function if isinstance(function, tuple) else (function,)
    row = [result(function, array(a) if kind == "a" else a, *more) for a in TYPES]
    print(f"{text} ; {kind} ; - ; {' '.join(row)}")


print(f"# numba {numba.__version__}, numpy {np.__version__}; written by src/test/python/numba_types.py")
for text, function in OPERATORS.items():
    pairs(text, function, ["ss", "aa", "as", "sa"])
for text, function in SCALAR_PAIRS.items():
    pairs(text, function, ["ss"])
for text, function in UNARY_OPERATORS.items():
    single(text, function, "s")
    if function is not operator.not_:
        single(text, function, "a")
for text, function in SCALAR_ONLY.items():
    single(text, function, "s")
for name in UFUNCS:
    pairs(f"np.{name}(a, b)", getattr(np, name), ["ss", "aa", "as"])
for name in UNARY_UFUNCS:
    single(f"np.{name}(a)", getattr(np, name), "s")
    single(f"np.{name}(a)", getattr(np, name), "a")
for name in MATH:
    single(f"math.{name}(a)", getattr(math, name), "s")
for name in MATH_PAIRS:
    pairs(f"math.{name}(a, b)", getattr(math, name), ["ss"])
for name in REDUCTIONS:
    single(f"np.{name}(a)", getattr(np, name), "a")
