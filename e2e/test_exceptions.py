# ruff: noqa: SIM105 (kernels as users write them)
"""try, except, else, finally and raise in kernels do what CPython does."""

import traceback

import numpy as np
import pytest

from jaculus import njit
from jaculus.errors import UnsupportedError


class Bad(ValueError):
    pass


class Worse(Bad):
    pass


class Other(Exception):
    def __init__(self, code, *rest):
        super().__init__(code)
        self.code = code


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as e:
        return type(e), e.args


def same(function, *calls):
    compiled = njit(function)
    for arguments in calls:
        expected, got = outcome(function, *arguments), outcome(compiled, *arguments)
        assert got == expected, arguments


def odd(n):
    values = np.ones(1000)
    if n % 2:
        raise Worse(n, n / 2)
    return values.sum()


odd_compiled = njit(odd)


def test_clauses_in_order():
    def clauses(n):
        x = 0
        try:
            x = 1
            if n == 1:
                raise ValueError("a")
            x = 2.5
            if n == 2:
                raise Bad(n, 2.0)
            if n == 3:
                raise Worse
            if n == 4:
                raise Other(n)
            10 // (n - 5)
            x = 3
            t = (1, 2, 3)
            x = t[n]
        except Bad:
            return x + 100
        except (ZeroDivisionError, ValueError):
            return x + 200
        except IndexError:
            x += 300
        else:
            x += 1000
        finally:
            x += 0.25
        return x

    same(clauses, *[(n,) for n in range(-1, 8)])


def test_a_tuple_of_classes_bound_to_a_name():
    family = (KeyError, Bad)

    def catches(n):
        try:
            if n == 0:
                raise Worse(1)
            if n == 1:
                raise KeyError("k")
            raise TypeError(n)
        except family:
            return 1

    same(catches, (0,), (1,), (2,))


def test_ways_out_through_finally():
    def ways(n):
        log = 0
        for i in range(10):
            try:
                try:
                    if i == n:
                        break
                    if i % 3 == 0:
                        continue
                    if i == 8:
                        return log
                    log = log * 10 + i
                finally:
                    log += 1
                    if i == 7:
                        log += 100
            finally:
                log *= 2
        else:
            log = -log
        return log

    same(ways, *[(n,) for n in range(11)])


def test_an_exception_of_a_callee_is_raised_again_with_its_arguments():
    def again(n):
        try:
            try:
                return odd_compiled(n)
            except KeyError:
                return -1.0
            finally:
                n += 1
        except ValueError as e:
            try:
                odd_compiled(99)
            except Exception:
                pass
            if n > 6:
                raise
            if n > 4:
                raise e
            return -2.0

    again_compiled = njit(again)
    for n in range(9):
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(globals(), "odd_compiled", odd)
            expected = outcome(again, n)
        assert outcome(again_compiled, n) == expected


def test_the_traceback_of_what_is_raised_again_shows_the_first_raise():
    @njit
    def again(n):
        try:
            return odd_compiled(n)
        except ValueError:
            raise

    with pytest.raises(Worse) as raised:
        again(1)
    names = [frame.name for frame in traceback.extract_tb(raised.tb)]
    assert names[-2:] == ["again", "odd"]


def test_a_new_exception_in_a_handler():
    def translated(n):
        try:
            return 10 // n
        except ZeroDivisionError:
            raise Other(n + 5)  # noqa: B904

    same(translated, (0,), (3,))


def test_deep_recursion_and_lack_of_memory_are_caught():
    @njit
    def down(n):
        if n < 0:
            return 0
        return down(n + 1) + 1

    @njit
    def large(n):
        return np.ones((n, n)).sum()

    @njit
    def caught(n):
        code = 0
        try:
            down(n)
        except RuntimeError:
            code += 1
        try:
            large(n + (1 << 40))
        except MemoryError:
            code += 10
        return code

    assert caught(1) == 11


def test_a_try_in_a_hot_loop_keeps_no_memory():
    import resource

    @njit
    def fails(n):
        a = np.ones(1 << 17)
        b = a + n
        if n % 2:
            raise ValueError(n)
        return b.sum()

    @njit
    def hot(n):
        total = 0.0
        for i in range(n):
            try:
                c = np.zeros(1 << 15)
                c[i] = 1.0
                total += fails(i) + c[i]
            except ValueError:
                total += 1.0
        return total

    expected = hot(4)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert hot(1000) > expected
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 20_000  # KiB; each failure alone would leave 2,000


def test_an_exception_with_too_many_arguments_is_refused():
    @njit
    def kernel(*a):
        raise ValueError(
            a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0],
            a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0], a[0],
        )  # fmt: skip

    with pytest.raises(UnsupportedError, match="at most 32 numbers"):
        kernel(1)


def test_an_exception_brings_what_it_was_raised_from():
    @njit
    def kernel(n):
        try:
            if n < 2:
                raise ValueError("first", n)
            raise KeyError(n)
        except ValueError as e:
            raise TypeError("second") from e
        except KeyError:
            raise IndexError(n) from None

    with pytest.raises(TypeError, match="second") as caught:
        kernel(1)
    assert type(caught.value.__cause__) is ValueError
    assert caught.value.__cause__.args == ("first", 1)
    with pytest.raises(IndexError) as caught:
        kernel(2)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_global_exception_is_raised_itself():
    mine = Bad("kept")

    @njit
    def kernel(n):
        try:
            raise mine
        except Bad:
            if n:
                raise
        return n

    assert kernel(0) == 0
    with pytest.raises(Bad) as caught:
        kernel(1)
    assert caught.value is mine


def test_asking_an_exception_keeps_no_memory():
    import resource

    @njit
    def asks(n):
        total = 0
        for i in range(n):
            try:
                raise ValueError("number", i, np.ones(100))
            except ValueError as e:
                total += len(str(e)) + e.args[1]
                if i % 2:
                    try:
                        raise TypeError(i) from e
                    except TypeError:
                        total += 1
        return total

    asks(100)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    asks(5000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8_000  # KiB


class Ordered(Exception):
    def __init__(self, first, second):
        super().__init__(first / second)


def test_a_constructor_that_raises_does_so_at_the_kernels_line():
    @njit
    def without():
        raise Ordered

    @njit
    def divides():
        raise Ordered(1, 0)

    with pytest.raises(TypeError, match="missing 2 required positional arguments") as missing:
        without()
    assert traceback.extract_tb(missing.value.__traceback__)[-1].name == "without"
    with pytest.raises(ZeroDivisionError) as zero:
        divides()
    assert [one.name for one in traceback.extract_tb(zero.value.__traceback__)][-2:] == ["divides", "__init__"]


def test_lack_of_memory_says_what_is_lacking():
    kernel = njit(lambda n: np.empty(n).size)
    with pytest.raises(MemoryError, match="Allocation failed"):
        kernel(2**58)
