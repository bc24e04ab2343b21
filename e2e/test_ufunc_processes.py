"""Ufuncs in threads and other processes, under the profiler, and that nothing leaks."""

import contextlib
import gc
import multiprocessing
import os
import re
import signal
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import jaculus


@jaculus.vectorize
def dynamic(a, b):
    return a * 2 + b


@jaculus.vectorize(["int64(int64)", "float64(float64)"], target="parallel")
def shared(a):
    if a < 0:
        raise ValueError("negative", a)
    return a * 3


@jaculus.guvectorize(["void(float64[:], float64[:])"], "(n)->()")
def mean(a, result):
    result[0] = a.sum() / len(a)


@pytest.mark.parametrize("method", ["spawn", "fork", "forkserver"])
def test_ufuncs_go_to_other_processes_and_work_there(method, monkeypatch):
    if method == "fork" and sys.version_info >= (3, 12):
        pytest.skip("Python warns where a process with threads forks")
    folder = str(Path(__file__).resolve().parent)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([folder, *filter(None, sys.path)]))
    assert shared(np.arange(200_000)).sum() == 3 * np.arange(200_000).sum()  # the pool has its threads before a fork
    with ProcessPoolExecutor(1, multiprocessing.get_context(method)) as pool:
        assert pool.submit(dynamic, np.arange(3), 1).result().tolist() == [1, 3, 5]
        assert pool.submit(mean, np.ones((2, 3))).result().tolist() == [1, 1]
        assert pool.submit(called, 200_000).result() == 3 * np.arange(200_000).sum()
        with pytest.raises(ValueError, match="negative"):
            pool.submit(called, -5).result()


def called(count):
    return int(shared(np.arange(min(count, 0), count if count > 0 else 1)).sum())


def test_threads_share_a_ufunc():
    local = jaculus.vectorize(lambda a, b: a * 10 + b)
    failures = []

    def work(number):
        kinds = [np.int8, np.int32, np.float32, np.float64, np.uint16, np.int64]
        for turn in range(60):
            kind = kinds[(number + turn) % len(kinds)]
            a = np.arange(2000, dtype=kind)[:: 1 + turn % 2]
            if not np.array_equal(local(a, a), a.astype(np.float64) * 10 + a):
                failures.append(kind)

    threads = [threading.Thread(target=work, args=(one,)) for one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not failures


@pytest.mark.parametrize("target", ["cpu", "parallel"])
def test_what_a_ufunc_prints_comes_once_and_in_order(target, capfd):
    @jaculus.vectorize(["int64(int64)"], target=target)
    def noisy(a):
        if a % 50_000 == 0:
            print("at", a)
        return a

    noisy(np.arange(150_000))
    sys.stdout.flush()
    assert capfd.readouterr().out == "at 0\nat 50000\nat 100000\n"


@pytest.mark.parametrize("target", ["cpu", "parallel"])
def test_ctrl_c_stops_a_ufunc(target):
    @jaculus.vectorize(["float64(float64)"], target=target)
    def slow(x):
        for _ in range(1_000_000):
            x = x * 0.999 + 1.0
        return x

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    time.sleep(0.05)  # a handler that was set just now is seen by the next call but one
    slow(1.0)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    begun = time.monotonic()
    try:
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            slow(np.arange(4000.0))  # more than ten seconds
        assert time.monotonic() - begun < 5
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_a_hundred_thousand_calls_leave_memory_as_it_was():
    x, negative, matrix = np.arange(10), np.array([1, -1]), np.ones((2, 3))

    def work(count):
        for _ in range(count):
            dynamic(x, x)
            dynamic(1, 2.5)
            dynamic(x[::2], 1)
            mean(matrix)
            shared(x)

    def fail(count):
        for _ in range(count):
            with contextlib.suppress(ValueError):
                shared(negative)

    work(1000), fail(1000)
    gc.collect()
    blocks, bytes_before = sys.getallocatedblocks(), resident()
    work(20_000), fail(1000)
    gc.collect()
    assert sys.getallocatedblocks() - blocks < 500
    assert resident() - bytes_before < 4 << 20


def test_ufuncs_that_nobody_holds_are_freed():
    def make(count):
        for _ in range(count):
            cpu = jaculus.vectorize(["float64(float64)"])(lambda x: x + 1)
            parallel = jaculus.vectorize(["float64(float64)"], target="parallel")(lambda x: x + 2)
            general = jaculus.guvectorize(["void(float64[:], float64[:])"], "(n)->(n)")(lambda x, y: None)
            cpu(1.0), parallel(1.0), general(np.ones(2))

    make(3)
    gc.collect()
    ufuncs = sum(issubclass(type(one), np.ufunc) for one in gc.get_objects())
    make(20)
    gc.collect()
    assert sum(issubclass(type(one), np.ufunc) for one in gc.get_objects()) == ufuncs


PROGRAM = """\
import time
import numpy as np
from jaculus import guvectorize, vectorize

@vectorize(["float64(float64)"])
def first(x):
    for i in range(100):
        x = x * 0.999 + 1.0
    return x

@vectorize(["float64(float64)"], target="parallel")
def second(x):
    for i in range(100):
        x = x * 0.999 + 1.0
    return x

@guvectorize(["void(float64[:], float64[:])"], "(n)->(n)")
def third(x, out):
    for i in range(len(x)):
        y = x[i]
        for j in range(100):
            y = y * 0.999 + 1.0
        out[i] = y

a = np.arange(100_000.0)
end = time.time() + 3
while time.time() < end:
    first(a), second(a), third(a)
"""


def test_the_profiler_sees_the_lines_of_ufuncs(jaculus):
    done = jaculus.run("annotate", jaculus.script(PROGRAM))
    shares = [float(one) for one in re.findall(r"^ *([\d.]+)% .* \* 0.999 \+ 1.0$", done.stderr, re.MULTILINE)]
    assert len(shares) == 3, done.stdout + done.stderr
    assert min(shares) > 10
    assert sum(shares) > 60
