"""Each diagnostic has a page in docs/errors with an example, and its text there is what the compiler says."""

import re
import textwrap
from pathlib import Path

import pytest
from conftest import ROOT

PAGES = ROOT / "docs" / "errors"
BLOCKS = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```\n", re.S)
# How the Java code names an id: the first argument of one of these.
IDS = re.compile(r'\b(?:failure|diagnostic|fail|typing|Diagnostic\.of|Diagnostic)\(\s*"([a-z]+(?:-[a-z]+)+)"')


def ids():
    """Every id in the sources of the compiler and of the package."""
    found = set()
    for module in "syntax", "compiler", "server":
        for source in (ROOT / module / "src" / "main").rglob("*.java"):
            found.update(IDS.findall(source.read_text(encoding="utf-8")))
    for source in (ROOT / "python" / "jaculus").rglob("*.py"):
        found.update(re.findall(r"error\[([a-z]+(?:-[a-z]+)+)\]", source.read_text(encoding="utf-8")))
    return sorted(found)


def said(source, folder):
    """The text of the error that a program gets; from the server itself where CPython refuses the text first."""
    file = folder / "kernel.py"
    file.write_text(source, encoding="utf-8")
    try:
        code = compile(source, str(file), "exec")
    except SyntaxError:
        text = from_server(source, str(file))
    else:
        with pytest.raises(Exception) as caught:
            exec(code, {"__name__": "kernel"})
        text = str(caught.value)
    text = text.replace(f"{folder}/", "")
    return text[text.index("error[") :].rstrip() + "\n"


def from_server(source, file):
    from jaculus import client

    function = {"name": "f", "source": source, "file": file, "line": 1, "names": {}, "defaults": [], "options": {}}
    request = {"root": 0, "functions": [function], "arguments": ["int64"], "result": None}
    message = {"op": "compile", "key": "0" * 64, "cache": str(Path(file).parent / "cache"), "request": request}
    return client.ask(message)["error"]["text"]


@pytest.mark.parametrize("name", sorted(page.stem for page in PAGES.glob("*-*.md")))
def test_page(name, tmp_path, request):
    page = PAGES / f"{name}.md"
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {name}\n\n")
    source, shown = BLOCKS.search(text).groups()
    found = said(source, tmp_path)
    if request.config.getoption("--update-answers"):
        page.write_text(text.replace(f"```text\n{shown}```", f"```text\n{found}```"), encoding="utf-8")
        shown = found
    assert found == shown
    assert found.startswith(f"error[{name}]: ")
    assert len(found.splitlines()) <= 8, "longer than eight lines"
    assert not re.search(r"%\d|dev\.jaculus|null", found)


def test_each_id_has_a_page():
    assert ids(), "the sources name no ids as this test expects"
    missing = [name for name in ids() if not (PAGES / f"{name}.md").exists()]
    assert not missing, textwrap.dedent(f"write docs/errors/<id>.md for {missing}")


def test_the_list_of_pages_is_complete():
    listed = re.findall(r"^\| \[([a-z-]+)\]", (PAGES / "README.md").read_text(encoding="utf-8"), re.M)
    assert listed == sorted(page.stem for page in PAGES.glob("*-*.md"))
