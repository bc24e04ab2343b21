"""The measured figures as Markdown, beside what they should reach."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path


def machine():
    """Processor, versions, and a warning where other programs are running."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    load = os.getloadavg()[0]
    compiler = subprocess.run(["g++", "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    return {
        "text": (
            f"{model}, {os.cpu_count()} logical CPUs; {platform.system()} {platform.release()}; "
            f"CPython {platform.python_version()}, NumPy {version('numpy')}, numba {version('numba')} "
            f"(llvmlite {version('llvmlite')}), {compiler}"
        ),
        "warning": (
            f"the load average is {load:.2f}: the machine is not idle, so the figures are noise" if load > 0.3 else ""
        ),
    }


def render(machine, as_is, pinned, calls, starts, sampling, quick):
    parts = [f"Measured by `./bench/run{' --quick' if quick else ''}` on {machine['text']}."]
    if machine["warning"]:
        parts.append(f"**Warning:** {machine['warning']}.")
    parts.append(steady(as_is, pinned))
    parts.append(singles(calls, starts, sampling))
    return "\n\n".join(parts) + "\n"


def steady(as_is, pinned):
    """Times in ms and ratios. A ratio above 1 means that Jaculus is the faster one."""
    lines = [
        "Steady state, ms for one call, the minimum of many, in turn. *× numba* and *× C++* say how many times as fast",
        "Jaculus is. *As is*: each with its own way to get memory; *pages pinned*: all three with huge pages",
        "(`GLIBC_TUNABLES=glibc.malloc.hugetlb=1`). To reach: ≥ 1.00 × numba, ≥ 0.95 × C++.",
        "",
        "| program | jaculus | numba | C++ | × numba | × C++ | pinned: jaculus | numba | C++ | × numba | × C++ |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    notes = []
    for title, row in as_is.items():
        lines.append(f"| {title} | {timed(row)} | {timed(pinned[title]) if title in pinned else '| | | |'} |")
        notes += [f"- {title}: {row['differs']}" for row in (row, pinned.get(title, row)) if row["differs"]]
    return "\n".join(lines + ([""] if notes else []) + sorted(set(notes)))


def timed(row):
    times = [row[name] / 1e6 for name in ("jaculus", "numba", "c++")]
    cells = [f"{t:.3g}" if t < 1000 else f"{t:.0f}" for t in times]
    return " | ".join([*cells, f"{times[1] / times[0]:.2f}", f"{times[2] / times[0]:.2f}"])


def singles(calls, starts, sampling):
    reach = {
        "first call of dither, warm server": 30,
        "first result, nothing running": 500,
        "first result, with the cache": 150,
        "import beyond numpy": 30,
    }
    lines = ["| what | reach | jaculus | numba |", "|---|---|---|---|"]
    for title, limit in reach.items():
        row = starts[title]
        lines.append(f"| {title} | ≤ {limit} ms | {row['jaculus']:.1f} ms | {row['numba']:.0f} ms |")
    for title, row in calls.items():
        lines.append(f"| call of {title} | ≤ 40 ns | {row['jaculus']:.0f} ns | {row['numba']:.0f} ns |")
    lines.append(f"| sampling at 1 kHz | ≤ 1 % slower | {sampling['slower_percent']:.1f} % | |")
    lines.append(
        f"| samples of a kernel that find their line | ≥ 98 % | {sampling['found_percent']:.1f} % "
        f"(of {sampling['samples']} samples) | |"
    )
    return "\n".join(lines)
