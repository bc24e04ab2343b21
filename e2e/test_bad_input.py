"""What is wrong is said clearly, with a status other than 0, and nothing is left half-written."""

import ctypes
import os
import shutil
import subprocess
import sys
import textwrap

import pytest
from conftest import ROOT

LIBC = ctypes.CDLL(None)
KERNEL = """
    import numpy as np
    from jaculus import njit

    @njit
    def twice(a):
        return a + a
"""


def write(folder, text, name="program.py"):
    file = folder / name
    file.write_text(textwrap.dedent(text))
    return file


def said(done, *words):
    """The last lines of a failed program, which have these words, and no trace of ours."""
    assert done.returncode not in (0, None)
    assert done.returncode < 128, done.stderr  # not killed by a signal
    for word in words:
        assert word in done.stderr, done.stderr
    assert "Exception in thread" not in done.stderr
    assert "\tat dev.jaculus" not in done.stderr


@pytest.mark.parametrize("command", ["run", "annotate"])
def test_no_such_script(command, jaculus_command):
    done = jaculus_command(command, "nowhere/nothing.py")
    said(done, "nowhere/nothing.py")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 3


@pytest.mark.parametrize("command", ["run", "annotate"])
def test_script_with_a_syntax_error(command, jaculus_command, tmp_path):
    program = write(tmp_path, "x = 1\nif x = 2:\n    pass\n")
    said(jaculus_command(command, program), str(program), "line 2", "SyntaxError")


@pytest.mark.parametrize("command", ["run", "annotate"])
def test_a_folder_is_no_script(command, jaculus_command, tmp_path):
    said(jaculus_command(command, tmp_path), str(tmp_path))


@pytest.mark.parametrize(
    "arguments", [[], ["frobnicate"], ["annotate"], ["run"], ["annotate", "--rate", "fast", "x.py"]]
)
def test_wrong_command_line(arguments, jaculus_command):
    done = jaculus_command(*arguments)
    assert done.returncode != 0
    assert "Usage" in done.stderr + done.stdout or "jaculus" in done.stderr
    assert "\tat " not in done.stderr


def test_function_without_source(jaculus_command, tmp_path):
    program = write(
        tmp_path,
        """
        from types import FunctionType
        from jaculus import njit

        def f(x):
            return x

        njit(FunctionType(f.__code__.replace(co_filename="only.pyc"), {}))(1)
        """,
    )
    said(jaculus_command("run", program), "error[no-source]", "`f`", "only.pyc:5")


def test_unsupported_statement(jaculus_command, tmp_path):
    program = write(
        tmp_path,
        """
        from jaculus import njit

        @njit
        def f(x):
            with open("file") as file:
                return x

        f(1)
        """,
    )
    done = jaculus_command("run", program)
    said(done, "with", "program.py:6")


@pytest.mark.parametrize("argument", ["{}", "object()", "[[1, 2], 'x']", "2**64", "np.zeros(3, 'U5')"])
def test_argument_of_an_unsupported_type(argument, jaculus_command, tmp_path):
    program = write(tmp_path, KERNEL + f"    twice({argument})\n")
    said(jaculus_command("run", program), "Error")


def test_wrong_number_of_arguments(jaculus_command, tmp_path):
    program = write(tmp_path, KERNEL + "    twice(1, 2)\n")
    said(jaculus_command("run", program), "TypeError", "twice")


def test_type_error_shows_the_place(jaculus_command, tmp_path):
    program = write(
        tmp_path,
        """
        from jaculus import njit

        @njit
        def f(x):
            y = 1.5
            if x > 0:
                y = "a"
            return y

        f(1)
        """,
    )
    said(jaculus_command("run", program), "error[type-changes]", "program.py:", "`y` is a str here", "TypingError")


def obey_permissions():
    """Root may write anywhere: without two of its rights (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH) it is as any user."""
    if os.getuid() == 0:
        for right in (1, 2):
            LIBC.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP; holds from the next exec on


def run_with_permissions(command, **environment):
    return subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **environment},
        preexec_fn=obey_permissions,
        check=False,
    )


@pytest.fixture
def locked(tmp_path):
    """A folder in which nothing can be made."""
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    if run_with_permissions(["mkdir", folder / "probe"]).returncode == 0:
        pytest.skip("this user may write anywhere")
    yield folder
    folder.chmod(0o755)


def test_read_only_cache(tmp_path, locked):
    """The kernel runs all the same, and one warning says what happened."""
    program = write(tmp_path, KERNEL + "    print(twice(21), twice(0.5))\n")
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    places = {"JACULUS_CACHE_DIR": str(locked), "JACULUS_RUNTIME_DIR": str(run)}
    done = run_with_permissions([sys.executable, program], **places)
    try:
        assert (done.returncode, done.stdout) == (0, "42 1.0\n"), done.stderr
        assert done.stderr.count(str(locked)) == 1, done.stderr
        assert list(locked.iterdir()) == []
    finally:
        run_with_permissions([ROOT / "jaculus", "server", "stop"], **places)


@pytest.mark.parametrize("mode", [0o777, 0o750])
def test_socket_folder_open_to_others(mode, jaculus_command, tmp_path):
    program = write(tmp_path, KERNEL + "    twice(1)\n")
    run = tmp_path / "run"
    run.mkdir()
    run.chmod(mode)
    cache = str(tmp_path / "cache")
    said(jaculus_command("run", program, JACULUS_RUNTIME_DIR=str(run), JACULUS_CACHE_DIR=cache), str(run), "700")


def test_no_permission_for_the_socket_folder(tmp_path, locked):
    program = write(tmp_path, KERNEL + "    twice(1)\n")
    run = str(locked / "run")
    places = {"JACULUS_RUNTIME_DIR": run, "JACULUS_CACHE_DIR": str(tmp_path / "cache")}
    said(run_with_permissions([sys.executable, program], **places), run)


def test_missing_libllvm(tmp_path):
    """With a home that lacks it; the user's process goes on."""
    home = tmp_path / "home"
    shutil.copytree(ROOT / "build", home, ignore=shutil.ignore_patterns("venv", "libLLVM*", "bench", "*.log"))
    program = write(
        tmp_path,
        KERNEL
        + """
    try:
        twice(1)
    except Exception as e:
        print("caught", type(e).__name__)
    twice(2)
    """,
    )
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    environment = {
        **os.environ,
        "JACULUS_HOME": str(home),
        "JACULUS_RUNTIME_DIR": str(run),
        "JACULUS_CACHE_DIR": str(tmp_path / "cache"),
    }
    command = [sys.executable, str(program)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)
    said(done, "libLLVM")
    assert done.stdout.startswith("caught")
    assert not [f for f in (tmp_path / "cache").rglob("*") if f.is_file()]
