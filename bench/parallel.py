"""Loops over prange beside Numba's, in one process: how much two or more threads bring, and what a loop costs at least.

Run by itself: python bench/parallel.py [SECONDS FOR EACH]. The figures are the minimum of many runs, taken in turn; each library
rests before its turn, so that the other's threads are asleep. With other programs on the processors the speed-ups mean little.
"""

import os
import sys
import time
from time import perf_counter_ns

import numba
import numpy as np

import jaculus


def kernels(njit, prange):
    """The same functions for one library."""

    @njit(parallel=True)
    def waves(n, m):
        out = np.empty(n)
        for i in prange(n):
            x = i * 0.001
            for _ in range(m):
                x = np.sin(x) + 0.5
            out[i] = x
        return out

    @njit(parallel=True)
    def mandelbrot(n, limit):
        out = np.zeros((n, n), np.int32)
        for y in prange(n):
            for x in range(n):
                cr, ci = 3.0 * x / n - 2.2, 3.0 * y / n - 1.5
                zr, zi, k = 0.0, 0.0, 0
                while k < limit and zr * zr + zi * zi < 4.0:
                    zr, zi, k = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci, k + 1
                out[y, x] = k
        return out

    @njit(parallel=True)
    def pi(n):
        s = 0.0
        for i in prange(n):
            x = (i + 0.5) / n
            s += 4.0 / (1.0 + x * x)
        return s / n

    @njit(parallel=True)
    def tiny(a):
        for i in prange(len(a)):
            a[i] = i

    @njit
    def tiny_serial(a):
        for i in range(len(a)):
            a[i] = i

    return waves, mandelbrot, pi, tiny, tiny_serial


LIBRARIES = {
    "jaculus": (jaculus, kernels(jaculus.njit, jaculus.prange)),
    "numba": (numba, kernels(numba.njit, numba.prange)),
}
WORK = [
    ("sin, 20 000 x 200", 0, (20_000, 200)),
    ("mandelbrot 400 x 400", 1, (400, 300)),
    ("pi, 2e7", 2, (20_000_000,)),
]


def best(call, arguments, seconds):
    """The shortest of the runs, in ns."""
    time.sleep(0.05)
    stop = perf_counter_ns() + int(seconds * 1e9)
    least = 2**63
    while perf_counter_ns() < stop:
        start = perf_counter_ns()
        call(*arguments)
        least = min(least, perf_counter_ns() - start)
    return least


def rested(call, arguments, rounds, pause):
    """The least and the median of calls after a pause, in ns."""
    times = []
    for _ in range(rounds):
        time.sleep(pause)
        start = perf_counter_ns()
        call(*arguments)
        times.append(perf_counter_ns() - start)
    times.sort()
    return times[0], times[len(times) // 2]


def main(seconds):
    most = jaculus.get_num_threads()
    load = os.getloadavg()[0]
    print(f"{most} threads; load {load:.1f}{' (not idle: read the speed-ups with care)' if load > 0.5 else ''}")
    print(f"{'':24}{'':10}{'1 thread':>12}{f'{most} threads':>14}{'speed-up':>10}")
    for title, which, arguments in WORK:
        for name, (library, functions) in LIBRARIES.items():
            call = functions[which]
            call(*arguments)
            library.set_num_threads(1)
            one = best(call, arguments, seconds)
            library.set_num_threads(most)
            all_of_them = best(call, arguments, seconds)
            print(f"{title:24}{name:10}{one / 1e6:9.2f} ms{all_of_them / 1e6:11.2f} ms{one / all_of_them:9.2f}x")
    print("\na loop of 16 elements        at once: least, median    after 5 ms: least, median (µs)")
    for name, (_, functions) in LIBRARIES.items():
        for title, call in (("", functions[3]), (", serial", functions[4])):
            elements = np.zeros(16)
            call(elements)
            hot = rested(call, (elements,), 3000, 0)
            cold = rested(call, (elements,), 200, 0.005)
            print(f"{name + title:26}" + "".join(f"{one / 1e3:14.2f}" for one in (*hot, *cold)))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
