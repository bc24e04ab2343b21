"""`annotate --exact` and `--function`: lines of Python functions are counted, and the counts are exact."""

import collections
import json
import re
import sys

import pytest

pytestmark = pytest.mark.alone  # whose samples are counted while nothing else runs


PROGRAM = """\
import asyncio, threading

@profile
def loops(n):
    total = 0
    for i in range(n):
        if i % 3 == 0:
            total += i
    return total

class Thing:
    def numbers(self, n):
        for i in range(n):
            yield i

    @classmethod
    @profile
    def of_class(cls, n):
        return [i for i in cls().numbers(n)]

def down(n):
    if n == 0:
        return 1
    return down(n - 1) + 1

def fails(n):
    for i in range(n):
        if i == 3:
            raise ValueError
        caught = 1

async def waits(n):
    for i in range(n):
        await asyncio.sleep(0)
    return n

def uncounted(n):
    for i in range(n):
        pass

loops(10), loops(5), Thing.of_class(4), down(5), uncounted(7)
for _ in range(2):
    try:
        fails(9)
    except ValueError:
        pass
asyncio.run(waits(6))
threads = [threading.Thread(target=down, args=(10,)) for _ in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
print("done")
"""
MARKED = {5: 2, 6: 17, 7: 15, 8: 6, 9: 2, 19: 1}
NAMED = {13: 5, 14: 4, 22: 39, 23: 4, 24: 35, 27: 8, 28: 8, 29: 2, 30: 6, 33: 7, 34: 6, 35: 1}


def counted(jaculus, *options):
    file = jaculus.folder / "profile.json"
    done = jaculus.run("annotate", *options, "--json", file, jaculus.script(PROGRAM))
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")
    profile = json.loads(file.read_text())
    lines = profile["counts"]
    if isinstance(lines, dict):
        lines = [dict(zip(lines, values, strict=True)) for values in zip(*lines.values(), strict=True)]
    return profile, {one["line"]: one["hits"] for one in lines}, lines


def test_marked_and_named_functions_are_counted_exactly(jaculus):
    _, hits, _ = counted(jaculus, "--exact")
    inner = sys.version_info < (3, 12)  # a comprehension is a function of its own
    assert {line: count for line, count in hits.items() if not (inner and line == 19)} == {
        line: count for line, count in MARKED.items() if not (inner and line == 19)
    }
    _, hits, _ = counted(jaculus, "--function", "Thing.numbers,down, fails,waits")
    assert {line: hits[line] for line in NAMED} == NAMED
    assert not set(hits) & set(range(37, 60))


def test_times_are_those_of_the_lines(jaculus):
    script = jaculus.script(
        "import time\ndef f():\n    for i in range(20):\n        time.sleep(0.02)\n        time.sleep(0.005)\nf()\n"
    )
    text = jaculus.run("annotate", "--function", "f", script).stderr
    rows = re.findall(r"^ +(\d+) +(\d+) +([\d.]+) +([\d.]+) +([\d.]+)% \| ", text, re.MULTILINE)
    table = {int(line): (int(hits), float(time), float(each), float(share)) for line, hits, time, each, share in rows}
    assert table[4][0] == table[5][0] == 20
    assert table[4][1] == pytest.approx(0.4, rel=0.3)
    assert table[4][2] == pytest.approx(20_000, rel=0.3)
    assert table[5][1] == pytest.approx(0.1, rel=0.5)
    assert re.search(r"# 1 Python function was counted, which adds [\d.]+ µs to each of their lines.", text)


def test_programs_that_are_marked_run_unmodified(jaculus):
    done = jaculus.run("annotate", jaculus.script(PROGRAM))
    assert done.returncode == 0
    assert done.stdout == "done\n"
    assert "Counted" not in done.stderr
    assert collections.Counter(done.stderr.splitlines())["Traceback (most recent call last):"] == 0
