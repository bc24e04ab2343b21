"""The wheel as a stranger meets it: installed by pip, started, and its memory; beside numba installed the same way.

Prints a table. `--wheel FILE` takes one that is there; else ./jaculus wheel makes it. Needs pip's index for numba.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
REPEATS = 7


def run(*command, **options):
    """Its output; the bench ends where it fails."""
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False, **options)
    if done.returncode:
        sys.exit(f"bench: {' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def seconds(*command, **options):
    """How long it took, start to end."""
    began = time.perf_counter()
    run(*command, **options)
    return time.perf_counter() - began


class Installed:
    """A virtual environment with NumPy, and `name` from its wheels; a cache and a server of its own."""

    def __init__(self, name, wheels, folder):
        self.name, self.home = name, folder / name
        self.wheels = wheels
        self.cache, runtime = folder / f"cache-{name}", folder / f"run-{name}"
        runtime.mkdir(mode=0o700)
        mine = {key: value for key, value in os.environ.items() if not key.startswith(("JACULUS_", "NUMBA_", "PYTHON"))}
        self.environment = {
            **mine,
            "JACULUS_CACHE_DIR": str(self.cache),
            "JACULUS_RUNTIME_DIR": str(runtime),
            "NUMBA_CACHE_DIR": str(self.cache),
        }
        run(sys.executable, "-m", "venv", self.home)
        run(self.home / "bin/pip", "install", "-q", "numpy==2.4.6")
        command = (self.home / "bin/pip", "install", "-q", "--no-deps", "--no-index", "--force-reinstall", *wheels)
        self.install_s = min(seconds(*command) for _ in range(3))

    def python(self, *arguments):
        return run(self.home / "bin/python", *arguments, env=self.environment)

    def size_mb(self):
        """Of what pip downloads."""
        return sum(one.stat().st_size for one in self.wheels) / 1e6

    def forget(self):
        """Nothing is cached and nothing runs."""
        if self.name == "jaculus":
            subprocess.run(
                [self.home / "bin/jaculus", "server", "stop"], env=self.environment, capture_output=True, check=False
            )
        shutil.rmtree(self.cache, ignore_errors=True)

    def first_result_s(self, cached):
        """Of a whole process with one kernel, beyond one that imports NumPy."""
        launch = [self.home / "bin/jaculus", "run"] if self.name == "jaculus" else [self.home / "bin/python"]
        command = [*launch, HERE / "first_result.py", "numba", "cache"]
        self.forget()
        run(*command, env=self.environment)
        times = []
        for _ in range(REPEATS):
            if not cached:
                self.forget()
            times.append(seconds(*command, env=self.environment))
        return min(times) - self.bare_s()

    def bare_s(self):
        command = [self.home / "bin/python", "-c", "import numpy"]
        return min(seconds(*command, env=self.environment) for _ in range(REPEATS))

    def added_mb(self):
        """By a first kernel that is in the cache."""
        self.python(HERE / "wheel_kernels.py", self.name, 1)
        return float(self.python(HERE / "wheel_kernels.py", self.name, 1))

    def at_once_s(self):
        """8 processes with the same 5 kernels, nothing cached, from the first start to the last end."""
        self.forget()
        command = [self.home / "bin/python", HERE / "wheel_kernels.py", self.name, "5"]
        began = time.perf_counter()
        started = [subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL) for _ in range(8)]
        if sum(one.wait() != 0 for one in started):
            sys.exit("bench: one of the eight processes failed")
        return time.perf_counter() - began

    def server(self):
        """(kernels compiled, MB in memory) of the server."""
        said = run(self.home / "bin/jaculus", "server", "status", env=self.environment)
        pid, compiled = (
            int(re.search(rf"^{word}: (\d+)", said, re.MULTILINE)[1]) for word in ("pid", "kernels compiled")
        )
        return compiled, int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path)
    given = parser.parse_args().wheel
    with tempfile.TemporaryDirectory(prefix="jaculus-bench-") as name:
        folder = Path(name)
        if given is None:
            run(ROOT / "jaculus", "wheel", "-o", folder / "dist")
            given = next((folder / "dist").glob("*.whl"))
        wanted = (HERE / "requirements.txt").read_text().split("\n")
        numba = next(line for line in wanted if line.startswith("numba=="))
        run(sys.executable, "-m", "pip", "download", "-q", "-d", folder / "theirs", numba)
        theirs = [one for one in (folder / "theirs").glob("*.whl") if not one.name.startswith("numpy")]
        ours, other = Installed("jaculus", [given.resolve()], folder), Installed("numba", theirs, folder)
        try:
            print(table(ours, other))
        finally:
            ours.forget()


def table(ours, other):
    rows = [("what", "reach", "jaculus", "numba"), ("---",) * 4]
    rows.append(("pip install from files, NumPy there", "≤ 5 s", *(f"{one.install_s:.1f} s" for one in (ours, other))))
    rows.append(("size of the wheels", "≤ 95 MB", *(f"{one.size_mb():.1f} MB" for one in (ours, other))))
    for title, reach, cached in (("cached", "≤ 0.12 s", True), ("nothing cached or running", "≤ 0.5 s", False)):
        times = [f"{one.first_result_s(cached):.3f} s" for one in (ours, other)]
        rows.append((f"`run` of one kernel beyond Python and NumPy, {title}", reach, *times))
    rows.append(("memory added to the process", "≤ 6 MB", *(f"{one.added_mb():.1f} MB" for one in (ours, other))))
    mine, theirs = ours.at_once_s(), other.at_once_s()
    compiled, _ = ours.server()
    rows.append(
        (
            "8 processes at once, the same 5 kernels",
            "≥ 8 × sooner",
            f"{mine:.2f} s ({theirs / mine:.1f} ×)",
            f"{theirs:.2f} s",
        )
    )
    rows.append(("kernels compiled for those", "5", str(compiled), ""))
    ours.forget()
    ours.python(HERE / "wheel_kernels.py", "jaculus", 100)
    time.sleep(5)
    rows.append(("the server's memory after 100 kernels", "≤ 250 MB", f"{ours.server()[1]:.0f} MB", ""))
    load = f"Load average at the start: {LOAD:.2f}.\n\n"
    return load + "\n".join(f"| {' | '.join(row)} |" for row in rows)


LOAD = os.getloadavg()[0]

if __name__ == "__main__":
    main()
