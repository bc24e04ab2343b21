"""Ctrl-C stops a kernel that runs for long, and Python's own handlers are obeyed while one runs."""

import subprocess
import sys
import textwrap

PROGRAM = textwrap.dedent(
    """
    import os, signal, time
    import numpy as np
    from jaculus import njit

    def loop(n):
        x = 1
        while True:
            x = (x * 1103515245 + 12345) % 2147483648
            if x == n:
                return x

    def arrays(n):
        total = 0.0
        a = np.ones(10000)
        for _ in range(1 << 60):
            total += (np.sqrt(a) + n).sum()
        return total

    def handled(n):
        try:
            return looping(n)
        except Exception:
            return 0

    def interrupted(kernel):
        pid, (reader, writer) = os.getpid(), os.pipe()
        child = os.fork()
        if child == 0:
            time.sleep(0.3)
            os.write(writer, repr(time.clock_gettime(time.CLOCK_MONOTONIC)).encode())
            os.kill(pid, signal.SIGINT)
            os._exit(0)
        try:
            kernel(-5)
        except KeyboardInterrupt:
            took = time.clock_gettime(time.CLOCK_MONOTONIC) - float(os.read(reader, 100))
        os.waitpid(child, 0)
        return took

    signal.signal(signal.SIGINT, signal.default_int_handler)
    looping = njit(loop)
    kernels = [looping, njit(arrays), njit(handled), njit(nogil=True)(loop)]
    for kernel in kernels:
        assert interrupted(kernel) < 2  # a busy machine; alone it takes 1 to 60 ms
        assert interrupted(kernel) < 2  # a busy machine; alone it takes 1 to 60 ms

    # A handler that does not raise runs at once, and the kernel goes on.
    seen = []
    signal.signal(signal.SIGINT, lambda *_: seen.append(time.monotonic()))

    @njit
    def counting(n):
        x = 0
        for i in range(n):
            x = (x * 1103515245 + i) % 2147483647
        return x

    counting(1)
    pid, n, begin = os.getpid(), 100_000_000, time.monotonic()
    if os.fork() == 0:
        time.sleep(0.1)
        os.kill(pid, signal.SIGINT)
        os._exit(0)
    result, end = counting(n), time.monotonic()
    assert len(seen) == 1 and seen[0] < end, (seen, begin, end)
    print("done")
    """
)


def test_programs_are_interrupted(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    done = subprocess.run([sys.executable, path], text=True, capture_output=True, timeout=100)
    assert done.stdout == "done\n", done.stderr


HANDLERS = """
import signal
from jaculus import njit

@njit
def busy(n):
    t = 0.0
    for i in range(n):
        t += (i * 0.5) % 3.0
    return t

busy(10)
hits = []
for number in signal.SIGALRM, signal.SIGVTALRM:
    signal.signal(number, lambda number, _: hits.append(number))  # just before a kernel that runs for long
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
signal.setitimer(signal.ITIMER_VIRTUAL, 0.02, 0.02)
busy(60_000_000)
signal.setitimer(signal.ITIMER_REAL, 0)
signal.setitimer(signal.ITIMER_VIRTUAL, 0)
print(min(hits.count(signal.SIGALRM), hits.count(signal.SIGVTALRM)) > 3)

class Late(Exception):
    pass

def late(*_):
    raise Late

signal.signal(signal.SIGALRM, late)
signal.setitimer(signal.ITIMER_REAL, 0.1)
try:
    busy(10**11)
except Late:
    print("late")
print(busy(10))
"""


def test_handlers_of_any_signal_run_while_the_kernel_does(jaculus):
    done = jaculus.python(jaculus.script(HANDLERS))
    assert (done.stdout, done.stderr) == ("True\nlate\n10.5\n", "")
