"""Sets in kernels against Python's: random operations, operators, comparisons, what makes one, wrong use."""

import operator
import pickle
import random

import pytest

from jaculus.numba import errors, njit, typed, types
from jaculus.numba.typed import setobject

ELEMENTS = {
    "int": lambda n: n * 31 - 100,
    "float": lambda n: n / 4,
    "str": lambda n: f"é{n}" * (n % 3),
    "tuple": lambda n: (n % 7, str(n)),
    "bool": lambda n: n % 2 == 0,
}


@njit
def change(codes, items, other):
    """What each operation gives, as a number, and the set."""
    found = {items[0]}
    seen = 0
    for i in range(len(codes)):
        code, item = codes[i], items[i]
        if code < 4:
            found.add(item)
        elif code == 4:
            found.discard(item)
        elif code == 5:
            if item in found:
                found.remove(item)
        elif code == 6:
            found.update(other)
        elif code == 7:
            found.difference_update(other)
        elif code == 8:
            found.symmetric_difference_update(other[:3])
        elif code == 9 and len(found) > 40:
            found.clear()
        seen = seen * 3 % 1000003 + len(found)
    return seen, found


@pytest.mark.parametrize("kind", ELEMENTS)
def test_random_operations(kind):
    make, generator = ELEMENTS[kind], random.Random(kind)
    for length in (1, 30, 500):
        codes = [generator.randrange(10) for _ in range(length)]
        items = [make(generator.randrange(60)) for _ in range(length)]
        other = list(dict.fromkeys(make(generator.randrange(60)) for _ in range(9)))
        assert change(codes, items, other) == change.py_func(codes, items, other)


@pytest.mark.parametrize("kind", ["int", "str"])
def test_operators_and_comparisons(kind):
    def run(a, b):
        s, t = set(a), set(b)
        u = s.copy()
        u |= t
        v = set(a)
        v -= t
        w = set(a)
        w &= t
        x = set(a)
        x ^= t
        return (
            s | t, s & t, s - t, s ^ t, u, v, w, x,
            s.union(b), s.intersection(b), s.difference(b), s.symmetric_difference(t),
            s <= t, s < t, s >= t, s > t, s == t, s != t,
            s.issubset(u), s.issuperset(v), s.isdisjoint(t), s == s.copy(), bool(s), len(s),
        )  # fmt: skip

    kernel, make, generator = njit(run), ELEMENTS[kind], random.Random(3)
    for _ in range(30):
        a = [make(generator.randrange(8)) for _ in range(generator.randrange(1, 9))]
        b = [make(generator.randrange(8)) for _ in range(generator.randrange(1, 9))]
        assert kernel(a, b) == run(a, b)


def test_what_makes_a_set():
    def run(words, n):
        a = {1, 2, 3}
        b = {word for word in words if word != "b"}
        c = set(words)
        d = set(range(n))
        e = set()
        for i in range(n):
            e.add(i // 2)
        f = set("hello")
        g = set((1.5, 2.5))  # noqa: C405
        total = 0
        for item in d:
            total += item
        return a, b, c, d, e, f, g, total, sorted([x for x in e]), set(a)  # noqa: C416

    assert njit(run)(["a", "b", "a"], 6) == run(["a", "b", "a"], 6)


def test_many_elements():
    @njit
    def distinct(n):
        found = set()
        for i in range(n):
            found.add(i * i % 10007)
        return len(found)

    assert distinct(100_000) == len({i * i % 10007 for i in range(100_000)})


@pytest.mark.parametrize(
    ("body", "error", "message"),
    [
        ("{1, 2}.remove(3)", KeyError, "3"),
        ("{1, 'a'}", errors.UnsupportedError, "a set of an int64 and a str"),
        ("set()", errors.TypingError, "what this set holds is not known"),
        ("{1, 2}.foo()", errors.TypingError, "no attribute `foo`"),
        ("{1, 2} + {3}", errors.TypingError, r"`\+` does not work"),
        ("set(3)", errors.TypingError, "loop"),
    ],
)
def test_wrong_use(body, error, message):
    namespace = {}
    exec(f"def f():\n    return {body}", namespace)
    with pytest.raises(error, match=message):
        njit(namespace["f"])()


def test_a_set_that_changes_while_it_is_iterated():
    @njit
    def grows():
        found = {1, 2, 3}
        for item in found:
            found.add(item + 10)
        return found

    with pytest.raises(RuntimeError, match="Set changed size during iteration"):
        grows()


@njit
def grow(given, item):
    given.add(item)
    return len(given)


@pytest.mark.parametrize("kind", ELEMENTS)
def test_a_set_among_the_arguments_gets_what_the_kernel_changed(kind):
    given = {ELEMENTS[kind](n) for n in range(1, 40)}
    wanted = given | {ELEMENTS[kind](41)}
    assert grow(given, ELEMENTS[kind](41)) == len(wanted)
    assert given == wanted


def test_one_set_is_one_wherever_it_is_passed():
    @njit
    def change(some, pair, *more):
        some.add(100)
        pair[1].discard(1)
        more[0].add(len(pair[1]))
        return more[0], pair

    given, other = {1, 2}, {2.5}
    first, (number, second) = change(given, (3, given), given)
    assert first is second is given
    assert (given, number) == ({2, 100}, 3)
    assert grow(s := set(other), 3.0) == 2 == len(s)


def test_what_a_failed_call_changed_stays():
    @njit
    def fail(given):
        given.add(7)
        given.remove(8)

    given = {1}
    with pytest.raises(KeyError, match="8"):
        fail(given)
    assert given == {1, 7}


def test_a_declared_set_takes_sets_of_its_type():
    @njit(types.int64(types.Set(types.int64, reflected=True)))
    def count(given):
        return len(given)

    assert count({1, 2}) == 2
    with pytest.raises(TypeError, match="reflected set"):
        count({1.5})


@pytest.mark.parametrize(
    ("given", "words"),
    [(set(), "Cannot type empty set"), ({1, 2.5}, "can't unbox heterogeneous set: int64 != float64|float64 != int64")],
)
def test_sets_that_are_not_taken(given, words):
    with pytest.raises((TypeError, ValueError), match=words):
        grow(given, 1)


@pytest.mark.parametrize(
    ("other", "words"),
    [((1, 2), "All arguments must be Sets"), (3, "All arguments"), ({2.5}, "All Sets must be of the same type")],
)
@pytest.mark.parametrize("name", ["or_", "sub", "and_", "xor", "ior", "isub", "iand", "ixor", "le", "lt", "ge", "gt"])
def test_operators_take_sets_of_one_type(name, other, words):
    function = getattr(operator, name)
    with pytest.raises(errors.TypingError, match=words):
        njit(lambda a, b: function(a, b))({1, 2}, other)


@njit
def add_all(given, items):
    for item in items:
        given.add(item)
    return given


@pytest.mark.parametrize("kind", ELEMENTS)
def test_a_typed_set_is_changed_in_place(kind):
    made = typed.Set()
    wanted = set()
    for n in range(30):
        made.add(ELEMENTS[kind](n))
        wanted.add(ELEMENTS[kind](n))
    assert made == wanted
    more = [ELEMENTS[kind](n) for n in range(20, 50)]
    assert add_all(made, more) is made
    wanted.update(more)
    made.discard(ELEMENTS[kind](1))
    wanted.discard(ELEMENTS[kind](1))
    assert (set(made), len(made)) == (wanted, len(wanted))
    assert all((one in made) == (one in wanted) for one in map(ELEMENTS[kind], range(60)))
    assert pickle.loads(pickle.dumps(made)) == wanted


def test_typed_sets_in_kernels():
    @njit
    def run(n):
        made, other = typed.Set.empty(types.int32), setobject.new_set(types.int32)
        for i in range(n):
            made.add(i)
            other.add(2 * i)
        return made, made | other, made & other, len(made), made == other, 2 in made

    made, either, both, length, same, there = run(5)
    assert isinstance(made, typed.Set)
    assert (made, either, both) == (set(range(5)), {0, 1, 2, 3, 4, 6, 8}, {0, 2, 4})
    assert (length, same, there) == (5, False, True)
    assert str(made._numba_type_) == "SetType[int32]<iv=None>"


def test_wrong_use_of_typed_sets():
    with pytest.raises(TypeError, match="untyped set"):
        typed.Set().copy()
    for untyped in (typed.Set(), typed.Dict()):
        with pytest.raises(errors.TypingError, match=r"an untyped (Set|Dict)(?s:.*)empty"):
            add_all(untyped, [1])
    with pytest.raises(errors.TypingError, match="cannot safely cast"):
        typed.Set.empty(types.int64).add(2.5)
    with pytest.raises(TypeError, match="unhashable"):
        hash(typed.Set.empty(types.int64))
    with pytest.raises(KeyError, match="9"):
        typed.Set.empty(types.int64).remove(9)
    assert not typed.Set.empty(types.int64)
