"""`jaculus.profile` in programs that run without a launcher."""

import json

from test_annotate_python import PLAIN

PROFILED = """
import jaculus
def other():
    end = time.thread_time() + 0.4
    while time.thread_time() < end:
        pass
"""


def test_a_part_of_a_program_is_profiled(jaculus):
    script = jaculus.script(
        PLAIN
        + PROFILED
        + "other()\n"
        + "with jaculus.profile() as p:\n    thread = threading.Thread(target=work, args=(0.4,), name='beside')\n"
        + "    thread.start(); work(0.6); thread.join()\n"
        + "other()\np.save('p.json'); p.save('p.txt'); p.save('q', kind='collapsed')\nprint(p.text())\n"
    )
    done = jaculus.python(script)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Total samples: ")
    assert (jaculus.folder / "p.txt").read_text() == done.stdout[:-1]
    assert "work (script.py:" in (jaculus.folder / "q").read_text()
    profile = json.loads((jaculus.folder / "p.json").read_text())
    weight = sum(profile["samples"]["weight"])
    assert 800 < weight < 1300
    functions = {function["name"] for function in profile["functions"]}
    assert "long_loop" in functions
    assert "other" not in functions
    assert {"MainThread", "beside"} <= {thread["name"] for thread in profile["threads"]}


def test_it_may_be_started_and_stopped_by_hand_and_again(jaculus):
    script = jaculus.script(
        PLAIN
        + PROFILED
        + "for seconds in (0.2, 0.5):\n"
        + "    p = jaculus.profile(rate=500)\n    p.start()\n    work(seconds)\n    p.stop()\n"
        + "    print(p.text().splitlines()[1])\n"
    )
    done = jaculus.python(script)
    assert (done.returncode, done.stderr) == (0, "")
    first, second = (float(line.split()[1]) for line in done.stdout.splitlines())
    assert 0.1 < first < 0.35 < second < 0.7


def test_mistakes_are_errors(jaculus):
    script = jaculus.script(
        "import jaculus\n"
        "def said(call):\n"
        "    try:\n        call()\n"
        "    except (RuntimeError, ValueError) as e:\n        print(type(e).__name__, e)\n"
        "p = jaculus.profile()\n"
        "said(p.text), said(p.stop), said(lambda: jaculus.profile(0)), said(lambda: jaculus.profile(rate='x'))\n"
        "with p:\n    said(p.start), said(p.text), said(jaculus.profile().start)\n"
        "said(lambda: p.save('x', kind='xml'))\n"
    )
    done = jaculus.python(script)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "RuntimeError nothing was sampled yet",
        "RuntimeError this profile has not been started",
        "ValueError rate=0: samples a second, from 1 to 20000",
        "ValueError rate='x': samples a second, from 1 to 20000",
        "RuntimeError this profile has been started already",
        "RuntimeError this profile has not been stopped yet",
        "RuntimeError this process is sampled already",
        "ValueError kind='xml': text, json, html, collapsed, speedscope, gecko, pprof",
    ]
    assert "sampled already" in jaculus.run("annotate", "-c", "import jaculus; jaculus.profile().start()").stderr


def test_nothing_is_left_of_a_profile_that_nobody_has(jaculus):
    (jaculus.folder / "tmp").mkdir()
    script = jaculus.script(
        "import os, glob, tempfile, jaculus\n"
        "with jaculus.profile() as p: pass\n"
        "if os.fork() == 0: os._exit(0)\n"
        "os.wait()\n"
        "print(len(glob.glob(tempfile.gettempdir() + '/jaculus-samples-*')))\n"
        "p.text()\ndel p\n"
        "print(len(glob.glob(tempfile.gettempdir() + '/jaculus-samples-*')))\n"
    )
    done = jaculus.python(script, TMPDIR=jaculus.folder / "tmp")
    assert (done.stdout, done.stderr) == ("1\n0\n", "")
