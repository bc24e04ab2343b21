"""Random kernels give equal answers, or a diagnostic; never a wrong answer, never a crash."""

import math
import random

import numpy as np
import pytest
import random_kernels
from answers import Answers, encode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

INPUTS = [(3, -2, 1.5, -0.25), (0, 7, 1e10, 0.0), (-9, 2**62, -3.0, 0.1)]
A = [1.0, -2.5, 0.0, 1e5, 0.3]
B = [4, -1, 0, 2**40, 7, 7]


def calls():
    return [lambda scalars=scalars: (*scalars, np.array(A), np.array(B)) for scalars in INPUTS]


def load(folder, source, name="kernel"):
    """The function, from a file: the compiler reads its source there."""
    file = folder / f"{name}.py"
    file.write_text(source, encoding="utf-8")
    names = {}
    exec(compile(source, str(file), "exec"), names)
    return names[name]


# Numba drops a branch whose condition compares two constants before it looks at types: an int stays one there.
DEAD_BRANCHES = {62, 72}


@pytest.fixture(scope="module")
def answers(request):
    kept = Answers("random_kernels", request.config.getoption("--update-answers"))
    yield kept
    kept.save()


@pytest.mark.parametrize("start", range(0, 240, 20))
def test_mixed_types_as_numba(start, answers, tmp_path):
    """Kernels with variables that are ints here and floats there: Numba's rules decide."""
    import jaculus

    for seed in set(range(start, start + 20)) - DEAD_BRANCHES:
        function = load(
            tmp_path, random_kernels.kernel(random.Random(seed), f"mixed_{seed}", mixed=True), f"mixed_{seed}"
        )

        def numbas(function=function):
            import numba

            return numba.njit(function)

        answers.check(f"mixed_{seed}", jaculus.njit(function), numbas, calls())


def compare_with_python(source, folder, name="kernel"):
    """Calls a kernel and the same function under CPython."""
    import jaculus

    compiled = jaculus.njit(load(folder, source, name))
    oracle = random_kernels.in_python(source, name)
    for call in calls():
        *scalars, a, b = call()
        expected = _attempt(oracle, (*scalars, a.tolist(), b.tolist()))
        found = _attempt(compiled, (*scalars, a, b))
        assert _same(found, expected), f"{source}\n{scalars}: compiled gives {found}, CPython {expected}"


def _attempt(function, arguments):
    try:
        return function(*arguments)
    except (ValueError, ZeroDivisionError) as e:
        return e


def _same(found, expected):
    if isinstance(expected, ZeroDivisionError):
        return isinstance(found, ZeroDivisionError)  # Numba's messages are not CPython's
    if isinstance(expected, ValueError) or isinstance(found, Exception):
        return encode(found) == encode(expected)
    found = [v.tolist() if isinstance(v, np.ndarray) else [v] for v in found]
    expected = [v if isinstance(v, list) else [v] for v in expected]
    flat = [pair for ours, theirs in zip(found, expected, strict=True) for pair in zip(ours, theirs, strict=True)]
    return all(_equal(x, y) for x, y in flat)


def _equal(x, y):
    if type(x) is not type(y):
        return False
    return x == y or (isinstance(x, float) and math.isnan(x) and math.isnan(y))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_any_kernel_as_python(tmp_path_factory, generator):
    """Hypothesis makes a failing kernel small."""
    compare_with_python(random_kernels.kernel(generator), tmp_path_factory.mktemp("any"))


@pytest.mark.parametrize("start", range(0, 200, 25))
def test_kernels_as_python(start, tmp_path):
    for seed in range(start, start + 25):
        name = f"plain_{seed}"
        compare_with_python(random_kernels.kernel(random.Random(seed), name), tmp_path, name)


def test_thousands_of_kernels_as_python(tmp_path, request):
    if not request.config.getoption("--slow"):
        pytest.skip("only with --slow")
    for seed in range(1000, 5000):
        name = f"slow_{seed}"
        compare_with_python(random_kernels.kernel(random.Random(seed), name), tmp_path, name)
