"""`jaculus run` and `annotate`: a program cannot tell that Python did not start it, but for its `import numba`."""

import os
import signal
import subprocess
import sys
import time

import pytest
from conftest import ROOT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "python"), "PYTHONUNBUFFERED": "1"}
LAUNCH = [sys.executable, "-P", "-m", "jaculus._launch"]


def run(command, folder, **more):
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, **more)


PROGRAMS = {
    "names": "import sys\nprint(__name__, __file__, __package__, __doc__, sys.argv, sys.path[0])\n"
    "print(__spec__ and __spec__.name)\n"
    "import helper, __main__\nprint(helper.X, __main__.__file__, sys.modules['__main__'] is __main__)\n",
    "exit code": "import sys\nsys.exit(7)\n",
    "exit text": "import sys\nsys.exit('no good')\n",
    "exit none": "raise SystemExit\n",
    "exception": "def f():\n    1 / 0\n\ntry:\n    f()\nexcept ArithmeticError:\n    raise ValueError('x')\n",
    "syntax": "print(1)\nx = (1,\n",
    "own hook": "import sys\nsys.excepthook = lambda *a: print('mine', a[0])\n\nraise KeyError\n",
    "atexit": "import atexit\natexit.register(print, 'bye')\nraise OSError\n",
    "stdin": "print(input() + '!')\n",
    "thread": "import threading\nt = threading.Thread(target=lambda: print('in thread'))\nt.start()\n",
    "pickle": "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))))\n",
    "numpy not loaded": "import sys\nprint('numpy' in sys.modules)\n",
    "interrupt": "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nimport time\ntime.sleep(5)\n",
    "killed": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n",
    "spawn": "import multiprocessing as m\ndef f(x): return x + 1\nif __name__ == '__main__':\n"
    "    with m.get_context('spawn').Pool(1) as p: print(p.map(f, [1, 2]))\n",
}


@pytest.mark.parametrize(
    ("name", "how"),
    # spawn from a folder hangs in CPython itself
    [(name, how) for name in PROGRAMS for how in ("script", "module", "folder") if (name, how) != ("spawn", "folder")],
)
def test_like_python(tmp_path, name, how):
    (tmp_path / "helper.py").write_text("X = 5\n")
    program = {"script": "program.py", "module": "package/program.py", "folder": "package/__main__.py"}[how]
    (tmp_path / program).parent.mkdir(exist_ok=True)
    (tmp_path / program).write_text(PROGRAMS[name])
    if how == "folder":
        (tmp_path / "package" / "helper.py").write_text("X = 6\n")
    arguments = {"script": [program], "module": ["-m", "package.program"], "folder": ["package"]}[how]
    arguments += ["-x", "--rate", "a b"]
    wanted = run([sys.executable, *arguments], tmp_path, input="hello")
    got = run([*LAUNCH, "run", *arguments], tmp_path, input="hello")
    # A module's traceback has two lines of runpy, which ours leaves out.
    trimmed = "\n".join(line for line in wanted.stderr.splitlines() if "runpy" not in line)
    trace = "\n".join(got.stderr.splitlines())
    assert (got.stdout, trace, got.returncode) == (wanted.stdout, trimmed, wanted.returncode)


def test_numba_is_jaculus(tmp_path):
    program = (
        "import numba, numba.core.errors\nfrom numba import njit, int32, types, prange, gdb\n"
        "from numba.core.errors import TypingError\nimport jaculus\n"
        "print(numba.__version__, njit is jaculus.njit, types.int32 is int32, numba.__name__)\n"
        "print(issubclass(numba.TypingError, numba.core.errors.NumbaError), list(prange(2)))\n"
        "for act in (lambda: gdb(len), lambda: __import__('numba.tests')):\n"
        "    try: act()\n    except Exception as e: print(type(e).__name__, e)\n"
    )
    (tmp_path / "p.py").write_text(program)
    done = run([*LAUNCH, "run", "p.py"], tmp_path)
    assert done.stdout.splitlines() == [
        "0.68.1 True True jaculus.numba",
        "True [0, 1]",
        "UnsupportedError error[not-yet]: `numba.gdb` is not in Jaculus yet",
        "ModuleNotFoundError No module named 'numba.tests': Jaculus stands for Numba here, "
        "and it does not have that yet",
    ], done.stderr


def test_numba_in_child_processes(tmp_path):
    program = (
        "import subprocess, sys\n"
        "code = 'import numba, numba.core; print(numba.__name__, numba.core.__name__)'\n"
        "subprocess.run([sys.executable, '-c', code])\n"
    )
    (tmp_path / "p.py").write_text(program)
    assert run([*LAUNCH, "run", "p.py"], tmp_path).stdout == "jaculus.numba jaculus.numba.core\n"


@pytest.mark.parametrize(
    ("end", "status"),
    [("", 0), ("sys.exit(3)", 3), ("1 / 0", 1), ("os.kill(os.getpid(), signal.SIGINT); time.sleep(9)", -signal.SIGINT)],
)
def test_annotate_leaves_samples_however_it_ends(tmp_path, end, status):
    work = "import os, signal, sys, time\nt = time.process_time()\nwhile time.process_time() - t < 0.2: pass\n"
    (tmp_path / "p.py").write_text(work + end)
    samples = tmp_path / "samples"
    samples.mkdir()
    preload = {"LD_PRELOAD": os.path.join(os.environ["JACULUS_HOME"], "lib", "libjaculus_rt.so")}
    command = [*LAUNCH, "annotate", "--rate", "500", "--output", str(samples), "p.py"]
    done = subprocess.run(command, cwd=tmp_path, env={**ENVIRONMENT, **preload}, capture_output=True, timeout=60)
    assert done.returncode == status, done.stderr
    assert (samples / "samples.bin").stat().st_size > 1000
    assert (samples / "maps").exists()


def test_interrupt_from_outside(tmp_path):
    (tmp_path / "p.py").write_text("import time\nprint('ready', flush=True)\ntime.sleep(30)\n")
    with subprocess.Popen(
        [*LAUNCH, "run", "p.py"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        error = process.communicate()[1]
    assert process.returncode == -signal.SIGINT
    assert error.rstrip().endswith("KeyboardInterrupt")
    assert "_launch" not in error
