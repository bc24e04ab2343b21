"""Servers that are killed, entries that are damaged, several processes and threads at once."""

import os
import signal
import subprocess

import pytest

KERNEL = """
import sys, threading
import numpy as np
from jaculus import njit

@njit
def work(a, k):
    total = 0.0
    for i in range(len(a)):
        total += a[i] * k
    return total
"""
ONE = KERNEL + "print(work(np.arange(5.0), 2.0), len(work.stats.cache_hits))\n"
THREADS = (
    KERNEL
    + """
kinds = [np.float32, np.float64, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64]
results = {}
def run(kind):
    results[kind] = work(np.arange(5, dtype=kind), 2.0)
threads = [threading.Thread(target=run, args=[kind]) for kind in kinds]
[t.start() for t in threads]
[t.join() for t in threads]
print(sorted(results.values()))
"""
)


@pytest.fixture
def one(jaculus):
    """A script whose kernel gives 20.0; it prints that and how often the cache had it."""
    return jaculus.script(ONE)


def test_second_process_needs_no_server(jaculus, one):
    assert jaculus.python(one).stdout == "20.0 0\n"
    assert jaculus.python(one, JACULUS_RUNTIME_DIR=jaculus.folder / "none").stdout == "20.0 1\n"
    assert not (jaculus.folder / "none").exists()


@pytest.mark.parametrize("damage", ["truncate", "flip"])
def test_damaged_entries_are_compiled_again(jaculus, one, damage):
    assert jaculus.python(one).stdout == "20.0 0\n"
    (path,) = jaculus.cache.rglob("*.so")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] if damage == "truncate" else data[:100] + b"\xff" + data[101:])
    assert jaculus.python(one).stdout == "20.0 0\n"
    assert jaculus.python(one).stdout == "20.0 1\n"


def test_two_processes_of_ten_threads(jaculus):
    script = jaculus.script(THREADS)
    processes = [jaculus.start_python(script) for _ in range(2)]
    assert [process.communicate(timeout=120)[0] for process in processes] == [f"{[20.0] * 10}\n"] * 2
    assert int(jaculus.server()["kernels compiled"]) == 10  # each of the ten kinds once, however many ask


def test_killed_server_is_started_again(jaculus):
    text = KERNEL + "print(work(np.arange(5.0), 2.0), flush=True)\nsys.stdin.read()\nprint(work(np.arange(5), 2.0))\n"
    process = jaculus.start_python(jaculus.script(text), stdin=subprocess.PIPE)
    assert process.stdout.readline() == "20.0\n"
    pid = jaculus.server_pid()
    os.kill(pid, signal.SIGKILL)
    output, error = process.communicate(timeout=60)
    assert output == "20.0\n", error
    assert jaculus.server_pid() != pid


def test_cache_that_cannot_be_written_is_a_warning(jaculus, one):
    blocked = jaculus.folder / "blocked"
    blocked.write_text("not a folder")
    done = jaculus.python(one, JACULUS_CACHE_DIR=blocked)
    assert (done.returncode, done.stdout) == (0, "20.0 0\n"), done.stderr
    assert done.stderr.count("NumbaSystemWarning") == 1


def test_many_kernels_from_a_spawned_pool(jaculus):
    script = jaculus.script(
        "import multiprocessing\nfrom jaculus import njit\n@njit\ndef twice(x):\n    return x * 2\n"
        "if __name__ == '__main__':\n    for how in ('spawn', 'fork'):\n"
        "        with multiprocessing.get_context(how).Pool(2) as pool:\n            print(pool.map(twice, range(5)))\n"
    )
    done = jaculus.python(script)
    assert done.stdout == "[0, 2, 4, 6, 8]\n" * 2, done.stderr
