"""`literally`: a parameter whose value is a constant of the kernel, with a kernel for each of its values."""

import json

import numpy as np
import pytest

from jaculus import numba
from jaculus.errors import LiteralTypingError, TypingError
from jaculus.numba import literally, njit, types
from jaculus.numba.extending import SentryLiteralArgs, overload


def kind(x):
    raise NotImplementedError


@overload(kind)
def _(x):
    if isinstance(x, types.Literal):
        value = x.literal_value
        return lambda x: value
    return None


@njit
def through(x):
    return kind(literally(x))


@pytest.mark.parametrize("value", [3, -1, 2**40, "abc", "ä", "", True, False])
def test_a_kernel_for_each_value_of_an_argument(value):
    assert (through(value), type(through(value))) == (value, type(value))
    assert types.literal(value) in [one[0] for one in through.signatures]


def test_values_of_one_type_do_not_get_into_each_others_way():
    @njit
    def item(items, place):
        return items[literally(place)]

    items = (1, 2.5, "text")
    assert [item(items, i) for i in (0, 1, 2, 1, -1)] == [1, 2.5, "text", 2.5, "text"]


def test_none_is_a_result_like_any_other():
    @njit
    def nothing(out, value):
        out[0] = literally(value)

    out = np.zeros(1)
    assert [nothing(out, 3), out[0], nothing(out, 5), out[0]] == [None, 3.0, None, 5.0]


@njit
def inner(x, y):
    return x + kind(literally(y))


@njit
def middle(a, b, c):
    return inner(a, c) * 10 + b


def test_callers_parameters_become_constants_too():
    assert (middle(1, 2, 3), middle(1, 2, c=4)) == (42, 52)
    assert {tuple(isinstance(one, types.Literal) for one in key) for key in middle.signatures} == {(False, False, True)}
    assert {key[1].literal_value for key in inner.signatures} == {3, 4}


def test_a_caller_with_a_constant_needs_nothing():
    @njit
    def call(x):
        return inner(x, 7)

    assert call(1) == 8
    assert call.signatures == [(types.int64,)]


def test_functions_inside_and_generators_of_such():
    @njit
    def closure(a, b):
        def here(d):
            return kind(literally(d)) + inner(a, b)

        return here(b)

    @njit
    def items(n, step):
        for i in range(n):
            yield i * kind(literally(step))

    assert closure(1, 2) == 5
    assert list(items(3, 2)) == [0, 2, 4]


def test_recursion_keeps_the_constant():
    @njit
    def power(x, n, one):
        if n == 0:
            return literally(one) * 1.0
        return x * power(x, n - 1, one)

    assert (power(2.0, 5, 1), power(2.0, 3, 2)) == (32.0, 16.0)


def test_varargs_keywords_and_defaults():
    @njit
    def call(a, *rest, k=2):
        return a + len(rest) + kind(literally(k))

    assert (call(1), call(1, 2, 3), call(1, 2, 3, k=10)) == (3, 5, 13)


def test_what_is_no_constant_is_refused():
    @njit
    def computed(a):
        return literally(1 + a)

    @njit
    def passes(a):
        return through(a + 1)

    @njit
    def changed(a):
        a += 1
        return literally(a)

    with pytest.raises(TypingError, match="Invalid use of non-Literal type"):
        computed(1)
    with pytest.raises(TypingError, match="Cannot request literal type: `through` needs a constant for `x`"):
        passes(1)
    with pytest.raises(TypingError, match="Invalid use of non-Literal type"):
        changed(1)
    for value in np.arange(3), 1.5, (1, 2), None:
        with pytest.raises((LiteralTypingError, TypingError)):
            through(value)
    with pytest.raises(TypingError, match="Cannot request literal type: `g` is compiled for each value of `x`"):

        @njit("int64(int64)")
        def g(x):
            return through(x)


def test_an_overload_asks_for_the_values_that_it_needs():
    def choose(x, y=0):
        raise NotImplementedError

    @overload(choose)
    def _(x, y=0):
        SentryLiteralArgs(["x"]).for_function(_).bind(x, y)
        value = x.literal_value
        return lambda x, y=0: value * 100 + y

    @njit
    def call(a, b):
        return choose(a, b) + choose(y=b, x=a)

    assert (call(1, 2), call(3, 2)) == (204, 604)
    assert {key[0].literal_value for key in call.signatures} == {1, 3}


def test_a_list_stays_what_it_is():
    @njit
    def call(n):
        items = [1, 2, n]
        literally(items).append(4)
        return items

    assert call(3) == [1, 2, 3, 4]


def test_from_the_module():
    @njit
    def call(x):
        return numba.literally(x)

    assert call(123) == 123
    assert call.signatures[0][0].literal_value == 123


PROGRAM = """
import json
from jaculus.numba import literally, njit

@njit
def twice(x):
    return literally(x) * 2

print(json.dumps([twice(4), twice("ab")]))
"""


def test_a_second_run_needs_no_server(jaculus):
    program = jaculus.script(PROGRAM)
    assert json.loads(jaculus.python(program).stdout) == [8, "abab"]
    jaculus.run("server", "stop")
    assert json.loads(jaculus.python(program).stdout) == [8, "abab"]
    assert "pid" not in jaculus.server()
