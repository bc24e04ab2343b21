"""dask's workers, pools of processes, and kernels that travel with their machine code: how often is one compiled?"""

import subprocess
import sys

import pytest
from product import BUILD, Jaculus

slow = pytest.mark.skipif("--slow" not in sys.argv, reason="one of its kind runs without --slow")

KERNEL = """
import concurrent.futures, multiprocessing
import numpy as np
from jaculus import njit, ship


@njit
def smoothed(a):
    result = np.zeros_like(a)
    for i in range(1, a.shape[0] - 1):
        for j in range(a.shape[1]):
            result[i, j] = (a[i - 1, j] + 2 * a[i, j] + a[i + 1, j]) / 4
    return result


BLOCK = np.arange(600.0).reshape(20, 30)
WANTED = smoothed.py_func(BLOCK)

"""

MAIN = "\nif __name__ == '__main__':\n"

POOLS = {
    "spawn": "multiprocessing.get_context('spawn').Pool(4)",
    "forkserver": "multiprocessing.get_context('forkserver').Pool(4)",
    "futures": "concurrent.futures.ProcessPoolExecutor(4, multiprocessing.get_context('spawn'))",
}


@pytest.mark.parametrize("pool", ["spawn", *(pytest.param(one, marks=slow) for one in POOLS if one != "spawn")])
def test_a_pool_compiles_a_kernel_once(jaculus, pool):
    text = f"    with {POOLS[pool]} as pool:\n        got = list(pool.map(smoothed, [BLOCK] * 12))\n"
    text += "    print(len(got), all(np.array_equal(one, WANTED) for one in got))\n"
    done = jaculus.python(jaculus.script(KERNEL + MAIN + text))
    assert (done.stdout, done.stderr) == ("12 True\n", "")
    assert jaculus.server()["kernels compiled"] == "1"


@slow
def test_joblibs_processes_compile_a_kernel_once(jaculus):
    text = "    from joblib import Parallel, delayed\n"
    text += "    got = Parallel(4, backend='loky')(delayed(smoothed)(BLOCK) for _ in range(12))\n"
    text += "    print(len(got), all(np.array_equal(one, WANTED) for one in got))\n"
    done = jaculus.python(jaculus.script(KERNEL + MAIN + text))
    assert (done.stdout, done.stderr) == ("12 True\n", "")
    assert jaculus.server()["kernels compiled"] == "1"


DASK = """
    import dask.array
    from distributed import Client, LocalCluster
    with LocalCluster(n_workers=4, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        blocks = dask.array.ones((80, 90), chunks=(20, 30))
        got = blocks.map_blocks(smoothed, dtype=float).compute()
        print(np.array_equal(got, np.tile(smoothed.py_func(np.ones((20, 30))), (4, 3))))
        got = client.gather([client.submit(smoothed, BLOCK, pure=False) for _ in range(12)])
        print(all(np.array_equal(one, WANTED) for one in got))
"""


def test_dasks_workers_share_a_server_and_its_kernels(jaculus):
    done = jaculus.python(jaculus.script(KERNEL + MAIN + DASK))
    assert done.stdout == "True\nTrue\n", done.stderr
    assert len(list(jaculus.runtime.glob("server-*.sock"))) == 1
    kernels = list(jaculus.cache.glob("*.so"))  # for ordinary arrays, those that dask lends, and its broadcast ones
    assert int(jaculus.server()["kernels compiled"]) == len(kernels) <= 3
    assert not [one for one in jaculus.cache.iterdir() if one.suffix not in (".so", ".json")]


SEND = """
    import sys
    import cloudpickle
    got = smoothed(BLOCK)
    smoothed(BLOCK.astype(np.float32))
    half = njit("float32(int64)")(lambda x: x / 2)
    sys.stdout.buffer.write(cloudpickle.dumps([ship(smoothed), ship(half)]))
"""

RECEIVE = """
import pickle, sys
import numpy as np
{before}
kernel, half = pickle.load(open(sys.argv[1], "rb"))
block = np.arange(600.0).reshape(20, 30)
same = np.array_equal(kernel(block), kernel.py_func(block))
print(type(kernel).__name__, same, kernel(block.astype("f4")).dtype, half(3))
"""


@pytest.fixture(scope="module")
def pickle_of_shipped():
    """Bytes; the server and the cache where they were made are gone."""
    sender = Jaculus()
    command = [BUILD / "venv/bin/python", sender.script(KERNEL + MAIN + SEND)]
    done = subprocess.run(command, env=sender.environment, capture_output=True, check=False)
    sender.close()
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def sent(jaculus, pickle_of_shipped):
    """A file with them, in a place with an empty cache."""
    path = jaculus.folder / "sent"
    path.write_bytes(pickle_of_shipped)
    return path


def test_a_shipped_kernel_needs_no_compiler(jaculus, sent):
    done = jaculus.python(jaculus.script(RECEIVE.format(before="")), sent)
    assert (done.stdout, done.stderr) == ("Dispatcher True float32 1.5\n", "")
    assert jaculus.server() == {}
    assert len(list(jaculus.cache.glob("*.so"))) == 3


@pytest.mark.parametrize("other", ["cpu_id", pytest.param("compiler_id", marks=slow)])
def test_for_another_processor_or_build_it_is_compiled(jaculus, sent, other):
    before = f"import jaculus.shipping as s; s.{other} = lambda: 'another'"
    done = jaculus.python(jaculus.script(RECEIVE.format(before=before)), sent)
    assert (done.stdout, done.stderr) == ("Dispatcher True float32 1.5\n", "")
    assert jaculus.server()["kernels compiled"] == "3"


def test_damage_on_the_way_is_a_miss(jaculus, sent):
    data = sent.read_bytes()
    at = data.index(b"JACULUS1") - 100  # in the first kernel's metadata
    sent.write_bytes(data[:at] + b"XXXX" + data[at + 4 :])
    done = jaculus.python(jaculus.script(RECEIVE.format(before="")), sent)
    assert (done.stdout, done.stderr) == ("Dispatcher True float32 1.5\n", "")
    assert jaculus.server()["kernels compiled"] == "1"


def test_where_nothing_can_be_kept_a_shipped_kernel_is_compiled(jaculus, sent):
    (jaculus.folder / "file").touch()
    done = jaculus.python(
        jaculus.script(RECEIVE.format(before="")), sent, JACULUS_CACHE_DIR=jaculus.folder / "file/cache"
    )
    assert done.stdout == "Dispatcher True float32 1.5\n"
    assert done.stderr.count("kernels cannot be kept in") == 1


def test_what_cannot_be_shipped(jaculus):
    text = "from jaculus import njit, ship, vectorize\n"
    text += "for one in (njit(lambda x: x), len, vectorize(lambda x: x)):\n"
    text += "    try:\n        ship(one)\n    except Exception as e:\n        print(type(e).__name__, e)\n"
    said = jaculus.python(jaculus.script(text)).stdout.splitlines()
    assert said[0] == "ValueError `<lambda>` is not compiled for any types yet: call it once, or give it signatures"
    assert said[1] == "TypeError ship() takes a function of @njit, not builtin_function_or_method"
    assert said[2].startswith("TypeError ship() takes a function of @njit, not ")
