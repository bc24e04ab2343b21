"""`jaculus diff`: what became faster between two runs, over edited source."""

import re

PROGRAM = """\
import time
from jaculus import njit

@njit
def edited(n):
    x = 1.0
    for i in range(3 * n):
        x = x * 0.999 + 1.0
    return x

@njit
def kept(n):
    x = 1.0
    for i in range(n):
        x = x * 0.998 + 1.0
    return x

edited(1), kept(1)
for _ in range(60):
    edited(3_000_000)
    kept(3_000_000)
"""


def annotated(jaculus, text, name):
    done = jaculus.run("annotate", f"--json={name}", jaculus.script(text))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_lines_that_changed_are_told_from_those_that_moved(jaculus):
    annotated(jaculus, PROGRAM, "before.json")
    annotated(jaculus, "# A new line.\n" + PROGRAM.replace("range(3 * n)", "range(n // 3)"), "after.json")
    done = jaculus.run("diff", "before.json", "after.json")
    assert (done.returncode, done.stderr) == (0, "")
    faster = re.search(r"^# (\d\.\d\d) × as fast: -\d\.\d{3} ± \d\.\d{3} s$", done.stdout, re.M)
    assert faster, done.stdout
    assert 1.4 < float(faster[1]) < 4
    assert "## File `script.py`\n" in done.stdout
    line = re.search(
        r"^ +([\d.]+) s +([\d.]+) s +-[\d.]+ faster +9 \|         x = x \* 0\.999 \+ 1\.0$", done.stdout, re.M
    )
    edit = re.search(
        r"edited:\n.* 7 -     for i in range\(3 \* n\):\n.* 8 \+     for i in range\(n // 3\):\n", done.stdout
    )
    assert line or edit, done.stdout
    assert "0.998" not in re.sub(r"(?m)^.*same.*\n", "", done.stdout)


def test_what_is_no_profile_is_said(jaculus):
    script = jaculus.script("hello")
    done = jaculus.run("diff", script, script)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"jaculus: {script} is not a profile: it is no JSON object\n"
    done = jaculus.run("diff", "none", script)
    assert (done.returncode, done.stderr) == (2, "jaculus: there is no file none\n")
