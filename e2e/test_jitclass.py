"""Compiled classes: fields of every type, members, special methods, chains; calls that fail; wrong use."""

import gc
import sys
import threading
import tracemalloc

import numpy as np
import pytest

from jaculus.numba import (
    boolean,
    complex128,
    deferred_type,
    errors,
    float32,
    float64,
    int8,
    int32,
    int64,
    njit,
    objmode,
    optional,
    prange,
    typeof,
    types,
    uint64,
)
from jaculus.numba.experimental import jitclass


@jitclass([("value", int64), ("array", float64[:])])
class Bag:
    """A bag."""

    def __init__(self, value, size=4):
        self.value = value
        self.array = np.zeros(size)

    @property
    def size(self):
        """How many."""
        return self.array.size

    @size.setter
    def size(self, n):
        self.array = np.zeros(n)

    def increment(self, by):
        for i in range(self.size):
            self.array[i] += by
        self.value += 1
        return self.value

    @staticmethod
    def add(x, y):
        return x + y


def test_fields_properties_and_methods_from_python():
    bag = Bag(3)
    assert (bag.value, bag.array.tolist(), bag.size) == (3, [0] * 4, 4)
    assert bag.increment(2.5) == 4
    assert bag.array.tolist() == [2.5] * 4
    bag.value, bag.size = 10, 2
    assert (bag.value, bag.size, Bag.add(3, 4), bag.add(0.5, 1)) == (10, 2, 7, 1.5)
    assert Bag(value=2, size=1).array.shape == (1,)
    assert Bag(1, size=3).size == 3
    assert isinstance(bag, Bag)
    assert type(bag) is Bag
    assert Bag.__doc__ == "A bag."
    assert Bag.size.__doc__ == "How many."
    assert typeof(bag) == Bag.class_type.instance_type
    assert "value:int64" in repr(Bag)


def test_kernels_make_change_and_give_instances():
    @njit
    def use(bag, n):
        other = Bag(5, 2)
        for _ in range(n):
            bag.increment(1.0)
            other.value += bag.value
        bag.array = np.arange(3.0)
        return other, bag, bag.size

    bag = Bag(10)
    other, same, size = use(bag, 3)
    assert other.value == 5 + 11 + 12 + 13
    assert same is bag
    assert size == 3
    assert bag.array.tolist() == [0, 1, 2]


def test_an_array_of_pythons_stays_alive_in_a_field():
    bag, array = Bag(1), np.arange(4.0)
    bag.array = array
    array[0] = 42
    assert bag.array[0] == 42
    del array
    gc.collect()
    assert np.zeros(4).size == 4
    assert bag.array.tolist() == [42, 1, 2, 3]


@jitclass
class Fields:
    a: int8
    b: uint64
    c: float32
    d: complex128
    e: boolean
    f: str
    g: tuple[int, float]
    h: types.UniTuple(float64[:, ::1], 2)
    i: optional(float64)
    j: types.ListType(int64)
    k: Bag
    m: list[str]

    def __init__(self, n):
        self.a = n
        self.b = n
        self.c = n
        self.d = n
        self.e = n > 1
        self.f = "text" * n
        self.g = (n, n)
        self.h = (np.ones((n, n)), np.zeros((1, n)))
        self.i = None
        self.k = Bag(n)


def test_fields_of_every_type():
    one = Fields(3)
    assert (one.a, one.b, one.c, one.d, one.e, one.f) == (3, 3, 3.0, 3 + 0j, True, "texttexttext")
    assert one.g == (3, 3.0)
    assert [x.shape for x in one.h] == [(3, 3), (1, 3)]
    assert one.i is None
    one.i = 2.5
    one.f = "é" * 100
    one.k.value = 77
    assert (one.i, one.f, one.k.value, one.k is one.k) == (2.5, "é" * 100, 77, True)
    one.k = Bag(5)
    assert one.k.value == 5


def test_a_field_that_nobody_has_set():
    one = Fields(1)
    with pytest.raises(AttributeError, match="the field 'j' has not been set"):
        one.j  # noqa: B018


node_type = deferred_type()


@jitclass([("data", int32), ("next", optional(node_type))])
class Node:
    def __init__(self, data, next):  # noqa: A002
        self.data = data
        self.next = next

    def prepend(self, data):
        return Node(data, self)


node_type.define(Node.class_type.instance_type)


@njit
def chain(length):
    head = Node(0, None)
    for i in range(1, length):
        head = Node(i, head)
    return head


def test_chains_of_any_length():
    @njit
    def total(node):
        total = 0
        while node is not None:
            total += node.data
            node = node.next
        return total

    assert total(chain(1_000_000)) == 1_000_000 * 999_999 // 2
    two = Node(3, None).prepend(4)
    assert (two.data, two.next.data, two.next.next) == (4, 3, None)


@jitclass([("x", float64)])
class Number:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Number(self.x + other.x)

    def __radd__(self, other):
        return Number(other + self.x)

    def __isub__(self, other):
        self.x -= other
        return self

    def __neg__(self):
        return Number(-self.x)

    def __eq__(self, other):
        return self.x == other.x

    def __lt__(self, other):
        return self.x < other.x

    def __hash__(self):
        return hash(self.x)

    def __bool__(self):
        return self.x != 0

    def __float__(self):
        return self.x

    def __len__(self):
        return int(self.x)

    def __getitem__(self, i):
        return self.x * i

    def __setitem__(self, i, x):
        self.x = i * x

    def __contains__(self, x):
        return x == self.x


def specials(make):
    a, b = make(3.0), make(4.0)
    c = a + b
    d = 1.5 + c
    d -= 2.0
    d[2] = 8.0
    d[2] += 1.0
    truth = 1 if make(0.0) else 2
    return (
        c.x, d.x, (-d).x, a == b, a != b, a < b, a > b, hash(a) == hash(make(3.0)), truth, float(a), len(b), b[2],
        4.0 in b, a is a, a is b, complex(a),
    )  # fmt: skip


def test_special_methods_in_kernels_and_from_python():
    compiled = njit(lambda: specials_of_numbers())
    assert compiled() == specials(Number) == specials(Number._original)


specials_of_numbers = njit(lambda: specials_in(Number))
specials_in = njit(specials)


class Base:
    def __init__(self, x):
        self.__x = x

    def twice(self):
        return 2 * self.x()


@jitclass([("__x", int64)])
class Derived(Base):
    def __init__(self, x):
        self.__x = x

    def x(self):
        return self.__x

    def twice_and_one(self):
        return self.twice() + 1


def test_inherited_methods_and_private_names():
    one = Derived(4)
    assert one.twice_and_one() == 9
    assert one._Derived__x == 4
    with pytest.raises(AttributeError):
        one.__y = 3


def test_instances_in_tuples_and_optionals():
    @njit
    def first(pair, flag):
        found = pair[0] if flag else None
        return found, (pair[1].value, pair)

    a, b = Bag(1), Bag(2)
    assert first((a, b), True) == (a, (2, (a, b)))
    assert first((a, b), False)[0] is None


def test_a_call_that_fails_leaves_what_it_stored_and_nothing_else():
    @njit
    def fails(bag, n):
        kept = bag.array
        bag.array = np.full(n, 7.0)
        bag.value += 1
        return kept[0] / (bag.value - bag.value)

    bag = Bag(0)
    for n in range(1, 2000):
        with pytest.raises(ZeroDivisionError):
            fails(bag, n)
        assert bag.array[n - 1] == 7
    size = _memory(lambda: _quiet(fails, bag, 100_000))
    assert size < 20 << 20


def _quiet(function, *args):
    with pytest.raises(ZeroDivisionError):
        function(*args)


def _memory(work, times=300):
    """By how many bytes the process has grown."""
    work()
    with open("/proc/self/statm") as file:
        before = int(file.read().split()[1])
    for _ in range(times):
        work()
    with open("/proc/self/statm") as file:
        return (int(file.read().split()[1]) - before) * 4096


def test_memory_of_what_is_made_and_dropped_is_flat():
    def work():
        bags = [Bag(i, 1000) for i in range(100)]
        bags[3].array = bags[4].array
        chain(1000)
        del bags[::2]

    tracemalloc.start()
    try:
        assert _memory(work) < 8 << 20
    finally:
        tracemalloc.stop()


def test_threads_share_an_instance():
    @njit(nogil=True)
    def read(bag, n):
        total = 0.0
        for _ in range(n):
            array = bag.array
            total += array[0]
        return total

    bag = Bag(1)
    bag.array = np.ones(3)
    results = []
    threads = [threading.Thread(target=lambda: results.append(read(bag, 200_000))) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert results == [200_000.0] * 4
    assert bag.array.tolist() == [1, 1, 1]


def test_iterations_of_a_parallel_loop_read_an_instance():
    @njit(parallel=True)
    def total(bag, n):
        total = 0.0
        for i in prange(n):
            total += bag.array[i % 4] + bag.value
        return total

    bag = Bag(2)
    bag.array = np.arange(4.0)
    assert total(bag, 100_000) == 100_000 * 3.5


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("bag.valeu", "did you mean `value`"),
        ("bag.value.foo", "no attribute `foo`"),
        ("bag.array + bag", "does not work"),
        ("bag[0]", "index"),
        ("len(bag)", "len"),
        ("Bag()", "value"),
        ("Bag(1, 2, 3)", "argument"),
    ],
)
def test_wrong_use_in_a_kernel(body, message):
    namespace = {"Bag": Bag}
    exec(f"def f(bag):\n    return {body}", namespace)
    with pytest.raises((errors.TypingError, errors.UnsupportedError), match=message):
        njit(namespace["f"])(Bag(1))


def test_wrong_stores():
    bag = Bag(1)
    with pytest.raises(errors.TypingError, match="field `array`"):
        bag.array = "text"
    with pytest.raises(errors.TypingError, match="field `array`"):
        bag.array = np.zeros((2, 2))
    with pytest.raises(AttributeError):
        bag.other = 1
    with pytest.raises(AttributeError):
        bag.increment = 1


def test_what_is_no_class_to_compile():
    with pytest.raises(TypeError, match="spec keys should be strings"):
        jitclass([(1, int64)])(Base)
    with pytest.raises(TypeError, match="spec values should be Numba type"):
        jitclass([("x", int)])(Base)
    with pytest.raises(NameError, match="name shadowing: twice"):
        jitclass([("twice", int64)])(Base)
    with pytest.raises(TypeError, match="cannot subclass"):
        type("Sub", (Bag,), {})
    with pytest.raises(TypeError, match="class members are not yet supported: limit"):
        jitclass([])(type("Limited", (), {"limit": 3}))
    with pytest.raises(TypeError, match="__enter__"):
        jitclass([])(type("Entered", (), {"__enter__": lambda self: self}))


def test_an_instance_is_an_argument_of_one_kernel_for_each_class():
    @njit
    def value(one):
        return one.value

    @jitclass([("value", float64)])
    class Other:
        def __init__(self):
            self.value = 0.5

    @njit
    def is_bag(one):
        return isinstance(one, Bag)

    assert (value(Bag(1)), value(Other()), len(value.overloads)) == (1, 0.5, 2)
    assert is_bag(Bag(1))
    assert not is_bag(Other())
    assert not is_bag(1)
    assert sys.getrefcount(Bag(1)) <= 2


def test_iterations_that_change_an_instance_run_one_after_the_other():
    @njit(parallel=True)
    def count(bag, n):
        for i in prange(n):
            bag.value += i % 2
        return bag.value

    with pytest.warns(errors.NumbaPerformanceWarning, match="it changes the object `bag`"):
        assert count(Bag(0), 100_001) == 50_000


def of_objects(n, i):
    items = (Number(n), Number(n + 1), Number(n + 2))
    total = items[i].x
    for one in items:
        total += one.x
    return total, items[i]


def of_lists(n, i):
    first, second = [n], [n, n + 1]
    items = (first, second, first)
    total = 0
    for one in items:
        total += len(one)
    return total, items[0][0]


def of_pairs(n, i):
    items = ((1, Number(n)), (2, Number(n + 1)))
    return items[i][0], items[i][1]


@pytest.mark.parametrize("choose", [of_objects, of_lists, of_pairs])
def test_items_of_tuples_that_are_chosen_at_run_time_live_as_long_as_they_are_used(choose):
    kernel = njit(choose)
    for i in (0, 1, -1):
        results = [kernel(float(n), i) for n in range(50)]
        others = [kernel(7.0, 0) for _ in range(50)]
        for n, (total, item) in enumerate(results):
            expected_total, expected = choose(float(n), i)
            assert total == expected_total
            assert getattr(item, "x", item) == getattr(expected, "x", expected)
        assert len(others) == 50


def test_objects_come_out_of_objmode_and_live_as_long_as_they_are_used():
    kind, kept = Number.class_type.instance_type, Number(5.0)

    @njit
    def made(n):
        with objmode(one=kind):
            one = Number(n)
        return one, one.x

    @njit
    def same(n):
        with objmode(one=kind):
            one = kept
        one.x += n
        return one.x

    results = [made(float(n)) for n in range(50)]
    assert [(one.x, x) for one, x in results] == [(n, n) for n in range(50)]
    assert [same(1.0) for _ in range(50)] == [n + 6.0 for n in range(50)]
    assert kept.x == 55.0
