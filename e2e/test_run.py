"""`run` and `annotate` start a program as Python does."""

import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_a_script_sees_its_arguments_and_its_own_folder(jaculus):
    script = jaculus.script("import sys; print(sys.argv, sys.path[0], __name__, __file__)")
    done = jaculus.run("run", script, "--rate", "-h")
    assert done.stdout == f"{[str(script), '--rate', '-h']} {script.parent} __main__ {script}\n"
    assert done.stderr == ""


def test_the_repository_is_not_on_the_path(jaculus):
    done = jaculus.run("run", jaculus.script("import sys; print(*sys.path, sep='\\n')"))
    assert not {str(ROOT), str(ROOT / "scripts"), "", "."} & set(done.stdout.splitlines())


def test_a_file_of_the_working_folder_shadows_nothing(jaculus):
    jaculus.script("raise Exception", "dis.py")
    (jaculus.folder / "sub").mkdir()
    script = jaculus.script("import dis, jaculus; print('fine')", "sub/main.py")
    assert jaculus.run("run", script).stdout == "fine\n"


def test_import_numba_gets_jaculus(jaculus):
    assert "jaculus" in jaculus.run("run", jaculus.script("import numba; print(numba.njit.__module__)")).stdout


def test_a_module_runs_with_all_its_arguments(jaculus):
    jaculus.script("import sys; print(sys.argv[1:], __name__)", "some_module.py")
    assert jaculus.run("run", "-m", "some_module", "-q", "--python").stdout == "['-q', '--python'] __main__\n"


@pytest.mark.parametrize("command", ["run", "annotate"])
@pytest.mark.parametrize(
    ("program", "status"),
    [
        ("raise SystemExit(7)", 7),
        ("raise ValueError('no')", 1),
        ("import os; os._exit(5)", 5),
        ("import os; os.kill(os.getpid(), 9)", 128 + 9),
        ("def f(:", 1),
    ],
)
def test_the_exit_status_is_the_programs(jaculus, command, program, status):
    done = jaculus.run(command, jaculus.script(program))
    killed = -9 if status == 128 + 9 and command == "run" else status  # it is the interpreter itself
    assert done.returncode == killed
    assert ("# Total samples: " in done.stderr) == (command == "annotate")


def test_an_interrupted_program_gets_its_report(jaculus):
    script = jaculus.script("print('ready', flush=True)\nwhile True: pass")
    process = jaculus.start("annotate", script)
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    trace, _, report = err.partition("# Total samples: ")
    assert out == ""
    assert trace.strip().endswith("KeyboardInterrupt")
    assert "non-kernel" in report
    assert process.returncode == 128 + signal.SIGINT


def test_a_program_that_cannot_be_run_is_one_line(jaculus):
    done = jaculus.run("run", "nowhere.py")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "jaculus: cannot run 'nowhere.py': no such file\n"


def test_another_interpreter_is_taken_with_its_own_packages(jaculus):
    script = jaculus.script("import sys; print(sys.executable)")
    done = jaculus.run("run", script, JACULUS_PYTHON=sys.executable)
    assert done.stdout == f"{sys.executable}\n"
    assert jaculus.run("run", "--python", sys.executable, script).stdout == f"{sys.executable}\n"


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("nowhere/python", "cannot start the interpreter nowhere/python: there is no such program"),
        ("/usr", "--python /usr is a folder, and no virtual environment"),
        ("./old", "./old is Python 3.10; Jaculus needs 3.11 or newer"),
        ("true", "cannot start the interpreter true: it is no Python, or a broken one"),
    ],
)
@pytest.mark.parametrize("command", ["run", "annotate"])
def test_an_interpreter_that_does_not_do_is_one_line(jaculus, command, named, said):
    old = jaculus.script("#!/bin/sh\necho 3.10 False\n", "old")
    old.chmod(0o755)
    done = jaculus.run(command, "--python", named, jaculus.script("print(1)"))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"jaculus: {said}\n")


def test_a_virtual_environment_is_an_interpreter(jaculus):
    done = jaculus.run("run", f"--python={ROOT}/build/venv", jaculus.script("import sys; print(sys.prefix)"))
    assert done.stdout == f"{ROOT}/build/venv\n"


def test_the_active_environment_is_named_where_a_package_is_missing(jaculus):
    script = jaculus.script("import no_such_package")
    done = jaculus.run("run", script, VIRTUAL_ENV="/somewhere/env")
    assert done.stderr.endswith("for the packages of the active environment: --python /somewhere/env\n")
    assert "--python" not in jaculus.run("run", script, VIRTUAL_ENV=ROOT / "build/venv").stderr


KERNEL = "from numba import njit\n@njit\ndef f(x):\n    return x + 1\nimport sys; print(f(1), sys.argv, sys.path[0])\n"


def test_a_command_and_standard_input(jaculus):
    assert jaculus.run("run", "-c", KERNEL, "-x").stdout == "2 ['-c', '-x'] \n"
    process = subprocess.run(
        [ROOT / "jaculus", "run", "-", "-x"], input=KERNEL, env=jaculus.environment, cwd=jaculus.folder,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert process.stdout == "2 ['-', '-x'] \n", process.stderr


def test_what_is_typed_is_compiled(jaculus):
    typed = "from numba import njit\n@njit\ndef f(x):\n    return x + 1\n\nf(41)\nnjit(lambda x: x * 3)(5)\nexit()\n"
    ours, terminal = pty.openpty()
    with subprocess.Popen(
        [ROOT / "jaculus", "run"], stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**jaculus.environment, "TERM": "dumb"}, cwd=jaculus.folder, text=True,
    ) as process:  # fmt: skip
        os.close(terminal)
        os.write(ours, typed.encode())
        out = process.communicate(timeout=60)[0]
    os.close(ours)
    assert "\n42\n" in out.replace(">>> ", "\n").replace("... ", "\n"), out
    assert "15\n" in out


def test_names_and_arguments_in_any_locale(jaculus):
    folder = jaculus.folder / "ä"
    folder.mkdir()
    script = folder / "ö.py"
    script.write_text(KERNEL.replace("sys.argv, sys.path[0]", "sys.argv[1], ascii(sys.argv[1])"), encoding="utf-8")
    for locale in {"LC_ALL": "C"}, {"LANG": "C"}, {"LC_ALL": "POSIX"}:
        for name in "LC_ALL", "LC_CTYPE", "LANG":
            jaculus.environment.pop(name, None)
        done = jaculus.run("run", script, "é", JACULUS_CACHE_DIR=folder / "ü", **locale)
        assert done.stdout.endswith(" '\\xe9'\n"), done.stderr
        assert list((folder / "ü").glob("*.so"))
        shown = jaculus.run("annotate", "-o", folder / "ß", script, "é", **locale)
        assert shown.returncode == 0, shown.stderr
        jaculus.run("server", "stop", **locale)
        shutil.rmtree(folder / "ü")


def test_a_working_folder_that_was_deleted(jaculus):
    script = jaculus.script(KERNEL)
    for command in "run", "annotate":
        done = subprocess.run(
            ["/bin/sh", "-c", f"mkdir gone; cd gone; rmdir ../gone; '{ROOT}/jaculus' {command} '{script}'"],
            env=jaculus.environment, cwd=jaculus.folder, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.stdout.startswith("2 "), done.stderr
        assert ("# Total samples" in done.stderr) == (command == "annotate"), done.stderr


CAUGHT = """
import sys, time
try:
    print('start', flush=True)
    time.sleep(30)
except KeyboardInterrupt:
    print('caught', flush=True)
    time.sleep(0.5)
    print('saved', flush=True)
"""


@pytest.mark.parametrize("command", ["run", "annotate"])
@pytest.mark.parametrize("signaled", ["group", "process"])
def test_an_interrupt_without_a_terminal_comes_once(jaculus, command, signaled):
    with subprocess.Popen(
        [ROOT / "jaculus", command, jaculus.script(CAUGHT)], env=jaculus.environment, cwd=jaculus.folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "start\n"
        (os.killpg if signaled == "group" else os.kill)(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (out, process.returncode) == ("caught\nsaved\n", 0), err


@pytest.mark.parametrize("command", ["run", "annotate"])
def test_little_memory(jaculus, command):
    """As `ulimit -v` of batch systems: for the compile server and for reports too."""
    script = jaculus.script(KERNEL)
    line = f"ulimit -v 2000000; '{ROOT}/jaculus' {command} '{script}'"
    done = subprocess.run(
        ["/bin/sh", "-c", line], env={**jaculus.environment, "OPENBLAS_NUM_THREADS": "1"}, cwd=jaculus.folder,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout.startswith("2 "), done.stderr
    assert ("# Total samples" in done.stderr) == (command == "annotate"), done.stderr


def test_run_has_no_java_beside_the_program(jaculus):
    script = jaculus.script("import os; print(os.getpid())")
    with jaculus.start("run", script) as process:
        assert int(process.communicate(timeout=60)[0]) == process.pid


def test_a_long_path_for_sockets(jaculus):
    folder = jaculus.folder / ("long" * 30)
    done = jaculus.run("run", jaculus.script(KERNEL), JACULUS_RUNTIME_DIR=folder)
    assert done.stdout.startswith("2 "), done.stderr
    status = jaculus.run("server", "status", JACULUS_RUNTIME_DIR=folder)
    assert "kernels compiled: 1\n" in status.stdout
    assert jaculus.run("server", "stop", JACULUS_RUNTIME_DIR=folder).stdout == "stopped\n"
