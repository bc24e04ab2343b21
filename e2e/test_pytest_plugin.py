"""`pytest --jaculus-annotate`."""

import json
import re

TESTS = """
from jaculus import njit

@njit
def slow(n):
    x = 1.0
    for i in range(n):
        x = x * 0.999 + 1.0
    return x

def test_slow():
    assert slow(200_000_000) > 0

def test_wrong():
    assert slow(1) == 0
"""


def run(jaculus, *options):
    jaculus.script(TESTS, "test_it.py")
    return jaculus.python("-m", "pytest", "-q", "-p", "jaculus_pytest", *options, "test_it.py")


def test_the_lines_of_the_tests_are_after_them(jaculus):
    done = run(jaculus, "--jaculus-annotate")
    assert done.returncode == 1  # as without
    _, title, report = done.stdout.partition("= jaculus annotate =")
    assert title, done.stdout + done.stderr
    assert re.search(r"^# Total samples: \d+ ", report, re.M)
    assert re.search(r"^ *[1-9]\d\.\d% +\d\.\d+ s +8 \|         x = x \* 0\.999 \+ 1\.0$", report, re.M)
    assert "1 failed, 1 passed" in report


def test_the_report_can_be_a_file(jaculus):
    done = run(jaculus, "--jaculus-report=profile.json")
    assert f"The report is in {jaculus.folder / 'profile.json'}." in done.stdout
    assert json.loads((jaculus.folder / "profile.json").read_text())["run"]["program"] == "pytest"
    done = run(jaculus, "--jaculus-report=none/profile.html")
    assert "no report: jaculus: cannot write " in done.stdout


def test_without_the_option_nothing_is_there(jaculus):
    done = run(jaculus)
    assert "annotate" not in done.stdout
    assert "1 failed, 1 passed" in done.stdout
