"""Builds the C extensions jaculus._host and _frames for the interpreter that runs this: `PYTHON build_ext.py OUTDIR`.

With `--headers FOLDER` it is for the Python whose Python.h is in that folder, which need not run here.

The result is OUTDIR/<SOABI>/jaculus/_host<EXT_SUFFIX> and _frames<EXT_SUFFIX>. Needs that interpreter's headers, its
NumPy and a C compiler; no setuptools. A build that fails leaves what was there.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def foreign(folder):
    """The SOABI and the folders of another CPython for this platform, from its Python.h's neighbours."""
    text = (Path(folder) / "patchlevel.h").read_text()
    major, minor = (re.search(rf"#define PY_{part}_VERSION\s+(\d+)", text)[1] for part in ("MAJOR", "MINOR"))
    platform = sysconfig.get_config_var("MULTIARCH") or "x86_64-linux-gnu"
    # Debian's pyconfig.h includes another by a path from the folder above, which may have a C library's headers too.
    return f"cpython-{major}{minor}-{platform}", [f"-I{folder}", f"-idirafter{Path(folder).parent}", *others()]


def own():
    """The same for this interpreter, or SystemExit with one line that says what to install."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    python = Path(sysconfig.get_path("include"))
    if not (python / "Python.h").exists():
        sys.exit(
            f"jaculus: the headers of {sys.executable} are missing ({python}/Python.h). "
            f"On Debian: apt-get install python{version}-dev"
        )
    return sysconfig.get_config_var("SOABI"), [f"-I{python}", *others()]


def others():
    """NumPy's headers, which are those of any Python, and the runtime's."""
    try:
        import numpy
    except ImportError:
        sys.exit(f"jaculus: {sys.executable} has no NumPy. Install it: {sys.executable} -m pip install numpy")
    runtime = HERE.parent / "runtime" / "include"
    return [f"-I{numpy.get_include()}", f"-I{runtime}"]


def build(out, headers=None):
    """The folder of both. `_host` is in place last: who finds it finds both."""
    soabi, includes = foreign(headers) if headers else own()
    folder = Path(out) / soabi / "jaculus"
    folder.mkdir(parents=True, exist_ok=True)
    library(HERE / "ext/frames", includes, folder / f"_frames.{soabi}.so")
    library(HERE / "ext", includes, folder / f"_host.{soabi}.so")
    return folder


def library(sources, includes, target):
    """Compiles every source in a folder into one shared library, put in place by a rename."""
    handle, partial = tempfile.mkstemp(dir=target.parent, prefix=".ext-", suffix=".so")
    os.close(handle)
    compiler = os.environ.get("CC", "cc")
    command = [compiler, "-std=gnu11", "-O2", "-g1", "-DNDEBUG", "-flto", "-fPIC", "-shared", "-fvisibility=hidden"]
    command += ["-Wall", "-Wextra", "-Wno-missing-field-initializers", "-Wno-cast-function-type"]
    command += shlex.split(os.environ.get("CFLAGS", ""))
    command += [*includes, *map(str, sorted(sources.glob("*.c"))), "-o", partial, "-ldl", "-lpthread"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"jaculus: the C extension does not compile:\n{' '.join(command)}\n{done.stderr}")
        os.chmod(partial, 0o755)
        os.replace(partial, target)
    except FileNotFoundError:
        sys.exit(f"jaculus: no C compiler `{compiler}`. On Debian: apt-get install gcc")
    finally:
        Path(partial).unlink(missing_ok=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--headers")
    parser.add_argument("out")
    options = parser.parse_args()
    build(options.out, options.headers)
