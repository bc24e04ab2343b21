"""Profilers beside each other: how much slower a program is under each, and how long after its end the report is there.

    bench/profilers.py [--repeats N]

A plain Python loop, a kernel, the dither, and a list of objects: kernels are ours under `jaculus annotate`, the same of
Numba's under the others. The time is measured inside the program, around its work; the least of the repeats, in turn.
line_profiler counts each line of Python and sees nothing of kernels, so that its dither is the function in Python, of a
small picture; py-spy and scalene sample. They are installed into build/profilers.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "build/profilers"
PACKAGES = ["line_profiler==5.1.0", "py-spy==0.4.3", "scalene==2.4.0", "numba==0.68.1", "numpy<2.5"]

LOOP = """\
import time

try:
    profile
except NameError:
    profile = lambda function: function

@profile
def work(n):
    total = 0
    for i in range(n):
        if i % 3 == 0:
            total += i
        else:
            total -= 1
    return total

begin = time.perf_counter()
work(6_000_000)
print(f"took {time.perf_counter() - begin} ended {time.time()}", flush=True)
"""
KERNEL = """\
import time
from numba import njit

@njit
def work(n):
    x = 1.0
    for i in range(n):
        x = x * 0.999 + 1.0
    return x

work(1)
begin = time.perf_counter()
for _ in range(40):
    work(10_000_000)
print(f"took {time.perf_counter() - begin} ended {time.time()}", flush=True)
"""
DITHER = """\
import time
from dither import dither, hallway

picture = hallway(HEIGHT, WIDTH)
work = CALL
work(picture[:4])
begin = time.perf_counter()
for _ in range(TIMES):
    work(picture)
print(f"took {time.perf_counter() - begin} ended {time.time()}", flush=True)
"""
OBJECTS = """\
import time
begin = time.perf_counter()
for _ in range(5):
    kept = [i * 0.5 for i in range(1_000_000)]
print(f"took {time.perf_counter() - begin} ended {time.time()}", flush=True)
"""


def dither(call, height, width, times):
    """A program that dithers."""
    chosen = {"HEIGHT": height, "WIDTH": width, "CALL": call, "TIMES": times}
    text = DITHER
    for name, value in chosen.items():
        text = text.replace(name, str(value))
    return text


PROGRAMS = {
    "loop": LOOP,
    "kernel": KERNEL,
    "dither": dither("dither", 600, 800, 100),
    "dither in Python": dither("profile(dither.py_func)", 60, 80, 5),
    "objects": OBJECTS,
}


_MARKED = (
    "import builtins, runpy, sys; builtins.profile = lambda f: f; sys.argv.pop(0);"
    "sys.path.insert(0, '.'); runpy.run_path(sys.argv[0], run_name='__main__')"
)


def tools(folder):
    """Each profiler's command in front of a program, and which programs it is tried on."""
    python, bin_ = str(TOOLS / "bin/python"), TOOLS / "bin"
    ours = str(ROOT / "jaculus")
    return {
        "none": ([ours, "run"], ("loop", "kernel", "dither", "objects")),
        "jaculus annotate": ([ours, "annotate", "-o", f"{folder}/text"], ("loop", "kernel", "dither", "objects")),
        "jaculus annotate --html": ([ours, "annotate", "--html", f"{folder}/page.html"], ("loop", "kernel")),
        "jaculus annotate --perf": ([ours, "annotate", "--perf", "-o", f"{folder}/text"], ("loop", "kernel")),
        "jaculus annotate --exact": (
            [ours, "annotate", "--exact", "-o", f"{folder}/text"],
            ("loop", "kernel", "dither"),
        ),
        "jaculus annotate --memory": (
            [ours, "annotate", "--memory", "-o", f"{folder}/text"],
            ("loop", "kernel", "dither", "objects"),
        ),
        "none (Numba)": ([python], ("loop", "kernel", "objects")),
        "none (Python)": ([python, "-c", _MARKED], ("dither in Python",)),
        "line_profiler": (
            [str(bin_ / "kernprof"), "-l", "-v", "-o", f"{folder}/lprof"],
            ("loop", "dither in Python"),
        ),
        "tracemalloc": ([python, "-X", "tracemalloc"], ("objects",)),
        "py-spy": (
            [str(bin_ / "py-spy"), "record", "-r", "1000", "-f", "raw", "-o", f"{folder}/spy", "--", python],
            ("loop", "kernel"),
        ),
        "scalene": (
            [python, "-m", "scalene", "run", "--cpu-only", "-o", f"{folder}/scalene.json"],
            ("loop", "kernel"),
        ),
        "scalene, memory": ([python, "-m", "scalene", "run", "-o", f"{folder}/scalene.json"], ("objects",)),
    }


def once(command, script):
    """Seconds inside, and from the program's end to the tool's; None where it fails."""
    done = subprocess.run([*command, script], capture_output=True, text=True, cwd=os.path.dirname(script), check=False)
    ended = time.time()
    found = re.search(r"took (\S+) ended (\S+)", done.stdout + done.stderr)
    if done.returncode or not found:
        print(f"{command[0]}: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    return float(found[1]), ended - float(found[2])


def main():
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--repeats", type=int, default=5)
    repeats = asked.parse_args().repeats
    if not (TOOLS / "bin/scalene").exists():
        subprocess.run([sys.executable, "-m", "venv", TOOLS], check=True)
        subprocess.run([TOOLS / "bin/pip", "install", "-q", *PACKAGES], check=True)
    with tempfile.TemporaryDirectory() as folder:
        scripts = {}
        dithers = (ROOT / "examples/dither.py").read_text().replace("from jaculus import", "from numba import")
        Path(folder, "dither.py").write_text(dithers)
        for name, text in PROGRAMS.items():
            scripts[name] = f"{folder}/program-{name.replace(' ', '-')}.py"
            Path(scripts[name]).write_text(text)
        took = {}
        print(f"load average {os.getloadavg()[0]:.1f} at the start", file=sys.stderr)
        for _ in range(repeats):
            for tool, (command, programs) in tools(folder).items():
                for program in programs:
                    if (one := once(command, scripts[program])) is not None:
                        took.setdefault((tool, program), []).append(one)
    print("| profiler | program | s inside | slower | s from its end to the report |\n|---|---|---|---|---|")
    for (tool, program), all_ in took.items():
        bare = "none" if tool == "none" or tool.startswith("jaculus") else "none (Numba)"
        bare = "none (Python)" if program == "dither in Python" else bare
        inside, report = min(one for one, _ in all_), min(one for _, one in all_)
        base = min(one for one, _ in took[bare, program])
        slower = "" if tool == bare else f"{100 * (inside / base - 1):+.1f} %"
        print(f"| {tool} | {program} | {inside:.3f} | {slower} | {report:.2f} |")


if __name__ == "__main__":
    main()
