"""`jaculus compare` as a user has it: one comparison, all its reports, the page in a browser, a baseline, resuming."""

import csv
import json
import signal
import subprocess
import time

import jsonschema
import pytest
from browser import CHROMIUM, act
from product import ROOT, Jaculus

WAYS = """\
import numpy as np
from numba import njit, prange

def numbers(n):
    return np.random.default_rng(0).random(n)

def numpy_way(x):
    return np.sqrt(x * x + 1.0)

@njit
def jit_way(x):
    return np.sqrt(x * x + 1.0)

def loop_way(x):
    r = np.empty_like(x)
    for i in range(len(x)):
        r[i] = np.sqrt(x[i] * x[i] + 1.0)
    return r

def broken(x):
    raise OSError("<b>no</b>")

@njit(parallel=True)
def many(x):
    r = np.empty_like(x)
    for i in prange(len(x)):
        r[i] = np.sqrt(x[i] * x[i] + 1.0)
    return r
"""
QUICK = ("--processes", "2", "--rounds", "3", "--time", "0.2")


@pytest.fixture(scope="module")
def product():
    it = Jaculus()
    it.script(WAYS, "ways.py")
    yield it
    it.close()


@pytest.fixture(scope="module")
def compared(product):
    reports = [word for name in ("html", "json", "csv", "markdown") for word in (f"--{name}", f"c.{name}")]
    names = "numpy_way,jit_way,python:jit_way,jaculus:loop_way,loop_way,broken"
    done = product.run("compare", f"ways.py::{names}", "--setup", "numbers", "--sizes", "1e3,3e4", *QUICK, *reports)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_table(compared, product):
    rows = {line.split()[0]: line for line in compared.splitlines()[1:7]}
    assert set(rows) == {"numpy_way", "jit_way", "python:jit_way", "jaculus:loop_way", "loop_way", "broken"}
    assert "reference" in rows["numpy_way"]
    for name in ("jit_way", "python:jit_way", "jaculus:loop_way", "loop_way"):
        assert "equal: bit for bit" in rows[name]
    assert rows["broken"].split(maxsplit=1)[1].startswith("n = 1000: raised OSError: <b>no</b>, ways.py:21")
    found = json.loads((product.folder / "c.json").read_text())
    ways = {one["name"]: one["summary"] for one in found["ways"]}
    assert ways["loop_way"]["time_s"] > 10 * ways["jaculus:loop_way"]["time_s"]
    assert ways["jit_way"]["compile_s"] > 0 == ways["numpy_way"]["compile_s"]
    assert ways["jit_way"]["peak"] == pytest.approx(240_000, rel=0.15)
    assert 0.5 < ways["loop_way"]["growth"]["exponent"] < 1.5


def test_tables_for_others(compared, product):
    rows = list(csv.DictReader((product.folder / "c.csv").open()))
    assert len(rows) == 12
    assert float(rows[0]["time_s"]) > 0
    assert "| jit\\_way |" in (product.folder / "c.markdown").read_text()
    schema = json.loads((ROOT / "docs/comparison.schema.json").read_text())
    jsonschema.validate(json.loads((product.folder / "c.json").read_text()), schema)
    again = product.run("comparison", "c.json")
    assert (again.returncode, again.stdout) == (0, compared)


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian: apt-get install chromium)")
@pytest.mark.parametrize("width", [1300, 400])
def test_the_page(compared, product, width):
    saw = act(
        product.folder / "c.html",
        """return {sideways: sideways(), rows: texts("#rows tr td:first-child"), marks: all("#scatter .way").length,
                   curves: all("#growth path.line").length, strips: all("#strips .way").length,
                   dots: all("#strips .dot").length, broken: texts("#rows .bad"), answer: $(".sentence").textContent,
                   best: texts("#rows tr.best b")[0]}""",
        width=width,
    )
    assert saw["sideways"] == 0
    assert len(saw["rows"]) == 6
    assert saw["rows"][0].startswith(saw["best"])
    assert saw["answer"].startswith((saw["best"], "No difference"))
    assert (saw["marks"], saw["curves"], saw["strips"]) == (5, 5, 5)
    assert 10 <= saw["dots"] <= 30
    assert saw["broken"] == ["n = 1\u202f000: raised OSError: <b>no</b>, ways.py:21"]


def test_a_baseline_fails_what_became_slower_and_not_what_is_equal(compared, product):
    for name, factor in (("now", 1), ("before", 0.1)):  # times without noise: what noise does is tested on dice
        made = json.loads((product.folder / "c.json").read_text())
        for way in made["ways"]:
            for launch in way["launches"]:
                for times in launch["times"]:
                    time_s = 1e-3 * (factor if way["name"] == "jit_way" else 1) * (1 + 1e-4 * launch["number"])
                    times["seconds"] = [time_s] * 3
        (product.folder / f"{name}.json").write_text(json.dumps(made))
    done = product.run("comparison", "now.json", "--baseline", "before.json", "--fail-if", "slower:5%")
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert (done.returncode, len(failed)) == (1, 1)
    assert failed[0].startswith("FAILED: jit_way is 900.0 % slower, of 5 % that it may be")
    done = product.run(
        "comparison", "c.json", "--baseline", "c.json", "--fail-if", "slower:5%", "--fail-if", "larger:5%"
    )
    assert done.returncode == 0


def test_threads_are_ways_and_blocks_of_kernels_are_counted(product):
    reports = ("--json", "many.json", *QUICK)
    done = product.run("compare", "ways.py::many", "--threads", "1,2", "--setup", "numbers", "--sizes", "4e6", *reports)
    assert done.returncode == 0, done.stderr
    found = json.loads((product.folder / "many.json").read_text())
    assert [one["name"] for one in found["ways"]] == ["many, 1 thread", "many, 2 threads"]
    assert [one["values"] for one in found["ways"]] == [["many", "1"], ["many", "2"]]
    for one in found["ways"]:
        assert one["memory"]["bytes"] == pytest.approx(32e6, rel=0.02)


def test_an_interrupted_comparison_of_programs_goes_on(product):
    command = ["compare", "-L", "seconds", "0.4,0.5", "--rounds", "2", "--state", "kept", "--", "sleep", "{seconds}"]
    running = product.start(*command)
    kept = product.folder / "kept"
    while not kept.exists() or kept.read_text().count("\n") < 2:
        assert running.poll() is None
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    output, errors = running.communicate(timeout=60)
    assert running.returncode == 130, errors
    assert "This comparison is not finished." in output
    assert f"`jaculus compare --resume {kept}` goes on" in errors
    done = product.run("compare", "--resume", "kept")
    assert done.returncode == 0
    assert done.stdout.startswith("seconds")
    assert [line.split()[0] for line in done.stdout.splitlines()[1:3]] == ["0.4", "0.5"]
    events = [json.loads(line) for line in kept.read_text().splitlines()[1:]]
    assert sum("seconds" in one for one in events) == 4


def test_what_cannot_be_compared_is_said(product):
    for arguments, said in (
        (["ways.py"], "names no functions"),
        (["ways.py::f", "--json", "no/such/file"], "cannot write the report to no/such/file"),
        (["ways.py::f", "--baseline", "none.json"], "there is no file none.json"),
        (["--resume", "ways.py"], "has no measurements of this Jaculus"),
    ):
        done = product.run("compare", *arguments)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    done = product.run("compare", "ways.py::nunpy_way,loop_way", "--setup", "numbers", "--sizes", "5", *QUICK)
    assert "there is no `nunpy_way` in ways.py; did you mean `numpy_way`?" in done.stdout
    assert "loop_way alone could be measured." in done.stdout
    done = product.run("compare", "ways.py::broken", *QUICK)
    assert done.returncode == 1
    assert "Nothing could be measured." in done.stdout


LIVE = """import threading, time
import numpy as np
import jaculus

def made(factor):
    @jaculus.njit
    def times(x):
        return x * factor
    return times

threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
ways = made(2.0), lambda x: x + x, made(3.0)
found = jaculus.compare(*ways, args=[np.ones(10_000)], processes=2, rounds=2, seconds=0.1)
for path in ("live.json", "live.html", "live.md", "live.csv", "live.txt"):
    found.save(path)
print(found)
for bad in (lambda: jaculus.compare(), lambda: jaculus.compare(3), lambda: jaculus.compare(abs, args=[1], setup=abs)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
"""


def test_functions_of_a_program_are_compared_in_copies_of_it(product):
    done = product.python(product.script(LIVE))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "equal: bit for bit" in next(line for line in lines if line.startswith("<lambda>"))
    assert "differs: by at most 1 in 10" in next(line for line in lines if line.startswith("times (2)"))
    assert lines[-3:] == [
        "ValueError which functions?",
        "TypeError `3` is no function: it is a int",
        "TypeError either args or setup, which makes them",
    ]
    assert (product.folder / "live.txt").read_text().rstrip() in done.stdout
    assert json.loads((product.folder / "live.json").read_text())["format"] == "jaculus-comparison"


def test_help_fits_the_terminal():
    done = subprocess.run([ROOT / "jaculus", "compare", "--help"], capture_output=True, text=True, check=True)
    assert max(map(len, done.stdout.splitlines())) <= 120
