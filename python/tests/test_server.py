"""The client and the cache: servers that die, entries that are damaged, many threads and processes."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from conftest import SCRATCH, stop_server

from jaculus import client, errors, njit, runtime


def adder(kernels):
    kernels.put("add", "int64", "results[0].i = args[0].i + args[1].i;")

    @njit
    def add(a, b):
        return a + b

    return add


def entry():
    return next(
        os.path.join(folder, name)
        for folder, _, names in os.walk(os.environ["JACULUS_CACHE_DIR"])
        for name in names
        if name.endswith(".so")
    )


def test_server_killed_in_a_request_is_started_again(kernels):
    add = adder(kernels)
    kernels.flag("die")
    assert add(1, 2) == 3
    assert len(kernels.requests()) == 2


def test_server_that_dies_twice_is_a_clear_error(kernels):
    add = adder(kernels)
    kernels.flag("always-die")
    with pytest.raises(errors.CompilerError, match=r"stopped twice .* its log: .*server-ffffffff\.log"):
        add(1, 2)
    (kernels.folder / "always-die").unlink()
    assert add(1, 2) == 3


def test_server_that_does_not_start_shows_its_log(kernels):
    add = adder(kernels)
    stop_server()
    kernels.flag("no-start")
    with pytest.raises(errors.CompilerError, match=r"did not start(.|\n)*this server does not want to start"):
        add(1, 2)


def test_hit_needs_no_server(kernels):
    program = (
        "from jaculus import njit\n@njit\ndef add(a, b):\n    return a + b\n"
        "print(add(3, 4), list(add.stats.cache_hits.values()))\n"
    )
    script = SCRATCH / "hit.py"
    script.write_text(program)
    kernels.put("add", "int64", "results[0].i = args[0].i + args[1].i;")
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(client.__file__))}
    outputs = []
    for _ in range(2):
        done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=True)
        outputs.append(done.stdout)
        stop_server()
        kernels.flag("no-start")
    assert outputs == ["7 []\n", "7 [1]\n"]


@pytest.mark.parametrize("damage", ["truncated", "changed", "empty", "gone"])
def test_damaged_entry_is_a_miss(kernels, damage):
    assert adder(kernels)(1, 2) == 3
    path = Path(entry())
    data = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes({"truncated": data[:-100], "changed": b"x" + data[1:], "empty": b""}[damage])
    assert adder(kernels)(1, 2) == 3
    assert len(kernels.requests()) == 2


def test_many_threads(kernels):
    add = adder(kernels)
    results = []
    threads = [threading.Thread(target=lambda i=i: results.append(add(i, i) == 2 * i)) for i in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 10
    assert len(add.overloads) == 1


def test_forked_child_compiles_on_its_own(kernels):
    add = adder(kernels)
    assert add(1, 2) == 3
    kernels.put("add", "float64", "results[0].d = args[0].d + args[1].d;")
    child = os.fork()
    if child == 0:
        os._exit(0 if add(1.5, 2.0) == 3.5 else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert add(1.5, 2.0) == 3.5


def test_interrupted_request_does_not_disturb_the_next(kernels):
    add = adder(kernels)
    kernels.put("other", "int64", "results[0].i = 7;")

    @njit
    def other():
        pass

    kernels.flag("slow")
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    old = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            add(1, 2)
    finally:
        signal.signal(signal.SIGALRM, old)
    (kernels.folder / "slow").unlink()
    assert other() == 7
    assert add(1, 2) == 3


def test_servers_warning_is_given_once(kernels):
    kernels.flag("warn")
    with pytest.warns(errors.NumbaSystemWarning, match="the cache is full") as caught:
        adder(kernels)(1, 2)
        kernels.put("add", "float64", "results[0].d = args[0].d + args[1].d;")
        adder(kernels)(1.0, 2.0)
    assert len(caught) == 1
    assert caught[0].filename == __file__


def test_no_child_process_is_left(kernels):
    stop_server()
    assert adder(kernels)(1, 2) == 3
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_one_killed_while_it_starts_is_started_again(kernels):
    stop_server()
    kernels.flag("killed-at-start")
    assert adder(kernels)(1, 2) == 3


def test_one_that_is_stopped_is_told_and_given_up(kernels, monkeypatch, capsys):
    add = adder(kernels)
    process = client.ask({"op": "status"})["pid"]
    monkeypatch.setattr(client, "SILENCE_S", 0.2)
    monkeypatch.setattr(client, "PROBE_S", 0.2)
    monkeypatch.setattr(client, "GIVE_UP_S", 1)
    os.kill(process, signal.SIGSTOP)
    try:
        with pytest.raises(errors.CompilerError, match=f"`kill -9 {process}` ends it"):
            add(1, 2)
    finally:
        os.kill(process, signal.SIGCONT)
    said = f"does not answer: it is stopped, and `kill -CONT {process}` lets it go on; waiting for it"
    assert capsys.readouterr().err == f"jaculus: the compile server (process {process}) {said}\n"
    assert add(1, 2) == 3


def test_one_that_goes_on_in_time_is_waited_for(kernels, monkeypatch):
    add = adder(kernels)
    process = client.ask({"op": "status"})["pid"]
    monkeypatch.setattr(client, "SILENCE_S", 0.2)
    monkeypatch.setattr(client, "PROBE_S", 0.2)
    os.kill(process, signal.SIGSTOP)
    later = threading.Timer(1, os.kill, [process, signal.SIGCONT])
    later.start()
    assert add(1, 2) == 3
    later.join()


def test_a_long_compilation_is_no_silence(kernels, monkeypatch, capsys):
    kernels.flag("slow")
    monkeypatch.setattr(client, "SILENCE_S", 0.1)
    assert adder(kernels)(1, 2) == 3
    assert capsys.readouterr().err == ""


FORK = """
import os, sys, threading, time
from jaculus import njit

@njit
def add(a, b):
    return a + b

def work():
    for one in 1, 1.5, 2j:
        add(one, one)

started = threading.Thread(target=work)
started.start()
time.sleep(float(sys.argv[1]))
child = os.fork()
if child == 0:
    import faulthandler
    faulthandler.dump_traceback_later(10, exit=True)
    os._exit(0 if add(2, 3) == 5 else 1)
print(os.waitpid(child, 0)[1])
started.join()
"""


@pytest.mark.parametrize("delay", [0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05])
def test_a_fork_during_the_first_compilation(kernels, delay):
    """Of another thread, which may be just loading a module."""
    kernels.put("add", "int64", "results[0].i = args[0].i + args[1].i;")
    script = SCRATCH / "fork.py"
    script.write_text(FORK)
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(client.__file__))}
    done = subprocess.run(
        [sys.executable, script, str(delay)], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "0\n", done.stderr


def test_a_folder_with_a_long_name(kernels, monkeypatch, tmp_path):
    folder = tmp_path / ("long" * 30)
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("JACULUS_RUNTIME_DIR", str(folder))
    with socket.socket(socket.AF_UNIX) as server:
        with runtime.opened("sock") as path:
            server.bind(path)
        server.listen()
        client.connect().close()


def test_a_session_without_its_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("JACULUS_RUNTIME_DIR")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert client.runtime_folder() == f"{tmp_path}/jaculus-{os.getuid()}"
    assert not (tmp_path / "gone").exists()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert client.runtime_folder() == f"{tmp_path}/jaculus"


def test_folder_open_to_others_is_refused(kernels, monkeypatch, tmp_path):
    tmp_path.chmod(0o755)
    monkeypatch.setenv("JACULUS_RUNTIME_DIR", str(tmp_path))
    with pytest.raises(PermissionError, match="chmod 700"):
        client.runtime_folder()
    monkeypatch.setenv("JACULUS_RUNTIME_DIR", str(tmp_path / "new" / "one"))
    assert os.stat(client.runtime_folder()).st_mode & 0o777 == 0o700


def test_inspect_asks_the_server(kernels, capsys):
    add = adder(kernels)
    add(1, 2)
    assert list(add.inspect_llvm().values()) == ["llvm of add"]
    assert add.inspect_asm("int64(int64, int64)") == "asm of add"
    add.inspect_types()
    assert capsys.readouterr().out == "types of add\n"
    with pytest.raises(KeyError, match="not compiled for"):
        add.inspect_llvm("float64(float64)")
