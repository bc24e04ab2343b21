"""Threads around kernels: the GIL, forks, several callers at once, and the end of the process."""

import multiprocessing
import subprocess
import sys
import textwrap
import threading
import time

import numpy as np
import pytest

from jaculus import get_num_threads, njit, prange, set_num_threads


@njit(parallel=True)
def squares(a):
    s = 0.0
    for i in prange(len(a)):
        t = np.empty(2)
        t[0] = a[i]
        s += t[0] * t[0]
    return s


@njit(nogil=True)
def spin(n):
    s = 0
    for i in range(n):
        s = s * 3 + i ^ (s >> 3)
    return s


@njit(parallel=True)
def spin_in_parallel(n):
    s = 0
    for i in prange(n):
        t = i
        for k in range(1000):
            t = t * 3 + k ^ (t >> 3)
        s ^= t
    return s


def ticks_during(work):
    """How often another Python thread gets to run while `work` does."""
    count, done = 0, False

    def tick():
        nonlocal count
        while not done:
            count += 1
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    before = count
    work()
    ticks = count - before
    done = True
    thread.join()
    return ticks


@pytest.mark.parametrize(("kernel", "size"), [(spin, 60_000_000), (spin_in_parallel, 200_000)])
def test_other_python_threads_run_beside_a_kernel(kernel, size):
    kernel(10)
    assert ticks_during(lambda: kernel(size)) > 5


def test_kernels_of_several_python_threads():
    a = np.ones(10_000)
    results, failures = [], []

    def call():
        try:
            for _ in range(50):
                results.append(squares(a))
        except BaseException as e:
            failures.append(e)

    threads = [threading.Thread(target=call) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not failures
    assert results == [10_000.0] * 300


SHARED = textwrap.dedent(
    """
    import threading
    import numpy as np
    from jaculus import get_thread_id, njit, prange, vectorize

    @njit(parallel=True)
    def who(n, m):
        ids = np.zeros(n, np.int64)
        sums = np.zeros(n)
        for i in prange(n):
            s = 0.0
            for k in range(m):
                s = s * 0.5 + k
            ids[i] = get_thread_id()
            sums[i] = s
        return ids, sums

    @vectorize(["float64(float64)"], target="parallel")
    def series(x):
        for k in range(200):
            x = x * 0.5 + k
        return x

    _, right = who(4, 20_000)
    elements = series(np.zeros(5))[0]
    helped = {}

    def call(name):
        for round in range(400):
            ids, sums = who(300, 20_000)
            assert (sums == right[0]).all() and 0 <= ids.min() and ids.max() < 4
            helped[name] = helped.get(name, 0) + (ids != 0).sum()
            assert (series(np.zeros(20_000)) == elements).all()
            if all(helped.get(one, 0) > 200 for one in "ab"):
                break

    threads = [threading.Thread(target=call, args=name) for name in "ab"]
    for one in threads: one.start()
    for one in threads: one.join()
    print(all(helped[one] > 200 for one in "ab"))
    """
)


def test_two_python_threads_share_the_pool(tmp_path, monkeypatch):
    program = tmp_path / "program.py"
    program.write_text(SHARED)
    monkeypatch.setenv("JACULUS_NUM_THREADS", "4")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=100, check=False)
    assert done.stdout == "True\n", done.stderr


def test_the_number_of_threads_is_each_callers_own():
    most = get_num_threads()
    seen = []

    def other():
        seen.append(get_num_threads())
        set_num_threads(1)
        seen.append(get_num_threads())

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert seen == [most, 1]
    assert get_num_threads() == most


def _in_child(queue):
    queue.put(squares(np.ones(10_000)))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_parent_and_child_both_run_loops_in_parallel(method):
    context = multiprocessing.get_context(method)
    assert squares(np.ones(10_000)) == 10_000
    for _ in range(2):
        queue = context.Queue()
        child = context.Process(target=_in_child, args=(queue,))
        child.start()
        assert squares(np.ones(10_000)) == 10_000
        assert queue.get(timeout=60) == 10_000
        child.join(timeout=60)
        assert child.exitcode == 0


PROGRAM = textwrap.dedent(
    """
    import sys
    import numpy as np
    from jaculus import get_num_threads, njit, prange, threading_layer

    @njit(parallel=True)
    def total(a):
        s = 0.0
        for i in prange(len(a)):
            s += a[i]
        return s

    print(get_num_threads(), total(np.ones(1000)), threading_layer())
    """
)


@pytest.mark.parametrize(("variable", "threads"), [("NUMBA_NUM_THREADS", "3"), ("JACULUS_NUM_THREADS", "1")])
def test_the_environment_says_how_many_and_the_process_ends(variable, threads, tmp_path, monkeypatch):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    monkeypatch.setenv(variable, threads)
    done = subprocess.run(
        [sys.executable, program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{threads} 1000.0 jaculus\n"


def test_where_not_all_threads_can_be_started_the_others_do_it(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    # A thousand stacks do not fit into so little address space.
    shell = [
        "bash",
        "-c",
        'ulimit -v 3000000; JACULUS_NUM_THREADS=1000 exec "$0" "$1"',
        sys.executable,
        str(program),
    ]
    done = subprocess.run(shell, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "1000 1000.0 jaculus\n"


INTERRUPTED = textwrap.dedent(
    """
    import os, signal, threading, time
    import numpy as np
    from jaculus import njit, prange

    signal.signal(signal.SIGINT, signal.default_int_handler)

    @njit(parallel=True)
    def long(n, m):
        out = np.zeros(n)
        for i in prange(n):
            x = i * 1.0
            for k in range(m):
                x = x * 0.5 + k
            out[i] = x
        return out

    assert long(2, 2).sum() == 2.25
    for _ in range(3):
        threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        start = time.perf_counter()
        try:
            long(4000, 5_000_000)
        except KeyboardInterrupt:
            assert time.perf_counter() - start < 3  # a busy machine; alone it takes 0.3 s
        else:
            raise AssertionError("it ran to its end")
    assert long(2, 2).sum() == 2.25
    print("interrupted")
    """
)


def test_ctrl_c_ends_a_parallel_loop(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(INTERRUPTED)
    done = subprocess.run(
        [sys.executable, program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "interrupted\n", done.stderr
