"""./jaculus wheel: makes a wheel of this clone, which needs nothing but Python and NumPy where it is installed."""

import argparse
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "build" / "wheel-tools"


def main():
    """Ends with the first step that fails."""
    parser = argparse.ArgumentParser(
        prog="jaculus wheel",
        description="Makes a wheel, which needs nothing but Python and NumPy where it is installed.",
    )
    parser.add_argument("-o", "--output", metavar="FOLDER", default="dist", help="where to write it; dist if not given")
    parser.add_argument(
        "--python", action="append", default=[], metavar="INTERPRETER",
        help="a Python to make it for, besides our own (may be given often); if none is given, all that are found here",
    )  # fmt: skip
    parser.add_argument(
        "--headers", action="append", default=[], metavar="FOLDER",
        help="a folder with the Python.h of one that cannot be run here (may be given often)",
    )  # fmt: skip
    options = parser.parse_args()
    python = tools()
    bundle = [ROOT / "packaging" / "bundle.py"]
    for name in ("python", "headers"):
        bundle += [word for value in getattr(options, name) for word in (f"--{name}", value)]
    environment = {
        **os.environ,
        "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "JACULUS_BUNDLE": "made",
    }
    step([python, *bundle], environment)
    step([python, "-m", "hatchling", "build", "-t", "wheel", "-d", os.path.abspath(options.output)], environment)


def tools():
    """An environment with what pyproject.toml says a wheel is made with."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    python, mark = TOOLS / "bin" / "python", TOOLS / "requires"
    if not mark.exists() or mark.read_text() != "\n".join(wanted):
        step([sys.executable, "-m", "venv", "--clear", TOOLS], os.environ)
        step([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *wanted], os.environ)
        mark.write_text("\n".join(wanted))
    return python


def step(command, environment):
    """Ends us where it fails, with its status."""
    status = subprocess.run([str(one) for one in command], env=environment, cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


if __name__ == "__main__":
    main()
