"""Exceptions: class, arguments, and a traceback that ends at the kernel's line."""

import sys
import traceback

import numpy as np
import pytest

from jaculus import njit
from test_results import flat


class MyError(Exception):
    pass


def site(kind, line, arguments=(), index=None, function="check"):
    return {"kind": "raise", "class": kind, "index": index, "arguments": list(arguments), "function": function,
            "file": __file__, "line": line, "column": 5}  # fmt: skip


def test_builtin_exception_with_arguments(kernels):
    sites = [site("builtins.ValueError", 3, [{"const": {"str": "too large"}}, {"slot": 0, "type": "int64"},
                                            {"slot": 1, "type": "float64"}, {"slot": 2, "type": "bool"}])]  # fmt: skip
    body = "jac_arguments(env)[0] = args[0]; jac_arguments(env)[1].d = 0.5; jac_arguments(env)[2].i = 1; return 1;"
    kernels.put("check", "none", body, sites)

    @njit
    def check(n):
        raise ValueError("too large", n)

    with pytest.raises(ValueError) as caught:
        check(-7)
    assert caught.value.args == ("too large", -7, 0.5, True)


def test_user_class_from_the_functions_globals(kernels):
    kernels.put("check", "none", "return 1;", [site(f"{__name__}.MyError", 3, index=0)])

    @njit
    def check(n):
        raise MyError

    with pytest.raises(MyError):
        check(1)
    assert kernels.requests()[-1]["request"]["functions"][0]["names"] == {
        "MyError": {
            "exception": f"{__name__}.MyError",
            "index": 0,
            "bases": ["builtins.Exception", "builtins.BaseException"],
        }
    }


def test_traceback_ends_at_the_kernels_line(kernels):
    line = test_traceback_ends_at_the_kernels_line.__code__.co_firstlineno
    sites = [site("builtins.ZeroDivisionError", line, function="inner"), site("", line + 1)]
    kernels.put("check", "none", "jac_trace(env, 2); return 1;", sites)

    @njit
    def check():
        pass

    with pytest.raises(ZeroDivisionError) as caught:
        check()
    frames = traceback.extract_tb(caught.value.__traceback__)
    assert [frame.name for frame in frames[-3:]] == [sys._getframe().f_code.co_name, "check", "inner"]
    assert (frames[-1].filename, frames[-1].lineno, frames[-2].lineno) == (__file__, line, line + 1)
    assert frames[-1].line == "def test_traceback_ends_at_the_kernels_line(kernels):"


@pytest.mark.parametrize(("status", "kind"), [(-1, MemoryError), (-2, KeyboardInterrupt), (-3, RecursionError)])
def test_native_failures(kernels, status, kind):
    kernels.put("check", "none", f"return {status};")

    @njit
    def check():
        pass

    with pytest.raises(kind):
        check()


def test_raised_inside_an_except_block_keeps_the_context(kernels):
    kernels.put("check", "none", "return 1;", [site("builtins.ValueError", 3)])

    @njit
    def check():
        pass

    with pytest.raises(ValueError) as caught:
        try:
            raise KeyError("first")
        except KeyError:
            check()
    assert isinstance(caught.value.__context__, KeyError)


def test_raising_does_not_leak(kernels):
    kernels.put("check", "none", "jac_sweep(env); jac_trace(env, 1); return 1;", [site("builtins.ValueError", 3)])

    @njit
    def check(a):
        pass

    a = np.arange(5.0)

    def call():
        try:
            check(a)
        except ValueError:
            return
        raise AssertionError

    references = sys.getrefcount(a)
    assert flat(call)
    assert sys.getrefcount(a) == references


def test_type_error_hides_our_frames(kernels):
    @njit
    def missing(a):
        pass

    from jaculus.errors import TypingError

    with pytest.raises(TypingError, match="no kernel `missing`") as caught:
        missing(1)
    assert [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)][
        -1
    ] == sys._getframe().f_code.co_name


def test_error_at_a_signature_is_short(kernels, monkeypatch):
    from jaculus.errors import TypingError

    def count():
        with pytest.raises(TypingError) as caught:
            njit("int32(int32)")(lambda a: a)
        return len(traceback.extract_tb(caught.value.__traceback__))

    assert count() == 2
    monkeypatch.setenv("NUMBA_FULL_TRACEBACKS", "1")
    assert count() > 4
