"""Structured arrays and records in kernels against NumPy: fields, indices, stores, results, dtypes, wrong use."""

import numpy as np
import pytest

from jaculus.numba import errors, from_dtype, literal_unroll, njit, prange, types

INNER = np.dtype([("p", "i2"), ("q", "c16")])
DTYPES = {
    "packed": np.dtype([("x", "i4"), ("y", "f8"), ("z", "?")]),
    "aligned": np.dtype([("x", "i1"), ("y", "f8"), ("z", "u2")], align=True),
    "gaps": np.dtype({"names": ["x", "y", "z"], "formats": ["i4", "f4", "i8"], "offsets": [8, 0, 16], "itemsize": 40}),
    "overlapping": np.dtype({"names": ["x", "y", "z"], "formats": ["i4", "f4", "i2"], "offsets": [0, 4, 0]}),
}
EVERYTHING = np.dtype(
    [("x", "i4"), ("v", "f4", (3,)), ("n", INNER), ("m", INNER, 2), ("t", "M8[s]"), ("w", "f8", (2, 2))]
)


def filled(dtype, shape=6):
    """Records of small numbers."""
    made = np.zeros(shape, dtype)
    for i, name in enumerate(dtype.names):
        numbers = np.arange(made.size).reshape(made.shape)
        made[name] = numbers % 2 if dtype[name] == "?" else numbers + i
    return made


def fields(a):
    total = 0.0
    for i in range(a.size):
        total += a[i].x * a.y[i] + a["z"][i] + a[i]["y"] + a[i][0]
    return total


def change(a):
    for i in range(len(a)):
        a[i].x += 2
        a[i]["y"] = a[i].x / 2
        a.z[i] = i > 1
    a["x"][0] = 77
    a.y[1:3] = 5
    a["z"] *= a["z"]
    return a


def copies(a, b):
    a[0] = b[-1]
    a[1:3] = b[2:4]
    a[3] = (1, 2, 0)
    return a[::-2]


def loops(a):
    total = 0
    for r in a:
        r.x = total
        total += r.z + 1
    return a[0], a[1:], a.x, a.shape, a.ndim, a.size


@pytest.mark.parametrize("kind", ["array", "recarray", "strided", "one"])
@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize("function", [fields, change, loops])
def test_what_numpy_gives(function, name, kind):
    make = {
        "array": lambda a: a,
        "recarray": lambda a: a.view(np.recarray),
        "strided": lambda a: a[::2],
        "one": lambda a: a[2:3],
    }[kind]
    mine, theirs = filled(DTYPES[name]), filled(DTYPES[name])
    wanted = function(make(theirs.view(np.recarray)))
    got = njit(function)(make(mine))
    check(got, wanted)
    np.testing.assert_array_equal(mine, theirs)


def check(got, wanted):
    if isinstance(wanted, tuple) and not isinstance(wanted, np.void):
        for one, other in zip(got, wanted, strict=True):
            check(one, other)
    else:
        assert np.shape(got) == np.shape(wanted)
        assert np.asarray(got).tolist() == np.asarray(wanted).tolist()  # bytes between fields may differ


@pytest.mark.parametrize("name", DTYPES)
def test_records_are_stored_whole(name):
    mine, theirs = filled(DTYPES[name]), filled(DTYPES[name])
    got = njit(copies)(mine, mine.copy())
    wanted = copies(theirs, theirs.copy())
    np.testing.assert_array_equal(mine, theirs)
    np.testing.assert_array_equal(got, wanted)


def test_fields_with_axes_and_records_in_records():
    def run(a):
        for i in range(a.shape[0]):
            for j in range(a.shape[1]):
                a[i, j].v[1] = i + j / 4
                a[i, j].n.p += 1
                a[i, j].m[1].q = 2j
                a[i, j]["w"][1] = 3
        a.n.q[0, 1] = 9
        a[0].m.p[:, 1] = 4
        a[..., 1].x = 5
        a[1, 1].n = a[0, 1].n
        return a.v.sum(), a[1].w, a[..., 0].n, a[1, 1].m, a.v.shape, len(a[0]), a.t[0, 1]

    mine, theirs = np.zeros((2, 3), EVERYTHING), np.zeros((2, 3), EVERYTHING)
    got, wanted = njit(run)(mine), run(theirs.view(np.recarray))
    assert mine.tobytes() == theirs.tobytes()
    for one, other in zip(got, wanted, strict=True):
        np.testing.assert_array_equal(one, np.asarray(other))


def test_a_record_is_a_reference_and_comes_back_as_a_copy():
    @njit
    def kernel(r, a):
        r.x += 5
        a[1].y = r.x
        return r, a[1]

    a = filled(DTYPES["packed"])
    first, second = kernel(a[0], a)
    assert (a[0]["x"], a[1]["y"]) == (5, 5.0)
    a["x"] = -1
    assert (first["x"], second["y"]) == (5, 5.0)
    assert isinstance(first, np.void)


def test_what_a_kernel_gives_back_shares_the_memory():
    a = filled(DTYPES["aligned"])
    whole, part = njit(lambda a: (a, a[1:4]))(a)
    assert whole is a
    part["x"] = 100
    assert list(a["x"]) == [0, 100, 100, 100, 4, 5]
    a.flags.writeable = False
    assert not njit(lambda a: a[1:])(a).flags.writeable


def test_what_indices_choose_is_a_copy():
    a = filled(DTYPES["packed"])
    chosen = njit(lambda a: a[a.x > 2])(a)
    np.testing.assert_array_equal(chosen, a[a["x"] > 2])
    assert chosen.dtype == a.dtype
    chosen["x"] = -1
    assert a["x"].min() == 0


def test_functions_tuples_and_parallel_loops_take_them():
    @njit
    def one(r, pair):
        return r.x + pair[0].y + pair[1]["z"]

    @njit(parallel=True)
    def kernel(a, out):
        for i in prange(a.size):
            out[i] = one(a[i], (a[i], a[0]))
            a[i].x = -i

    a = filled(DTYPES["aligned"], 100)
    wanted = [r["x"] + r["y"] + a[0]["z"] for r in a]
    out = np.zeros(100)
    kernel(a, out)
    np.testing.assert_array_equal(out, wanted)
    assert list(a["x"]) == [-i for i in range(100)]


def test_titles_name_fields_too():
    @njit
    def kernel(a):
        a[0]["first"] += a[1].y
        return a[0].x, a[1:]

    a = np.array([(1, 2), (3, 4)], [(("first", "x"), "i4"), (("second", "y"), "i4")])
    number, part = kernel(a)
    assert (number, a["x"][0], part.dtype) == (5, 5, a.dtype)


def test_global_records_are_constants():
    table = np.array([(1, 2.5, True), (3, 4.5, False)], DTYPES["aligned"])

    @njit
    def kernel(i):
        return table[i].x + table.y.sum(), table[1], table

    total, record, whole = kernel(1)
    assert (total, record.tolist()) == (10.0, (3, 4.5, 0))
    np.testing.assert_array_equal(whole, table)

    def write():
        table[0].x = 3

    with pytest.raises(errors.TypingError, match="constant or read-only"):
        njit(write)()


def test_texts_are_read_and_stored_and_what_has_no_type_here_is_copied():
    dtype = np.dtype([("t", "U4"), ("s", "S3"), ("h", "f2"), ("k", "U2", 2), ("x", "i1")])

    @njit
    def kernel(a):
        found = a[0].t + "-" + a[1]["t"].upper()
        a[0].t = "é" + a[2].t
        a[1]["t"] = ""
        a[3] = a[2]
        a[4:] = a[:1]
        return found, len(a[2].t), a[1].t == "", a[5], a[2:4]

    a = np.zeros(6, dtype)
    a["t"], a["s"], a["h"] = ["ab", "cdef", "wxyz", "", "", ""], b"xyz", np.arange(6)
    a["k"][2] = "p", "qr"
    found, length, empty, last, part = kernel(a)
    assert (found, length, empty) == ("ab-CDEF", 4, True)
    assert list(a["t"]) == ["éwxy", "", "wxyz", "wxyz", "éwxy", "éwxy"]
    assert a[3] == a[2] == part[1]
    assert a[4] == a[0] == last
    assert njit(lambda a: a[2].s)(a) == b"xyz"
    for function in (lambda a: a[0]["h"], lambda a: a.t):
        with pytest.raises(errors.UnsupportedError, match=r"copy whole records|one record after the other"):
            njit(function)(a)

    def number(a):
        a[0].t = 3

    with pytest.raises(errors.TypingError, match="a text"):
        njit(number)(a)


def test_names_that_are_constants():
    names = ("x", "z")

    @njit
    def kernel(a):
        name, total = "y", 0.0
        for field in literal_unroll(names):
            total += a[2][field]
        return total + a[name][1]

    a = filled(DTYPES["packed"])
    assert kernel(a) == a[2]["x"] + a[2]["z"] + a["y"][1]


def test_declared_types_take_any_layout():
    kind = from_dtype(DTYPES["packed"])

    @njit(types.float64(kind[:], kind))
    def kernel(a, r):
        return a[1].y + r.x

    a = filled(DTYPES["packed"])
    assert kernel(a, a[1]) == 3.0
    assert kernel(a[::2], a[2]) == a[2]["y"] + 2
    with pytest.raises(TypeError, match="No matching definition"):
        kernel(filled(DTYPES["aligned"]), a[0])


def test_arrays_of_no_and_of_one_record_are_of_the_same_type():
    @njit
    def kernel(a):
        return len(a)

    assert [kernel(filled(DTYPES["packed"], n)) for n in (0, 1, 5)] == [0, 1, 5]
    assert len(kernel.signatures) == 1


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda a: a.w, "no attribute `w`(?s:.*)"),
        (lambda a: a[0]["yy"], "did you mean `y`"),
        (lambda a: a[0, 0], "too-many-indices"),
        (lambda a: a[0][7], "tuple"),
        (lambda a: a + 1, "does not work on a 1d array of records of x, y, z"),
        (lambda a: a[0][0][0], "cannot be indexed"),
    ],
)
def test_wrong_use(function, words):
    with pytest.raises(errors.TypingError, match=words):
        njit(function)(filled(DTYPES["packed"]))


def test_wrong_stores():
    a = filled(DTYPES["packed"])

    def text(a):
        a[0].x = "no"

    def number(a):
        a[0] = 3

    def missing(a):
        a[0].nothing = 3

    for function in (text, number, missing):
        with pytest.raises(errors.TypingError, match=r"store|nothing"):
            njit(function)(a)
    with pytest.raises(IndexError):
        njit(lambda a, i: a[i].x, boundscheck=True)(a, 6)
    a.flags.writeable = False

    @njit
    def write(a):
        a[0].x = 1

    with pytest.raises(errors.TypingError, match="read-only"):
        write(a)


@pytest.mark.parametrize(
    ("dtype", "words"),
    [
        ([("a", "O"), ("b", "i4")], r"field 'a' of a record(?s:.*)a\[\['b'\]\]"),
        ([("a:b", "i4")], "rename it"),
        (np.dtype([]), "without fields"),
    ],
)
def test_dtypes_that_are_not_taken(dtype, words):
    with pytest.raises(errors.TypingError, match=words):
        njit(lambda a: len(a))(np.zeros(2, dtype))
