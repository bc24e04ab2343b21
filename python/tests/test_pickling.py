"""Kernels in other processes: by reference, and by source where there is nothing to refer to."""

import gc
import os
import pickle
import subprocess
import sys
import weakref

import numpy as np
import pytest
from conftest import ROOT

from jaculus import int64, njit

FACTOR = np.int64(3)


@njit
def module_level(a):
    pass


def undecorated(a):
    pass


decorated = njit(nogil=True)(undecorated)


def travelled(dispatcher):
    return pickle.loads(pickle.dumps(dispatcher))


def test_by_reference():
    assert travelled(module_level) is module_level
    other = travelled(decorated)
    assert other.py_func is undecorated
    assert other.targetoptions["nogil"]


def make(offset):
    @njit(error_model="numpy")
    def closure(a, b=offset * 2):
        return np.sqrt(a) * FACTOR + offset + module_level(b)

    return closure


def request_of(dispatcher):
    from jaculus.request import Request

    return Request(dispatcher, (int64, int64), None).body


@pytest.mark.parametrize(
    "make_kernel",
    [lambda: make(5), lambda: njit(lambda a: a + FACTOR), lambda: njit([int64(int64)])(lambda a: a)],
    ids=["closure", "lambda", "signed"],
)
def test_by_source(kernels, make_kernel):
    kernels.put("_lambda", "int64", "results[0].i = 1;")
    kernel = make_kernel()
    other = travelled(kernel)
    assert other is not kernel
    assert request_of(other) == request_of(kernel)
    assert (other.__name__, other.__qualname__, other.__module__) == (
        kernel.__name__, kernel.__qualname__, kernel.__module__,
    )  # fmt: skip
    assert other.signatures == kernel.signatures
    assert travelled(other) is not other


def test_recursive_closure():
    def make():
        @njit
        def down(n):
            return down(n - 1) if n else 0

        return down

    other = travelled(make())
    assert other.py_func.__globals__["down"] is other


def test_spawned_process(kernels, tmp_path):
    kernels.put("twice", "int64", "results[0].i = args[0].i * 2;")
    (tmp_path / "p.py").write_text(
        "import multiprocessing\nfrom jaculus import njit\n@njit\ndef twice(x):\n    return x * 2\n"
        "if __name__ == '__main__':\n    for how in ('spawn', 'fork', 'forkserver'):\n"
        "        with multiprocessing.get_context(how).Pool(2) as pool:\n            print(pool.map(twice, range(5)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    done = subprocess.run(
        [sys.executable, tmp_path / "p.py"], env=environment, capture_output=True, text=True, timeout=90
    )
    assert done.stdout == "[0, 2, 4, 6, 8]\n" * 3, done.stderr


def test_dispatchers_are_freed(kernels):
    kernels.put("closure", "int64", "results[0].i = 1;")
    kernel = make(7)
    kernel(1)
    reference = weakref.ref(kernel)
    del kernel
    gc.collect()
    assert reference() is None
