"""numba.typed.Dict against dict: random operations in kernels and from Python, types of keys and values, wrong use."""

import gc
import pickle
import random
import warnings

import numpy as np
import pytest

from jaculus.numba import errors, njit, prange, typed, typeof, types
from jaculus.numba.experimental import jitclass
from jaculus.numba.typed import Dict

KEYS = {
    "int64": (types.int64, lambda n: n * 7919 - 300),
    "int8": (types.int8, lambda n: n % 200 - 100),
    "uint64": (types.uint64, lambda n: n << 50),
    "float64": (types.float64, lambda n: n / 8),
    "bool": (types.boolean, lambda n: n % 2 == 1),
    "str": (types.unicode_type, lambda n: f"key é {n}" * (n % 3)),
    "tuple": (types.Tuple((types.int64, types.unicode_type)), lambda n: (n % 5, str(n))),
}
VALUES = {
    "int64": (types.int64, lambda n: n),
    "float32": (types.float32, lambda n: n / 4),
    "str": (types.unicode_type, lambda n: "value" * (n % 4)),
    "array": (types.float64[::1], lambda n: np.full(n % 4, float(n))),
    "tuple": (types.UniTuple(types.int64, 2), lambda n: (n, -n)),
}


def resident():
    """Bytes of this process that are in memory."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


@njit
def change(d, codes, keys, values):
    """What each operation gives, as a number."""
    seen = 0
    for i in range(len(codes)):
        code, key, value = codes[i], keys[i], values[i]
        if code < 5:
            d[key] = value
        elif code == 5:
            if key in d:
                del d[key]
                seen += 1
        elif code == 6:
            d.setdefault(key, value)
        elif code == 7:
            if d.get(key) is not None:
                seen += 3
        elif code == 8 and len(d) > 0:
            d.popitem()
        seen = seen * 3 % 1000003 + len(d)
    return seen


def as_list(found):
    return {key: value.tolist() if isinstance(value, np.ndarray) else value for key, value in found.items()}


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("key", KEYS)
def test_random_operations(key, value, request):
    if value != "int64" and key not in ("int64", "str") and not request.config.getoption("--slow"):
        pytest.skip("--slow")
    key_type, make_key = KEYS[key]
    value_type, make_value = VALUES[value]
    generator = random.Random(f"{key} {value}")
    ours, pythons = Dict.empty(key_type, value_type), {}
    for length in (1, 20, 400):
        codes = [generator.randrange(9) for _ in range(length)]
        keys = [make_key(generator.randrange(60)) for _ in range(length)]
        values = [make_value(generator.randrange(9)) for _ in range(length)]
        assert change(ours, codes, keys, values) == change.py_func(pythons, codes, keys, values)
        assert list(as_list(ours).items()) == list(as_list(pythons).items())
    for _ in range(30):
        one = make_key(generator.randrange(60))
        assert (one in ours) == (one in pythons)
        ours[one] = pythons[one] = make_value(3)
    while pythons:
        assert str(ours.popitem()) == str(pythons.popitem())
    assert len(ours) == 0
    assert ours == {}


def test_growing_and_shrinking():
    @njit
    def run(n):
        d = Dict.empty(types.int64, types.int64)
        for i in range(n):
            d[i] = i * i
        for i in range(0, n, 3):
            del d[i]
        total = 0
        for key, value in d.items():
            total += value - key
        return total, len(d), d

    total, length, d = run(100_000)
    kept = [i for i in range(100_000) if i % 3]
    assert (total, length) == (sum(i * i - i for i in kept), len(kept))
    assert list(d) == kept


def test_deleted_entries_do_not_fill_the_index():
    @njit
    def churn(n):
        d = Dict.empty(types.int64, types.int64)
        d[-1] = 0
        found = {-1}
        for i in range(n):
            d[i] = i
            found.add(i)
            d.popitem()
            found.discard(i)
        return len(d), n in d, len(found), n in found

    assert churn(100_000) == (1, False, 1, False)


def test_deleted_entries_do_not_pile_up():
    @njit
    def alternate(d, s, n):
        for i in range(n):
            d[i % 2] = i
            s.add(i % 2)
            if i > 0:
                del d[1 - i % 2]
                s.remove(1 - i % 2)
        return len(d), len(s)

    @njit
    def run(d, n):
        s = {7}
        s.remove(7)
        return alternate(d, s, n)

    d = Dict.empty(types.int64, types.int64)
    run(d, 10)
    d.clear()
    before = resident()
    assert run(d, 3_000_000) == (1, 1)
    assert resident() - before < 8 << 20


def test_what_kernels_write():
    @njit
    def displays(x):
        one = {"a": 1, "b": x}
        two = {i: i / 2 for i in range(4) if i != 2}
        three = {1: "x", 2: "y"}
        four = dict(three)
        four[3] = "z"
        five = {}
        for i in range(3):
            five[str(i)] = (i, i * x)
        six = Dict()
        six[x] = 0
        return one, two, three, four, five, six

    one, two, three, four, five, six = displays(2.5)
    assert (one, two, three) == ({"a": 1, "b": 2.5}, {0: 0, 1: 0.5, 3: 1.5}, {1: "x", 2: "y"})
    assert (four, five, six) == (
        {1: "x", 2: "y", 3: "z"},
        {"0": (0, 0), "1": (1, 2.5), "2": (2, 5.0)},
        {2.5: 0},
    )
    assert typeof(one) == types.DictType(types.unicode_type, types.float64)


def test_methods_in_kernels():
    @njit
    def methods(d):
        other = d.copy()
        other.update({"z": 26})
        keys = [key for key in other.keys()]  # noqa: C416, SIM118
        values = list(other.values())
        popped = other.pop("a"), other.pop("missing", -1), other.popitem()
        equal = other == d, d == d.copy()
        other.clear()
        return keys, values, popped, equal, len(other), d.get("q"), d.get("q", 7), d.setdefault("b", 9), bool(other)

    d = Dict({"a": 1, "b": 2})
    assert methods(d) == (["a", "b", "z"], [1, 2, 26], (1, -1, ("z", 26)), (False, True), 0, None, 7, 2, False)
    assert d == {"a": 1, "b": 2}


def test_pythons_own_interface():
    d = Dict({3: 4.5, 1: 2.0})
    assert str(d) == "{3: 4.5, 1: 2.0}"
    assert repr(d).startswith("DictType[int64,float64]")
    assert (list(d), list(d.keys()), list(d.values()), list(d.items())) == (
        [3, 1], [3, 1], [4.5, 2.0], [(3, 4.5), (1, 2.0)],
    )  # fmt: skip
    assert d == {3: 4.5, 1: 2.0} == d.copy()
    assert (d | {9: 1}) == {3: 4.5, 1: 2.0, 9: 1}
    assert pickle.loads(pickle.dumps(d)) == d
    assert isinstance(d, Dict)
    with pytest.raises(KeyError, match="7"):
        d[7]
    with pytest.raises(RuntimeError, match="changed size"):
        for key in d:
            d[key + 100] = 1
    empty = Dict()
    assert (len(empty), list(empty), empty.get(1), 1 in empty) == (0, [], None, False)
    empty["text"] = np.arange(3)
    assert type(empty) is type(Dict({"a": np.arange(2)}))
    with pytest.raises(TypeError):
        hash(d)


def test_containers_in_dictionaries_are_shared():
    d = Dict.empty(types.int64, types.ListType(types.int64))
    mine = typed.List([1, 2, 3])
    d[1] = mine
    mine.append(9)
    assert d[1] is mine
    del mine
    gc.collect()
    d[1].append(7)

    @njit
    def more(d):
        d[2] = typed.List([5, 6])
        d[1][0] = 100

    more(d)
    d[2].append(8)
    assert {key: list(value) for key, value in d.items()} == {1: [100, 2, 3, 9, 7], 2: [5, 6, 8]}
    nested = Dict.empty(types.int64, typeof(d))
    nested[0] = d
    assert nested[0] is d

    @jitclass([("table", types.DictType(types.unicode_type, types.int64))])
    class Holder:
        def __init__(self):
            self.table = Dict.empty(types.unicode_type, types.int64)

        def count(self, word):
            self.table[word] = self.table.get(word, 0) + 1

    holder = Holder()
    for word in ["a", "b", "a", "c", "a"]:
        holder.count(word)
    assert holder.table == {"a": 3, "b": 1, "c": 1}


def test_an_exception_leaves_the_dictionary_whole():
    @njit
    def fails(d, n):
        for i in range(n):
            d[i] = np.full(i, 1.0)
        return d[n + 1]

    d = Dict.empty(types.int64, types.float64[::1])
    for n in range(1, 200):
        with pytest.raises(KeyError, match=str(n + 1)):
            fails(d, n)
        assert len(d) == n
    assert sum(one.sum() for one in d.values()) == 199 * 198 / 2


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("d['a']", "cannot safely cast unicode_type to int64"),
        ("d[1.5]", "cannot safely cast float64 to int64"),
        ("d.foo", "no attribute `foo`"),
        ("d.get(1, 'text')", "cannot safely cast unicode_type"),
        ("{1: 2, 'a': 3}", "dict"),
        ("Dict()", "not known"),
    ],
)
def test_wrong_use_in_a_kernel(body, message):
    namespace = {"Dict": Dict}
    exec(f"def f(d):\n    return {body}", namespace)
    with pytest.raises((errors.TypingError, errors.UnsupportedError), match=message):
        njit(namespace["f"])(Dict({1: 2}))


@pytest.mark.parametrize("over", ["d", "d.keys()", "d.items()", "d.values()"])
def test_a_dictionary_that_changes_while_it_is_iterated(over):
    namespace = {"d": None}
    exec(f"def f(d):\n    for _ in {over}:\n        d[len(d) + 100] = 1", namespace)
    with pytest.raises(RuntimeError, match="changed size"):
        njit(namespace["f"])(Dict({1: 1}))


def test_conversions_are_safe_or_said():
    d = Dict.empty(types.int64, types.float32)
    d[np.int8(3)] = 1
    assert list(d.items()) == [(3, 1.0)]
    with pytest.raises(errors.TypingError, match="cannot safely cast complex128 to int64"):
        d[1j] = 1
    small = Dict.empty(types.int8, types.int8)
    with warnings.catch_warnings():
        warnings.simplefilter("error", errors.NumbaTypeSafetyWarning)
        with pytest.raises(errors.NumbaTypeSafetyWarning, match="unsafe cast from int64 to int8"):
            small[1] = 1
    for key, value in ((types.List(types.int64), types.int64), (types.int64, types.none), (int, types.int64)):
        with pytest.raises(errors.TypingError):
            Dict.empty(key, value)


def test_iterations_that_change_a_dictionary_run_one_after_the_other():
    @njit(parallel=True)
    def fill(d, n):
        for i in prange(n):
            d[i] = i * 2
        total = 0
        for i in prange(n):
            total += d[i]
        return total

    d = Dict.empty(types.int64, types.int64)
    with pytest.warns(errors.NumbaPerformanceWarning, match="it changes the object `d`"):
        assert fill(d, 10_000) == 10_000 * 9_999
    assert len(d) == 10_000


def test_memory_is_flat():
    def work():
        d = Dict.empty(types.int64, types.unicode_type)
        for i in range(20):
            d[i] = "text" * i
        fill(d)
        d.clear()

    @njit
    def fill(d):
        for i in range(1000):
            d[i] = "longer text" * 3
        for i in range(0, 1000, 2):
            del d[i]

    work()
    before = resident()
    for _ in range(200):
        work()
    assert resident() - before < 8 << 20


def test_a_program_that_does_not_import_typed(jaculus):
    script = jaculus.script(
        """
from numba import njit

@njit
def counted(words):
    counts = {}
    for word in words:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts

print(counted(["a", "b", "a"]))
"""
    )
    done = jaculus.run("run", script)
    assert done.stdout == "{a: 2, b: 1}\n", done.stderr
