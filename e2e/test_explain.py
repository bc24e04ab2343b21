"""`jaculus explain`: two ways to ask, and bad input. What is said of each kind of line is tested in module explain."""

import pytest

KERNELS = """\
import sys

import numpy as np
from numba import njit


@njit
def add(arr):
    result = np.empty_like(arr)
    for i in range(len(arr)):
        orig = arr[i]
        orig += 123_000_000
        orig += 456_000
        orig += 789
        result[i] = orig
    return result


def plain(x):
    return x * 2.0


if __name__ == "__main__":
    data = np.arange(1_000_000)
    for _ in range(int(sys.argv[1])):
        add(data)
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    path = tmp_path_factory.mktemp("explain") / "kernels.py"
    path.write_text(KERNELS)
    return path


def test_a_function_is_explained_without_a_run(jaculus_command, program):
    done = jaculus_command("explain", f"{program}::add", "--types", "int64[::1]")
    assert done.returncode == 0, done.stderr
    assert "## add(array(int64, 1d, C))" in done.stdout
    assert "- folded into line 14, with it and line 13 one addition of 123456789" in done.stdout
    assert "- lines 12 and 13 and this one became one addition of 123456789" in done.stdout


def test_the_kernels_of_a_program_are_explained_with_their_time(jaculus_command, program, tmp_path):
    done = jaculus_command("explain", "-o", tmp_path / "said", program, "300")
    assert done.returncode == 0, done.stderr
    said = (tmp_path / "said").read_text()
    assert "% of the samples" in said
    assert "one addition of 123456789" in said


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["nowhere.py::add", "--types", "int64"], 2, "cannot explain 'nowhere.py': no such file"),
        (["{}::ad", "--types", "int64"], 2, "has no function `ad`; did you mean `add`?"),
        (["{}::add"], 2, "for which types?"),
        (["{}::add", "--types", "int65"], 1, "there is no type `int65`; did you mean `int64`?"),
        (["{}::add", "--types", "int64, int64"], 1, ""),
        (["--types", "int64", "{}", "0"], 2, "--types is for one function"),
        (["--rate", "3", "{}"], 2, "--rate is an option of annotate"),
        ([], 2, "which program?"),
        (["{}", "0"], 0, "no kernel was compiled or called"),
    ],
)
def test_bad_input_is_one_sentence(jaculus_command, program, arguments, status, said):
    done = jaculus_command("explain", *(one.format(program) for one in arguments))
    assert done.returncode == status, done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
