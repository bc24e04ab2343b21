"""`annotate --exact`: executions of the lines of kernels are counted, and the counts are those of CPython, or known."""

import json
import re

import pytest

pytestmark = pytest.mark.alone  # whose samples are counted while nothing else runs

# Each is called as a kernel; and without decorators in CPython, where a trace function counts.
KERNELS = """\
import numpy as np
from jaculus import njit, prange

@njit
def loops(n):
    "What is said of it is not executed."
    total = 0
    for i in range(n):
        if i % 3 == 0:
            total += i
            continue
        elif i == 7:
            break
        total -= 1
    else:
        total = 5
    while total > -3:
        total -= 2
    while True:
        total += 1; total += 1
        if total > 9: break
    return total

@njit
def inner(x):
    if x > 5: return x
    pass
    return -x

@njit
def outer(n):
    s = 0
    for i in range(n): s += inner(i)
    for i, v in enumerate(zip((1, 2, 3), [4, 5, 6])):
        s += i * v[0]
    return s

@njit
def fails(n):
    for i in range(n):
        if i == 3:
            raise ValueError("x")
        last = i
    return n

@njit
def catches(n):
    c = 0
    for i in range(n):
        try:
            fails(i)
        except ZeroDivisionError:
            c += 1
        except ValueError:
            c += 2
            if i == 5:
                continue
        else:
            c += 3
    return c

@njit
def early(a, wanted):
    for y in range(a.shape[0]):
        for x in range(a.shape[1]):
            if a[y, x] == wanted:
                return y * 100 + x
    return -1

@njit
def down(n):
    if n == 0:
        return 0
    return down(n - 1) + 1

@njit
def numbers(n):
    for i in range(n):
        if i == 2:
            continue
        yield i
    yield -1

@njit
def over(n):
    s = 0
    for v in numbers(n):
        if v > 6:
            break
        s += v
    return s

@njit
def chosen(n):
    s = 0
    for i in range(n):
        match i % 4:
            case 0:
                s += 1
            case 1 | 2:
                s += 2
            case _:
                s += 3
    return s

@njit
def arrays(a):
    b = a + 1
    c = b * 2 - a
    c[c > 2] = 0
    d = np.cumsum(c) + np.sort(a)
    return d.sum()

@njit
def lists(n):
    out = [i * i for i in range(n)]
    for one in out:
        if one % 2:
            out[0] = one
    return sum(out)

@njit(parallel=True)
def parallel(n):
    out = np.zeros(n)
    total = 0
    for i in prange(n):
        for j in range(i % 5):
            out[i] += inner(j)
        total += 1
    return out.sum() + total
"""
CALLS = """
def calls():
    loops(10), loops(3), loops(0), outer(9), down(12)
    for n in (2, 9):
        try:
            fails(n)
        except ValueError:
            pass
    catches(7)
    grid = np.arange(30).reshape(5, 6)
    early(grid, 17), early(grid, 99)
    over(5), over(20), sum(numbers(4)), list(numbers(3))
    one = numbers(9)
    next(one), next(one)
    chosen(11), arrays(np.arange(9.0)), lists(6), parallel(40)
"""
TRACED = """
import collections, sys
text = open(sys.argv[1]).read()
hits = collections.Counter()
def traced(frame, event, _):
    if frame.f_code.co_filename != "<plain>" or frame.f_code.co_name in ("calls", "<module>"):
        return None
    if event == "line":
        hits[frame.f_lineno] += 1
    return traced
names = {}
plain = "njit = lambda *a, **k: (a[0] if a else lambda f: f); prange = range"
text = text.replace("from jaculus import njit, prange", plain)
exec(compile(text, "<plain>", "exec"), names)
sys.settrace(traced)
names["calls"]()
sys.settrace(None)
print(dict(hits))
"""


def counted(jaculus, script, *options):
    file = jaculus.folder / "profile.json"
    done = jaculus.run("annotate", *options, "--json", file, script)
    profile = json.loads(file.read_text())
    return {one["line"]: one["hits"] for one in profile["counts"]}, profile, done


def test_hits_are_those_that_cpython_counts(jaculus):
    text = KERNELS + CALLS
    script = jaculus.script(text + "\ncalls()\n")
    ours, profile, done = counted(jaculus, script, "--exact")
    assert (done.returncode, done.stderr) == (0, "")
    tracer, plain = jaculus.script(TRACED, "tracer.py"), jaculus.script(text, "plain.py")
    asked = jaculus.python(tracer, plain)
    assert asked.returncode == 0, asked.stderr
    theirs = eval(asked.stdout)
    lines = text.splitlines()
    differ = {no for no in {*ours, *theirs} if ours.get(no, 0) != theirs.get(no, 0)}
    odd = {line(text, "    while True:"), line(text, "    out = [i * i for i in range(n)]")}
    assert not {no: (ours.get(no), theirs.get(no), lines[no - 1]) for no in differ - odd}
    assert ours[line(text, "    while True:")] == 21
    assert ours[line(text, "    out = [i * i for i in range(n)]")] == 1
    said = "\n".join(profile["run"]["remarks"])
    assert f"Kernels counted {sum(ours.values())} executions of their lines; the time of these lines is from " in said
    assert re.search(r"^In a trial, counting added [\d.]+ ns to each of their lines", said, re.MULTILINE)


def line(program, text):
    return 1 + program.splitlines().index(text)


OTHERS = """\
import numpy as np, os, sys, threading
from numba import njit, vectorize, guvectorize, prange, int64
from numba.experimental import jitclass

@njit(nogil=True)
def work(n):
    s = 0
    for i in range(n):
        s += i & 3
    return s

@vectorize(["float64(float64)"])
def half(x):
    return x / 2

@guvectorize(["(float64[:], float64[:])"], "(n)->()")
def total(x, out):
    out[0] = 0.0
    for i in range(x.shape[0]):
        out[0] += x[i]

@jitclass([("n", int64)])
class Counter:
    def __init__(self):
        self.n = 0
    def up(self, by):
        self.n += by

@njit(parallel=True)
def many(n):
    s = 0
    for i in prange(n):
        s += i % 7
    return s
"""


def test_threads_and_all_kinds_of_kernels_are_counted(jaculus):
    program = (
        OTHERS
        + """
threads = [threading.Thread(target=work, args=(1_000_000,)) for _ in range(4)]
[t.start() for t in threads], [t.join() for t in threads]
half(np.ones(1000)), total(np.ones((20, 30)))
c = Counter()
for _ in range(5):
    c.up(2)
for _ in range(10):
    many(100_000)
"""
    )
    for _ in range(2):  # compiled, and from the cache
        hits, _, done = counted(jaculus, jaculus.script(program), "--exact")
        assert (done.returncode, done.stderr) == (0, "")
        of = lambda text: hits[line(program, text)]  # noqa: B023, E731
        assert (of("    for i in range(n):"), of("        s += i & 3")) == (4_000_004, 4_000_000)
        assert of("    return x / 2") == 1000
        assert of("        out[0] += x[i]") == 600
        assert (of("        self.n = 0"), of("        self.n += by")) == (1, 5)
        assert (of("    for i in prange(n):"), of("        s += i % 7")) == (1_000_010, 1_000_000)


@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)", "1 / 0"])
def test_hits_are_kept_however_the_program_ends(jaculus, end):
    program = OTHERS + f"work(1000)\nif os.fork() == 0:\n    work(10)\n    os._exit(0)\nos.wait()\nwork(5)\n{end}\n"
    hits, _, done = counted(jaculus, jaculus.script(program), "--exact")
    assert done.returncode in (3, 137, 1)
    assert hits[line(program, "        s += i & 3")] == 1015


def test_processes_are_counted_and_other_options_count_nothing(jaculus):
    program = (
        OTHERS
        + """
if __name__ == "__main__":
    import multiprocessing
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(work, [100] * 20)
    work(7)
"""
    )
    script = jaculus.script(program)
    hits, _, done = counted(jaculus, script, "--exact")
    assert (done.returncode, done.stderr) == (0, "")
    assert hits[line(program, "        s += i & 3")] == 2007
    hits, _, _ = counted(jaculus, script)
    assert hits == {}
    hits, _, _ = counted(jaculus, script, "--function", "nobody")
    assert hits == {}
