"""Generators: as results, in variables, passed on, in expressions."""

import collections

import numpy as np
from numba import njit

from programs import calls

Point = collections.namedtuple("Point", "x y")


@njit
def count(n):
    for i in range(n):
        yield i


@njit
def total(numbers):
    s = 0
    for x in numbers:
        s += x
    return s


@njit
def lists(n):
    for i in range(n):
        yield [i] * i


@njit
def each(items):
    for x in items:
        yield x


@njit
def growing(n):
    a = np.zeros(n)
    for i in range(n):
        a[i] = i + 1
        yield a


@njit
def fails_at_two(n):
    for i in range(n):
        if i == 2:
            raise KeyError(i)
        yield i


@njit
def between(low, high):
    if low < high:
        middle = (low + high) // 2
        for x in between(low, middle):
            yield x
        yield middle
        for x in between(middle + 1, high):
            yield x


# Results.


@calls("0", "3")
@njit
def counted(n):
    for i in range(n):
        yield i


@calls("3")
@njit
def returns_a_value(n):
    yield n
    return 5


@calls("5", "200")
@njit
def returns_early(n):
    for i in range(n):
        if i > 3:
            return
        yield i
    yield -1


@calls("")
@njit
def yields_nothing_but_none():
    yield
    yield


@calls("3")
@njit
def complex_at_last(x):
    yield x + 0j
    yield x + 1.5
    yield x + 1j


@calls("3")
@njit
def tuples(n):
    for i in range(n):
        yield i, i * 0.5, i > 1, "x"


@calls("3")
@njit
def named(n):
    for i in range(n):
        yield Point(i, i * 2)


@calls("3")
@njit
def texts(n):
    for i in range(n):
        yield "ab" + str(i)
    yield f"{n}!"


@calls("'héllo'")
@njit
def characters(s):
    for c in s:
        yield c


@calls("4")
@njit
def maybe(n):
    for i in range(n):
        if i % 2:
            yield None
        else:
            yield i


@calls("4")
@njit
def new_lists(n):
    for i in range(n):
        yield [i] * i


@calls("3")
@njit
def lists_of_arrays(n):
    for i in range(n):
        yield [np.zeros(i), np.ones(2)]


@calls("np.arange(12.0).reshape(3, 4)")
@njit
def rows(a):
    for row in a:
        yield row
    yield a[:, 1]


@calls("np.array(['2020-01-01', '2021-05-05'], dtype='M8[D]')")
@njit
def days(a):
    for x in a:
        yield x


@calls("np.arange(4)")
@njit
def changes_its_argument(a):
    for i in range(4):
        a[i] += 10
        yield i


@calls("[1, 2, 3]", "[0.5]")
@njit
def items_of_a_list(a):
    for x in a:
        yield x


@calls("[np.arange(3.0), np.arange(2.0)]")
@njit
def arrays_of_a_list(arrays):
    for a in arrays:
        yield a
    yield arrays[0][1:]


@calls("3")
@njit
def raises(n):
    yield n
    raise ValueError("too much", n)


@calls("np.arange(3)")
@njit
def divides(a):
    for i in range(3):
        yield 6 // a[2 - i]


@calls("3")
@njit
def tries(n):
    for i in range(n):
        try:
            if i == 1:
                raise ValueError("x")
            yield i
        except ValueError:
            yield -1
        finally:
            yield 100 + i


@calls("3")
@njit
def prints(n):
    for i in range(n):
        print("item", i)
        yield i


@calls("3")
@njit
def with_a_lambda(n):
    add = lambda x: x + n  # noqa: E731
    for i in range(n):
        yield add(i)


@calls("3")
@njit
def with_a_function(n):
    def scaled(x):
        return x * n

    for i in range(n):
        yield scaled(i)


@calls("3")
@njit
def while_else(n):
    while n > 0:
        n -= 1
        yield n
    else:
        yield 77


@calls("4")
@njit
def of_generators(n):
    for i in range(n):
        for x in count(i):
            yield x
        for a, b in zip(count(i), (j * j for j in range(i))):
            yield a + b


@calls("2")
@njit
def yields_from(n):
    yield from count(n)
    yield from range(2)
    yield from [5, 6]
    rest = count(3)
    next(rest)
    yield from rest


@calls("0, 10", "3, 3")
@njit
def goes_over_itself(low, high):
    for x in between(low, high):
        yield x


@calls("3")
@njit
def an_expression(n):
    return (i * n for i in range(n) if i != 1)


@calls("3")
@njit
def one_of_another(n):
    def scaled(numbers, k):
        for x in numbers:
            yield x * k

    def more(numbers):
        for x in numbers:
            yield x + 1

    return more(scaled(more(scaled(count(n), 3)), 2))


@calls("3")
@njit
def an_array_that_changes(n):
    def raised(a):
        for _ in range(3):
            a[0] += 1
            yield a

    a = np.zeros(n)
    numbers = raised(a)
    first = next(numbers)
    after = first + 1
    next(numbers)
    return a, first, after, numbers


@calls("4")
@njit
def several_results(n):
    return [count(n), count(2)], count(3), 5


# In kernels.


@calls("4", "1")
@njit
def takes_two(n):
    numbers = count(n)
    return next(numbers) + next(numbers)


@calls("4", "0")
@njit
def with_defaults(n):
    numbers = count(n)
    s = 0
    for _ in range(n + 2):
        s = s * 10 + next(numbers, 9)
    return s


@calls("4")
@njit
def goes_on_after_a_loop(n):
    numbers = count(n)
    s = 0
    for x in numbers:
        if x == 1:
            break
    else:
        s = 100
    for x in numbers:
        s += x
    else:
        s += 1000
    return s, sum(numbers)


@calls("4", "0")
@njit
def used_up(n):
    numbers = count(n)
    return sum(numbers), sum(numbers), list(numbers)


@calls("4", "1")
@njit
def by_builtins(n):
    return (
        list(count(n)),
        sum(count(n)),
        max(count(n)),
        min(count(n)),
        sorted(count(n)),
        any(count(n)),
        all(count(n)),
        2 in count(n),
    )


@calls("3")
@njit
def comprehensions(n):
    numbers = count(n)
    return [x * 2 for x in numbers if x < 2], [x for x in numbers], [x + 1 for x in count(n)]


@calls("3")
@njit
def expressions(n):
    squares = (i * i for i in range(n))
    return (
        next(squares),
        list(squares),
        sum(i * 2 for i in range(n)),
        max(i - j for i in range(n) for j in range(i) if j != 1),
    )


@calls("3")
@njit
def passed_on(n):
    numbers = count(n)
    next(numbers)
    return total(numbers), total(numbers), total(i for i in range(n))


@calls("3")
@njit
def side_by_side(n):
    r = []
    for a, b in zip(count(n), count(n + 1)):
        r.append(a + b)
    for a, b in enumerate(count(n)):
        r.append(a * b)
    for a in map(lambda x: x + 1, count(n)):
        r.append(a)
    for a in filter(lambda x: x > 1, count(n)):
        r.append(a)
    return r


@calls("3")
@njit
def interleaved(n):
    a = count(n)
    b = count(n)
    return next(a), next(b), next(a), next(b), next(a)


@calls("3")
@njit
def both_loops_take(n):
    r = []
    for a in count(n):
        numbers = count(a + 2)
        for b in numbers:
            r.append(b)
            for c in numbers:
                r.append(c * 10)
    return r


@calls("3, True", "3, False")
@njit
def one_or_the_other(n, plain):
    if plain:
        numbers = count(n)
    else:
        numbers = (i * i for i in range(n + 1))
    return list(numbers), next(numbers, 7)


@calls("5")
@njit
def in_a_list(n):
    waiting = [count(i) for i in range(n)]
    r = []
    while len(waiting) > 0:
        numbers = waiting.pop(0)
        for x in numbers:
            r.append(x)
            waiting.append(numbers)
            break
    return r


@calls("4")
@njit
def in_a_tuple(n):
    both = (count(n), count(n + 1))
    return next(both[0]), next(both[1]), next(both[0])


@calls("3")
@njit
def until_it_stops(n):
    numbers = count(n)
    s = 0
    while True:
        try:
            s += next(numbers)
        except StopIteration:
            break
    return s


@calls("1")
@njit
def stops(n):
    numbers = iter(count(n))
    next(numbers)
    return next(numbers)


@calls("1")
@njit
def stops_inside(n):
    numbers = count(n)
    yield next(numbers)
    yield next(numbers)


@calls("5", "1")
@njit
def is_over_after_an_exception(n):
    numbers = fails_at_two(n)
    s = 0
    try:
        for x in numbers:
            s += x + 1
    except KeyError:
        s += 100
    for _ in numbers:
        s += 1000
    return s


@calls("5", "2")
@njit
def passes_an_exception(n):
    numbers = fails_at_two(n)
    s = 0
    for x in numbers:
        s += x
    return s


@calls("4")
@njit
def gives_arrays(n):
    arrays = growing(n)
    first = next(arrays)
    s = 0.0
    for a in arrays:
        s += a.sum()
    return s, first, a


@calls("4")
@njit
def gives_lists(n):
    all_lists = lists(n)
    first = next(all_lists)
    first.append(7)
    return first, [x for x in all_lists]


@calls("3")
@njit
def sees_a_longer_list(n):
    items = [i for i in range(n)]
    rest = each(items)
    next(rest)
    items.append(99)
    return [x for x in rest]


@calls("4")
@njit
def walrus(n):
    numbers = count(n)
    while (x := next(numbers, -1)) >= 0:
        yield x
