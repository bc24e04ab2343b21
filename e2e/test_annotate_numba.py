"""`annotate --with-numba`: the installed Numba's code, as it is, with its lines."""

import importlib.util
import json
import re
import subprocess
import sys

import pytest
from product import ROOT
from test_annotate import Report

pytestmark = [
    pytest.mark.alone,  # samples are counted while nothing else runs
    pytest.mark.skipif(importlib.util.find_spec("numba") is None, reason="numba is not installed"),
]

PROGRAM = """\
import time
import numpy as np
from numba import float64, guvectorize, njit, prange, vectorize

@njit
def chain(n):
    x = 1.0
    for i in range(3 * n):
        x = x * 0.999 + 1.0
    for i in range(n):
        x = x * 0.998 + 1.0
    return x

@njit(parallel=True)
def parallel(a):
    t = 0.0
    for i in prange(a.size):
        t += np.tanh(a[i])
    return t

@vectorize([float64(float64)])
def polynomial(x):
    y = x
    for i in range(20):
        y = y * x + 1.0
    return y

@guvectorize([(float64[:], float64[:])], "(n)->(n)")
def roots(x, out):
    for i in range(x.size):
        out[i] = np.cbrt(x[i])

@njit
def middle(a):
    return np.median(a)

a = np.random.rand(300_000)
chain(10), parallel(a), middle(a)

def work():
    end = time.process_time() + 4
    n = 30_000
    while time.process_time() < end:
        n = 30_000 + (n * 7919) % 300_011
        chain(6 * n), parallel(a), polynomial(a), roots(a), middle(a)

work()
"""


@pytest.fixture(scope="module")
def profile():
    from product import Jaculus

    jaculus = Jaculus()
    try:
        file = jaculus.folder / "profile.json"
        script = jaculus.script(PROGRAM)
        done = jaculus.run("annotate", "--with-numba", "--json", file, script, PYTHONWARNINGS="error")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        yield Profile(json.loads(file.read_text()), jaculus.run("report", file).stdout)
    finally:
        jaculus.close()


class Profile:
    def __init__(self, content, text):
        self.content, self.report = content, Report(text)
        self.kinds = [kind["id"] for kind in content["kinds"]]

    def weight(self, kind):
        samples = self.content["samples"]
        return sum(w for k, w in zip(samples["kind"], samples["weight"], strict=True) if self.kinds[k] == kind)


def line(text):
    return 1 + next(i for i, one in enumerate(PROGRAM.splitlines()) if text in one)


def test_samples_of_numbas_code_find_their_lines(profile):
    assert profile.weight("kernel") > 1000, profile.report.text
    assert profile.weight("unknown") <= 0.01 * profile.weight("kernel"), profile.report.text
    long, short = (profile.report.lines.get(line(text), 0) for text in ("x * 0.999", "x * 0.998"))
    assert long > 1.8 * short > 0, profile.report.text  # three times as many in the long run
    for text in ("np.tanh", "y = y * x", "np.cbrt"):
        assert profile.report.lines.get(line(text), 0) > 0, (text, profile.report.text)


def test_functions_have_the_names_of_the_source(profile):
    assert not re.search(r"\| .*(_ZN|0x)", profile.report.text)
    names = set(re.findall(r" s +\d* \| (\w+)$", profile.report.text, re.MULTILINE))
    assert {"chain", "polynomial", "roots", "prange"} <= names, profile.report.text


def test_lines_of_numbas_own_library_are_in_the_stacks(profile):
    files = {function["file"] for function in profile.content["functions"] if function["kind"] == "kernel"}
    assert any(file.endswith("numba/np/arraymath.py") for file in files), files
    assert not any("numba" in file for file in profile.report.files), profile.report.files


CODE = """
import re, sys
if sys.argv[1:]:
    from jaculus import real_numba
    real_numba.install(sys.argv[1], sys.argv[2])
import numpy as np
from numba import njit
{functions}
chain(10), parallel(a), middle(a)
for function in (chain, parallel, middle):
    for text in function.inspect_asm().values():
        for one in text.splitlines():
            one = one.strip()
            if one and not one.startswith((".", "#")) and not one.endswith(":"):
                one = one.split("#")[0].strip()
                print(re.sub(r"0x[0-9a-f]{{6,}}|[0-9]{{6,}}|[.]L[A-Za-z0-9_$]+|_ZN[A-Za-z0-9_$.]+", "X", one))
"""


def test_the_machine_code_is_that_of_numba_alone(tmp_path):
    functions = PROGRAM.partition("@vectorize")[0].partition("from numba import")[2].partition("\n")[2]
    functions = (
        "from numba import prange\n" + functions + "@njit\ndef middle(a):\n    return np.median(a)\na = np.ones(9)\n"
    )
    script = tmp_path / "code.py"
    script.write_text(CODE.format(functions=functions))

    def code(*arguments):
        command = [sys.executable, "-P", script, *arguments]
        environment = {"PYTHONPATH": str(ROOT / "python"), "JACULUS_HOME": str(ROOT / "build"), "PATH": "/usr/bin:/bin"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True, timeout=300)
        return done.stdout.splitlines()

    alone = code()
    assert len(alone) > 500
    assert code(tmp_path, tmp_path / "cache") == alone


@pytest.mark.parametrize("numba", ["raise ImportError('no numba here')", "__version__ = '0.55.1'"])
def test_a_numba_that_is_absent_or_too_old_is_said(jaculus, numba):
    (jaculus.folder / "numba").mkdir()
    (jaculus.folder / "numba" / "__init__.py").write_text(numba + "\n")
    script = jaculus.script("try:\n    import numba\nexcept ImportError as e:\n    print(e)\nprint(sum(range(1000)))\n")
    done = jaculus.run("annotate", "--with-numba", script)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "499500"
    if "version" in numba:
        assert "kernels have no lines: ImportError: it is 0.55.1; 0.60 is the oldest" in done.stderr
    else:
        assert done.stdout.startswith("no numba here\n")
