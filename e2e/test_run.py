"""`run` and `annotate` start a program as Python does."""

import signal
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
    assert done.returncode == status
    assert ("# Total samples: " in done.stdout) == (command == "annotate")


def test_an_interrupted_program_gets_its_report(jaculus):
    script = jaculus.script("print('ready', flush=True)\nwhile True: pass")
    process = jaculus.start("annotate", script)
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert "# Total samples: " in out
    assert err.strip().endswith("KeyboardInterrupt")
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
