"""`annotate --perf`: perf_event is the clock, of threads and children too; else timers, and the report says so."""

import json

import pytest

pytestmark = pytest.mark.alone  # whose samples are counted while nothing else runs

PROGRAM = """\
import os, threading, time
from jaculus import njit

@njit(nogil=True)
def work(n):
    x = 1.0
    for i in range(n):
        x = x * 0.999 + 1.0
    return x

work(1)

def busy(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        work(20_000)

thread = threading.Thread(target=busy, args=(0.3,))
thread.start()
busy(0.6)
thread.join()
if os.fork() == 0:
    busy(0.3)
    os._exit(0)
os.wait()
print(sorted(int(one) for one in os.listdir("/proc/self/fd"))[:3])
"""


def sampled(jaculus, *options, program=PROGRAM):
    file = jaculus.folder / "profile.json"
    done = jaculus.run("annotate", *options, "--json", file, jaculus.script(program))
    return json.loads(file.read_text()), done


def test_ticks_come_at_the_rate_that_was_asked_for(jaculus):
    profile, done = sampled(jaculus, "--perf", "--rate", 4000)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "[0, 1, 2]\n"  # small numbers are the program's
    if any("perf_event" in one for one in profile["run"]["remarks"]):
        pytest.skip("perf_event is not allowed here")
    kinds = [one["id"] for one in profile["kinds"]]
    samples = profile["samples"]
    kernel = {}
    for thread, kind, weight in zip(samples["thread"], samples["kind"], samples["weight"], strict=True):
        if kinds[kind] == "kernel":
            process = profile["threads"][thread]["process"]
            kernel.setdefault(process, []).append((thread, weight))
    seconds = {
        process: sorted(sum(w for t, w in all_of_it if t == one) / 4000 for one in {t for t, _ in all_of_it})
        for process, all_of_it in kernel.items()
    }
    assert seconds[0] == [pytest.approx(0.3, rel=0.15), pytest.approx(0.6, rel=0.15)]
    assert [one for process, all_of_it in seconds.items() for one in all_of_it if process] == [
        pytest.approx(0.3, rel=0.15)
    ]
    assert profile["lost"] == profile["unsampled_threads"] == 0


@pytest.mark.parametrize("wanted", ["EACCES", "ENOSYS", "EMFILE", "EINVAL"])
def test_why_there_is_none_is_a_sentence(jaculus, wanted):
    done = jaculus.python(
        "-c", f"import errno; from jaculus import sampling; print(sampling._why_no_perf(errno.{wanted}))"
    )
    assert "perf_event" in done.stdout
    assert done.stdout.endswith(".\n")


def test_without_a_descriptor_for_it_there_is_an_error_and_timers_go_on(jaculus):
    program = """\
import ctypes, os, resource
from jaculus import sampling
runtime = ctypes.CDLL(sampling._library())
limit = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (3, limit[1]))
failed = runtime.jac_sampler_by_perf(1)
resource.setrlimit(resource.RLIMIT_NOFILE, limit)
print(failed != 0)
import jaculus
with jaculus.profile() as p:
    sum(range(10_000_000))
print("<module>" in p.text())
"""
    done = jaculus.python(jaculus.script(program))
    assert (done.stdout, done.stderr) == ("True\nTrue\n", "")
