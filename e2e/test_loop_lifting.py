"""`jit(forceobj=True)`: Python runs the function, and its loops are kernels where they can be."""

import ast
import inspect
import pickle
import sys
import traceback
import warnings
from types import FunctionType

import lifted_functions
import numpy as np
import pytest

from jaculus import errors, int64, jit, njit, numba

FUNCTIONS = [one for _, one in inspect.getmembers(lifted_functions, inspect.isfunction)]

# Loops that stay Python, by themselves or for the types of their calls; in all others each loop runs as a kernel.
PYTHONS = {
    "closure_sees_it", "deletes", "divides", "finally_sees_it", "inner_loop_of_a_python_loop",
    "none_is_what_it_assigns", "nonlocal_of_a_function", "returns_from_the_loop", "shows_its_variables",
    "uses_a_function_of_python", "with_a_lambda", "yields",
}  # fmt: skip


def calls_of(function):
    lines = inspect.getsource(lifted_functions).splitlines()
    at = function.__code__.co_firstlineno - 2
    found = []
    while lines[at].startswith("# call: "):
        found.insert(0, lines[at].removeprefix("# call: "))
        at -= 1
    return found


def outcome(function, call):
    """What the call gives or raises, and its arguments afterwards."""
    arguments = eval(f"[{call}]", {"np": np})
    try:
        result = function(*arguments)
    except Exception as e:
        text = "" if isinstance(e, IndexError) else str(e)  # NumPy's names the index
        # Python 3.11 is a line off for an unbound variable once it has run the function often.
        line = None if isinstance(e, UnboundLocalError) else traceback.extract_tb(e.__traceback__)[-1].lineno
        result = type(e), text, line
    return repr(result), repr(arguments)


def inner_loops(mixed):
    """The lines of loops inside kernels: none of their own runs."""
    lines, first = inspect.getsourcelines(mixed.py_func)
    loops = [one for one in ast.walk(ast.parse("".join(lines))) if isinstance(one, ast.For | ast.While)]
    inner = [one for loop in loops for one in ast.walk(loop) if one in loops and one is not loop]
    return {first + one.lineno - 1 for one in inner}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.__name__)
@pytest.mark.filterwarnings("ignore::jaculus.errors.NumbaWarning")
def test_as_python(function):
    mixed = jit(forceobj=True)(function)
    for call in calls_of(function):
        assert outcome(mixed, call) == outcome(function, call), call
        assert outcome(mixed, call) == outcome(function, call), call  # now with kernels that are there already
    if function.__name__ not in PYTHONS:
        assert all(one.nopython_signatures for one in mixed.lifted if one._line not in inner_loops(mixed))
        assert mixed.lifted
        assert mixed.signatures


def test_without_lifting_every_loop_stays_python():
    def f(n):
        total = 0
        for i in range(n):
            total += i
        return total, {}

    plain, lifting = jit(forceobj=True, looplift=False)(f), jit(forceobj=True)(f)
    assert plain(5) == lifting(5) == (10, {})
    assert (len(plain.lifted), len(lifting.lifted)) == (0, 1)
    assert plain.signatures == [(int64,)]
    assert len(plain.overloads[int64,].lifted) == 0
    assert plain(2**70 - 2**70) == (0, {})


def test_loop_is_a_kernel_for_each_types():
    @jit(forceobj=True)
    def f(a, n, names):
        s = 0
        for _ in range(n):
            s += a
        names.append(s)
        return s

    assert (f(1, 3, []), f(1.5, 3, []), f(2, 4, [object()])) == (3, 4.5, 8)
    (loop,) = f.lifted
    assert [str(one) for one in loop.nopython_signatures] == [
        "(int64, int64, int64) -> UniTuple(int64 x 1)",
        "(float64, int64, int64) -> UniTuple(float64 x 1)",
    ]
    assert f.nopython_signatures == []
    assert {str(one.signature.return_type) for one in f.overloads.values()} == {"pyobject"}
    assert "define" in next(iter(f.inspect_llvm().values()))


def test_types_that_no_kernel_takes_run_in_python_with_one_warning():
    @jit(forceobj=True)
    def f(items):
        s = 0
        for one in items:
            s += one
        return s

    with pytest.warns(
        errors.NumbaWarning, match=r"falling back to object mode for the loop in line \d+ of `f`"
    ) as seen:
        assert f({1: "a", 2: "b"}) == 3
        assert f({4: "a"}) == 4
    assert len(seen) == 1
    assert "`items` is a dict" in str(seen[0].message)
    assert seen[0].filename == __file__
    assert f.lifted[0].overloads == {}
    assert f(np.arange(4)) == 6
    assert len(f.lifted[0].overloads) == 1


def test_what_the_compiler_refuses_runs_in_python_with_one_warning():
    @jit(forceobj=True)
    def f(n):
        found = {}
        for i in range(n):
            found = {**found, i: str(i)}
        return found

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        assert f(3) == f(3) == {0: "0", 1: "1", 2: "2"}
    assert [one.category for one in seen] == [errors.NumbaWarning]


def test_a_loop_that_is_always_refused_is_not_asked_about_for_ever():
    @jit(forceobj=True)
    def f(d):
        total = 0
        for value in d.values():
            total += value
        return total

    with pytest.warns(errors.NumbaWarning):
        assert [f({"a": i}) for i in range(200)] == list(range(200))
    (at,) = [place for place, name in enumerate(f.func.__code__.co_freevars) if name.startswith(".loop")]
    assert f.func.__closure__[at].cell_contents not in f.lifted


def test_tracebacks_end_at_the_line_in_the_loop():
    @jit(forceobj=True)
    def f(a, names):
        total = 0
        for i in range(len(a)):
            total += 10 // a[i]
        return total, names

    with pytest.raises(ZeroDivisionError) as info:
        f(np.array([1, 0]), {})
    lines, first = inspect.getsourcelines(f.py_func)
    places = [(one.name, one.line) for one in traceback.extract_tb(info.tb)]
    assert places[1:] == [("f", "for i in range(len(a)):"), ("f", "total += 10 // a[i]")]
    assert {one.filename for one in traceback.extract_tb(info.tb)} == {__file__}
    assert first < info.tb.tb_next.tb_lineno < first + len(lines)


def test_methods_and_private_names():
    class Sums:
        __start = 100

        def __init__(self):
            self.__seen = []

        @jit(forceobj=True)
        def add(self, a):
            __total = self.__start
            for x in a:
                __total += x
            self.__seen.append(__total)
            return self.__seen

        @jit(forceobj=True)
        def cls(self):
            n = 0
            for i in range(3):
                n += i
            return __class__, super().__repr__ is not None, n

    one = Sums()
    assert one.add(np.arange(3)) == [103]
    assert one.add(np.arange(4.0)) == [103, 106.0]
    assert len(Sums.add.lifted[0].overloads) == 2
    assert one.cls() == (Sums, True, 3)


def test_variables_around_the_function():
    scale = 3
    helper = njit(lambda x: x * 2)

    @jit(forceobj=True)
    def f(n):
        total = 0
        for i in range(n):
            total += helper(i) * scale
        return [total]

    assert f(4) == [36]
    assert len(f.lifted[0].overloads) == 1


def test_options_reach_the_loops():
    def f(a, log):
        s = 0.0
        for x in a:
            s += 1 / x
        log.append("done")
        return s

    with pytest.raises(ZeroDivisionError):
        jit(forceobj=True)(f)(np.zeros(1), [""])
    assert jit(forceobj=True, error_model="numpy")(f)(np.zeros(1), [""]) == np.inf

    @jit(forceobj=True, locals={"s": numba.float32})
    def narrow(a):
        s = 0.0
        for x in a:
            s = x
        return [s]

    assert narrow(np.array([0.1])) == [np.float32(0.1)]


def test_generators_and_their_inner_loops():
    @jit(forceobj=True)
    def sums(rows):
        for row in rows:
            total = 0
            for x in row:
                total += x
            yield total

    assert list(sums([np.arange(3), np.arange(4.0)])) == [3, 6.0]
    assert [len(one.overloads) for one in sums.lifted] == [2]


def test_signature_and_pickle():
    @jit("int64(int64)", forceobj=True)
    def f(n):
        return n * 2

    assert f.signatures == [(int64,)]
    assert f(2) == 4
    assert pickle.loads(pickle.dumps(lifted)) is lifted
    assert lifted.__name__ == "lifted"
    assert inspect.signature(lifted) == inspect.signature(lifted.py_func)


@jit(forceobj=True)
def lifted(n, more=None):
    """Sums."""
    for i in range(n):
        n += i
    return n, more


def test_in_a_kernel_it_is_a_python_function():
    @njit
    def kernel(n):
        return lifted(n)

    with pytest.raises(errors.TypingError, match="`lifted`, which forceobj leaves to Python"):
        kernel(3)


def test_changed_kernels_are_seen_after_recompile():
    global LIMIT

    @jit(forceobj=True)
    def f(log):
        total = 0
        for i in range(LIMIT):
            total += i
        log.append(total)
        return log

    LIMIT = 3
    assert f([""]) == ["", 3]
    LIMIT = 4
    f.recompile()
    assert f([""]) == ["", 6]


LIMIT = 0


@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python 3.12 brought them")
def test_type_parameters(tmp_path):
    file = tmp_path / "generic.py"
    file.write_text("def f[T](x: T) -> list[T]:\n    for i in range(x):\n        x += i\n    return [x, T.__name__]\n")
    names = {}
    exec(compile(file.read_text(), str(file), "exec"), names)
    mixed = jit(forceobj=True)(names["f"])
    assert mixed(4) == [10, "T"]
    assert len(mixed.lifted[0].overloads) == 1


def test_text_without_a_source_stays_python():
    names = {}
    exec("def f(n):\n    for i in range(n): n += i\n    return n\n", names)
    elsewhere = FunctionType(names["f"].__code__.replace(co_filename="only.pyc"), {})
    with pytest.warns(errors.NumbaWarning, match="loops of `f` are not compiled"):
        assert jit(forceobj=True)(elsewhere)(3) == 6
    mixed = jit(forceobj=True)(names["f"])
    assert mixed(3) == 6
    assert len(mixed.lifted) == 1


def test_code_keeps_its_lines():
    for function in FUNCTIONS:
        original, mixed = function.__code__, jit(forceobj=True)(function).func.__code__
        theirs = {line for *_, line in original.co_lines() if line}
        ours = {line for *_, line in mixed.co_lines() if line}
        assert ours == theirs, function
        assert mixed.co_name == original.co_name
        assert ast.dump(ast.parse(inspect.getsource(mixed))) == ast.dump(ast.parse(inspect.getsource(function)))
    assert sys.exc_info() == (None, None, None)


def test_a_closure_keeps_the_values_of_when_it_was_compiled():
    y, later = 10, None

    def add(x):
        return x + y + (later or 0)

    early = jit("i4(i4)", forceobj=True)(add)
    late = jit(forceobj=True)(add)
    y = 12
    assert (early(1), late(1)) == (11, 13)
    y = 14
    assert (early(1), late(1), late(1.0)) == (11, 13, 15.0)
    assert late(1) == 15  # one function, with the values of its last signature
    late.recompile()
    later = 100
    assert late(1) == 15
    late.recompile()
    assert late(1) == 115
    assert early.py_func(1) == 115


def test_a_closure_that_assigns_shares_its_variable():
    count, scale = 0, 2

    @jit(forceobj=True)
    def counted(x):
        nonlocal count
        count += 1
        return [x * scale for _ in range(2)]

    assert counted(3) == [6, 6]
    scale = 5
    assert counted(3) == [6, 6]
    assert (count, scale) == (2, 5)


def test_a_closure_calls_itself_and_what_comes_after_it():
    @jit("i8(i8)", forceobj=True)
    def factorial(n):
        return one() if n < 1 else n * factorial(n - 1)

    with pytest.raises(NameError):
        factorial(3)

    def one():
        return 1

    assert factorial(3) == 6


def test_the_loops_of_a_closure_have_its_values():
    step = 2

    @jit(forceobj=True)
    def total(n):
        found = 0
        for i in range(n):
            found += i * step
        return found, step

    assert total(4) == (12, 2)
    step = 3
    assert total(4) == (12, 2)
    assert total(4.0 > 3) == (0, 3)
    assert total(4) == (18, 3)


def test_closures_that_are_left_as_they_are_read_their_variables():
    y = 3

    @jit(forceobj=True)
    def asks(x):
        return locals()["y"] + x + y

    names = {"y": 4}
    exec("def outer(y):\n def inner(x): return x + y\n return inner\ninner = outer(5)", names)
    without_text = FunctionType(
        names["inner"].__code__.replace(co_filename="<nowhere>"), {}, "f", (), names["inner"].__closure__
    )
    assert jit(forceobj=True)(lambda x: x + y)(1) == 4
    assert jit("i4(i4)", forceobj=True)(lambda x: x + y)(1) == 4
    assert asks(1) == 7
    with pytest.warns(errors.NumbaWarning, match="are not compiled"):
        assert jit(forceobj=True)(without_text)(1) == 6
