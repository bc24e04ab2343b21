"""raise, assert, and try with everything that belongs to it."""

import operator

import numpy as np
from numba import njit

from programs import calls


class ShapeError(ValueError):
    """A class of the user's."""


@calls("-1", "4")
@njit
def raised(x):
    if x < 0:
        raise ValueError("negative")
    return x


@calls("-1")
@njit
def raised_without_arguments(x):
    if x < 0:
        raise ValueError
    return x


@calls("-1.5, 3", "1.0, 3")
@njit
def raised_with_values(x, n):
    if x < 0:
        raise ShapeError("bad", x, n)
    return n


@calls("5", "0")
@njit
def asserted(n):
    assert n > 0
    return n


@calls("5", "0")
@njit
def asserted_with_message(n):
    assert n > 0, "must be positive"
    return n


@calls("3")
@njit
def raised_in_callee(n):
    return raised(n - 10) + 1


@calls("1", "-1")
@njit
def caught_all(x):
    try:
        if x < 0:
            raise ValueError("negative")
        y = 1
    except:  # noqa: E722
        y = 2
    return y


@calls("1", "-1")
@njit
def caught_exception(x):
    try:
        if x < 0:
            raise ValueError("negative")
    except Exception:
        return -1
    return 1


@calls("1", "-1", "0")
@njit
def typed_clauses(x):
    try:
        if x < 0:
            raise ValueError("negative")
        return 10 // x
    except ValueError:
        return -1
    except ZeroDivisionError:
        return -2


@calls("-1")
@njit
def clause_of_a_base_class(x):
    try:
        raise ShapeError("bad", x)
    except ValueError:
        return 1


@calls("-1")
@njit
def clause_that_does_not_fit(x):
    try:
        raise ValueError("bad")
    except IndexError:
        return 1
    return 2


@calls("0", "1")
@njit
def tuple_of_classes(x):
    try:
        if x:
            raise IndexError("i")
        raise ValueError("v")
    except (ValueError, IndexError):
        return 5


@calls("1", "-1")
@njit
def with_else(x):
    y = 0
    try:
        if x < 0:
            raise ValueError("negative")
    except Exception:
        y = 1
    else:
        y = 2
    return y


@calls("1", "-1")
@njit
def with_finally(x):
    a = np.zeros(2)
    try:
        if x < 0:
            raise ValueError("negative")
        a[0] = 1
    except Exception:
        a[0] = 2
    finally:
        a[1] = 3
    return a


@calls("np.zeros(2), 1", "np.zeros(2), -1")
@njit
def finally_and_on(a, x):
    try:
        if x < 0:
            raise ValueError("negative")
    finally:
        a[0] = 5
    return x


@calls("-1")
@njit
def raised_again(x):
    try:
        raise ValueError("first", x)
    except ValueError:
        raise


@calls("-1")
@njit
def another_raised(x):
    try:
        raise ValueError("first")
    except Exception:
        raise KeyError("second")  # noqa: B904


@calls("5")
@njit
def in_a_loop(n):
    failures = 0
    for i in range(n):
        try:
            if i % 2:
                raise ValueError("odd")
        except Exception:
            failures += 1
            continue
    return failures


@calls("5")
@njit
def break_out_of_try(n):
    i = 0
    while True:
        try:
            i += 1
            if i > n:
                break
        finally:
            i += 1
    return i


@calls("1", "2", "3")
@njit
def nested(x):
    log = 0
    try:
        try:
            if x == 1:
                raise ValueError("inner")
            if x == 2:
                raise KeyError("outer")
        except ValueError:
            log += 1
    except Exception:
        log += 10
    return log


@calls("(1, 2), 5", "(1, 2), 1")
@njit
def index_error_caught(t, i):
    try:
        return t[i]
    except IndexError:
        return -1


@calls("0", "2")
@njit
def division_caught(d):
    try:
        return 1.0 / d
    except ZeroDivisionError:
        return 0.0


@calls("1", "0")
@njit
def return_in_finally_order(x):
    out = 0
    for i in range(3):
        try:
            if i == x:
                return out
            out += 1
        finally:
            out += 10
    return out


@calls("-3")
@njit
def from_callee_caught(x):
    try:
        return raised(x)
    except ValueError:
        return 0


@calls("4")
@njit
def variables_after_try(n):
    total = 0
    for i in range(n):
        try:
            total += i
            if i == 2:
                raise ValueError("two")
            total += 100
        except Exception:
            total += 1000
    return total


@calls("3")
@njit
def message_with_a_number(n):
    if n > 2:
        raise ValueError(f"too large: {n}")
    return n


@calls("0")
@njit
def not_implemented(n):
    if n == 0:
        raise NotImplementedError("not this one")
    return n


@calls("3")
@njit
def stops(n):
    if n == 3:
        raise StopIteration
    return n


@calls("2, np.arange(5)", "1, np.arange(5)")
@njit
def assigned_where_the_other_branch_raises(i, a):
    if i == 2:
        q = len(a)
    else:
        raise ValueError("not two")
    return q


@calls("3, np.arange(5)", "2, np.arange(5)", "1, np.arange(5)")
@njit
def assigned_where_the_other_branches_leave(i, a):
    if i == 3:
        raise ValueError("three")
    elif i == 2:
        t = (i, a[1])
    else:
        return 3, 4
    return t


@calls("5")
@njit
def assigned_in_finally(i):
    try:
        pass
    finally:
        i += 31
    return i


@calls("5", "0")
@njit
def assigned_where_all_handlers_leave(i):
    j = i
    try:
        j &= 10 // i
    except ZeroDivisionError:
        raise ValueError("zero")
    return j


@calls("1, 0", "1.5, 0.0", "7, 2", "-7, 2")
@njit
def division_by_operator(a, b):
    return operator.truediv(a, b), operator.floordiv(a, b), operator.mod(a, b), operator.itruediv(a, b)


@calls("1, 0", "1.5, 0.0", "7, 2")
@njit
def remainder_in_place_by_operator(a, b):
    return operator.imod(a, b)


@calls("np.array([1.0, 2.0]), 0.0", "np.array([1.0, 7.0]), 2.0")
@njit
def arrays_in_place_by_operator(a, b):
    operator.itruediv(a, b)
    return operator.iadd(a, b), a
