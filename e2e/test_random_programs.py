"""Random programs of several kernels give what CPython gives, or a diagnostic; never another answer, never a crash.

`--slow` tries thousands, from a new place each day. What it finds becomes a stored kernel, made small.
"""

import datetime
import math
import random
import re

import numpy as np
import pytest
import random_kernels
import random_programs
from answers import refused
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_random_kernels import INPUTS, A, B

EMPTY = re.compile(r"(max|min)\(\) (arg|iterable argument) is (an empty sequence|empty)$")
CAUGHT = (ValueError, ZeroDivisionError, IndexError, KeyError)


def load(folder, source, name, njit):
    """The last function of a program, from a file: the compiler reads its source there."""
    file = folder / f"{name}.py"
    file.write_text(source, encoding="utf-8")
    names = {"njit": njit, "np": np}
    exec(compile(source, str(file), "exec"), names)
    return names[name]


@pytest.fixture(scope="session")
def features(tmp_path_factory):
    """The features that kernels have."""
    import jaculus

    folder = tmp_path_factory.mktemp("probes")
    found = []
    for feature, source in random_programs.PROBES.items():
        probe = load(folder, source, "probe", lambda function: function)
        kernel = jaculus.njit(probe)
        try:
            assert kernel() == probe(), feature
            found.append(feature)
        except jaculus.errors.NumbaError:
            pass
    return found


def check(source, folder, name="kernel"):
    """Calls a program and the same under CPython; whether it compiled."""
    import jaculus

    compiled = load(folder, source, name, jaculus.njit)
    oracle = random_kernels.in_python(source, name, np=np, njit=lambda function: function)
    for scalars in INPUTS:
        expected = _attempt(oracle, (*scalars, list(A), list(B)))
        found = _attempt(compiled, (*scalars, np.array(A), np.array(B)))
        if isinstance(found, Exception) and refused(found):
            assert "CompilerError" not in type(found).__name__, f"{source}\n{found}"
            return False
        assert _same(found, expected), f"{source}\n{scalars}: compiled gives {found}, CPython {expected}"
    return True


def _attempt(function, arguments):
    try:
        with np.errstate(all="ignore"):
            return function(*arguments)
    except Exception as e:
        if not (isinstance(e, CAUGHT) or refused(e)):
            raise
        return e


def _same(found, expected):
    if isinstance(expected, Exception) or isinstance(found, Exception):
        theirs = expected.args if isinstance(expected, ValueError | KeyError) else None
        if theirs and EMPTY.match(str(theirs[0])) and isinstance(found, ValueError):
            return EMPTY.match(str(found.args[0])) is not None  # CPython 3.12 words it otherwise than 3.11
        return type(found) is type(expected) and (theirs is None or found.args == theirs)
    return _plain(found) == _plain(expected)


def _plain(value):
    """A value as something that compares: types told apart, all NaN one."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, float) and math.isnan(value):
        return "nan"
    return type(value).__name__, value


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_any_program_as_python(tmp_path_factory, features, generator):
    """Hypothesis makes a failing program small."""
    check(random_programs.program(generator, features), tmp_path_factory.mktemp("any"))


@pytest.mark.parametrize("start", range(0, 300, 25))
def test_programs_as_python(start, features, tmp_path):
    seeds = range(start, start + 25)
    compiled = 0
    for seed in seeds:
        name = f"program_{seed}"
        compiled += check(random_programs.program(random.Random(seed), features, name), tmp_path, name)
    assert compiled >= len(seeds) - 2  # a random program is nearly always one that compiles


def test_thousands_of_programs_as_python(features, tmp_path, request):
    if not request.config.getoption("--slow"):
        pytest.skip("only with --slow")
    start = datetime.date.today().toordinal() * 10_000
    for seed in range(start, start + 5000):
        name = f"slow_{seed}"
        check(random_programs.program(random.Random(seed), features, name), tmp_path, name)
