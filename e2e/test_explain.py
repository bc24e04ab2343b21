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


@njit
def total(values):
    result = 0.0
    for i in range(len(values)):
        result += values[i]
    return result


def plain(x):
    return x * 2.0


if __name__ == "__main__":
    data, floats = np.arange(10_000), np.sqrt(np.arange(20_000.0))
    for _ in range(int(sys.argv[1])):
        for _ in range(100):
            add(data)
        for _ in range(40):
            total(floats)
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
    kernel, other = sorted(data["kernels"], key=lambda one: one["name"])
    assert kernel["name"] == "add"
    assert other["loops"][0]["waits"]["kind"] == "chain"
    assert 'fastmath={"reassoc", "nsz"}: tried, the function is' in said
    assert 0 < other["trial"]["difference"] < 1e-9
    assert 0 < kernel["weight"] < data["samples"]
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
    assert saw["heads"][:3] == ["Where", "Why", "What to do"]
    assert saw["why"][1].startswith("Each turn waits for the value computed at line 23 by the turn before: ")
    assert "tried, the function is" in saw["why"][2]
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


def test_what_is_tried_changes_nothing_of_the_program():
    import numpy as np

    from jaculus import njit
    from jaculus.trials import Trials

    def smoothed(a):
        e = 0.0
        for i in range(len(a)):
            e = e * 0.5 + a[i]
            a[i] = e
        return e

    @njit
    def shown(a):
        print(len(a))
        return a[0]

    trials, kernel = Trials(), njit(smoothed)
    values = np.linspace(0, 1, 100)
    first = values.copy()
    for dispatcher in (kernel, shown):
        overload = dispatcher.compile("(float64[::1],)")
        trials.note(dispatcher, overload, [values])
    results = trials.results()
    assert np.array_equal(values, first)
    assert list(results) == [kernel.compile("(float64[::1],)").path]  # printing again would be seen
    (tried,) = results.values()
    assert tried["before_s"] > 0
    assert tried["difference"] < 1e-12
    try:
        raise ValueError
    except ValueError:
        assert trials.results() == {}
