"""Every operator on arrays of every pair of number types gives what Numba gives: values to the bit, and types."""

import operator

import numpy as np
import pytest
from answers import Answers

from jaculus import errors, njit

INTEGERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
TYPES = ["bool", *INTEGERS, "float32", "float64", "complex64", "complex128"]


def arithmetic(a, b):
    return a + b, a - b, a * b


def sums(a, b):
    return a + b, a * b


def divided(a, b):
    return a / b


def floored(a, b):
    return a // b, a % b


def power(a, b):
    return a**b


def bits(a, b):
    return a & b, a | b, a ^ b


def shifts(a, b):
    return a << b, a >> b


def compared(a, b):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


def equality(a, b):
    return a == b, a != b


def signs(a):
    return -a, +a


def inverted(a):
    return ~a


def with_two_numbers(a, b, c):
    """The elements of the inner operation are as wide as numbers are, not as the array would be."""
    return a * b + c, np.sqrt(a * b), (a + a) // 3, -(a * a) < b


def in_place(a, b):
    a += b
    a -= b + b
    a *= b
    return a


def values(kind):
    """Some values of a type, extremes among them."""
    dtype = np.dtype(kind)
    if dtype.kind == "b":
        return np.array([False, True])
    if dtype.kind in "iu":
        least, most = np.iinfo(dtype).min, np.iinfo(dtype).max
        numbers = [least, least + 1, -7, -3, -1, 0, 1, 2, 3, 5, 7, 63, 100, most // 3, most - 1, most]
        return np.array([n for n in numbers if n >= least], dtype)
    inf, nan, tiny = np.inf, np.nan, 1e-310 if kind == "float64" else 1e-40
    if dtype.kind == "f":
        numbers = [0.0, -0.0, 1.0, -1.0, -1.5, 2.5, 3.0, 7.25, -7, 1e-3, 300.7, -1e5, tiny, 3e30, inf, -inf, nan]
        return np.array(numbers, dtype)
    numbers = [0, complex(-0.0, 0), complex(-0.0, -0.0), 1, 1j, 1 + 1j, 1 - 2.5j, -2.5 - 2.5j, 300.7 + 1j, 3 + 4j]
    return np.array([*numbers, inf, complex(0, inf), complex(inf, inf), nan, complex(nan, nan)], dtype)


def pairs(kernel, a, b):
    """Each value of one type with each of the other, where there is an answer that is no exception."""
    left, right = values(a), values(b)
    left, right = np.repeat(left, len(right)), np.tile(right, len(left))
    if kernel is shifts:  # what a shift by more than the width gives is not defined in LLVM
        kept = (right >= 0) & (right < 64)
    elif kernel is divided and "c" in (np.dtype(a).kind, np.dtype(b).kind):
        kept = right != 0
    elif kernel is power and np.dtype(b).kind in "iu":
        kept = (right >= 0) | ((right >= -7) & (np.abs(left) > 1e-9))
    else:
        kept = np.ones(len(left), bool)
    return left[kept], right[kept]


def taken(kernel, a, b):
    """Whether Numba has the operators for these types."""
    kinds = np.dtype(a).kind + np.dtype(b).kind
    if kernel is arithmetic:
        return kinds != "bb"
    if kernel is sums:
        return kinds == "bb"
    if kernel in (bits, shifts):
        return not set(kinds) & set("fc")
    if kernel in (floored, compared):
        return "c" not in kinds
    if kernel is equality:
        return "c" in kinds
    return True


@pytest.fixture(scope="module")
def answers(request):
    kept = Answers("array_operators", request.config.getoption("--update-answers"))
    yield kept
    kept.save()


def check(answers, kernel, types, call):
    import jaculus

    def numbas():
        import numba

        return numba.njit(kernel)

    answers.check(f"{kernel.__name__}({', '.join(types)})", jaculus.njit(kernel), numbas, [call])


BINARY = [arithmetic, sums, divided, floored, power, bits, shifts, compared, equality]


@pytest.mark.parametrize("a", TYPES)
@pytest.mark.parametrize("kernel", BINARY, ids=lambda k: k.__name__)
def test_two_arrays(kernel, a, answers):
    """Of all second types at once, so that the list of tests stays readable."""
    for b in TYPES:
        if taken(kernel, a, b):
            check(answers, kernel, (a, b), lambda b=b: pairs(kernel, a, b))


@pytest.mark.parametrize("a", TYPES)
def test_one_array(a, answers):
    if a != "bool":
        check(answers, signs, (a,), lambda: (values(a),))
    if a in ["bool", *INTEGERS]:
        check(answers, inverted, (a,), lambda: (values(a),))


@pytest.mark.parametrize("b", ["int8", "int64", "uint64", "float32"])
@pytest.mark.parametrize("a", ["int8", "uint8", "int32", "uint64", "float32"])
def test_an_expression_of_several_operators_keeps_the_width_of_numbers(a, b, answers):
    check(answers, with_two_numbers, (a, b), lambda: (*pairs(with_two_numbers, a, b), np.float32(0.1)))


IN_PLACE = [
    ("int8", "int64"),
    ("float32", "float64"),
    ("float32", "int64"),
    ("uint8", "uint64"),
    ("complex64", "float64"),
]


@pytest.mark.parametrize(("a", "b"), IN_PLACE)
def test_in_place(a, b, answers):
    """The array keeps its type, and each operation is done in that of the ufunc."""
    check(answers, in_place, (a, b), lambda: pairs(in_place, a, b))


@pytest.mark.parametrize(("kernel", "a", "b"), [(divided, 1j, 0.0), (power, 0.0, -1), (power, 5, -(2**63))])
def test_what_raises_for_numbers_in_numba_does_so_for_arrays(kernel, a, b):
    import numba

    import jaculus

    arguments = np.array([2, a]), np.array([1, b])
    with pytest.raises((ZeroDivisionError, OverflowError)) as ours:
        jaculus.njit(kernel)(*arguments)
    with pytest.raises(type(ours.value)) as numbas:
        numba.njit(kernel)(*arguments)
    assert str(ours.value) == str(numbas.value)


@pytest.mark.parametrize("scalar", [np.int8(-7), np.uint64(3), np.float32(2.5), 1, 2.5, True])
def test_an_array_and_a_number_are_as_two_arrays(scalar):
    """Each type alone decides, on either side and in every layout; arrays without axes give numbers."""
    import jaculus

    plus, over = jaculus.njit(arithmetic), jaculus.njit(floored)
    for kind in ["int8", "uint64", "float32"]:
        array = values(kind)[:6].reshape(2, 3)
        full = np.full_like(array, scalar, dtype=np.asarray(scalar).dtype)
        for laid_out in array, np.asfortranarray(array), np.repeat(array, 2, axis=1)[:, ::2], array[:0], array[0]:
            whole = full[: len(laid_out)] if laid_out.ndim == 2 else full[0]
            for kernel in plus, over:
                same(kernel(laid_out, scalar), kernel(laid_out.copy(), whole))
                same(kernel(scalar, laid_out), kernel(whole, laid_out.copy()))
        number = plus(np.array(array[0, 0]), scalar)
        assert [type(n) for n in number] == [type(n.item()) for n in plus(array[0], scalar)[0][:1]] * 3


def same(some, others):
    for one, other in zip(some, others, strict=True):
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("second", [(2, 2), (2,), (2, 1), (2, 3)], ids=str)
@pytest.mark.parametrize("first", [(2, 2), (3, 2), (2,)], ids=str)
def test_matmul_in_place_is_numpys_or_refused(first, second):
    def kernel(a, b):
        return operator.imatmul(a, b)

    a, b = np.arange(1.0, 1 + np.prod(first)).reshape(first), np.arange(2.0, 2 + np.prod(second)).reshape(second)
    expected, given = a.copy(), a.copy()
    try:
        kernel(expected, b)
    except ValueError:
        with pytest.raises((ValueError, errors.TypingError), match="dimension"):
            njit(kernel)(given, b)
        assert (given == a).all()  # nothing is stored
    else:
        assert njit(kernel)(given, b) is given
        assert (given == expected).all()


@pytest.mark.parametrize("first", [(2, 2), (1, 2, 2)], ids=str)
def test_matmul_in_place_of_stacks(first):
    kernel = njit(lambda a, b: operator.imatmul(a, b))
    a, b = np.arange(4.0).reshape(first), np.arange(4.0).reshape(1, 2, 2)
    if len(first) < 3:  # NumPy would take the one product of the stack
        with pytest.raises(errors.TypingError, match="another number of dimensions"):
            kernel(a, b)
    else:
        assert (kernel(a.copy(), b) == a @ b).all()
