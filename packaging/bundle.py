"""Makes build/bundle: all that is compiled, at home in any folder and in need of nothing but the C library.

    bundle.py [--python INTERPRETER]… [--headers FOLDER]…

jlink's Java with the one module that we need, libLLVM without what only linkers read, the runtime, the symbolizer, a C
extension for each Python, and the trained start. The build of the clone (scripts/build.sh) comes first.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from symbol_versions import lower

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
BUNDLE = BUILD / "bundle"
NEWEST = ("3.11", "3.12", "3.13", "3.14", "3.15")
PLATFORM = "manylinux_2_34_x86_64"
LLVM_NAME = "libLLVM.so.20.1"


def say(text):
    """A step, for people."""
    print(f"jaculus: {text}", file=sys.stderr, flush=True)


def run(*command, **options):
    """Its output is shown where it fails."""
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False, **options)
    if done.returncode:
        sys.exit(f"jaculus: {' '.join(map(str, command))} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def interpreters(named):
    """The Pythons to build for: those named, else all that this machine has; one for each version."""
    found = {}
    candidates = [*named, sys.executable] if named else [sys.executable, *_usual()]
    for path in candidates:
        if not shutil.which(str(path)):
            sys.exit(f"jaculus: there is no interpreter {path}")
        ask = "import sys, sysconfig, os; p = sysconfig.get_path('include'); "
        ask += "print(sysconfig.get_config_var('SOABI'), sys.version_info >= (3, 11), os.path.exists(p + '/Python.h'))"
        done = subprocess.run([str(path), "-c", ask], capture_output=True, text=True, check=False)
        soabi, new, headers = [*done.stdout.split(), "", "", ""][:3]
        if (new, headers) == ("True", "True"):
            found.setdefault(soabi, path)
        elif path in named:
            sys.exit(
                f"jaculus: {path} is older than Python 3.11, or lacks headers (Debian: apt-get install python3-dev)"
            )
    return found


def _usual():
    for version in NEWEST:
        if path := shutil.which(f"python{version}"):
            yield path
        yield from sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))


def stamp(extensions, headers):
    """What the bundle is made from; it is made anew when this changes."""
    parts = [(BUILD / "version").read_text(), *sorted(extensions), *sorted(map(str, headers))]
    sources = [*(ROOT / "python/ext").rglob("*.[ch]"), *Path(__file__).parent.glob("*.py")]
    parts += [path.read_text() for path in sorted(sources)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def java(bundle):
    """A Java of one module: what jdeps finds in the jar."""
    home = Path((BUILD / "java").read_text().strip()).parents[1]
    run(
        home / "bin/jlink",
        "--add-modules",
        "java.base",
        "--strip-debug",
        "--no-header-files",
        "--no-man-pages",
        "--vm",
        "server",
        "--compress",
        "zip-0",
        "--output",
        bundle / "jre",
    )  # fmt: skip  (zip-0: the wheel packs it better than jlink)
    (bundle / "java").write_text("jre/bin/java\n")


def libraries(bundle):
    """Without what only linkers and debuggers read; found beside each other; content with an older libstdc++."""
    lib = bundle / "lib"
    lib.mkdir()
    for name in ("libLLVM.so", "llvm-symbolizer", "libjaculus_rt.so"):
        shutil.copy(BUILD / "lib" / name, lib / name)
        (lib / name).chmod(0o755)
    run("strip", "--strip-unneeded", lib / "libLLVM.so")
    run("strip", lib / "llvm-symbolizer")
    run("strip", "--strip-debug", lib / "libjaculus_rt.so")
    # condition_variable::wait got a second version in 3.4.30; the first one is in every libstdc++ and does the same.
    lower(lib / "libLLVM.so", "GLIBCXX_3.4.30", "GLIBCXX_3.4.11")
    # Wheels hold no links, so that the symbolizer needs the library by its file's name.
    run("patchelf", "--set-soname", "libLLVM.so", lib / "libLLVM.so")
    run("patchelf", "--replace-needed", LLVM_NAME, "libLLVM.so", "--set-rpath", "$ORIGIN", lib / "llvm-symbolizer")


def extension(bundle, soabi, python):
    """NumPy's headers come from an environment of its own: the interpreter need not have it."""
    with tempfile.TemporaryDirectory() as folder:
        run(python, "-m", "venv", folder)
        inside = Path(folder, "bin/python")
        run(inside, "-m", "pip", "install", "-q", "--disable-pip-version-check", "numpy")
        built(inside, bundle)
    run("strip", "--strip-debug", *(bundle / "ext" / soabi / "jaculus").glob("*.so"))


def built(python, bundle, *options):
    """The extension, by the interpreter `python`."""
    compiler = os.environ.get("CC") or shutil.which("gcc") or "cc"
    run(python, ROOT / "python/build_ext.py", *options, bundle / "ext", env={**os.environ, "CC": compiler})


def trained(bundle):
    """The start of the server that is kept: Java checks its own build and our jar, not where they are."""
    environment = {**os.environ, "JACULUS_HOME": str(bundle), "PYTHONPATH": str(ROOT / "python")}
    arguments = (BUILD / "java-args").read_text().splitlines()
    kept = [one for one in arguments if not one.startswith("-XX:AOTCache")]
    (bundle / "java-args").write_text("\n".join(["-XX:AOTCacheOutput={home}/jaculus.aot", *kept]) + "\n")
    run(BUILD / "venv/bin/python", "-P", "-m", "jaculus", "server", "train", env=environment)
    (bundle / "java-args").write_text("\n".join(["-XX:AOTCache={home}/jaculus.aot", *kept]) + "\n")
    (bundle / "jaculus.aot.config").unlink(missing_ok=True)


def licences(bundle):
    """Java's own come with jlink; the others' are in this folder."""
    shutil.copytree(Path(__file__).parent / "licences", bundle / "licences")


def make(named=(), headers=()):
    """The folder. What was there stays until the new one is whole."""
    extensions = interpreters(list(named))
    wanted = stamp(extensions, headers)
    if (BUNDLE / "stamp").exists() and (BUNDLE / "stamp").read_text() == wanted:
        return BUNDLE
    new = BUILD / "bundle.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    shutil.copy(BUILD / "jaculus.jar", new)
    shutil.copy(BUILD / "version", new)
    say("a Java of one module")
    java(new)
    say("libLLVM, the runtime and the symbolizer")
    libraries(new)
    for soabi, python in sorted(extensions.items()):
        say(f"the extension for {soabi}")
        extension(new, soabi, python)
    for folder in headers:
        say(f"the extension for the headers in {folder}")
        built(BUILD / "venv/bin/python", new, "--headers", folder)
    say("a trained start of the compiler")
    trained(new)
    licences(new)
    (new / "stamp").write_text(wanted)
    shutil.rmtree(BUNDLE, ignore_errors=True)
    new.rename(BUNDLE)
    return BUNDLE


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", default=[])
    parser.add_argument("--headers", action="append", default=[])
    options = parser.parse_args()
    make(options.python, options.headers)
