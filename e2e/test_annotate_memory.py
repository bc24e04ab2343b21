"""`annotate --memory`: what each line allocates, beside what is known of it, and what holds the peak."""

import json
import sys

import pytest

KERNELS = """\
import numpy as np
from jaculus import njit, prange

@njit
def kernel(n):
    kept = np.zeros(n)
    for i in range(10):
        short = np.ones(n // 10)
        kept[i] = short.sum()
    even = np.linspace(0, 1, n)
    return kept + even

@njit(parallel=True)
def rows(n, m):
    sums = np.zeros(n)
    for i in prange(n):
        row = np.ones(m)
        sums[i] = row.sum()
    return sums

@njit
def made(n):
    return np.empty(n, dtype=np.uint8)
"""
PROGRAM = (
    KERNELS
    + """
def python():
    floats = [float(i) for i in range(50_000)]
    arrays = [np.ones(1000) for _ in range(100)]
    text = bytearray(3_000_000)
    grown = []
    for i in range(200_000):
        grown.append(None)
    return floats, arrays

kept = kernel(1_000_000)
rows(200, 10_000)
gone = np.zeros(4_000_000)
gone = None
stay = python()
print("done")
"""
)


def lines(jaculus, *command, options=("--memory",), **environment):
    """The allocations in the profile of a program, by line: bytes, count, at peak, at exit. With the profile."""
    file = jaculus.folder / "profile.json"
    done = jaculus.run("annotate", *options, "--json", file, *command, **environment)
    profile = json.loads(file.read_text())
    found = {}
    for one in profile["allocations"]:
        if one["file"].endswith("script.py"):
            found[one["line"]] = tuple(one[part] for part in ("bytes", "count", "at_peak", "at_exit"))
    return found, profile, done


def line(program, text):
    return 1 + next(at for at, one in enumerate(program.splitlines()) if text in one)


def test_lines_allocate_what_is_known(jaculus):
    found, profile, done = lines(jaculus, jaculus.script(PROGRAM))
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")
    of = lambda text: found[line(PROGRAM, text)]  # noqa: E731
    close = lambda value: pytest.approx(value, rel=0.01)  # noqa: E731
    assert of("kept = np.zeros(n)")[:2] == (8_000_000, 1)
    assert of("short = np.ones")[:2] == (8_000_000, 10)
    assert of("even = np.linspace")[0] == close(8_000_000)
    assert of("return kept + even") == (8_000_000, 1, 8_000_000, 8_000_000)  # which is `kept`
    assert of("row = np.ones(m)")[:2] == (16_000_000, 200)
    assert of("sums = np.zeros(n)")[:2] == (1600, 1)
    assert of("gone = np.zeros")[0] == close(32_000_000)
    assert of("gone = np.zeros")[2] == close(32_000_000)  # at the peak: it and `kept`
    assert of("gone = np.zeros")[3] < 10_000
    assert of("floats = [")[0] >= 50_000 * 24
    assert of("floats = [")[3] == pytest.approx(50_000 * (24 + 8), rel=0.15)  # with the room that the list has ahead
    assert of("arrays = [")[3] == close(100 * (8000 + sys.getsizeof([]) + 60)) or of("arrays = [")[3] > 800_000
    assert of("text = bytearray")[0] == close(3_000_000)
    assert of("text = bytearray")[3] == 0
    assert of("grown.append")[0] == pytest.approx(200_000 * 8, rel=0.15)
    assert of("kept = np.zeros(n)")[2] == of("text = bytearray")[2] == of("row = np.ones(m)")[2] == 0
    peak = sum(one["at_peak"] for one in profile["allocations"])
    assert peak < 1.5 * 40_000_000
    resident = profile["memory"]
    assert resident["step_s"] > 0
    assert max(resident["bytes"]) > 40_000_000


def test_the_text_says_what_holds_the_peak(jaculus):
    text = jaculus.run("annotate", "--memory", jaculus.script(PROGRAM)).stderr
    _, _, part = text.partition("## Memory: at most ")
    rows = part.partition("\n\n")[0].splitlines()
    assert rows[0].endswith(" at exit")
    assert "gone = np.zeros(4_000_000)" in rows[2]
    assert rows[2].split()[:2] == ["32.0", "MB"]
    assert "return kept + even" in rows[3]
    assert "## Memory" not in jaculus.run("annotate", jaculus.script(PROGRAM)).stderr


ENDS = {
    "os._exit(7)": 7,
    "os.kill(os.getpid(), 9)": 137,
    "os.abort()": 134,
    "os.execv('/bin/sh', ['sh', '-c', 'exit 5'])": 5,
    "raise SystemExit(4)": 4,
    "1 / 0": 1,
}


@pytest.mark.parametrize("end", ENDS)
def test_nothing_is_lost_however_the_program_ends(jaculus, end):
    program = KERNELS + f"import os\nkept = made(5_000_000)\nalso = np.ones(2_000_000)\n{end}\n"
    found, _, done = lines(jaculus, jaculus.script(program))
    assert done.returncode == ENDS[end]
    assert found[line(program, "return np.empty(n, dtype=np.uint8)")] == (5_000_000, 1, 5_000_000, 5_000_000)
    assert found[line(program, "also = np.ones")][3] == pytest.approx(16_000_000, rel=0.01)


def test_threads_and_processes_are_in_it(jaculus):
    program = (
        KERNELS
        + """
import multiprocessing, os, sys, threading

def work(n):
    held = made(n)
    array = np.ones(n // 8)
    return held.sum() + array.sum()

if __name__ == "__main__":
    work(1000)
    threads = [threading.Thread(target=work, args=(1_000_000,)) for _ in range(3)]
    [t.start() for t in threads], [t.join() for t in threads]
    for kind in ("fork", "spawn"):
        process = multiprocessing.get_context(kind).Process(target=work, args=(10_000_000,))
        process.start(), process.join()
    if os.fork() == 0:
        work(20_000_000)
        os._exit(0)
    os.wait()
"""
    )
    found, profile, done = lines(jaculus, jaculus.script(program))
    assert (done.returncode, done.stderr) == (0, "")
    expected = 3_000_000 + 2 * 10_000_000 + 20_000_000 + 1000
    assert found[line(program, "return np.empty(n, dtype=np.uint8)")][:2] == (expected, 7)
    assert found[line(program, "array = np.ones")][0] == pytest.approx(expected, rel=0.01)
    assert len(profile["processes"]) >= 4


def test_other_tools_for_memory_can_be_on_too(jaculus):
    program = """\
import tracemalloc
tracemalloc.start()
first = bytearray(2_000_000)
snapshot = tracemalloc.take_snapshot()
print(sum(one.size for one in snapshot.statistics("lineno") if one.traceback[0].lineno == 3) >= 2_000_000)
second = bytearray(3_000_000)
tracemalloc.stop()
third = bytearray(4_000_000)
import numpy as np
array = np.zeros(1_000_000)
array.resize(2_000_000, refcheck=False)
print(np.__name__, np._core.multiarray.get_handler_name())
"""
    found, _, done = lines(jaculus, jaculus.script(program))
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\nnumpy default_allocator\n", "")
    for number, size in {3: 2_000_000, 6: 3_000_000, 8: 4_000_000, 11: 16_000_000}.items():
        assert found[number][3] == pytest.approx(size, rel=0.01)
    assert found[10][0] == pytest.approx(8_000_000, rel=0.01)
    assert found[10][3] < 10_000  # it is the next line's now


@pytest.mark.parametrize("malloc", ["malloc", "debug"])
def test_the_interpreters_own_choices_of_allocators_are_kept(jaculus, malloc):
    program = "import numpy as np\nheld = [bytes(100_000) for _ in range(100)]\nprint(len(held))\n"
    found, _, done = lines(jaculus, jaculus.script(program), PYTHONMALLOC=malloc)
    assert (done.returncode, done.stdout) == (0, "100\n")
    assert found[2][3] == pytest.approx(10_000_000, rel=0.01)


def test_code_that_comes_and_goes_has_its_own_lines(jaculus):
    program = """\
import sys
for turn in range(300):
    name = f"<turn {turn % 3}>"
    exec(compile("\\n" * (turn % 3) + "held = bytearray(100_000)", name, "exec"), {})
"""
    _, profile, done = lines(jaculus, jaculus.script(program))
    assert (done.returncode, done.stderr) == (0, "")
    found = {one["file"]: one for one in profile["allocations"] if one["file"].startswith("<turn")}
    assert {name: one["line"] for name, one in found.items()} == {"<turn 0>": 1, "<turn 1>": 2, "<turn 2>": 3}
    for one in found.values():
        assert one["bytes"] == pytest.approx(10_000_000, rel=0.01)


def test_a_part_of_a_program_is_measured(jaculus):
    program = """\
import jaculus, json
before = bytearray(1_000_000)
for _ in range(2):
    with jaculus.profile(memory=True) as p:
        held = bytearray(2_000_000)
        del before
        before = held
    del held
after = bytearray(4_000_000)
p.save("part.json")
found = {one["line"]: one["bytes"] for one in json.load(open("part.json"))["allocations"]}
print(2_000_000 <= found[5] < 2_020_000, 2 in found, 9 in found, "## Memory" in p.text())
"""
    done = jaculus.python(jaculus.script(program))
    assert (done.stdout, done.stderr) == ("True False False True\n", "")
