"""NumPy's functions in kernels beside NumPy itself, over dtypes, ranks, layouts, axes and wrong arguments: values,
dtypes, shapes, layouts, flags, exceptions. Where we differ from NumPy, Numba must give what we give.
"""

import collections
import json
import warnings
from pathlib import Path

import numpy as np
import numpy_calls
import numpy_coverage
import pytest
from answers import refused

import jaculus

KEPT = Path(__file__).parent / "data/numpy_functions.json"
SETS = 40  # of arguments, all of them with --slow
TRIED = 2  # otherwise
FUNCTIONS = {}
# Calls that differ from both on purpose, or are not there yet: see docs/semantics.md.
OURS = json.loads((Path(__file__).parent / "data/numpy_functions_ours.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def functions(tmp_path_factory):
    """The calls as functions of one module."""
    if not FUNCTIONS:
        file = tmp_path_factory.mktemp("calls") / "calls.py"
        names = {call: f"call_{number}" for number, call in enumerate(numpy_calls.CALLS)}
        file.write_text("".join(numpy_calls.source(call, name) for call, name in names.items()), encoding="utf-8")
        module = {"np": np}
        exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), module)
        FUNCTIONS.update({call: module[name] for call, name in names.items()})
    return FUNCTIONS


@pytest.fixture(scope="module")
def numbas(request):
    """What Numba says where we and NumPy differ: kept, and asked where it is not."""
    update = request.config.getoption("--update-answers")
    kept = {} if update else json.loads(KEPT.read_text(encoding="utf-8"))
    yield kept
    if update:
        KEPT.write_text(json.dumps(kept, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def chosen(call, slow):
    """The numbers of the sets of arguments that are tried."""
    if slow:
        return range(SETS)
    start = numpy_calls.CALLS.index(call)
    return [(start * 11 + 37 * k) % SETS for k in range(TRIED)]


@pytest.mark.parametrize("call", numpy_calls.CALLS)
def test_call(call, functions, numbas, request):
    kernel = jaculus.njit(functions[call])
    wrong = []
    for number in chosen(call, request.config.getoption("--slow")):
        arguments = numpy_calls.Arguments(call, number)
        found, expected = outcome(kernel, arguments()), outcome(functions[call], arguments())
        if same(found, expected, arguments.layout != "turned"):
            continue
        key = f"{call} {number}"
        if key not in numbas:
            numbas[key] = asked(functions[call], arguments())
        if not acceptable(found, numbas[key]) and key not in OURS:
            wrong.append(f"{arguments}: jaculus {shown(found)}, numpy {shown(expected)}, numba {numbas[key]}")
    assert not wrong, "\n".join(wrong)


def asked(function, arguments):
    """Numba's outcome as text. What it refuses of arrays that are not contiguous it may do of the same in C's order."""
    import numba

    kernel = numba.njit(function)
    first = outcome(kernel, arguments)
    if first[0] == "gives":
        return shown(first)
    again = [np.ascontiguousarray(one) if isinstance(one, np.ndarray) and one.ndim else one for one in arguments]
    second = outcome(kernel, again)
    return "in C's order " + shown(second, False) if second[0] == "gives" else shown(first)


def acceptable(found, numba):
    """Whether it is Numba's answer; where Numba gives up or refuses, we may refuse too."""
    if numba.startswith("refused"):
        return found[0] == "refused"
    given = numba.removeprefix("in C's order ")
    text = shown(found, given == numba)
    return text == given or text.replace("-0j", "0j").replace("-0", "0") == given.replace("-0j", "0j").replace(
        "-0", "0"
    )


def outcome(function, arguments):
    """("refused",), ("raises", class) or ("gives", result, arguments that were changed)."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            result = function(*arguments)
    except Exception as e:  # an answer like any other
        gives_up = refused(e) or isinstance(e, ImportError)  # Numba's products want SciPy
        return ("refused", str(e)[:300]) if gives_up else ("raises", type(e))
    return ("gives", result, [one for one in arguments if isinstance(one, np.ndarray) and one.flags.writeable])


def same(found, expected, ordered=True):
    """Whether two outcomes are equal. To refuse is as good as to raise.

    Unless `ordered` the layout of a result is not looked at: NumPy's follows that of an array in neither order, ours is
    C's then.
    """
    if expected[0] == "raises":
        return found[0] == "refused" or (
            found[0] == "raises" and (issubclass(found[1], expected[1]) or issubclass(expected[1], found[1]))
        )
    return found[0] == "gives" and all(equal(a, b, ordered) for a, b in zip(found[1:], expected[1:], strict=True))


def equal(found, expected, ordered):
    if isinstance(expected, (tuple, list)):
        matches = isinstance(found, type(expected)) and len(found) == len(expected)
        return matches and all(equal(a, b, ordered) for a, b in zip(found, expected, strict=True))
    if isinstance(expected, np.generic) and isinstance(found, np.ndarray) and found.ndim == 0:
        expected = np.asarray(expected)  # an array without axes is as good as a number
    if isinstance(expected, np.ndarray) != isinstance(found, np.ndarray):
        return False
    if isinstance(expected, np.ndarray):
        flags = all(getattr(found.flags, f) == getattr(expected.flags, f) for f in FLAGS[0 if ordered else 2 :])
        # There is no float16: what NumPy makes of small ints and bools is of another type.
        return (
            expected.dtype in (found.dtype, np.float16)
            and found.shape == expected.shape
            and flags
            and close(found, expected)
        )
    if isinstance(expected, np.generic) and expected.dtype.kind in "biufc":
        return (type(found) is type(expected.item()) or expected.dtype == np.float16) and close(
            np.asarray(found), expected
        )
    return type(found) is type(expected) and (found == expected or close(np.asarray(found), np.asarray(expected)))


FLAGS = ("c_contiguous", "f_contiguous", "writeable")


def close(found, expected):
    """Equal, or floats that were added in another order."""
    if expected.dtype.kind not in "fc":
        return np.array_equal(found, expected)
    if expected.dtype.kind == "c":  # which part of a product with infinity is NaN is a matter of the order
        bad = ~np.isfinite(expected)
        if not np.array_equal(bad, ~np.isfinite(found)):
            return False
        found, expected = np.where(bad, 0, found), np.where(bad, 0, expected)
    finite = np.abs(expected[np.isfinite(expected)])
    digits = {2: 1e-2, 4: 1e-5}.get(expected.dtype.itemsize // (1 if expected.dtype.kind == "f" else 2), 1e-9)
    return np.allclose(found, expected, rtol=digits, atol=digits * (finite.max() if finite.size else 1), equal_nan=True)


def shown(what, flags=True):
    """An outcome as text."""
    if what[0] == "refused":
        return "refused: " + " ".join(what[1].split())[:200]
    if what[0] == "raises":
        return f"raises {what[1].__name__}"
    return "gives " + described(what[1], flags)


def described(value, flags):
    if isinstance(value, (tuple, list)):
        return f"{type(value).__name__}({', '.join(described(one, flags) for one in value)})"
    if isinstance(value, np.ndarray):
        letters = "".join(letter for letter, flag in zip("CFW", FLAGS, strict=True) if getattr(value.flags, flag))
        return f"{value.dtype}{value.shape}{letters if flags else ''}[{' '.join(map(number, value.ravel().tolist()))}]"
    return f"{type(value).__name__} {number(value)}"


def number(value):
    """To a few digits: the last ones are nobody's promise."""
    if isinstance(value, complex):
        return f"{number(value.real)}{number(value.imag)}j"
    return f"{value + 0.0:.5g}" if isinstance(value, float) else str(value)


def test_the_document_has_every_function():
    """docs/coverage.md is made by numpy_coverage.py, which takes long; a call that is new is missing there."""
    document = numpy_coverage.DOCUMENT.read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in document.splitlines() if line.startswith("| ")][1:-1]
    assert [row[0].removeprefix("| ") for row in rows] == numpy_coverage.functions()
    calls = collections.Counter(map(numpy_coverage.function, numpy_calls.CALLS))
    assert [int(row[1]) for row in rows] == [calls[name] for name in numpy_coverage.functions()]


def test_the_comparison_sees_differences():
    a = np.arange(6.0).reshape(2, 3)
    frozen = a.copy()
    frozen.flags.writeable = False
    assert same(("gives", a, []), ("gives", a.copy(), []))
    for other in (a + 1, a.astype(np.float32), np.asfortranarray(a), frozen, a.ravel(), 1.0, [a], (a, a)):
        assert not same(("gives", other, []), ("gives", a, []))
    assert not same(("gives", a, [a]), ("gives", a, [a + 1]))
    assert not same(("gives", a, []), ("raises", ValueError))
    assert not same(("raises", TypeError), ("raises", ValueError))
    assert same(("raises", np.exceptions.AxisError), ("raises", ValueError))
    assert acceptable(("refused", "no"), "refused: so too")
    assert not acceptable(("gives", a, []), "refused: so too")
