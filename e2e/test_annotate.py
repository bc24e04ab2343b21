"""The report of `annotate` over programs whose kernels spend a known share of their time on known lines."""

import math
import re

import pytest

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
        for first, shown in re.findall(r"^Lines (\d+) to \d+:\n((?: *[\d.%]* \|.*\n)*)", text, re.MULTILINE):
            for number, line in enumerate(shown.splitlines(), int(first)):
                share = line.split("%")[0] if "%" in line[:7] else 0
                self.lines[number] = float(share)

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
        report = Report(jaculus.run("annotate", script).stdout)
        assert report.files == ["script.py"]
        assert "%|         x = x * 0.999 + 1.0" in report.text.replace("% |", "%|")
        assert_three_to_one(report, 1.5)


def test_all_threads_are_sampled(jaculus):
    script = jaculus.script(
        KERNELS
        + "threads = [threading.Thread(target=work, args=(0.5,)) for _ in range(3)]\n"
        + "[t.start() for t in threads]; [t.join() for t in threads]\n"
    )
    report = Report(jaculus.run("annotate", script).stdout)
    assert report.total * (1 - report.non_kernel / 100) > 1000
    assert_three_to_one(report, 1.5)


@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)", "raise ValueError", "sys.exit(3)"])
def test_however_the_program_ends_its_kernels_find_their_lines(jaculus, end):
    report = Report(jaculus.run("annotate", jaculus.script(KERNELS + "work(0.5)\n" + end + "\n")).stdout)
    assert_three_to_one(report, 0.5)


def test_a_child_process_is_not_in_the_report(jaculus):
    program = "if os.fork() == 0:\n    work(1)\n    os._exit(0)\nos.wait()\nwork(0.3)\n"
    report = Report(jaculus.run("annotate", jaculus.script(KERNELS + program)).stdout)
    assert report.total < 1000
    assert_three_to_one(report, 0.3)


def test_a_program_may_use_sigprof_itself(jaculus):
    program = (
        "import signal\nseen = []\nsignal.signal(signal.SIGPROF, lambda *a: seen.append(1))\n"
        "signal.setitimer(signal.ITIMER_PROF, 0.05, 0.05)\nwork(0.5)\nsignal.setitimer(signal.ITIMER_PROF, 0)\n"
        "print('seen', 3 < len(seen) < 20)\n"
    )
    done = jaculus.run("annotate", jaculus.script(KERNELS + program))
    assert "seen True" in done.stdout
    assert_three_to_one(Report(done.stdout), 0.5)


def test_a_file_that_changed_meanwhile_is_said(jaculus):
    script = jaculus.script(KERNELS + "work(0.3)\nopen(__file__, 'a').write('# more')\n")
    out = jaculus.run("annotate", script).stdout
    assert "(No source lines: the file has changed since the program started.)" in out
    assert re.search(r"^ *[\d.]+% \| line 8$", out, re.MULTILINE)


def test_no_kernel_and_no_time_are_explained(jaculus):
    assert "# No sample was in a compiled kernel" in jaculus.run("annotate", jaculus.script("sum(range(10**7))")).stdout
    assert "# Total samples: " in jaculus.run("annotate", jaculus.script("pass")).stdout


def test_the_rate_is_the_users(jaculus):
    script = jaculus.script(KERNELS + "work(0.5)\n")
    few = Report(jaculus.run("annotate", "--rate", "100", script).stdout)
    many = Report(jaculus.run("annotate", "--rate", "2000", script).stdout)
    assert few.total * 8 < many.total
    assert "--rate 0" in jaculus.run("annotate", "--rate", "0", script).stderr
