"""The compile server as programs meet it: started, shared, killed, idle, and with a cache that fails."""

import os
import signal
import time
from pathlib import Path

import pytest

BUILD = Path(__file__).resolve().parents[1] / "build"

ADD = """
from jaculus import njit

@njit
def add(a, b):
    return a + b

print(add(1, 2))
"""

MANY = """
import sys, threading
from jaculus import njit

def kernel(n):
    scope = {"njit": njit}
    @njit
    def f(x):
        return x * n + 1
    return f

kernels = [kernel(n) for n in range(6)]
failures, barrier = [], threading.Barrier(10)

def work(seed):
    barrier.wait()
    for step in range(6):
        n = (seed + step) % 6
        got = kernels[n](seed)
        if got != seed * n + 1:
            failures.append((seed, n, got))

threads = [threading.Thread(target=work, args=(seed,)) for seed in range(10)]
for one in threads: one.start()
for one in threads: one.join()
print(failures)
"""


def wait_until(condition, seconds=30):
    """The first true value of the condition."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return value


def test_it_is_started_by_the_first_program_and_kept_for_the_next(jaculus):
    assert jaculus.server() == {}
    assert jaculus.python(jaculus.script(ADD)).stdout == "3\n"
    first = jaculus.server()
    assert first["kernels compiled"] == "1"
    assert set(first) == {"pid", "socket", "uptime", "kernels compiled", "memory"}
    assert jaculus.python(jaculus.script(ADD.replace("a + b", "a + b + 1"))).stdout == "4\n"
    assert jaculus.server_pid() == int(first["pid"])


def test_a_cached_kernel_needs_no_server(jaculus):
    script = jaculus.script(ADD)
    jaculus.python(script)
    jaculus.run("server", "stop")
    assert jaculus.python(script).stdout == "3\n"
    assert jaculus.server() == {}


def test_one_killed_in_the_middle_of_a_request_is_started_again(jaculus):
    jaculus.python(jaculus.script(ADD))
    pid = jaculus.server_pid()
    os.kill(pid, signal.SIGSTOP)  # it takes the request, and answers nothing
    program = jaculus.start_python(jaculus.script(ADD.replace("a + b", "a - b")))
    time.sleep(1.5)
    assert program.poll() is None
    os.kill(pid, signal.SIGKILL)
    out, err = program.communicate(timeout=60)
    assert (out, err) == ("-1\n", "")
    assert jaculus.server_pid() != pid


def test_two_processes_with_ten_threads_each_get_right_answers(jaculus):
    script = jaculus.script(MANY)
    programs = [jaculus.start_python(script) for _ in range(2)]
    for program in programs:
        assert program.communicate(timeout=120) == ("[]\n", "")
    assert jaculus.server()["kernels compiled"] == "6"


@pytest.mark.parametrize("damage", [b"", b"\x7fELF", None])
def test_a_damaged_entry_is_a_miss(jaculus, damage):
    script = jaculus.script(ADD)
    jaculus.python(script)
    (entry,) = jaculus.cache.rglob("*.so")
    whole = entry.read_bytes()
    entry.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert jaculus.python(script).stdout == "3\n"
    assert entry.read_bytes() == whole


def test_a_cache_that_cannot_be_written_costs_one_warning(jaculus):
    (jaculus.folder / "file").touch()
    two = ADD + "print(add(1.0, 2.0))\n"
    done = jaculus.python(jaculus.script(two), JACULUS_CACHE_DIR=str(jaculus.folder / "file/cache"))
    assert (done.returncode, done.stdout) == (0, "3\n3.0\n")
    assert done.stderr.count("kernels cannot be kept in") == 1


def test_a_full_disk_leaves_nothing_half_written(jaculus):
    full = jaculus.folder / "full"
    full.mkdir()
    if os.system(f"mount -t tmpfs -o size=4k tmpfs {full} 2>/dev/null") != 0:
        pytest.skip("may not mount")
    try:
        done = jaculus.python(jaculus.script(ADD), JACULUS_CACHE_DIR=str(full / "cache"))
        assert (done.returncode, done.stdout) == (0, "3\n")
        assert "No space left on device" in done.stderr
        assert [path for path in full.rglob("*") if path.is_file()] == []
    finally:
        os.system(f"umount {full}")


def test_it_stops_when_idle(jaculus):
    assert jaculus.python(jaculus.script(ADD), JACULUS_SERVER_IDLE_S="1").stdout == "3\n"
    wait_until(lambda: jaculus.server() == {})


def test_a_program_that_was_connected_to_an_idle_server_gets_a_new_one(jaculus):
    text = ADD + "import time; time.sleep(3)\nprint(add(1.5, 2))\n"
    done = jaculus.python(jaculus.script(text), JACULUS_SERVER_IDLE_S="1")
    assert (done.stdout, done.stderr) == ("3\n3.5\n", "")


def test_a_folder_for_sockets_that_others_may_enter_is_refused(jaculus):
    jaculus.runtime.mkdir(mode=0o755)
    jaculus.runtime.chmod(0o755)
    program = jaculus.python(jaculus.script(ADD))
    assert program.returncode == 1
    assert "no other user may enter" in program.stderr.splitlines()[-1]
    server = jaculus.run("server", "run")
    assert server.returncode == 1
    assert server.stderr == (
        f"jaculus: {jaculus.runtime} is open to other users; make it yours alone: chmod 700 {jaculus.runtime}\n"
    )


def test_a_missing_libllvm_is_said(jaculus):
    home = jaculus.folder / "home"
    (home / "lib").mkdir(parents=True)
    for name in ("jaculus.jar", "java", "java-args", "version", "ext", "lib/libjaculus_rt.so"):
        (home / name).symlink_to(BUILD / name)
    done = jaculus.python(jaculus.script(ADD), JACULUS_HOME=str(home))
    assert done.returncode == 1
    assert f"{home}/lib/libLLVM.so is missing" in done.stderr.splitlines()[-1]


def test_no_two_servers_serve_one_build(jaculus):
    jaculus.python(jaculus.script(ADD))
    second = jaculus.run("server", "run")
    assert second.returncode == 1
    assert second.stderr.startswith("jaculus: a server is running already: ")


def test_one_that_is_stuck_is_told_from_the_command_line_too(jaculus):
    jaculus.python(jaculus.script(ADD))
    pid = jaculus.server_pid()
    os.kill(pid, signal.SIGSTOP)
    done = jaculus.run("server", "stop")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"jaculus: the server does not answer; `kill -9 {pid}` ends it\n"
    os.kill(pid, signal.SIGCONT)
    assert jaculus.run("server", "stop").stdout == "stopped\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [("write_text('f' * 64)", "replaced by another build"), ("unlink()", "any more: it was removed")],
)
def test_a_program_whose_build_has_gone_says_so_at_once(jaculus, change, said):
    home = jaculus.folder / "home"
    home.mkdir()
    for one in BUILD.iterdir():
        if one.name != "version":
            (home / one.name).symlink_to(one)
    (home / "version").write_text((BUILD / "version").read_text())
    # It has asked for the version, as a program that has run a kernel from the cache has.
    begin = "import pathlib\nfrom jaculus.home import compiler_id\ncompiler_id()\n"
    change = f"pathlib.Path({str(home / 'version')!r}).{change}\n"
    done = jaculus.python(jaculus.script(begin + change + ADD), JACULUS_HOME=home)
    assert done.returncode == 1
    assert said in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("java", "said"),
    [
        ("#!/bin/sh\necho 'Error: no memory for a heap' >&2\nexit 1\n", "Error: no memory for a heap"),
        ("#!/no/such/shell\n", "not found"),
    ],
)
def test_a_java_that_cannot_start_is_shown_with_what_it_said(jaculus, java, said):
    home = jaculus.folder / "home"
    home.mkdir()
    for one in BUILD.iterdir():
        if one.name != "java":
            (home / one.name).symlink_to(one)
    (home / "bad-java").write_text(java)
    (home / "bad-java").chmod(0o755)
    (home / "java").write_text("bad-java\n")
    script = jaculus.script(ADD)
    for _ in range(2):
        done = jaculus.python(script, JACULUS_HOME=home)
        assert done.returncode == 1
        assert done.stderr.count("Traceback") == 1  # no chain of what was tried before
        message = done.stderr[done.stderr.index("the compile server did not start. The end of its log, ") :]
        assert message.count(said) == 2  # it was tried twice; what an earlier program met is not shown again
