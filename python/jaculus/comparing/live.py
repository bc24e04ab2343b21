"""`jaculus.compare`: functions of this process. Each launch is a fork of it, which has them already."""

import os
import shutil
import sys
import tempfile
import time
import warnings
import weakref

from jaculus import _report, cells
from jaculus.comparing import functions, loading, worker
from jaculus.comparing.journal import Journal

FORMATS = ("json", "html", "markdown", "csv")
ENDINGS = {".json": "json", ".html": "html", ".md": "markdown", ".csv": "csv"}


class Compared:
    """What a comparison came to: text, files, a page in a notebook."""

    def __init__(self, folder):
        self._folder = folder
        weakref.finalize(self, _remove, folder, os.getpid())

    def text(self):
        """The table and the answer, as `jaculus compare` prints them."""
        return self._report()

    def data(self):
        """All of it, as docs/comparison.schema.json says."""
        import json

        path = os.path.join(self._folder, "data.json")
        self._report("--json", path)
        with open(path, encoding="utf-8") as file:
            return json.load(file)

    def save(self, path, kind=None):
        """Writes it to a file, as text or one of json, html, markdown, csv: by `kind`, or by the name's end."""
        path = os.fspath(path)
        if kind is not None and kind not in ("text", *FORMATS):
            raise ValueError(f"kind={kind!r}: text, {', '.join(FORMATS)}")
        kind = kind or ENDINGS.get(os.path.splitext(path)[1], "text")
        self._report("--output" if kind == "text" else f"--{kind}", os.path.abspath(path))

    def _report(self, *options):
        made = _report.compared(os.path.join(self._folder, "measurements"), *options)
        if made.status and not made.output:
            raise RuntimeError(made.errors.strip() or "no report could be made")
        return made.output

    def __repr__(self):
        return self.text().rstrip("\n")

    def _repr_html_(self):
        import html

        path = os.path.join(self._folder, "page.html")
        self._report("--html", path)
        with open(path, encoding="utf-8") as file:
            page = html.escape(file.read())
        # A frame keeps the page's script and style to itself, and has no rights in the notebook.
        style = "width:100%;height:44em;border:1px solid rgba(128,128,128,0.4)"
        return f'<iframe sandbox="allow-scripts" style="{style}" srcdoc="{page}"></iframe>'


def compare(ways, setup, sizes=None, *, processes=6, rounds=8, seconds=3.0, timeout=60.0, memory=True):
    """Measures functions, given by name. `setup` makes the arguments: a tuple, or one value; for each of the sizes."""
    if not ways:
        raise ValueError("which functions?")
    for name, one in ways.items():
        if not callable(one):
            raise TypeError(f"`{name}` is no function: it is a {type(one).__name__}")
    sizes = sorted({_size(one) for one in sizes}) if sizes else [None]
    folder = tempfile.mkdtemp(prefix="jaculus-compared-")
    compared = Compared(folder)
    journal = Journal(os.path.join(folder, "measurements"))
    places = {name: loading.place(one) for name, one in ways.items()}
    files = {cells.shown(file) for file, _ in places.values() if file}
    run = {**_report.facts(", ".join(sorted(os.path.basename(one) for one in files))), "command": ""}
    named = [{"name": name, "values": [name]} for name in ways]
    journal.begin({
        "kind": "functions",
        "run": {**run, "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())},
        "parameters": ["function"],
        "sizes": [one or 0 for one in sizes],
        "ways": named,
    })  # fmt: skip
    plan = functions.Plan(
        named,
        lambda way, environment: _forked(ways[way["name"]], setup, environment),
        sizes, processes, rounds, seconds, timeout, memory,
    )  # fmt: skip
    began = time.monotonic()
    functions.Measurer(plan, journal).run()
    journal.write(ended=True, elapsed_s=round(time.monotonic() - began, 3))
    return compared


def _size(one):
    if one != int(one) or one < 1:
        raise ValueError(f"{one!r}: sizes are whole numbers from 1 on")
    return int(one)


def _forked(function, setup, environment):
    """What starts a copy of this process that serves a function."""

    def start(channel, output):
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # there are threads, none of which the copy needs
            pid = os.fork()
        if pid:
            return pid
        try:
            os.setsid()
            os.environ.update(environment)
            for one in (1, 2):
                os.dup2(output.fileno(), one)
            sys.stdout = sys.stderr = open(1, "w", closefd=False)  # noqa: SIM115 (a notebook's own would speak to its browser)
            worker.serve(channel, lambda: (function, setup))
        finally:
            os._exit(0)

    return start


def _remove(folder, process):
    if os.getpid() == process:  # a forked child has the object too
        shutil.rmtree(folder, ignore_errors=True)
