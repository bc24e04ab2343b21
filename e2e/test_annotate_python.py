"""The report of `annotate` over plain Python: its lines, whatever the program does to signals, code and memory."""

import collections
import json
import re
import subprocess

import pytest
from test_annotate import Report, assert_three_to_one

pytestmark = pytest.mark.alone  # whose samples are counted while nothing else runs


# As many lines as the kernels of test_annotate have, with the same shares; no kernel is in it.
PLAIN = """\
import os, sys, threading, time


# the functions begin in the same lines as there
def long_loop(n):
    x = 1.0
    for i in range(3 * n):
        x = x * 0.999 + 1.0
    return x

# and this one too
def short_loop(n):
    x = 1.0
    for i in range(n):
        x = x * 0.999 + 1.0
    return x

def work(seconds):
    n = 500
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        n = 500 + (n * 7919) % 3001
        long_loop(n)
        short_loop(n)
"""


def plain(done, lines=96):
    """The report of a program without kernels: the lines of functions are all of its time."""
    report = Report(done.stderr)
    assert sum(report.lines.values()) >= lines, report.text
    report.non_kernel = 0
    return report


def test_lines_of_plain_python_have_their_shares(jaculus):
    report = plain(jaculus.run("annotate", jaculus.script(PLAIN + "work(1.5)\n")))
    assert report.files == ["script.py"]
    assert re.search(r"s +8 \|         x = x \* 0.999 \+ 1.0\n", report.text)
    assert_three_to_one(report, 1.5)


@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)", "os.abort()"])
def test_however_the_program_ends_its_lines_are_known(jaculus, end):
    assert_three_to_one(plain(jaculus.run("annotate", jaculus.script(PLAIN + f"work(0.8)\n{end}\n"))), 0.8)


def test_threads_and_children_have_their_lines(jaculus):
    program = (
        "threads = [threading.Thread(target=work, args=(0.4,)) for _ in range(2)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]\n"
        "if os.fork() == 0:\n    work(0.4)\n    os._exit(0)\nos.wait()\n"
    )
    assert_three_to_one(plain(jaculus.run("annotate", jaculus.script(PLAIN + program))), 1.2)


def test_code_that_is_gone_keeps_its_lines(jaculus):
    program = (
        "def made(number):\n"
        "    names = {}\n"
        "    text = chr(10) * number + 'def f():\\n    for i in range(3000): pass\\n'\n"
        "    exec(compile(text, f'made{number}', 'exec'), names)\n"
        "    return names['f']\n"
        "end = time.process_time() + 1\n"
        "while time.process_time() < end:\n"
        "    for number in range(5):\n"
        "        made(number)()\n"
    )
    text = jaculus.run("annotate", jaculus.script(PLAIN + program)).stderr
    for number in range(5):
        assert f"## File `made{number}`" in text
        assert re.search(rf"s +{number + 1} \| f\n(.*\n)*?.*s +{number + 2} \|$", text, re.MULTILINE), text


def test_deep_recursion_is_no_trouble(jaculus):
    program = "def down(n):\n    return down(n - 1) if n else work(0.3)\nsys.setrecursionlimit(5000)\ndown(3000)\n"
    assert_three_to_one(plain(jaculus.run("annotate", jaculus.script(PLAIN + program))), 0.3)


def test_generators_comprehensions_and_lambdas_have_their_lines(jaculus):
    program = (
        "def numbers(n):\n    for i in range(n):\n        yield i * 2\n"
        "import time\nend = time.process_time() + 0.6\n"
        "while time.process_time() < end:\n"
        "    total = sum(numbers(2000))\n"
        "    squares = [i * i for i in range(2000)]\n"
        "    sorted(range(2000), key=lambda i: -i)\n"
    )
    report = plain(jaculus.run("annotate", jaculus.script(program)))
    assert min(report.share(lines) for lines in ([2, 3], [8], [9])) > 10, report.text


def test_a_program_with_a_handler_of_faults_is_sampled_all_the_same(jaculus):
    program = "import faulthandler\nfaulthandler.enable()\nwork(0.6)\nimport ctypes\nctypes.string_at(0)\n"
    done = jaculus.run("annotate", jaculus.script(PLAIN + program))
    assert done.returncode == 128 + 11
    assert "Fatal Python error: Segmentation fault" in done.stderr
    assert_three_to_one(plain(done), 0.6)


@pytest.mark.parametrize("fault", ["import ctypes\nctypes.string_at(0)", "os.kill(os.getpid(), 11)"])
def test_a_fault_ends_the_program_as_ever(jaculus, fault):
    done = jaculus.run("annotate", jaculus.script(PLAIN + f"work(0.3)\n{fault}\n"))
    assert done.returncode == 128 + 11
    assert_three_to_one(plain(done), 0.3)


def test_a_program_may_handle_its_faults_itself(jaculus):
    program = (
        "import signal\nsignal.signal(signal.SIGSEGV, lambda *a: print('seen'))\nos.kill(os.getpid(), 11)\nwork(0.3)\n"
    )
    done = jaculus.run("annotate", jaculus.script(PLAIN + program))
    assert (done.returncode, done.stdout) == (0, "seen\n")
    assert_three_to_one(plain(done), 0.3)


def test_the_time_of_an_import_is_the_line_that_imports(jaculus):
    program = PLAIN + "import unittest.mock, http.server, multiprocessing.pool\nwork(0.1)\n"
    report = Report(jaculus.run("annotate", jaculus.script(program)).stderr)
    line = len(PLAIN.splitlines()) + 1
    assert report.files == ["script.py"], report.text
    assert report.lines.get(line, 0) > 3, report.text


STRESS = """
import gc, threading, time
counts = [0] * 4
def churn(me):
    end = time.time() + SECONDS
    number = 0
    while time.time() < end:
        number += 1
        body = f"if n: return f{number}(n - 1)\\n    return [g for g in (i for i in range(20))]"
        text = chr(10) * (number % 50) + f"def f{number}(n):\\n    {body}\\nf{number}({number % 40})\\n"
        exec(compile(text, f"<made {number % 50}>", "exec"), {})
        counts[me] += 1
        if number % 500 == 0:
            gc.collect()
threads = [threading.Thread(target=churn, args=(i,)) for i in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print("made", min(counts) > 100)
"""


# Timers of processor time tick some hundred times a second, whatever is asked for: this sends their signal as they do.
PUMP = r"""
#define _GNU_SOURCE
#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
static int sampler_signal;
static void *pump(void *unused) {
    int me = (int) syscall(SYS_gettid);
    sigset_t every;
    sigfillset(&every);
    pthread_sigmask(SIG_SETMASK, &every, NULL);
    for (;;) {
        int threads[64], count = 0;
        DIR *tasks = opendir("/proc/self/task");
        struct dirent *entry;
        while (tasks != NULL && (entry = readdir(tasks)) != NULL && count < 64) {
            int thread = atoi(entry->d_name);
            if (thread > 0 && thread != me) threads[count++] = thread;
        }
        if (tasks != NULL) closedir(tasks);
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i < count; i++) {
                siginfo_t tick = {.si_signo = sampler_signal, .si_code = SI_TIMER};
                syscall(SYS_rt_tgsigqueueinfo, getpid(), threads[i], sampler_signal, &tick);
            }
            struct timespec pause = {0, 20000};
            nanosleep(&pause, NULL);
        }
    }
    return unused;
}
void start(int signal) {
    pthread_t thread;
    sampler_signal = signal;
    pthread_create(&thread, NULL, pump, NULL);
}
"""
START_PUMP = """
import ctypes
caught = int(next(line for line in open("/proc/self/status") if line.startswith("SigCgt")).split()[1], 16)
ctypes.CDLL("PATH").start(max(one for one in range(36, 60) if caught >> (one - 1) & 1))
"""


@pytest.mark.parametrize("handler", ["", "import faulthandler; faulthandler.enable()\n"])
@pytest.mark.parametrize("options", [[], ["--wall"]])
def test_much_code_that_comes_and_goes_is_sampled_without_a_crash(jaculus, request, handler, options):
    slow = request.config.getoption("--slow")
    program = handler + STRESS.replace("SECONDS", "60" if slow else "4")
    if slow:
        source, library = jaculus.script(PUMP, "pump.c"), jaculus.folder / "pump.so"
        subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", library, source, "-lpthread"], check=True)
        program = START_PUMP.replace("PATH", str(library)) + program
    file = jaculus.folder / "profile.json"
    done = jaculus.run("annotate", "--rate", "20000", *options, "--json", file, jaculus.script(program))
    assert (done.returncode, done.stdout) == (0, "made True\n"), done.stderr
    profile = json.loads(file.read_text())
    frames, functions = profile["frames"], profile["functions"]
    made = 0
    for function, line in zip(frames["function"], frames["line"], strict=True):
        number = re.fullmatch(r"<made (\d+)>", functions[function]["file"])
        if number:
            made += 1
            first = int(number[1]) + 1
            assert line in {1, *range(first, first + 4)}, (functions[function], line)  # a module begins in line 1
    assert made > (1000 if slow else 3)


NATIVE = """
import time, threading
import numpy as np
from numba import njit, prange

@njit
def roots(a):
    t = 0.0
    for i in range(a.size):
        t = np.cbrt(a[i] + 1e-9 * t)  # each waits for the one before: no vectors
    return t

@njit
def product(a):
    return a @ a

@njit(parallel=True)
def waves(a):
    t = 0.0
    for i in prange(a.size):
        t += np.tanh(a[i])
    return t

def main():
    a, m = np.random.rand(1_000_000), np.random.rand(600, 600)
    end = time.process_time() + 2
    while time.process_time() < end:
        roots(a), product(m), waves(a), waves(a)
        np.sort(a)

main()
"""


def stacks(jaculus, script, *options):
    """What `--collapsed` has: the names of frames, and how many samples."""
    file = jaculus.folder / "stacks.txt"
    done = jaculus.run("annotate", *options, "--collapsed", file, script)
    assert done.returncode == 0, done.stderr
    found = []
    for line in file.read_text().splitlines():
        frames, _, weight = line.rpartition(" ")
        found.append(([frame.partition(" (")[0] for frame in frames.split(";")], int(weight)))
    return found


def test_native_code_is_named_below_the_line_that_called_it(jaculus):
    found = stacks(jaculus, jaculus.script(NATIVE))

    def weight(*names):
        return sum(weight for frames, weight in found if set(names) <= set(frames))

    # How much each takes depends on the machine and its BLAS; where the samples lie does not.
    assert weight("<module>", "main", "roots", "cbrt") > max(10, 0.5 * weight("roots")), found
    assert weight("main", "product", "scipy_dgemm_64_") > max(5, 0.5 * weight("main", "product")), found
    assert weight("main", "sort", "PyArray_Sort") > max(5, 0.5 * weight("main", "sort")), found
    # Threads that work on a loop work for the line that has it.
    assert weight("waves") > 20, found
    assert weight("main", "waves") > 0.98 * weight("waves"), found


def test_garbage_collection_has_its_name(jaculus):
    script = "import gc\na = [[i] for i in range(300_000)]\nfor _ in range(30):\n    gc.collect()\n"
    found = stacks(jaculus, jaculus.script(script))
    collecting = sum(weight for frames, weight in found if any("gc_collect" in frame for frame in frames))
    assert collecting > 0.5 * sum(weight for _, weight in found), found


WAITS = """
import queue, threading, time
def sleeper():
    time.sleep(1.5)
both = threading.Barrier(2)
def spins(seconds):
    both.wait()
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
q = queue.Queue()
def getter():
    q.get()
threads = [threading.Thread(target=sleeper, name="sleeper"), threading.Thread(target=getter, name="getter")]
threads += [threading.Thread(target=spins, args=(0.7,), name=f"spinner {i}") for i in range(2)]
for t in threads: t.start()
time.sleep(1.5)
q.put(1)
for t in threads: t.join()
"""


def test_waiting_is_shown_apart_from_work(jaculus):
    file = jaculus.folder / "profile.json"
    done = jaculus.run("annotate", "--wall", "--json", file, jaculus.script(WAITS))
    assert done.returncode == 0, done.stderr
    profile = json.loads(file.read_text())
    kinds = [kind["id"] for kind in profile["kinds"]]
    seconds = collections.Counter()
    samples = profile["samples"]
    for thread, kind, weight in zip(samples["thread"], samples["kind"], samples["weight"], strict=True):
        seconds[profile["threads"][thread]["name"], kinds[kind] == "waiting"] += weight / profile["rate"]
    for name in ("sleeper", "getter"):
        assert seconds[name, True] == pytest.approx(1.5, abs=0.3), seconds
        assert seconds[name, False] < 0.2, seconds
    assert seconds["MainThread", True] > 1.2, seconds  # as long as the others take, on a busy machine too
    assert seconds["MainThread", False] < 0.3, seconds
    for name in ("spinner 0", "spinner 1"):  # each waits for the other: one works at a time
        assert seconds[name, False] == pytest.approx(0.7, abs=0.15), seconds
        assert seconds[name, True] == pytest.approx(0.7, abs=0.35), seconds


def test_processes_and_threads_have_their_names(jaculus):
    program = (
        "import concurrent.futures, multiprocessing\n"
        "if __name__ == '__main__':\n"
        "    for method in 'fork', 'spawn':\n"
        "        one = multiprocessing.get_context(method).Process(target=work, args=(0.3,), name=f'by {method}')\n"
        "        one.start(), one.join()\n"
        "    threading.Thread(target=work, args=(0.2,), name='by hand').start()\n"
    )
    file = jaculus.folder / "profile.json"
    script = jaculus.script(PLAIN.replace("import os", "import jaculus.as_numba, os") + program)
    done = jaculus.run("annotate", "--json", file, script)
    assert done.returncode == 0, done.stderr
    profile = json.loads(file.read_text())
    names = {process["name"] for process in profile["processes"]}
    assert {"by fork", "by spawn"} <= names, names
    assert {"MainThread", "by hand"} <= {thread["name"] for thread in profile["threads"]}
