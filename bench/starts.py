"""Starts and sampling: whole processes, with a compile server and caches of their own in a temporary folder."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from programs import ROOT

WARM = 20  # kernels that the server has compiled before its answers are measured
HERE = Path(__file__).resolve().parent


class Place:
    """A folder with a server's socket, a cache for Jaculus and one for Numba."""

    def __init__(self, folder):
        self.caches = [folder / "jaculus", folder / "numba"]
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        self.environment = {
            **os.environ,
            "JACULUS_RUNTIME_DIR": str(runtime),
            "JACULUS_CACHE_DIR": str(self.caches[0]),
            "NUMBA_CACHE_DIR": str(self.caches[1]),
        }

    def empty_caches(self):
        for cache in self.caches:
            shutil.rmtree(cache, ignore_errors=True)

    def stop_server(self):
        command = [str(ROOT / "jaculus"), "server", "stop"]
        subprocess.run(command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    def python(self, script, *arguments):
        """What a script of this folder prints, and the seconds to its first line."""
        command = [sys.executable, str(HERE / script), *arguments]
        start = perf_counter()
        with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True) as process:
            first = process.stdout.readline()
            seconds = perf_counter() - start
            rest = process.stdout.read()
        if process.returncode:
            raise SystemExit(f"bench: {script} {' '.join(arguments)} ended with status {process.returncode}")
        return first + rest, seconds

    def jaculus(self, *arguments):
        """What the command line prints."""
        command = [str(ROOT / "jaculus"), *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout + done.stderr  # where a report goes


@contextmanager
def place():
    with tempfile.TemporaryDirectory(prefix="jaculus-bench-") as folder:
        made = Place(Path(folder))
        try:
            yield made
        finally:
            made.stop_server()


def measure(repeats):
    """The best of each, in ms: {row: {"jaculus": ms, "numba": ms}}."""
    with place() as at:
        for _ in range(WARM):
            first_call(at, "jaculus")
        rows = {
            "import beyond numpy": best(repeats, lambda name: float(at.python("import_time.py", name)[0])),
            "first call of dither, warm server": best(repeats, lambda name: first_call(at, name)),
            "first result, nothing running": best(repeats, lambda name: first_result(at, name, cold=True)),
        }
        for name in "jaculus", "numba":
            first_result(at, name, cold=False)  # fills the cache
        rows["first result, with the cache"] = best(repeats, lambda name: first_result(at, name, cold=False))
    return rows


def best(repeats, once):
    found = {"jaculus": float("inf"), "numba": float("inf")}
    for _ in range(repeats):
        for name in found:
            found[name] = min(found[name], once(name))
    return found


def first_call(at, name):
    at.empty_caches()
    return float(at.python("first_call.py", name)[0])


def first_result(at, name, cold):
    if cold and name == "jaculus":
        at.stop_server()
    if cold:
        at.empty_caches()
    cache = [] if cold else ["cache"]
    return at.python("first_result.py", name, *cache)[1] * 1e3


def sampling(repeats, calls):
    """How much slower the sampler makes a program at 1 kHz, and the shares of samples that it reports."""
    seconds = {"run": float("inf"), "annotate": float("inf")}
    totals = []
    with place() as at:
        at.python("sampled.py", "1")  # compiles, so that both runs find it in the cache
        for _ in range(repeats):
            for command, options in ("run", []), ("annotate", ["--rate", "1000", "--"]):
                printed = at.jaculus(command, *options, str(HERE / "sampled.py"), str(calls))
                seconds[command] = min(seconds[command], float(re.search(r"^seconds: (\S+)", printed, re.M)[1]))
                if command == "annotate":
                    totals.append(shares(printed))
    count, other, bad = max(totals)
    return {
        "slower_percent": (seconds["annotate"] / seconds["run"] - 1) * 100,
        "samples": count,
        "found_percent": 100 * (1 - bad / (100 - other)) if other < 100 else 0.0,
    }


def shares(printed):
    """Total, percent outside kernels and percent bad, of a report."""
    found = re.search(r"^# Total samples: (\d+) \((\S+)% non-kernel.*?, (\S+)% bad.*\)$", printed, re.M)
    return int(found[1]), float(found[2]), float(found[3])
