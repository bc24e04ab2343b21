"""Profiles made by hand, as `jaculus report` reads them."""

LISTS = ("processes", "threads", "functions", "counts", "allocations", "instructions", "sources")
TABLES = {
    "frames": ("function", "line", "inlined"),
    "stacks": ("caller", "frame"),
    "samples": ("thread", "stack", "kind", "slice", "weight"),
}


def empty(**more):
    """A profile in which nothing was sampled."""
    run = {"program": "", "command": "", "folder": "", "started": "1970-01-01T00:00:00Z", "elapsed_s": 0}
    kinds = [("kernel", "Kernels"), ("python", "Python"), ("waiting", "Waiting")]
    return {
        "format": "jaculus-profile",
        "version": 1,
        "run": {**run, "versions": {}, "remarks": []},
        "rate": 1000,
        "lost": 0,
        "unsampled_threads": 0,
        "slice_s": 0.01,
        "memory": {"step_s": 0, "bytes": []},
        "kinds": [{"id": one, "title": title, "noun": one} for one, title in kinds],
        **{name: [] for name in LISTS},
        **{name: {column: [] for column in columns} for name, columns in TABLES.items()},
        **more,
    }


def table(name, rows):
    """Rows as columns."""
    return {column: [row[at] for row in rows] for at, column in enumerate(TABLES[name])}


def function(name, file, line=1, kind="kernel", **more):
    """A function of the user's own."""
    return {"kind": kind, "name": name, "file": file, "line": line, "library": "", **more}


def of_lines(path, text, weights, **more):
    """A kernel `f` in a file whose lines have so many samples."""
    lines = sorted(weights)
    return empty(
        processes=[{"id": 1, "name": "p"}],
        threads=[{"process": 0, "id": 1, "name": "MainThread"}],
        functions=[function("f", path)],
        frames=table("frames", [(0, line, 0) for line in lines]),
        stacks=table("stacks", [(-1, at) for at in range(len(lines))]),
        samples=table("samples", [(0, at, 0, 0, weights[line]) for at, line in enumerate(lines)]),
        sources=[{"path": path, "shown": path, "lines": text.splitlines()}],
        **more,
    )


def rich():
    """Counts, memory, machine code, a wait."""
    file = {"file": "/a.py", "line": 2}
    code = [
        {"code": "f", "address": i, "text": f"add {i}", "file": "/a.py", "line": 1 + i // 2, "weight": 25 * (i == 3)}
        for i in range(4)
    ]
    return {
        **of_lines("/a.py", "def f(x):\n    return x", {2: 50}),
        "functions": [function("f", "/a.py", calls=4, last_line=2, signature="int64", compile_s=0.5)],
        "samples": table("samples", [(0, 0, 0, 0, 50), (0, 0, 2, 9, 900)]),
        "counts": [{**file, "hits": 2_000_000}],
        "allocations": [
            {**file, "bytes": 5_000_000, "count": 2, "at_peak": 4_000_000, "at_exit": 0},
            {"file": "", "line": 0, "bytes": 300_000, "count": 1, "at_peak": 300_000, "at_exit": 300_000},
        ],
        "memory": {"step_s": 0.05, "bytes": [10**7, 3 * 10**7]},
        "instructions": code,
    }


def large(files=40, lines=3000, threads=60, functions=400, stacks=20_000, rows=100_000):
    """A million samples."""
    frames = [(i % functions, 1 + i * 7 % lines, 0) for i in range(4000)]
    text = [f"x = {no}" for no in range(lines)]
    return empty(
        processes=[{"id": 1, "name": "p"}],
        threads=[{"process": 0, "id": i, "name": f"worker {i}"} for i in range(threads)],
        functions=[function(f"f{i}", f"/lib/m{i % files}.py", kind="python") for i in range(functions)],
        frames=table("frames", frames),
        stacks=table("stacks", [((i - 1) // 2 if i else -1, i % len(frames)) for i in range(stacks)]),
        samples=table("samples", [(i % threads, i % stacks, 1, i // 100, 10) for i in range(rows)]),
        sources=[{"path": f"/lib/m{i}.py", "shown": f"/lib/m{i}.py", "lines": text} for i in range(files)],
    )
