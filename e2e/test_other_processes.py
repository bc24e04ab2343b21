"""Kernels in the processes of multiprocessing, joblib, dask and cloudpickle (./check installs them)."""

import importlib.util
import os
import subprocess
import sys
import textwrap

import pytest

MODULE = """
import numpy as np
from numba import generated_jit, jit, njit, types

SCALE = 3


@njit(nogil=True)
def scaled(a):
    return a * SCALE


@jit(forceobj=True)
def mixed(x):
    found = {}
    for i in range(x):
        x += i
    found["x"] = x
    return found


def made(offset):
    @njit
    def shifted(x):
        return scaled(x) + offset

    return shifted


class Holder:
    @staticmethod
    @njit
    def twice(x):
        return 2 * x

    @njit
    def method(self, x):
        return x


@generated_jit
def kind(x):
    return (lambda x: 1) if isinstance(x, types.Integer) else (lambda x: 2)
"""


def run(tmp_path, body, needs=None):
    """Runs a program whose `main` uses kernels of its own and of a module; it must print `fine`."""
    if needs and importlib.util.find_spec(needs) is None:
        pytest.skip(f"{needs} is not installed")
    (tmp_path / "kernels.py").write_text(MODULE)
    program = tmp_path / "program.py"
    program.write_text(
        "import numpy as np\nfrom numba import jit, njit\nimport kernels\n\n\n"
        "@jit(forceobj=True)\ndef mixed(x):\n    for i in range(x):\n        x += kernels.SCALE\n    return [x]\n\n\n"
        "@njit\ndef own(x):\n    return kernels.scaled(x) + 1\n\n\n"
        "HERE = kernels.made(5)\n\n\n"
        f"def main():\n{textwrap.indent(textwrap.dedent(body), '    ')}\n    print('fine')\n\n\n"
        "if __name__ == '__main__':\n    main()\n"
    )
    package = os.path.dirname(os.path.dirname(importlib.util.find_spec("jaculus").origin))
    path = os.pathsep.join([package, os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-P", "-m", "jaculus._launch", "run", "program.py"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.stdout.endswith("fine\n"), done.stdout + done.stderr


FUNCTIONS = "own, kernels.scaled, kernels.made(5), HERE, kernels.Holder.twice, kernels.kind, mixed, kernels.mixed"
EXPECTED = "[10, 9, 14, 14, 6, 1, [12], {'x': 6}]"


@pytest.mark.parametrize("method", ["spawn", "fork", "forkserver"])
@pytest.mark.parametrize("called_before", [False, True])
def test_multiprocessing(tmp_path, method, called_before):
    run(
        tmp_path,
        f"""
        import multiprocessing
        functions = [{FUNCTIONS}]
        if {called_before}:
            assert [f(3) for f in functions] == {EXPECTED}
        with multiprocessing.get_context("{method}").Pool(2) as pool:
            found = [[pool.apply(f, (3,)) for f in functions] for _ in range(3)]
        assert found == [{EXPECTED}] * 3, found
        """,
    )


def test_threads_and_a_fork(tmp_path):
    run(
        tmp_path,
        """
        import os
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(own, range(20))) == [3 * x + 1 for x in range(20)]
        child = os.fork()
        if child == 0:
            os._exit(0 if HERE(1.5) == 9.5 and own(2) == 7 else 1)
        assert os.waitpid(child, 0)[1] == 0
        """,
    )


def test_joblib(tmp_path):
    run(
        tmp_path,
        f"""
        import joblib
        for backend in "loky", "multiprocessing", "threading":
            for f, expected in zip([{FUNCTIONS}], {EXPECTED}):
                assert joblib.Parallel(2, backend=backend)(joblib.delayed(f)(3) for _ in range(2)) == [expected] * 2
        memory = joblib.Memory("cache", verbose=0)
        assert memory.cache(own)(3) == 10
        """,
        "joblib",
    )


def test_dask(tmp_path):
    run(
        tmp_path,
        f"""
        import dask
        tasks = [dask.delayed(f)(3) for f in ({FUNCTIONS})]
        for scheduler in "threads", "processes", "synchronous":
            assert list(dask.compute(*tasks, scheduler=scheduler)) == {EXPECTED}
        """,
        "dask",
    )


def test_cloudpickle(tmp_path):
    run(
        tmp_path,
        f"""
        import cloudpickle, pickle, subprocess, sys
        local = 7
        @njit
        def inner(x):
            return own(x) + local
        functions = [{FUNCTIONS}, inner]
        assert [pickle.loads(cloudpickle.dumps(f))(3) for f in functions] == {EXPECTED} + [17]
        text = cloudpickle.dumps(lambda x: inner(x) + HERE(x))
        code = "import pickle, sys; print(pickle.loads(sys.stdin.buffer.read())(3))"
        done = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True)
        assert done.stdout.strip() == b"31", done
        """,
        "cloudpickle",
    )


def test_a_dispatcher_is_one_object_where_it_arrives(tmp_path):
    run(
        tmp_path,
        """
        import copy, pickle
        again = pickle.loads(pickle.dumps([own, own, kernels.scaled]))
        assert again[0] is again[1] and again[2] is kernels.scaled
        assert copy.deepcopy(own) is own and copy.copy(own) is own
        assert kernels.Holder.twice(4) == kernels.Holder().twice(4) == 8
        """,
    )
