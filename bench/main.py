"""Measures everything in the README's table and writes bench/results.md. Started by ./bench/run.

`--quick` takes few repeats: it shows that the measurement works, its figures are rough.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import report
import starts
from programs import ROOT

HERE = Path(__file__).resolve().parent
FIRST_MARK = "<!-- bench: written by ./bench/run --readme -->"
LAST_MARK = "<!-- bench: end -->"
# Scripts that stand by themselves, and what their tables show.
TABLES = {
    "lists.py": "Python lists",
    "vectorize.py": "Ufuncs",
    "parallel.py": "Loops in parallel",
    "compile.py": "Compile time",
}
PINNED = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


def main():
    options = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    options.add_argument("--quick", action="store_true", help="few repeats, rough figures")
    options.add_argument("--output", type=Path, default=HERE / "results.md", help="the Markdown file to write")
    options.add_argument("--readme", action="store_true", help="show the table in README.md too")
    asked = options.parse_args()
    machine = report.machine()
    if machine["warning"]:
        print(f"bench: {machine['warning']}", file=sys.stderr)
    say("steady state, as is")
    as_is = steady(asked.quick, "all", {})
    say("steady state, pages pinned")
    pinned = steady(asked.quick, "allocating", PINNED)
    say("calls")
    calls = own_process("call_cost.py", "5" if asked.quick else "40")
    say("starts")
    begun = starts.measure(3 if asked.quick else 10)
    say("sampling")
    sampling = starts.sampling(3 if asked.quick else 9, 300 if asked.quick else 1500)
    text = report.render(machine, as_is, pinned, calls, begun, sampling, asked.quick)
    parts = [text, *(section(script, title) for script, title in TABLES.items())]
    asked.output.write_text("\n".join(parts), encoding="utf-8")
    if asked.readme:
        show_in_readme(text)
    print("\n".join(parts))


def section(script, title):
    """A script's table as it prints it."""
    say(title)
    done = subprocess.run([sys.executable, str(HERE / script)], stdout=subprocess.PIPE, text=True, cwd=ROOT, check=True)
    table = done.stdout if done.stdout.startswith("|") else f"```\n{done.stdout}```\n"
    return f"## {title}\n\n`bench/{script}`\n\n{table}"


def show_in_readme(text):
    """Replaces what is between the two marks."""
    readme = ROOT / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(FIRST_MARK)
    after = rest.split(LAST_MARK)[1]
    readme.write_text(f"{before}{FIRST_MARK}\n{text}{LAST_MARK}{after}", encoding="utf-8")


def steady(quick, which, environment):
    return own_process("steady.py", *(("1", "10") if quick else ("12", "1000")), which, **environment)


def own_process(script, *arguments, **environment):
    """The JSON that a script of this folder prints."""
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, cwd=ROOT, check=True)
    return json.loads(done.stdout)


def say(step):
    print(f"bench: {step}", file=sys.stderr)


if __name__ == "__main__":
    main()
