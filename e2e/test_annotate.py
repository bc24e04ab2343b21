"""The report of `annotate` over programs whose kernels spend a known share of their time on known lines."""

import math
import re

import pytest

pytestmark = pytest.mark.alone  # whose samples are counted while nothing else runs


# The kernels' own lines are counted in, so that a test can name them.
KERNELS = """\
import os, sys, threading, time
from jaculus import njit

@njit(nogil=True)
def long_loop(n):
    x = 1.0
    for i in range(3 * n):
        x = x * 0.999 + 1.0
    return x

@njit(nogil=True)
def short_loop(n):
    x = 1.0
    for i in range(n):
        x = x * 0.999 + 1.0
    return x

long_loop(1), short_loop(1)

def work(seconds):
    n = 5000
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        n = 5000 + (n * 7919) % 30011  # calls of equal length could keep step with the sampler
        long_loop(n)
        short_loop(n)
"""
LONG, SHORT = range(5, 10), range(12, 17)


class Report:
    """A report as the user reads it."""

    def __init__(self, text):
        head = re.search(r"^# Total samples: (\d+) \((.*)% non-kernel, (.*)% bad\)$", text, re.MULTILINE)
        assert head, text
        self.text = text
        self.total, self.non_kernel, self.bad = int(head[1]), float(head[2]), float(head[3])
        self.files = re.findall(r"^## File `(.*)`$", text, re.MULTILINE)
        self.lines = {}
        self.functions = dict(re.findall(r"^ *[\d.]+% +([\d.]+) s +\d* \| (?=\w+$)(.*)$", text, re.MULTILINE))
        for shown in re.findall(r"^Lines \d+ to \d+:\n((?:[ \d.%s]{23} \|.*\n)*)", text, re.MULTILINE):
            for line in shown.splitlines():
                share = line.split("%")[0] if "%" in line[:7] else 0
                self.lines[int(line[17:23])] = float(share)

    def share(self, lines):
        return sum(self.lines.get(line, 0) for line in lines)


def assert_three_to_one(report, seconds):
    kernels = 100 - report.non_kernel - report.bad
    assert report.bad <= 0.02 * kernels, report.text
    ticks = seconds * 125  # 250 a second on many systems; half of that on a busy machine
    tolerance = 4 * 100 * math.sqrt(0.75 * 0.25 / ticks)
    assert 100 * report.share(LONG) / kernels == pytest.approx(75, abs=tolerance), report.text
    assert 100 * report.share(SHORT) / kernels == pytest.approx(25, abs=tolerance), report.text


def test_three_times_the_work_has_three_times_the_share_also_from_the_cache(jaculus):
    script = jaculus.script(KERNELS + "work(1.5)\n")
    for _ in range(2):
        report = Report(jaculus.run("annotate", script).stderr)
        assert report.files == ["script.py"]
        assert re.search(r"s +8 \|         x = x \* 0.999 \+ 1.0\n", report.text)
        assert_three_to_one(report, 1.5)


def test_all_threads_are_sampled(jaculus):
    script = jaculus.script(
        KERNELS
        + "threads = [threading.Thread(target=work, args=(0.5,)) for _ in range(3)]\n"
        + "[t.start() for t in threads]; [t.join() for t in threads]\n"
    )
    report = Report(jaculus.run("annotate", script).stderr)
    assert report.total * (1 - report.non_kernel / 100) > 1000
    assert_three_to_one(report, 1.5)


@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)", "raise ValueError", "sys.exit(3)"])
def test_however_the_program_ends_its_kernels_find_their_lines(jaculus, end):
    report = Report(jaculus.run("annotate", jaculus.script(KERNELS + "work(0.5)\n" + end + "\n")).stderr)
    assert_three_to_one(report, 0.5)


def test_a_forked_child_is_in_the_report(jaculus):
    program = "if os.fork() == 0:\n    work(1)\n    os._exit(0)\nos.wait()\nwork(0.3)\n"
    report = Report(jaculus.run("annotate", jaculus.script(KERNELS + program)).stderr)
    assert report.total > 1200
    assert ", 2 processes\n" in report.text
    assert_three_to_one(report, 1.3)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_workers_are_in_the_report(jaculus, method):
    program = KERNELS.replace("from jaculus", "from numba") + (
        "import multiprocessing\n"
        "if __name__ == '__main__':\n"
        f"    with multiprocessing.get_context('{method}').Pool(2) as pool:\n"
        "        pool.map(work, [0.5, 0.5])\n"
    )
    report = Report(jaculus.run("annotate", jaculus.script(program)).stderr)
    assert report.total * (1 - report.non_kernel / 100) > 800
    assert_three_to_one(report, 1)


def test_a_python_process_that_the_program_starts_is_in_the_report(jaculus):
    jaculus.script(KERNELS + "work(0.5)\n", "child.py")
    program = "import subprocess, sys\nsubprocess.run([sys.executable, 'child.py'], check=True)\n"
    report = Report(jaculus.run("annotate", jaculus.script(program)).stderr)
    assert report.files[0] == "child.py"
    assert_three_to_one(report, 0.5)


def test_children_that_become_other_programs_cost_nothing(jaculus):
    child = "    if os.fork() == 0: os.execvp('true', ['true'])\n    assert os.wait()[1] == 0\n"
    program = f"for _ in range(50):\n{child}work(0.3)\n"
    report = Report(jaculus.run("annotate", jaculus.script(KERNELS + program)).stderr)
    # A child has some 0.3 ms before it is another program: a sample each meets 5 to 26 of them, as the machine is busy.
    assert int((re.search(r", (\d+) processes", report.text) or [0, 1])[1]) < 40
    assert_three_to_one(report, 0.3)


MATHEMATICS = """
import sys, time
import numpy as np
from jaculus import njit

@njit
def f(a):
    t = 0.0
    for i in range(a.size):
        t += np.FUNCTION
    return t

a = np.random.rand(10_000)
f(a)
end = time.process_time() + 0.8
while time.process_time() < end:
    f(a)
"""


@pytest.mark.parametrize("function", ["exp", "sin", "tanh", "log1p", "power", "arctan2", "cbrt"])
def test_the_time_in_a_function_of_the_c_library_is_its_lines(jaculus, function):
    call = f"{function}(a[i], 1.3)" if function in ("power", "arctan2") else f"{function}(a[i])"
    report = Report(jaculus.run("annotate", jaculus.script(MATHEMATICS.replace("FUNCTION", call))).stderr)
    kernels = 100 - report.non_kernel
    assert kernels > 50, report.text
    assert report.bad <= 0.02 * kernels, report.text


def test_functions_have_their_totals(jaculus):
    report = Report(jaculus.run("annotate", jaculus.script(KERNELS + "work(0.5)\n")).stderr)
    seconds = {name: float(one) for one, name in re.findall(r"([\d.]+) s +\d* \| (\w+_loop)$", report.text, re.M)}
    assert sum(seconds.values()) == pytest.approx(0.5, abs=0.15)
    assert seconds["long_loop"] > 2 * seconds["short_loop"]


def test_the_report_can_go_to_a_file(jaculus):
    script = jaculus.script(KERNELS + "print('data')\nwork(0.3)\n")
    done = jaculus.run("annotate", "-o", "report.txt", script)
    assert (done.stdout, done.stderr) == ("data\n", "")
    assert_three_to_one(Report((jaculus.folder / "report.txt").read_text()), 0.3)
    done = jaculus.run("annotate", "--output=nowhere/report.txt", script)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("nowhere/report.txt: No such file or directory\n")


def test_compilation_that_is_switched_off_is_said(jaculus):
    script = jaculus.script("sum(range(10**7))")
    assert "# DISABLE_JIT is set" in jaculus.run("annotate", script, NUMBA_DISABLE_JIT="1").stderr
    assert "# DISABLE_JIT is set" not in jaculus.run("annotate", script, NUMBA_DISABLE_JIT="0").stderr


def test_a_terminal_obeys_nothing_in_a_report(jaculus):
    script = jaculus.script(
        KERNELS.replace("x * 0.999 + 1.0", "x * 0.999 + 1.0  # \033[2J\u202e") + "work(0.3)\n", "a\033[1mb.py"
    )
    report = jaculus.run("annotate", script).stderr
    assert "\033" not in report
    assert "`a\\x1b[1mb.py`" in report
    assert "# \\x1b[2J\\u202e" in report


def test_a_program_may_use_sigprof_itself(jaculus):
    program = (
        "import signal\nseen = []\nsignal.signal(signal.SIGPROF, lambda *a: seen.append(1))\n"
        "signal.setitimer(signal.ITIMER_PROF, 0.05, 0.05)\nwork(0.5)\nsignal.setitimer(signal.ITIMER_PROF, 0)\n"
        "print('seen', 3 < len(seen) < 20)\n"
    )
    done = jaculus.run("annotate", jaculus.script(KERNELS + program))
    assert done.stdout == "seen True\n"
    assert_three_to_one(Report(done.stderr), 0.5)


def test_a_file_that_changed_meanwhile_is_said(jaculus):
    script = jaculus.script(KERNELS + "work(0.3)\nopen(__file__, 'a').write('# more')\n")
    out = jaculus.run("annotate", script).stderr
    assert "(No source lines: the file has changed since the program started.)" in out
    assert re.search(r"^ *[\d.]+% +[\d.]+ s +8 \|$", out, re.MULTILINE)


def test_no_kernel_and_no_time_are_explained(jaculus):
    assert "# No sample was in a compiled kernel" in jaculus.run("annotate", jaculus.script("sum(range(10**7))")).stderr
    assert "# Total samples: " in jaculus.run("annotate", jaculus.script("pass")).stderr


def test_the_rate_is_the_users(jaculus):
    script = jaculus.script(KERNELS + "work(0.5)\n")
    few = Report(jaculus.run("annotate", "--rate", "100", script).stderr)
    many = Report(jaculus.run("annotate", "--rate", "2000", script).stderr)
    assert few.total * 8 < many.total
    assert "--rate 0" in jaculus.run("annotate", "--rate", "0", script).stderr
