"""`jaculus explain`: two ways to ask, and bad input. What is said of each kind of line is tested in module explain."""

import json

import pytest
from browser import act, needs_chromium

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


@pytest.fixture(scope="module")
def explained(jaculus_command, program):
    """The folder of all that is said of one run."""
    folder = program.parent
    outputs = ["-o", folder / "text", "--html", folder / "page.html", "--json", folder / "json"]
    done = jaculus_command("explain", *outputs, program, "300")
    assert done.returncode == 0, done.stderr
    return folder


def test_the_kernels_of_a_program_are_explained_with_their_time(explained):
    said = (explained / "text").read_text()
    assert "% of the samples" in said
    assert "one addition of 123456789" in said
    data = json.loads((explained / "json").read_text())
    (kernel,) = data["kernels"]
    assert kernel["name"] == "add"
    assert 0 < kernel["weight"] <= data["samples"]
    fates = {line["line"]: [fate["kind"] for fate in line["fates"]] for line in kernel["lines"]}
    assert fates[12] == ["folded"]
    (loop,) = kernel["loops"]
    assert loop["line"] == 10
    assert loop["vectors"]["elements"] in (2, 4, 8)
    assert loop["waits"]["kind"] == "work"
    assert sum(one["weight"] for one in kernel["instructions"]) == kernel["weight"]


@needs_chromium
def test_the_page_says_why_and_what_became_of_a_line(explained):
    saw = act(
        explained / "page.html",
        """const why = texts("#verdict p"), heads = texts("#verdict h3");
           $('tr[data-no="14"]').click();
           return {why, heads, became: $(".detail dl").textContent, rows: all(".machine tr.own").length};""",
    )
    assert saw["heads"][:2] == ["Where", "Why"]
    assert saw["why"][1].startswith("The work itself takes the time: ")
    assert "lines 12 and 13 and this one became one addition of 123456789" in saw["became"]
    assert saw["rows"] > 0


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["nowhere.py::add", "--types", "int64"], 2, "cannot explain 'nowhere.py': no such file"),
        (["{}::ad", "--types", "int64"], 2, "has no function `ad`; did you mean `add`?"),
        (["{}::add"], 2, "for which types?"),
        (["{}::add", "--types", "int65"], 1, "there is no type `int65`; did you mean `int64`?"),
        (["{}::add", "--types", "int64, int64"], 1, ""),
        (["--html", "page", "{}::add", "--types", "int64"], 2, "--html shows a run"),
        (["-o", "/nowhere/text", "{}", "0"], 2, "cannot write the report to /nowhere/text"),
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
