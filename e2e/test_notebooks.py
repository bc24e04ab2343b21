"""Cells in a real kernel of Jupyter, and the notebooks in docs/."""

import html
import re
import sys

import nbformat
import pytest
from nbclient import NotebookClient
from product import ROOT

CELLS = {
    "defined": """
import numpy as np
from jaculus import njit

SCALE = 2

@njit
def scaled(x):
    return x * SCALE

scaled(3)
""",
    "frozen": "SCALE = 5\nscaled(3), scaled(3.0)",  # as Numba: a kernel has the value that it was compiled with
    "redefined": "@njit\ndef scaled(x):\n    return x * SCALE\n\nscaled(3)",
    "closed over": "def made(n):\n    return njit(lambda x: x + n)\n\n[made(n)(1) for n in range(3)]",
    "raises": "@njit\ndef divided(x):\n    y = 1\n    return y // x\n\ndivided(0)",
    "called from another": "@njit\ndef outer(x):\n    return divided(x)\n\nouter(0)",
    "not compiled": "@njit\ndef wrong(x):\n    return x.nothing\n\nwrong(1)",
    "bad call": "wrong(1, 2)",
    "timeit": "%timeit -n 10 -r 1 scaled(3)",
    "loaded": "%load_ext jaculus",
    "annotated": """%%annotate
@njit
def slow(a):
    total = 0.0
    for i in range(len(a)):
        total += np.sin(a[i])
    return total

numbers = np.arange(1e6)
for _ in range(150):
    slow(numbers)
"the end"
""",
    "again": "%%annotate --rate 500\n[slow(numbers) for _ in range(150)];",
    "interpreter": "%%annotate\n'nothing'",
    "compared": """%%compare --processes 2 --rounds 2 --seconds 0.2 --setup numbers
def numbers():
    return np.arange(1e5)

def numpy_way(x):
    return x * x + 1

@njit
def jit_way(x):
    print(len(x))
    return x * x + 1
""",
    "compared wrongly": "%%compare nothing\npass",
    "wrong rate": "%%annotate --rate 0\n1",
    "raises under it": "%%annotate\nx = 1\ndivided(x - 1)",
    "waits": """
import os, signal, socket, struct, threading
from jaculus import client, runtime
pid = client._peer(client.connect())[0]
os.kill(pid, signal.SIGSTOP)
threading.Timer(2.5, os.kill, (pid, signal.SIGCONT)).start()
njit(lambda x: x + 123)(1)
""",
}


def executed(cells, **options):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one.strip()) for one in cells])
    NotebookClient(notebook, timeout=100, kernel_name="python3", **options).execute()
    return notebook


@pytest.fixture(scope="module")
def cells():
    """The outputs of each cell: text of results, or the traceback without colours."""
    notebook = executed(CELLS.values(), allow_errors=True)
    return dict(zip(CELLS, notebook.cells, strict=True))


def shown(cell):
    parts = []
    for one in cell.outputs:
        parts.append(one.get("text") or "\n".join(one.get("traceback", [])) or one["data"]["text/plain"])
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(parts))


@pytest.mark.parametrize(
    ("cell", "text"),
    [("defined", "6"), ("frozen", "(6, 15.0)"), ("redefined", "15"), ("closed over", "[1, 2, 3]"), ("loaded", "")],
)
def test_results(cells, cell, text):
    assert shown(cells[cell]) == text


def test_an_exception_shows_the_lines_of_the_cell(cells):
    for cell in ("raises", "called from another"):
        number = cells["raises"].execution_count
        place, _, source = shown(cells[cell]).rpartition(f"Cell In[{number}], line 4, in divided(")
        assert place
        assert "      2 def divided(x):\n      3     y = 1\n----> 4     return y // x\n" in source


def test_errors_name_the_cell(cells):
    number = cells["not compiled"].execution_count
    assert f"  --> Cell In[{number}]:3:12\n   3 |     return x.nothing" in shown(cells["not compiled"])
    assert f"  --> Cell In[{number}]:2:5\n" in shown(cells["bad call"])


def test_timeit(cells):
    assert "per loop" in shown(cells["timeit"])


def test_annotate_shows_the_cells_lines_with_their_heat(cells):
    report, result = cells["annotated"].outputs
    assert result["data"]["text/plain"] == "'the end'"
    number = cells["annotated"].execution_count
    assert re.search(
        r" +[5-9]\d\.\d% +\d\.\d+ s +6 \|         total \+= np\.sin\(a\[i\]\)", report["data"]["text/plain"]
    )
    assert f"Cell In[{number}]</p>" in report["data"]["text/html"]
    assert re.search(r"rgba\(230,90,20,0\.[5-7]\d\)\">        total \+= np\.sin", report["data"]["text/html"])
    whole = re.search(
        r'<iframe sandbox="allow-scripts" [^>]*srcdoc="(&lt;!doctype html&gt;[^"]*)"', report["data"]["text/html"]
    )
    assert f"Cell In[{number}]" in html.unescape(whole[1])
    assert "total += np.sin" in shown(cells["again"])
    assert len(cells["again"].outputs) == 1  # a semicolon hides the result
    assert "No sample was in a compiled kernel" in cells["interpreter"].outputs[0]["data"]["text/html"]


def test_functions_of_a_cell_are_compared(cells):
    (output,) = cells["compared"].outputs
    rows = {line.split()[0]: line for line in output["data"]["text/plain"].splitlines()[1:3]}
    assert set(rows) == {"numpy_way", "jit_way"}
    assert "equal: bit for bit" in rows["jit_way"]
    page = html.unescape(re.search(r'srcdoc="(.*)"', output["data"]["text/html"], re.S)[1])
    assert '"name":"numpy_way"' in page
    assert shown(cells["compared wrongly"]) == "UsageError: there is no `nothing`\n"


def test_mistakes_under_annotate(cells):
    assert shown(cells["wrong rate"]) == "UsageError: --rate 0: samples a second, from 1 to 20000\n"
    traceback = shown(cells["raises under it"])
    assert f"Cell In[{cells['raises under it'].execution_count}], line 3\n" in traceback
    assert "----> 3 divided(x - 1)\n" in traceback
    assert "notebook.py" not in traceback


def test_a_long_wait_for_the_compiler_is_noted_under_the_cell(cells):
    note, result = cells["waits"].outputs
    assert re.fullmatch(r"jaculus: compiling `<lambda>`: done in [2-9] s", note["data"]["text/plain"])
    assert result["data"]["text/plain"] == "124"


@pytest.mark.skipif("--slow" not in sys.argv, reason="--slow runs them: seconds each")
@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/*.ipynb")), ids=lambda path: path.stem)
def test_the_notebooks_of_the_documents_run(path):
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    NotebookClient(notebook, timeout=100, kernel_name="python3").execute()
    texts = [one["data"]["text/plain"] for cell in notebook.cells for one in cell.get("outputs", []) if "data" in one]
    assert any("# Total samples" in one for one in texts)
