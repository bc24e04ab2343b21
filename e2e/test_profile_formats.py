"""The files that `annotate` and `report` write for other programs, each read by its own schema or reader."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
from product import ROOT, Jaculus

PROGRAM = """\
import threading, time
from jaculus import njit

@njit(nogil=True)
def spin(n):
    x = 1.0
    for i in range(n):
        x = x * 0.999 + 1.0
    return x

def work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        spin(20_000)

spin(1)
thread = threading.Thread(target=work, args=(0.4,), name="worker")
thread.start()
work(0.4)
thread.join()
"""
FORMATS = ("--output", "--json", "--collapsed", "--speedscope", "--gecko", "--pprof")


@pytest.fixture(scope="module")
def written():
    """A folder with a file of each format, of one run."""
    product = Jaculus()
    script = product.script(PROGRAM, "<script>.py")
    done = product.run("annotate", *(f"{option}={option[2:]}" for option in FORMATS), script)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    yield product
    product.close()


def read(written, name):
    return json.loads((written.folder / name).read_text())


def total(written):
    return int(re.search(r"Total samples: (\d+)", (written.folder / "output").read_text())[1])


def test_the_profile_keeps_to_its_schema(written):
    schema = json.loads((ROOT / "docs/profile.schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    profile = read(written, "json")
    jsonschema.validate(profile, schema)
    assert set(profile) == set(schema["properties"])
    assert sum(profile["samples"]["weight"]) == total(written)
    run = profile["run"]
    assert run["program"] == "<script>.py"
    assert re.fullmatch(r"jaculus annotate --output=output .* '\S*<script>\.py'", run["command"])
    assert 0.8 < run["elapsed_s"] < 60
    assert list(run["versions"]) == ["cpu", "python", "numpy", "jaculus"]
    assert profile["sources"][0]["lines"] == PROGRAM.splitlines()


def test_report_makes_all_of_the_profile_again(written):
    (written.folder / "script.py").write_text("")  # reports are of the text that ran
    again = [f"{option}=again-{option[2:]}" for option in FORMATS]
    done = written.run("report", "json", *again)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    for option in FORMATS:
        first, second = (written.folder / f"{word}{option[2:]}" for word in ("", "again-"))
        assert first.read_bytes() == second.read_bytes(), option
    assert written.run("report", "json").stdout == (written.folder / "output").read_text()


def test_what_is_no_profile_is_said(written):
    for name, text in {
        "notes": "hello",
        "other": '{"traceEvents": []}',
        "half": (written.folder / "json").read_text()[:999],
    }.items():
        (written.folder / name).write_text(text)
        done = written.run("report", name)
        assert (done.returncode, done.stdout) == (1, "")
        assert re.fullmatch(rf"jaculus: {name} is not a profile\b.*\n", done.stderr)
    done = written.run("report", "nothing")
    assert (done.returncode, done.stderr) == (2, "jaculus: there is no file nothing\n")
    done = written.run("report", "json", "--gecko", "no/such/folder/x")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "jaculus: cannot write no/such/folder/x: there is no such folder\n"


def test_collapsed_stacks(written):
    lines = (written.folder / "collapsed").read_text().splitlines()
    assert all(re.fullmatch(r"[^;]+(;[^;]+)* \d+", line) for line in lines)
    assert sum(int(line.rpartition(" ")[2]) for line in lines) == total(written)
    assert any(re.search(r";spin \(<script>\.py:8\) \d+$", line) for line in lines)


def test_speedscope(written):
    file = read(written, "speedscope")
    jsonschema.validate(file, json.loads((ROOT / "e2e/data/speedscope.schema.json").read_text()))
    frames = file["shared"]["frames"]
    assert {"spin"} <= {one["name"] for one in frames}
    for one in file["profiles"]:
        assert len(one["samples"]) == len(one["weights"])
        assert all(frame < len(frames) for stack in one["samples"] for frame in stack)
        assert sum(one["weights"]) == pytest.approx(one["endValue"])


def test_gecko(written):
    file = read(written, "gecko")
    shared, strings = file["shared"], file["shared"]["stringArray"]
    assert all(prefix is None or prefix < at for at, prefix in enumerate(shared["stackTable"]["prefix"]))
    names = {strings[name] for name in shared["funcTable"]["name"]}
    assert "spin" in names
    weights = [sum(thread["samples"]["weight"]) for thread in file["threads"]]
    assert sum(weights) == total(written)


def test_pprof_reads_its_own(written):
    file = written.folder / "pprof"
    assert file.read_bytes()[:2] == b"\x1f\x8b"
    go = shutil.which("go") or "/usr/local/go/bin/go"
    if not Path(go).exists():
        pytest.skip("Go's pprof is not here")
    told = subprocess.run(
        [go, "tool", "pprof", "-top", "-nodecount=3", "-sample_index=samples", str(file)],
        capture_output=True, text=True, check=True,
        env={**written.environment, "PPROF_TMPDIR": str(written.folder)},
    ).stdout  # fmt: skip
    assert re.search(rf" of {total(written)} total", told), told
    assert re.search(r"\d+ +\d+\.\d+% +\d+\.\d+% +\d+ +\d+\.\d+%  spin$", told, re.M), told


def test_reports_are_made_by_the_server_that_runs(jaculus):
    script = jaculus.script(PROGRAM)
    code = "from jaculus import _report, starting\nstarting.java = lambda: ['/bin/false']\n"
    code += "import sys; made = _report.make(sys.argv[1]); print(made.status, made.output)"
    jaculus.run("annotate", "--json=profile.json", script)
    done = jaculus.python("-c", code, jaculus.folder / "profile.json")
    assert done.stdout.startswith("0 # Total samples: "), done.stderr
    jaculus.run("server", "stop")
    assert (
        jaculus.python("-c", code, jaculus.folder / "profile.json").stdout == "1 \n"
    )  # then it needs a Java of its own
