"""`%load_ext jaculus`: the magics `%%annotate` and `%%compare` of IPython and its notebooks."""

import ast
import html
import os
import shutil
import tempfile
import time

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring
from IPython.display import DisplayObject, display

from jaculus import _report, cells, sampling
from jaculus._annotate import MOST_HZ

FRAME = "width:100%;height:44em;border:1px solid rgba(128,128,128,0.4)"


class Heat(DisplayObject):
    """A report: a table with warm lines where pages are shown, else text."""

    def __init__(self, page, text):
        super().__init__()
        self.page, self.text = page, text

    def _repr_html_(self):
        return self.page

    def __repr__(self):
        return self.text


@magics_class
class JaculusMagics(Magics):
    """What `%load_ext jaculus` brings."""

    @magic_arguments()
    @argument("--rate", type=int, default=1000, help=f"samples a second of processor time, 1 to {MOST_HZ}")
    @cell_magic
    def annotate(self, line, cell):
        """Runs the cell, then shows the lines of the kernels that ran in it, with their share of the time."""
        __tracebackhide__ = True
        rate = parse_argstring(self.annotate, line).rate
        if not 1 <= rate <= MOST_HZ:
            raise UsageError(f"--rate {rate}: samples a second, from 1 to {MOST_HZ}")
        program = self._compiled(cell)
        folder = tempfile.mkdtemp(prefix="jaculus-samples-")
        try:
            stop = sampling.start(folder, rate)
            if stop is None:
                raise UsageError("this process is sampled already")
            began = time.monotonic()
            try:
                result = self._run(*program)
            finally:
                stop()
            _report.describe(folder, cells.shown(program[0].co_filename), time.monotonic() - began)
            display(_made(folder))
            return result
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @magic_arguments()
    @argument(
        "functions", nargs="*", help="their names, with blanks between; those that the cell defines if none is named"
    )
    @argument("--setup", metavar="NAME", help="function that gives the arguments: a tuple, or one value")
    @argument("--sizes", metavar="N,N", help="calls the setup with each")
    @argument("--processes", type=int, default=6, help="launches of each function")
    @argument("--rounds", type=int, default=8, help="times in a launch")
    @argument("--seconds", type=float, default=3.0, help="for each function at most")
    @argument("--timeout", type=float, default=60.0, help="a call that takes longer is ended")
    @argument("--no-memory", action="store_true", help="does not measure memory")
    @cell_magic
    def compare(self, line, cell):
        """Runs the cell, then says which of the functions is faster, needs less memory, and whether they agree."""
        __tracebackhide__ = True
        from jaculus.comparing import live

        asked = parse_argstring(self.compare, line)
        before = dict(self.shell.user_ns)
        self.shell.run_cell(cell).raise_error()
        names = asked.functions or [
            name
            for name, one in self.shell.user_ns.items()
            if before.get(name) is not one
            and callable(one)
            and getattr(one, "__module__", None) == "__main__"  # defined here, not imported
            and not isinstance(one, type)
            and not name.startswith("_")
            and name != asked.setup
        ]
        for name in [*names, *filter(None, [asked.setup])]:
            if name not in self.shell.user_ns:
                raise UsageError(f"there is no `{name}`")
        try:
            sizes = [float(one) for one in asked.sizes.split(",")] if asked.sizes else None
            setup = self.shell.user_ns[asked.setup] if asked.setup else (lambda *n: n)
            ways = {name: self.shell.user_ns[name] for name in names}
            compared = live.compare(
                ways, setup, sizes, processes=asked.processes, rounds=asked.rounds, seconds=asked.seconds,
                timeout=asked.timeout, memory=not asked.no_memory,
            )  # fmt: skip
        except (ValueError, TypeError) as e:
            raise UsageError(str(e)) from None
        display(compared)

    def _compiled(self, cell):
        """The code of the cell, and of the expression at its end if there is one. Lines count from the magic's."""
        shell = self.shell
        text = "# %%annotate\n" + shell.transform_cell(cell)
        number = len(shell.history_manager.input_hist_parsed) - 1  # execution_count may be the next one's already
        name = shell.compile.cache(text, number, raw_code=text)
        tree = shell.transform_ast(shell.compile.ast_parse(text, name))
        last = None
        if tree.body and isinstance(tree.body[-1], ast.Expr) and not text.rstrip().endswith(";"):
            last = shell.compile(ast.Expression(tree.body.pop().value), name, "eval")
        return shell.compile(tree, name, "exec"), last

    def _run(self, code, last):
        __tracebackhide__ = True
        exec(code, self.shell.user_ns)
        return eval(last, self.shell.user_ns) if last else None


def _made(folder):
    """The report, in one run of Java: the cell's lines with their heat, and the whole page to open below them."""
    cell, page, text = (os.path.join(folder, name) for name in ("cell.html", "page.html", "text"))
    done = _report.make(folder, "--cell", cell, "--html", page, "--output", text)
    if done.status:
        why = f"no report: {done.errors.strip()}"
        return Heat(f"<pre>{html.escape(why)}</pre>", why)
    # A frame keeps the page's script and style to itself, and has no rights in the notebook.
    frame = f'<iframe sandbox="allow-scripts" style="{FRAME}" srcdoc="{html.escape(_read(page))}"></iframe>'
    return Heat(f"{_read(cell)}<details><summary>The whole report</summary>{frame}</details>", _read(text))


def _read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()
