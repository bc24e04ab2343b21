"""print in kernels: what CPython's print would show, where it would show it."""

import contextlib
import io
import threading

import numpy as np
import pytest

from jaculus import njit


def shown(function, *arguments):
    """What a call prints."""
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        function(*arguments)
    return text.getvalue()


@njit
def show(x):
    print(x)


@pytest.mark.parametrize(
    "value",
    [
        0,
        -(2**63),
        2**64 - 1,
        1.5,
        -0.0,
        1e300,
        0.1,
        float("nan"),
        float("-inf"),
        True,
        "",
        "größer €😀",
        (1, 2.5),
        ((1, "a"), False),
        np.arange(6.0).reshape(2, 3),
        np.arange(2000),
        np.array([], dtype=np.int8),
        np.array([True, False])[::-1],
    ],
    ids=str,
)
def test_a_value_looks_as_in_python(value):
    assert shown(show, value) == shown(show.py_func, value)


@njit
def several(i, x, s, a):
    print("i =", i, "x =", x, s, a, None, (i, x))
    print()
    print(i, x, sep=", ", end=".\n")


def test_several_arguments_and_keywords():
    arguments = 3, 0.25, "text", np.eye(2)
    assert shown(several, *arguments) == shown(several.py_func, *arguments)


@njit
def fresh(n):
    for i in range(n):
        a = np.full(3, i)
        print(a)


def test_an_array_made_in_the_kernel():
    assert shown(fresh, 3) == "[0 0 0]\n[1 1 1]\n[2 2 2]\n"


def test_lines_come_in_order_with_pythons_own(capsys):
    print("before")
    show(1)
    print("between")
    show("two")
    assert capsys.readouterr().out == "before\n1\nbetween\ntwo\n"


@njit(nogil=True)
def without_gil(n):
    for i in range(n):
        print(i)


def test_threads_without_the_gil_print_too():
    def work():
        threads = [threading.Thread(target=without_gil, args=(50,)) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    assert sorted(shown(work).split()) == sorted(str(i) for i in range(50) for _ in range(4))


class Broken:
    """A stream that cannot be written."""

    def write(self, text):
        raise OSError(28, "no space left")

    def flush(self):
        pass


@njit
def inner(x):
    a = np.full(10, x)
    print(a)
    return a.sum()


@njit
def outer(x):
    return inner(x) + 1


def test_an_exception_inside_passes_through_the_kernel():
    with contextlib.redirect_stdout(Broken()), pytest.raises(OSError, match="no space left") as caught:
        outer(2)
    assert [one.name for one in caught.traceback][-3:] == ["outer", "inner", "write"]
    assert outer.py_func(2) == outer(2) == 21
