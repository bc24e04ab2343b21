"""Races in loops over prange: certain ones are errors, possible ones warnings; correct programs get neither."""

import types
import warnings

import numpy as np
import pytest

from jaculus import get_num_threads, get_thread_id, njit, prange
from jaculus.errors import NumbaParallelSafetyWarning, NumbaPerformanceWarning, UnsupportedError


def parallel(function):
    return njit(parallel=True)(function)


def quiet(kernel, *arguments):
    """The result of a kernel of which the compiler must not warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return kernel(*arguments)


def carried(n):
    x = 1.0
    for i in prange(n):
        x = x * 0.5 + i
    return x


def running(a):
    s = 0
    for i in prange(len(a)):
        s += a[i]
        a[i] = s


def same_place(a):
    for i in prange(len(a)):
        a[0] += i


def same_row(a):
    out = np.zeros(3)
    for i in prange(len(a)):
        for j in range(3):
            out[j] += a[i]
    return out


def shared_buffer(a):
    buffer = np.zeros(3)
    for i in prange(len(a)):
        buffer[0] = a[i]
        a[i] = buffer[0] * 2


def neighbour(a):
    for i in prange(1, len(a)):
        a[i] = a[i - 1] + 1


def neighbour_in_a_row(b):
    for i in prange(1, b.shape[0]):
        for j in range(b.shape[1]):
            b[i, j] = b[i, j] + b[i - 1, j]


def neighbour_row(b):
    for i in prange(1, b.shape[0]):
        b[i, :] = b[i - 1, :]


def two_operators(n):
    s = 1
    for i in prange(n):
        s += i
        s *= 2
    return s


@pytest.mark.parametrize(
    ("function", "argument"),
    [
        (carried, 5), (running, np.ones(9)), (same_place, np.ones(9)), (same_row, np.ones(9)),
        (shared_buffer, np.ones(9)), (neighbour, np.ones(9)), (neighbour_in_a_row, np.ones((4, 4))),
        (neighbour_row, np.ones((4, 4))), (two_operators, 4),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)  # fmt: skip
def test_a_certain_race_is_an_error(function, argument):
    with pytest.raises(UnsupportedError, match=r"parallel-race[\s\S]*help:"):
        parallel(function)(argument)


def histogram(a):
    h = np.zeros(10, np.int64)
    for i in prange(len(a)):
        h[int(a[i])] += 1
    return h


def perhaps(a):
    x = 0.0
    out = np.zeros(len(a))
    for i in prange(len(a)):
        if a[i] > 2:
            x = a[i]
        out[i] = x
    return out


def under_a_condition(a):
    flag = np.zeros(1)
    for i in prange(len(a)):
        if a[i] > 2:
            flag[0] = 1
    return flag


@pytest.mark.parametrize("function", [histogram, perhaps, under_a_condition], ids=lambda f: f.__name__)
def test_a_possible_race_is_a_warning(function):
    with pytest.warns(NumbaParallelSafetyWarning, match="warning.parallel-race"):
        parallel(function)(np.ones(3))


def histogram_of_each_thread(a, n):
    h = np.zeros((n, 10), np.int64)
    for i in prange(len(a)):
        h[get_thread_id(), int(a[i])] += 1
    return h.sum(axis=0)


def scatter(a, places):
    out = np.zeros(len(a))
    for i in prange(len(a)):
        out[places[i]] = a[i]
    return out


def blocks_of_rows(a, n):
    out = np.zeros((n, len(a)))
    for t in prange(n):
        for k in range(t * len(a) // n, (t + 1) * len(a) // n):
            out[t, k] += a[k]
    return out.sum(axis=0)


def red_black(b):
    for parity in range(2):
        for i in prange(1, b.shape[0] - 1):
            for j in range(1 + (i + parity) % 2, b.shape[1] - 1, 2):
                b[i, j] = (b[i - 1, j] + b[i + 1, j] + b[i, j - 1] + b[i, j + 1]) / 4
    return b


def pairs(a):
    for i in prange(0, len(a) - 1, 2):
        a[i] = a[i + 1]
    return a


def only_one(a):
    out = np.zeros(1)
    for i in prange(len(a)):
        if i == 3:
            out[0] = a[i]
    return out


def lazily(a):
    out = np.zeros(len(a))
    for i in prange(len(a)):
        for j in range(4):
            if j == 0:
                t = a[i]
            t += j
        out[i] = a[i]
    return out


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (histogram_of_each_thread, (np.arange(1000) % 10 * 1.0, get_num_threads())),
        (scatter, (np.arange(9.0), np.arange(9)[::-1].copy())), (blocks_of_rows, (np.arange(50.0), 4)),
        (pairs, (np.arange(10.0),)), (only_one, (np.arange(10.0),)), (red_black, (np.ones((9, 9)) * 3,)),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)  # fmt: skip
def test_usual_correct_programs_get_no_warning(function, arguments):
    wanted = function(*[np.copy(one) if np.ndim(one) else one for one in arguments])
    np.testing.assert_allclose(quiet(parallel(function), *arguments), wanted)


# ---- Through functions that the loop calls ----


@njit
def put_first(x, v):
    x[0] = v


@njit
def put_first_too(x, v):
    put_first(x, v + 1)


@njit
def put_at(x, i, v):
    x[i] = v


@njit
def put_sometimes(x, v):
    if v > 2:
        x[3] = v


@njit
def put_unless(x, v):
    if v < 0:
        return
    x[0] = v


@njit
def count(h, k):
    h[k] += 1


@njit
def before(x, i):
    return x[i - 1]


@njit
def fill_row(r, v):
    for k in range(len(r)):
        r[k] = v


@njit
def own_array(x, i):
    t = np.zeros(3)
    t[0] = x[i]
    put_first(t, 2.0)
    return t[0]


def writes_first(a):
    for i in prange(len(a)):
        put_first(a, i)


def writes_first_by_keyword(a):
    for i in prange(len(a)):
        put_first(v=i, x=a)


def writes_first_further_in(a):
    for i in prange(len(a)):
        put_first_too(a, i)


def reads_before(a):
    for i in prange(1, len(a)):
        a[i] = before(a, i) + 1


def writes_in_a_closure(a):
    def inner(k):
        a[0] = k

    for i in prange(len(a)):
        inner(i)


@pytest.mark.parametrize(
    "function",
    [writes_first, writes_first_by_keyword, writes_first_further_in, reads_before, writes_in_a_closure],
    ids=lambda f: f.__name__,
)
def test_a_certain_race_in_a_function_that_is_called_is_an_error(function):
    with pytest.raises(UnsupportedError, match=r"parallel-race[\s\S]*help:") as error:
        parallel(function)(np.ones(9))
    if "first" in function.__name__:  # both lines: the call and what it does
        assert "x[0] = v" in str(error.value)
        assert "put_first" in str(error.value).split("x[0] = v")[1]


def writes_sometimes(a):
    for i in prange(len(a)):
        put_sometimes(a, i)


def writes_unless(a):
    for i in prange(len(a)):
        put_unless(a, i)


def counts(a):
    h = np.zeros(9, np.int64)
    for i in prange(len(a)):
        count(h, int(a[i]))


@pytest.mark.parametrize("function", [writes_sometimes, writes_unless, counts], ids=lambda f: f.__name__)
def test_a_possible_race_in_a_function_that_is_called_is_a_warning(function):
    with pytest.warns(NumbaParallelSafetyWarning, match="warning.parallel-race"):
        parallel(function)(np.ones(3))


def each_at_its_own(a):
    out = np.zeros((len(a), 4))
    rows = np.zeros((get_num_threads(), 4), np.int64)
    for i in prange(len(a)):
        put_at(out[:, 0], i, a[i])
        fill_row(out[i], a[i])
        put_first(out[i], i)
        t = np.zeros(4)
        fill_row(t, 2.0)
        put_first(t, 3.0)
        count(rows[get_thread_id()], int(a[i]) % 4)
        out[i, 1] += t[0] + own_array(a, i)
        if i == 0:
            put_first(out[0], 5.0)
    return out, rows.sum()


def test_functions_that_write_where_the_iteration_may_get_no_warning():
    a = np.arange(50.0)
    out, counted = quiet(parallel(each_at_its_own), a)
    wanted, _ = each_at_its_own(a)
    np.testing.assert_array_equal(out, wanted)
    assert counted == 50


def narrowed(a):
    y = np.zeros(len(a))
    for i in prange(len(a)):
        y[i // 2] = a[i]
    return y


def least(a):
    y = np.zeros(10)
    for i in prange(len(a)):
        y[min(i, 9)] = a[i]
    return y


def wrapped_around(a):
    y = np.zeros(3)
    for i in prange(len(a)):
        k = i % 3
        y[k] += a[i]
    return y


def reversed_in_place(a):
    for i in prange(len(a)):
        a[i] = a[len(a) - 1 - i]
    return a


def gathered_in_place(a):
    order = np.arange(len(a))
    for i in prange(len(a)):
        a[i] = a[order[i]]
    return a


def two_stores(a):
    y = np.zeros(len(a))
    for i in prange(len(a)):
        y[i] = a[i]
        y[len(a) - 1 - i] = 0.0
    return y


def skips_one(a):
    y = np.zeros(2)
    for i in prange(len(a)):
        for j in range(len(a)):
            if i == j:
                continue
            y[0] += a[i]
    return y


def stops_early(a):
    y = np.zeros(2)
    for i in prange(len(a)):
        for j in range(len(a)):
            if i == j:
                break
            y[0] += a[i]
    return y


def the_same_label(a):
    y = np.zeros(1)
    for i in prange(len(a)):
        if a[i] == 1.0:
            y[0] += 1.0
    return y


@pytest.mark.parametrize(
    "function",
    [
        narrowed,
        least,
        wrapped_around,
        reversed_in_place,
        gathered_in_place,
        two_stores,
        skips_one,
        stops_early,
        the_same_label,
    ],
    ids=lambda f: f.__name__,
)
def test_places_that_are_not_provably_distinct_are_a_warning(function):
    with pytest.warns(NumbaParallelSafetyWarning, match="warning.parallel-race"):
        parallel(function)(np.ones(30))


def into_out(a):
    y = np.zeros(len(a))
    for i in prange(len(a)):
        np.add(a, i, out=y)
    return y


def into_the_last_argument(a):
    y = np.zeros(3)
    for _ in prange(len(a)):
        np.sqrt(a[:3], y)
    return y


def filled(a):
    y = np.zeros(3)
    for i in prange(len(a)):
        y.fill(a[i])
    return y


def sorted_rows(a):
    y = np.ones((3, 3))
    for _ in prange(len(a)):
        y[0].sort()
    return y


@pytest.mark.parametrize("function", [into_out, into_the_last_argument, filled, sorted_rows], ids=lambda f: f.__name__)
def test_functions_of_numpy_and_methods_that_write_one_place_are_an_error(function):
    with pytest.raises(UnsupportedError, match="writes to the same place"):
        parallel(function)(np.ones(30))


def unravelled(a):
    y = np.zeros((10, 3))
    for k in prange(30):
        y[k // 3, k % 3] = a[k]
        row, column = divmod(k, 3)
        y[row, column] += 1.0
    return y


def pairs(a):
    y = np.zeros(len(a) // 2)
    z = np.zeros(len(a))
    for i in prange(0, len(a), 2):
        y[i // 2] = a[i] + a[i + 1]
    for i in prange(len(a) // 2):
        z[2 * i] = y[i]
        z[2 * i + 1] = -y[i]
    return y, z


def own_rows(a):
    y = np.ones((len(a), 4))
    for i in prange(len(a)):
        np.sqrt(y[i], out=y[i])
        y[i].fill(a[i])
        y[i].sort()
        if i == 3:
            a[0] = 5.0
        for _ in range(1):
            s = 0.0
        y[i, 0] = s
    return y


def eliminates(a):
    m = np.ones((5, 5)) + np.diag(a[:5])
    for k in range(4):
        for i in prange(k + 1, 5):
            f = m[i, k] / m[k, k]
            for j in range(k, 5):
                m[i, j] -= f * m[k, j]
    return m


@pytest.mark.parametrize("function", [unravelled, pairs, own_rows, eliminates], ids=lambda f: f.__name__)
def test_places_that_are_distinct_in_other_ways_get_no_warning(function):
    found = quiet(parallel(function), np.arange(30.0))
    expected = function(np.arange(30.0))
    pairs = zip(found, expected, strict=True) if isinstance(found, tuple) else [(found, expected)]
    for one, other in pairs:
        np.testing.assert_allclose(one, other)


def appends(n):
    found = [0]
    for i in prange(n):
        if i % 2 == 0:
            found.append(i)
    return len(found), sum(found)


def appends_in_a_call(n):
    found = [(0, 0.5)]
    for i in prange(n):
        add(found, (i, 1.0))
    return len(found)


@njit
def add(items, item):
    items.append(item)


def stores_texts(n):
    found = ["" for _ in range(n)]
    other = found
    for i in prange(n):
        other[i] = str(i)
    return "".join(found)


@pytest.mark.parametrize("function", [appends, appends_in_a_call, stores_texts], ids=lambda f: f.__name__)
def test_iterations_that_change_one_list_run_one_after_the_other_and_say_so(function):
    kernel = parallel(function)
    with pytest.warns(
        NumbaPerformanceWarning, match="one iteration after the other, because it .* the list `(found|other)`"
    ):
        found = kernel(500)
    python = dict(function.__globals__, add=add.py_func)
    assert found == types.FunctionType(function.__code__, python)(500)


def own_lists(n):
    items = [1.5, 2.5]
    numbers = [0 for _ in range(n)]
    y = np.zeros(n)
    for i in prange(n):
        own = [0.5]
        own.append(items[i % 2])
        own.extend(items)
        add(own, 1.0)
        numbers[i] = len(own)
        y[i] = sum(own) + len(items)
    return y.sum(), sum(numbers)


def test_lists_of_an_iteration_and_numbers_in_shared_ones_stay_parallel():
    assert quiet(parallel(own_lists), 300) == own_lists.__class__(
        own_lists.__code__, dict(own_lists.__globals__, add=add.py_func)
    )(300)
