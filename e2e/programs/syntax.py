"""What Python's statements and expressions mean beyond arithmetic: match, nonlocal, `:=`, imports, classes asked for."""  # noqa: E501

import heapq
import math
import operator

import numpy as np
from numba import njit

from programs import calls

SCALE = 3


@calls("3")
@njit
def nonlocal_name(n):
    c = 0

    def inc(k):
        nonlocal c
        c += k
        return c

    for i in range(n):
        inc(i)
    return c


@calls("3")
@njit
def nonlocal_names(n):
    c = 0
    d = 1.0

    def inc(k):
        nonlocal c, d
        c += k
        d = d * 2

    inc(3)
    inc(n)
    return c, d


@calls("0", "1", "2", "3", "7", "-5")
@njit
def match_lit(n):
    match n:
        case 0:
            return "zero"
        case 1 | 2:
            return "small"
        case -5:
            return "neg"
        case x if x > 5:
            return "big"
        case _:
            return "other"


@calls("(0, 1)", "(1, 0)", "(2, 3)", "(5, 5)")
@njit
def match_tuple(t):
    match t:
        case (0, y):
            return y
        case (x, 0):
            return x * 10
        case (x, y) if x == y:
            return -x
        case (x, y):
            return x + y * 100


@calls("(1, 2, 3)", "(1, 2)")
@njit
def match_len(t):
    match t:
        case (a, b):
            return a + b
        case (a, b, c):
            return a + b + c
    return -1


@calls("(1, 2, 3)", "(1, 2)")
@njit
def match_star(t):
    match t:
        case (a, *rest):
            return a + len(rest)


@calls("'abc'", "'x'", "'y'")
@njit
def match_str(t):
    match t:
        case "abc":
            return 1
        case "x" | "y":
            return 2
    return 3


@calls("3", "2.5", "'a'", "(1,2)")
@njit
def match_class(t):
    match t:
        case int():
            return 1
        case float(x):  # noqa: F841
            return 2
        case str():
            return 3
    return 4


@calls("None", "True", "3")
@njit
def match_none(t):
    match t:
        case None:
            return 1
        case True:
            return 2
        case 3 as k:
            return k
    return 4


@calls("3", "4")
@njit
def match_value(t):
    match t:
        case math.pi:
            return 1
        case 3.0:
            return 2
    return 4


@calls("3", "30")
@njit
def match_as(t):
    match t:
        case (1 | 2 | 3) as x:
            y = x
        case other:
            y = other * 2
    return y


@calls("((1, 2), 3)")
@njit
def match_nested(t):
    match t:
        case ((a, b), c):
            return a * 100 + b * 10 + c


@calls("[1, 2]", "[1, 2, 3]")
@njit
def match_list(t):
    match t:
        case [a, b]:
            return a * 10 + b
        case [a, *rest]:
            return a + len(rest)
    return 0


@calls("3")
@njit
def match_in_loop(n):
    s = 0
    for i in range(10):
        match i % 4:
            case 0:
                continue
            case 1 if n > 2:
                s += 1
            case 2:
                s += 10
            case _:
                if i > 6:
                    break
                s += 100
    return s


@calls("3")
@njit
def walrus(n):
    if (k := n * 2) > 5:
        return k
    return -k


@calls("3")
@njit
def walrus_while(n):
    s = 0
    i = 0
    while (i := i + 1) < n:
        s += i
    return s, i


@calls("[1, 5, 3]")
@njit
def walrus_comp(a):
    return [y for x in a if (y := x * 2) > 4]


@calls("3", "10")
@njit
def walrus_and(n):
    if n > 5 and (k := n * 2) > 5:
        return k
    return -1


@calls("3", "10")
@njit
def walrus_ifexp(n):
    return (k := n) + k if n > 5 else (k := -n) * k


@calls("4.0")
@njit
def import_inside(x):
    import math

    return math.sqrt(x)


@calls("4.0")
@njit
def import_from_inside(x):
    from math import sqrt as s, pi  # noqa: I001

    return s(x) + pi


@calls("4.0")
@njit
def import_np(x):
    import numpy as xp

    return xp.sqrt(x)


@calls("4.0", "-4.0")
@njit
def import_cond(x):
    if x > 0:
        import math

        return math.sqrt(x)
    return 0.0


@calls("4")
@njit
def global_read(x):
    global SCALE
    return SCALE + x


@calls("(1, 2, 3, 4)")
@njit
def star_unpack(t):
    a, *b = t
    *c, d = t
    e, *f, g = t
    return a, b, c, d, e, f, g


@calls("[1, 2, 3, 4]")
@njit
def star_unpack_list(t):
    a, *b = t
    return a, b


@calls("np.arange(4)")
@njit
def star_unpack_array(t):
    a, *b = t
    return a, b[0]


@calls("4", "9")
@njit
def while_else(n):
    i = 0
    while i < n:
        if i == 7:
            break
        i += 1
    else:
        i = -1
    return i


@calls("4")
@njit
def lambda_default(n):
    f = lambda x, y=10, *z: x + y + len(z)  # noqa: E731
    return f(n), f(n, 2), f(n, 2, 3, 4)


@calls("4")
@njit
def lambda_kw(n):
    f = lambda x, *, y=10: x + y  # noqa: E731
    return f(n), f(n, y=2)


@calls("4")
@njit
def nested_two(n):
    def outer(a):
        def inner(b):
            return a + b + n

        return inner(a * 2)

    return outer(n)


@calls("4", "4.5", "'a'", "(1,2)", "[1]", "np.zeros(2)", "None", "2j")
@njit
def isinst(x):
    r = 0
    if isinstance(x, (int, float)):
        r += 1
    if isinstance(x, str):
        r += 2
    if isinstance(x, (tuple, list)):
        r += 4
    if isinstance(x, np.ndarray):
        r += 8
    if isinstance(x, bool):
        r += 16
    if isinstance(x, complex):
        r += 32
    return r


@calls("np.int32(4)", "np.float32(4.5)", "np.uint8(3)", "np.complex64(2)", "np.bool_(True)")
@njit
def isinst_np(x):
    r = 0
    if isinstance(x, np.integer):
        r += 1
    if isinstance(x, np.floating):
        r += 2
    if isinstance(x, np.complexfloating):
        r += 4
    if isinstance(x, np.number):
        r += 8
    if isinstance(x, np.generic):
        r += 16
    if isinstance(x, np.int32):
        r += 32
    if isinstance(x, np.signedinteger):
        r += 64
    return r


@calls("np.datetime64('2020-01-01')", "np.timedelta64(3, 'D')", "3")
@njit
def isinst_time(x):
    r = 0
    if isinstance(x, np.datetime64):
        r += 1
    if isinstance(x, np.timedelta64):
        r += 2
    return r


@calls("4", "4.5")
@njit
def type_of(x):
    return type(x)(3)


@calls("4", "4.5")
@njit
def type_eq(x):
    if type(x) == int:  # noqa: E721
        return 1
    return 2


@calls("np.zeros(3)", "3")
@njit
def has_attr(x):
    if hasattr(x, "shape"):
        return 1
    return 0


@calls("np.zeros(3)", "3.0")
@njit
def get_attr(x):
    return getattr(x, "ndim", -1), getattr(x, "real")


@calls("3")
@njit
def in_set(x):
    return x in {1, 2, 3}


@calls("3", "2.5")
@njit
def in_tuple(x):
    return x in (1, 2, 3), x not in (1, 2.5)


@calls("'a'", "'b'")
@njit
def in_str_tuple(x):
    return x in ("a", "c"), x in {"a", "d"}


@calls("3")
@njit
def cond_lambda(x):
    f = lambda a: a + 1  # noqa: E731
    return f(x) if x > 2 else (lambda b: b)(x)


@calls("3", "0")
@njit
def multi_cmp(x):
    return 0 < x < 5 != 3, x if x else 7, x and 4, x or 5, not x


@calls("3")
@njit
def ternary_chain(x):
    return 1 if x < 1 else 2 if x < 3 else 3


@calls("5")
@njit
def with_stmt(n):
    x = np.array([1.0, 2.0])
    for i, (a, b) in enumerate(zip(x, x)):
        n += a * b * i
    return n


@calls("4")
@njit
def nonlocal_in_a_loop(n):
    best, where = -1.0, 0

    def note(x, i):
        nonlocal best, where
        if x <= best:
            return False
        best, where = x, i
        return True

    found = 0
    for i in range(n):
        if note(i * (n - i) / 2, i):
            found += 1
    return best, where, found


@calls("3", "0")
@njit
def nonlocal_and_exceptions(n):
    tries = 0

    def attempt(x):
        nonlocal tries
        tries += 1
        try:
            return 12 // x
        except ZeroDivisionError:
            tries += 100
            return -1
        finally:
            tries += 1000

    return attempt(n), attempt(n + 1), tries


@calls("(1, 2)", "(0, 4)", "(5, 5)")
@njit
def match_binds_in_alternatives(t):
    match t:
        case (0, x) | (x, 2):
            return x
    return -1


@calls("[3, 1, 2]", "[1]", "[2, 2]")
@njit
def heaps(x):
    h = []
    for v in x:
        heapq.heappush(h, v * 2)
    smallest = heapq.heappop(h)
    heapq.heapify(x)
    return smallest, h, heapq.heappushpop(x, 2), heapq.heapreplace(x, 7), heapq.nlargest(2, x), heapq.nsmallest(9, x)


@calls("1")
@njit
def heaps_of_tuples(n):
    h = [(2, 0.5)]
    heapq.heappush(h, (n, 1.5))
    heapq.heappush(h, (n, 0.25))
    return heapq.heappop(h), heapq.heappop(h), len(h)


@calls("[1]")
@njit
def empty_heap(x):
    heapq.heappop(x)
    return heapq.heappop(x)


@calls("5", "-1", "2**61 - 1", "2**61", "-(2**63)", "2.5", "-0.0", "1e300", "float('-inf')", "True", "1 + 2j", "-1.0")
@njit
def hashes(x):
    return hash(x), hash((x, 1)), hash(((x, x), ()))


@calls("'abc'", "''")
@njit
def hash_of_text(s):
    return hash(s)


@calls("7, 3", "7.5, 2.0")
@njit
def operators_in_place(a, b):
    x = operator.iadd(a, b), operator.isub(a, b), operator.imul(a, b), operator.itruediv(a, b)
    return x, operator.ifloordiv(a, b), operator.imod(a, b), operator.ipow(a, b), operator.abs(-a), operator.is_(a, b)


@calls("np.arange(4), [4, 5, 5]")
@njit
def operators_on_items(a, items):
    operator.setitem(a, 1, 7)
    operator.iadd(a, 1)
    operator.delitem(items, 0)
    both = operator.concat(items, [1])
    found = operator.contains(items, 5), operator.countOf(items, 5), operator.indexOf(both, 1)
    return found, both, operator.index(3), operator.inv(5), operator.ixor(6, 3), operator.ilshift(1, 4)


@calls("'a', 'b'", "'b', 'a'")
@njit
def greatest_text(a, b):
    return max(a, b), min(a, b, "aa")


@calls("5")
@njit
def greatest_of_a_range(n):
    return max(range(n)), min(range(1, n))


@calls("np.arange(4.0), [4, 5, 5]")
@njit
def targets_are_evaluated_once(a, items):
    evaluated = 0

    def the(container):
        nonlocal evaluated
        evaluated += 1
        return container

    the(a)[0] = 1.0
    the(a)[1] += 2.0
    the(a)[1:] *= 2.0
    the(items)[0] = 7
    the(items)[0] += 1
    del the(items)[1]
    return evaluated
