"""`jaculus dump` and `jaculus attach`: a process that runs already, whatever it does, and what may not be looked at."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

PROGRAM = """\
import os, sys, threading, time
from jaculus import njit

@njit
def long(n):
    x = 1.0
    for i in range(n):
        x = x * 0.5 + i
    return x

@njit(nogil=True)
def aside(n):
    x = 1.0
    for i in range(n):
        x = x * 0.25 + i
    return x

long(1), aside(1)

def waits():
    event = threading.Event()
    event.wait()

print("ready", flush=True)
"""
ENDLESS = "10**15"


def started(jaculus, text):
    """A program that has printed that it is ready."""
    process = jaculus.start_python(jaculus.script(PROGRAM + text))
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.5)
    return process


@pytest.fixture
def running(jaculus):
    """Starts programs that end with the test."""
    all_of_them = []

    def start(text):
        all_of_them.append(started(jaculus, text))
        return all_of_them[-1]

    yield start
    for process in all_of_them:
        process.kill()
        process.communicate()


def dumped(jaculus, process):
    done = jaculus.run("dump", process.pid)
    assert (done.returncode, done.stderr) == (0, "")
    threads = {}
    for part in done.stdout.split("\n\n"):
        head, _, frames = part.partition("\n")
        threads[int(re.match(r"Thread (\d+)", head)[1])] = (head, frames)
    return threads


def test_dump_says_where_each_thread_is_also_in_a_kernel_that_holds_the_interpreter(jaculus, running):
    process = running(
        "threading.Thread(target=waits, daemon=True).start()\n"
        f"threading.Thread(target=aside, args=({ENDLESS},), daemon=True).start()\ntime.sleep(0.2)\nlong({ENDLESS})\n"
    )
    threads = dumped(jaculus, process)
    head, frames = threads[process.pid]
    assert head == f"Thread {process.pid} (MainThread), in a kernel"
    assert re.search(r"line 28, in <module>\n    long\(10.*\n.*line [78], in long, a kernel\n", frames), frames
    others = [(head, frames) for number, (head, frames) in threads.items() if number != process.pid]
    assert any(head.endswith(", waits") and "in waits\n    event.wait()" in frames for head, frames in others)
    assert any(head.endswith(", in a kernel") and "in aside, a kernel" in frames for head, frames in others)
    assert process.poll() is None
    assert dumped(jaculus, process).keys() == threads.keys()  # as often as one likes


def test_attach_samples_until_it_is_enough(jaculus, running):
    process = running("while True:\n    long(100_000)\n    sum(range(3000))\n")
    began = time.monotonic()
    done = jaculus.run("attach", "--seconds", 2, "--json", "seen.json", "--html", "seen.html", process.pid)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - began > 2
    profile = json.loads((jaculus.folder / "seen.json").read_text())
    kinds = [one["id"] for one in profile["kinds"]]
    seen = {}
    for kind, weight in zip(profile["samples"]["kind"], profile["samples"]["weight"], strict=True):
        seen[kinds[kind]] = seen.get(kinds[kind], 0) + weight
    assert profile["run"]["program"] == "script.py"
    assert profile["rate"] == 200
    assert 10 < sum(seen.values()) < 450
    assert seen["kernel"] > 0.5 * sum(seen.values())
    assert (jaculus.folder / "seen.html").stat().st_size > 10_000
    assert not list(jaculus.runtime.glob("attached-*"))
    text = jaculus.run("attach", "--seconds", 1, "--rate", 50, process.pid).stdout
    assert ", 50 samples a second" in text
    assert " | long\n" in text


def test_ctrl_c_and_the_end_of_the_process_end_it(jaculus, running):
    process = running("while True:\n    long(100_000)\n")
    attached = jaculus.start("attach", process.pid)
    time.sleep(4)
    attached.send_signal(signal.SIGINT)
    out, err = attached.communicate(timeout=60)
    assert (attached.returncode, err) == (0, "")
    assert " | long\n" in out
    process = running("end = time.monotonic() + 6\nwhile time.monotonic() < end:\n    long(100_000)\n")
    done = jaculus.run("attach", process.pid)
    assert (done.returncode, done.stderr) == (0, "")
    assert " | long\n" in done.stdout
    assert process.wait() == 0


def test_children_that_are_forked_can_be_asked_too(jaculus, running):
    process = running(f"child = os.fork()\nif child == 0:\n    long({ENDLESS})\nprint(child, flush=True)\nos.wait()\n")
    child = int(process.stdout.readline())
    time.sleep(0.3)
    try:
        done = jaculus.run("dump", child)
        assert f"Thread {child} (MainThread), in a kernel" in done.stdout
        assert f"Thread {process.pid} (MainThread), waits" in jaculus.run("dump", process.pid).stdout
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_process_is_sampled_once_at_a_time(jaculus, running):
    process = running("while True:\n    long(100_000)\n")
    first = jaculus.start("attach", process.pid)
    limit = time.monotonic() + 30
    while not list(jaculus.runtime.glob("attached-*/samples.bin")) and time.monotonic() < limit:
        time.sleep(0.1)
    done = jaculus.run("dump", process.pid)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"jaculus: process \d+ looks at process {process.pid} already\n", done.stderr)
    first.kill()  # what it leaves does not stand in the way
    first.communicate()
    assert process.pid in dumped(jaculus, process)


def test_a_part_of_the_program_can_be_sampled_afterwards(jaculus, running):
    process = running(
        "import jaculus\nwhile not os.path.exists('go on'):\n    time.sleep(0.05)\n"
        "with jaculus.profile() as p:\n    for _ in range(20):\n        long(3_000_000)\n"
        "print(' | long' in p.text(), flush=True)\ntime.sleep(1000)\n"
    )
    assert "time.sleep(0.05)" in dumped(jaculus, process)[process.pid][1]
    (jaculus.folder / "go on").touch()
    assert process.stdout.readline() == "True\n"
    time.sleep(0.3)
    assert "time.sleep(1000)" in dumped(jaculus, process)[process.pid][1]  # and the other way round


def test_a_program_under_annotate_is_not_disturbed(jaculus):
    script = jaculus.script(PROGRAM + "end = time.monotonic() + 8\nwhile time.monotonic() < end:\n    long(100_000)\n")
    annotated = jaculus.start("annotate", script)
    assert annotated.stdout.readline() == "ready\n"
    numbers = subprocess.run(
        ["pgrep", "-f", f"_launch annotate .*{script}"], capture_output=True, text=True, check=True
    )
    done = jaculus.run("dump", numbers.stdout.split()[0])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("does not answer: it waits, blocks the signal, or is sampled already\n")
    _, err = annotated.communicate(timeout=60)
    assert annotated.returncode == 0
    assert " | long\n" in err


def test_what_may_not_be_looked_at_is_said(jaculus):
    for arguments, status, said in (
        ((), 2, "which process?"),
        (("one",), 2, "which process?"),
        (("1", "2"), 2, "which process?"),
        ((str(2**22 + 1),), 1, "there is no process 4194305"),
        (("--seconds", "never", "1"), 2, "--seconds never: how many, above 0"),
        (("--rate", "0", "1"), 2, "--rate 0: samples a second, from 1 to 1000"),
        (("--html", "/nowhere/a.html", "1"), 2, "cannot write the report to /nowhere/a.html"),
    ):
        done = jaculus.run("attach", *arguments)
        assert (done.returncode, done.stdout) == (status, ""), arguments
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    other = subprocess.Popen(["sleep", "100"])
    try:
        done = jaculus.run("dump", other.pid)
        said = f"jaculus: process {other.pid} is no Python that has used Jaculus\n"
        assert (done.returncode, done.stderr) == (1, said)
    finally:
        other.kill()
        other.wait()
    assert "Usage: jaculus dump PID" in jaculus.run("dump", "--help").stdout
    assert "--seconds N" in jaculus.run("attach", "--help").stdout


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="newer ones can be asked")
def test_a_python_without_jaculus_says_that_it_cannot_be_asked(jaculus):
    plain = jaculus.start_python("-c", "import time; print('ready', flush=True); time.sleep(100)")
    try:
        plain.stdout.readline()
        done = jaculus.run("dump", plain.pid)
        assert done.returncode == 1
        assert "has not used Jaculus so far, and Python 3." in done.stderr
    finally:
        plain.kill()
        plain.communicate()


@pytest.mark.skipif(sys.version_info < (3, 14), reason="older ones cannot be asked")
def test_a_python_without_jaculus_is_asked_by_its_own_interface(jaculus):
    program = "import time\nprint('ready', flush=True)\nwhile True:\n    time.sleep(0.01)\n"
    for allowed in (True, False):
        more = {} if allowed else {"PYTHON_DISABLE_REMOTE_DEBUG": "1"}
        plain = jaculus.start_python(jaculus.script(program), **more)
        try:
            plain.stdout.readline()
            done = jaculus.run("dump", plain.pid)
            if allowed and done.returncode == 0:  # else ptrace is not allowed here
                assert f"Thread {plain.pid} (MainThread), waits" in done.stdout
            else:
                assert "could not be asked by Python's debugging interface: " in done.stderr
                assert "Traceback" not in done.stderr
        finally:
            plain.kill()
            plain.communicate()


@pytest.mark.skipif(os.getuid() != 0, reason="needs root, to be another user")
def test_processes_of_others_are_refused(jaculus):
    other = subprocess.Popen(["sleep", "100"], user=65534)
    try:
        done = jaculus.run("dump", other.pid)
        assert (done.returncode, done.stderr) == (1, f"jaculus: process {other.pid} belongs to another user\n")
    finally:
        other.kill()
        other.wait()
