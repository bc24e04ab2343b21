"""What the user implements for kernels: overload and its like, register_jitable, generated_jit."""

import json

import numpy as np
import pytest

from jaculus import errors, numba
from jaculus.errors import TypingError
from jaculus.numba import generated_jit, njit, types
from jaculus.numba.extending import (
    overload,
    overload_attribute,
    overload_method,
    register_jitable,
    register_model,
    typeof_impl,
)


@generated_jit(nopython=True)
def is_missing(x):
    """As in the tutorial."""
    if isinstance(x, types.Float):
        return lambda x: np.isnan(x)
    if isinstance(x, types.Integer):
        return lambda x: False
    return None


def test_generated_jit_chooses_by_types():
    assert (is_missing(3.0), is_missing(np.nan), is_missing(3)) == (False, True, False)
    with pytest.raises(TypingError, match=r"no implementation for \(bool\)"):
        is_missing(True)


def test_generated_jit_in_kernels():
    @njit
    def count(a):
        n = 0
        for x in a:
            if is_missing(x):
                n += 1
        return n

    assert (count(np.array([1, np.nan, 2.0])), count(np.array([1, 2]))) == (1, 0)


def scale(x, factor=2):
    raise NotImplementedError


@overload(scale)
def _(x, factor=2):
    if isinstance(x, types.Array):

        def implementation(x, factor=2):
            return x.sum() * factor

        return implementation
    if isinstance(x, types.Integer):
        return lambda x, factor=2: x * factor
    return None


@overload(scale)
def _(x, factor=2):
    if isinstance(factor, types.StringLiteral):
        if factor.literal_value == "a":
            return lambda x, factor=2: 1
        return lambda x, factor=2: 2
    return None


def test_overloads_by_types_defaults_and_keywords():
    @njit
    def call(x):
        return scale(x) + scale(3, factor=5)

    assert (call(4), call(np.arange(4.0))) == (23, 27.0)


def test_overloads_see_constants():
    @njit
    def call(x):
        return scale(x, "a") * 10 + scale(x, "b")

    assert call(2.0) == 12


def test_no_overload_for_these_types():
    @njit
    def call(x):
        return scale((x, x))

    with pytest.raises(TypingError, match=r"no overload of `scale` takes \(UniTuple\(int64, 2\)\)"):
        call(1)


def test_an_overload_may_refuse_in_its_own_words():
    def picky(x):
        pass

    @overload(picky)
    def _(x):
        raise TypingError("only on Sundays")

    @njit
    def call(x):
        return picky(x)

    with pytest.raises(TypingError, match="only on Sundays"):
        call(1)


@overload_method(types.Array, "doubled")
def _(a):
    return lambda a: a * 2


@overload_attribute(types.Array, "first_item")
def _(a):
    if a.ndim == 1:
        return lambda a: a[0]
    return None


def test_methods_and_attributes():
    @njit
    def call(a):
        return a.doubled()[1] + a.first_item

    assert call(np.arange(5.0) + 1) == 5.0

    @njit
    def flat(a):
        return a.first_item

    with pytest.raises(TypingError, match="no attribute `first_item`"):
        flat(np.zeros((2, 2)))


def test_literally():
    @njit
    def call(x):
        return x + scale(x, numba.literally("a"))

    assert call(2.0) == 3.0
    assert numba.literally("a") == "a"


def test_functions_of_numpy():
    @overload(np.heaviside)
    def _(x, half):
        return lambda x, half: 0.0 if x < 0 else half if x == 0 else 1.0

    @njit
    def call(x):
        return np.heaviside(x, 0.5)

    assert [call(x) for x in (-1.0, 0.0, 2.0)] == [0.0, 0.5, 1.0]


def test_register_jitable_leaves_a_python_function():
    @register_jitable
    def helper(x):
        return x + 1

    @register_jitable(fastmath=True)
    def other(x):
        return helper(x) * 2

    @njit
    def call(x):
        return other(x)

    assert (call(3), other(3), type(helper).__name__) == (8, 8, "function")


def test_an_overload_that_calls_overloads():
    def depth(x):
        pass

    @overload(depth)
    def _(x):
        if isinstance(x, types.BaseTuple) and len(x):
            return lambda x: 1 + depth(x[0])
        return lambda x: 0

    @njit
    def call(x):
        return depth(x)

    assert call((((1, 2), 3), 4)) == 3


PROGRAM = """
import json, sys
import numpy as np
from jaculus.numba import njit, types
from jaculus.numba.extending import overload

def size(x):
    pass

@overload(size)
def _(x):
    if isinstance(x, types.Array):
        return lambda x: len(x)
    return lambda x: 1

@njit
def call(x):
    return size(x)

results = call(np.zeros(3)), call(5)
print(json.dumps([*results, len(call.stats.cache_hits), len(call.stats.cache_misses)]))
"""


def test_a_second_run_needs_no_server(jaculus):
    program = jaculus.script(PROGRAM)
    assert json.loads(jaculus.python(program).stdout) == [3, 1, 0, 2]
    jaculus.run("server", "stop")
    assert json.loads(jaculus.python(program).stdout) == [3, 1, 2, 0]
    assert "pid" not in jaculus.server()


def test_types_without_a_model_are_refused_when_they_are_used():
    class Model:
        pass

    with pytest.raises(errors.UnsupportedError, match="is no OpaqueModel, StructModel or PrimitiveModel"):
        register_model(types.Type)(Model)

    @typeof_impl.register(Model)
    def _(value, context):
        return types.Opaque("Model")

    @njit
    def call(x):
        return x

    assert str(numba.typeof(Model())) == "Model"
    with pytest.raises(TypingError, match="registered with numba"):
        call(Model())


def twice_or_thrice(x):
    raise NotImplementedError


@overload(twice_or_thrice)
def _(x):
    return lambda x: x * 2


@overload(twice_or_thrice)
def _(x, much):
    return lambda x, much: x * 3


def test_overload_with_the_parameters_of_the_call_is_chosen():
    @njit
    def both(x):
        return twice_or_thrice(x), twice_or_thrice(x, True)

    assert both(2) == (4, 6)


def to_the_power(x, n):
    raise NotImplementedError


@overload(to_the_power, prefer_literal=True)
def _(x, n):
    power = n.literal_value
    return lambda x, n: x**power


def test_overload_that_prefers_literals_gets_them_first():
    @njit
    def cube(x):
        return to_the_power(x, numba.literally(3))

    assert cube(2) == 8


def described(x, what):
    raise NotImplementedError


@overload(described)
def _(x, what=None):
    return (lambda x, what=None: x) if isinstance(what, types.NoneType) else (lambda x, what=None: x + what)


def test_overload_gets_none_as_a_type():
    @njit
    def both(x):
        return described(x, None), described(x, what=None), described(x, 5)

    assert both(2) == (2, 2, 7)


def test_what_libraries_decorate_while_they_are_imported_is_accepted():
    from jaculus.numba.core.imputils import lower_constant
    from jaculus.numba.core.typing.templates import AttributeTemplate, infer_getattr

    @infer_getattr
    class Template(AttributeTemplate):
        key = types.Opaque("mine")

    @lower_constant(types.Opaque("mine"))
    def _lowered(context, builder, kind, value):
        raise AssertionError("nobody calls it")

    assert issubclass(Template, AttributeTemplate)
