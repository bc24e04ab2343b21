"""Builds the C extension jaculus._host for the interpreter that runs this: `PYTHON build_ext.py OUTDIR`.

The result is OUTDIR/<SOABI>/jaculus/_host<EXT_SUFFIX>. Needs that interpreter's headers, its NumPy and a C compiler;
no setuptools. A build that fails leaves what was there.
"""

import os
import shlex
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def headers():
    """The include folders, or SystemExit with one line that says what to install."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    python = Path(sysconfig.get_path("include"))
    if not (python / "Python.h").exists():
        sys.exit(
            f"jaculus: the headers of {sys.executable} are missing ({python}/Python.h). "
            f"On Debian: apt-get install python{version}-dev"
        )
    try:
        import numpy
    except ImportError:
        sys.exit(f"jaculus: {sys.executable} has no NumPy. Install it: {sys.executable} -m pip install numpy")
    runtime = HERE.parent / "runtime" / "include"
    return [python, Path(numpy.get_include()), runtime]


def build(out):
    """Compiles every source into one shared library, put in place by a rename."""
    folder = Path(out) / sysconfig.get_config_var("SOABI") / "jaculus"
    target = folder / f"_host{sysconfig.get_config_var('EXT_SUFFIX')}"
    includes = [f"-I{path}" for path in headers()]
    folder.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=folder, prefix=".host-", suffix=".so")
    os.close(handle)
    compiler = os.environ.get("CC", "cc")
    command = [compiler, "-std=gnu11", "-O2", "-g1", "-DNDEBUG", "-flto", "-fPIC", "-shared", "-fvisibility=hidden"]
    command += ["-Wall", "-Wextra", "-Wno-missing-field-initializers", "-Wno-cast-function-type"]
    command += shlex.split(os.environ.get("CFLAGS", ""))
    command += [*includes, *map(str, sorted((HERE / "ext").glob("*.c"))), "-o", partial, "-ldl", "-lpthread"]
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
    return target


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: PYTHON build_ext.py OUTDIR")
    build(sys.argv[1])
