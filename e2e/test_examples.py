"""The examples run, alone and under ./jaculus, and give to the bit what Numba, NumPy and CPython give."""

import os
import subprocess
import sys

import numpy as np
import pytest
from answers import Answers
from example_calls import CALLS, FOLDER, NAMES, module

QUICK = {"insertion_sort": "2000"}  # a size; the others take seconds


def arguments(name):
    return QUICK.get(name, "0.05")


@pytest.fixture(scope="module")
def answers(request):
    kept = Answers("examples", request.config.getoption("--update-answers"))
    yield kept
    kept.save()


@pytest.mark.parametrize(("name", "kernel", "call"), CALLS, ids=[kernel for _, kernel, _ in CALLS])
def test_full_size_as_numba(name, kernel, call, answers):
    ours = getattr(module(name), kernel)

    def numbas():
        import numba

        return numba.njit(ours.py_func)

    answers.check(f"{name}.{kernel}", ours, numbas, [call])


@pytest.mark.parametrize("name", NAMES)
def test_runs_under_jaculus(name, jaculus_command):
    done = jaculus_command("run", f"examples/{name}.py", arguments(name))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.strip()


@pytest.mark.parametrize("name", ["dither", "square_log"])
def test_runs_in_plain_python(name, tmp_path):
    command = [sys.executable, str(FOLDER / f"{name}.py"), arguments(name)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=tmp_path, env=os.environ, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_three_constants_are_one():
    add = module("constants").add
    add(np.arange(10))
    (assembly,) = add.inspect_asm().values()
    assert "123456789" in assembly
    for alone in "123000000", "456000", "$789", "\t789":
        assert alone not in assembly


def test_dither_and_its_variants_agree():
    image = module("dither").hallway(77, 101)
    first, *others = (module(name).dither(image) for name in NAMES if name.startswith("dither"))
    assert len(others) == 3
    assert all(np.array_equal(first, other) for other in others)


def test_small_images():
    dither = module("dither").dither
    for shape in (0, 0), (0, 5), (5, 0), (1, 1), (1, 9), (9, 1), (2, 2):
        image = np.arange(shape[0] * shape[1], dtype=np.uint8).reshape(shape) * 29
        assert np.array_equal(dither(image), dither.py_func(image)), shape
