"""Each command in the documents runs; those of pip where there is a wheel: test_wheel.py."""

import os
import subprocess

import pytest
from documents import commands, write_programs
from product import BUILD, ROOT

PATHS = [
    ROOT / "README.md",
    *(ROOT / f"docs/{name}.md" for name in ("caching", "deployment", "profiling", "compare", "explain")),
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_commands_run(path, jaculus):
    write_programs(path, jaculus.folder)
    tools = jaculus.folder / "bin"
    tools.mkdir()
    (tools / "jaculus").symlink_to(ROOT / "jaculus")
    (tools / "python").write_text(f'#!/bin/sh\nexec {BUILD}/venv/bin/python "$@"\n')
    (tools / "python").chmod(0o755)
    environment = {**jaculus.environment, "PATH": f"{tools}:{os.environ['PATH']}"}
    run = 0
    for command in commands(path):
        if command.startswith("pip "):
            continue
        done = subprocess.run(
            ["sh", "-c", command], cwd=jaculus.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        run += 1
    assert run >= 4


def test_links_lead_somewhere():
    import re

    for path in [*PATHS, *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), (path, target)
