"""Measurements of whole programs: their time and memory, bad ones, and going on after an interrupt."""

import os
import signal
import subprocess
import sys

import pytest
from conftest import ROOT

from jaculus.comparing import options, programs, trees
from jaculus.comparing.journal import Journal
from jaculus.comparing.workers import Failed

MEGABYTES = "import os, time\nb = bytes([1]) * {} * 1_000_000\n"


def run(text, **how):
    return trees.run([sys.executable, "-S", "-c", text], how.pop("timeout", 30), **how)


def test_the_peak_is_that_of_all_processes_together():
    nothing = run("import os, time; time.sleep(0.2)", watch=True).peak
    alone = run(MEGABYTES.format(150) + "del b\n", watch=True).peak - nothing
    assert alone == pytest.approx(150e6, rel=0.02)
    # Two children, each with memory of its own beside what it shares with its parent.
    child = "c = bytes([2]) * 60_000_000\n    time.sleep(0.6)\n    os._exit(0)\n"
    forks = "for i in range(2):\n  if os.fork() == 0:\n    " + child
    together = run(MEGABYTES.format(100) + forks + "os.wait(), os.wait()\n", watch=True).peak - nothing
    assert together == pytest.approx(220e6, rel=0.1)


def test_processor_time_is_that_of_children_too():
    burn = "t = time.process_time()\nwhile time.process_time() - t < 0.3: pass\n"
    ended = run(
        "import os, time\nif os.fork() == 0:\n  " + burn.replace("\nwhile", "\n  while") + "  os._exit(0)\nos.wait()\n"
    )
    assert 0.28 < ended.cpu_seconds < 3
    assert ended.seconds > 0.28


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import sys; print('x'); sys.exit('out of\\nink')", "ended with status 1: ink"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGABRT)", r"ended by signal 6 \(SIGABRT\)"),
        ("import time; time.sleep(30)", r"did not end within 0\.5 s"),
    ],
)
def test_bad_programs_are_told(text, said):
    with pytest.raises(Failed, match=said):
        run(text, timeout=0.5 if "sleep" in text else 30)


def test_what_cannot_be_started_is_told():
    with pytest.raises(Failed, match="cannot be started: No such file or directory"):
        trees.run(["/no/such/program"], 5)


def test_words_are_filled_with_each_combination():
    made = programs.ways([["version", "v0,v1"], ["data", "s,m"]], ["main.py", "{version}", "--data=d/{data}", "{}"])
    assert [one["values"] for one in made] == [["v0", "s"], ["v0", "m"], ["v1", "s"], ["v1", "m"]]
    assert made[1]["command"] == ["main.py", "v0", "--data=d/m", "{}"]


class Progress:
    def __init__(self):
        self.lines = []

    def show(self, text):
        pass

    def line(self, text):
        self.lines.append(text)


def test_an_interrupted_comparison_goes_on_where_it_was(tmp_path):
    ways = programs.ways([["word", "true,false,echo"]], ["{word}"])
    journal, progress = Journal(str(tmp_path / "journal")), Progress()
    journal.begin({"kind": "programs"})
    journal.write(way=0, memory={"bytes": 1, "traced": 0})
    journal.write(way=2, launch=1, seconds=[0.5], cpu_s=0)
    journal.write(way=1, failed={"kind": "raised", "text": "ended with status 1"})
    measurer = programs.Measurer(ways, journal, progress, rounds=2, timeout=5)
    measurer.resume(journal.read()[1])
    measurer.run()
    events = journal.read()[1]
    assert sum("memory" in one for one in events) == 2  # one was there
    assert sorted((one["way"], one["launch"]) for one in events if "seconds" in one) == [(0, 0), (0, 1), (2, 0), (2, 1)]
    assert sum("failed" in one for one in events) == 1
    assert progress.lines[-1].startswith("[6/6] ")


def test_ctrl_c_ends_the_program_and_keeps_what_was_measured(tmp_path):
    program = [
        sys.executable,
        "-S",
        "-c",
        f"open({str(tmp_path / 'started')!r}, 'a').write('x'); import time; time.sleep(60)",
    ]
    code = (
        "import sys\nfrom jaculus.comparing import programs, journal\n"
        f"j = journal.Journal({str(tmp_path / 'journal')!r})\nj.begin({{'kind': 'programs'}})\n"
        "class P:\n    show = line = print\n"
        f"ways = programs.ways([], {program!r})\n"
        "try:\n    programs.Measurer(ways, j, P, rounds=1, timeout=99).run()\n"
        "except KeyboardInterrupt:\n    print('kept')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True) as process:
        while not (tmp_path / "started").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20)[0].endswith("kept\n")
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(tmp_path / "started") not in running


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name either functions"),
        (["f.py::f", "--", "python"], "name either functions"),
        (["f.py"], "names no functions"),
        (["no_such.py::f"], "there is no file no_such.py"),
        (["json::cython:f"], "there is no `cython:`"),
        (["json::f", "-L", "a", "1"], "-L is for programs"),
        (["-L", "a", "1,2", "--", "echo"], "no word of the program has {a}"),
        (["--processes", "3", "--", "echo"], "--processes is for functions"),
        (["--no-memory", "--", "echo"], "--no-memory is for functions"),
        (["-L", "a", ",", "--", "echo", "{a}"], "-L a has no values"),
        (["json::f", "--sizes", "10,x"], "'x' is no number"),
        (["json::f", "--sizes", "0.5"], "whole numbers from 1 on"),
        (["json::f", "--processes", "0"], "a whole number from 1 on"),
        (["json::f", "--timeout", "-1"], "seconds, above 0"),
        (["json::f", "--fail-if", "slow"], "slower:5%, larger:5% or differs"),
        (["--resume", "x", "json::f"], "name nothing else"),
    ],
)
def test_mistakes_on_the_command_line(arguments, said, capsys):
    with pytest.raises(SystemExit) as ended:
        options.parsed(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_options_are_understood():
    asked = options.parsed(["json::numba:loads,dumps,dumps", "--sizes", "1e3,10", "--threads", "1,2"])
    assert asked.ways == [
        ("numba:loads", "numba", "loads", "json"),
        ("dumps (1)", "", "dumps", "json"),
        ("dumps (2)", "", "dumps", "json"),
    ]
    assert (asked.sizes, asked.threads) == ([10, 1000], [1, 2])
    assert options.without_python(["--python", "x", "a", "--python=y", "--", "--python", "z"]) == [
        "a",
        "--",
        "--python",
        "z",
    ]
    asked = options.parsed(["json::numba:loads", "pickle::loads"])
    assert [one[0] for one in asked.ways] == ["numba:json.loads", "pickle.loads"]
    asked = options.parsed(["a/json::loads", "b/json::loads", "json::loads", "b/c::f"])
    assert [one[0] for one in asked.ways] == ["a/json.loads", "b/json.loads", "json.loads", "c.f"]
    assert [one[0] for one in options.parsed(["json::loads", "json::dumps"]).ways] == ["loads", "dumps"]
