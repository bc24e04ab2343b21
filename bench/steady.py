"""Steady state: each program by Jaculus, by Numba and in C++, in turn, in one process; the minimum of each.

Each has a few calls in its turn. The first of them pays for what the others left in the caches, and not alike: Numba
and C++ share malloc, so one finds the other's result there, still warm, where Jaculus has blocks of its own.

Run by main.py as a process of its own, once as is and once with GLIBC_TUNABLES=glibc.malloc.hugetlb=1: then
all three get huge pages for large blocks, and the difference is the compiler's. Prints one JSON object.
"""

import json
import sys
from time import perf_counter_ns

import native
import numba
import numpy as np
from programs import PROGRAMS

import jaculus

CALLS = 3  # in each turn


def main(budget_s, rounds, only_allocating):
    results = {}
    for program in PROGRAMS:
        if program.allocates or not only_allocating:
            print(f"  {program.title}", file=sys.stderr)
            results[program.title] = measure(program, budget_s, rounds)
    json.dump(results, sys.stdout)


def measure(program, budget_s, rounds):
    """The best time of each in ns, and whether the three results agree."""
    arguments = program.arguments()
    calls = {"jaculus": jaculus.njit(program.function), "numba": numba.njit(program.function)}
    answers = [call(*fresh(program, arguments)) for call in calls.values()]
    answers.append(native.result(program, fresh(program, arguments)))
    compiled = native.function(program.native)
    best = dict.fromkeys([*calls, "c++"], 2**63)
    stop = perf_counter_ns() + int(budget_s * 1e9)
    done = 0
    while done < 3 or (done < rounds and perf_counter_ns() < stop):
        for name, call in calls.items():
            for _ in range(CALLS):
                own = fresh(program, arguments)
                start = perf_counter_ns()
                call(*own)
                best[name] = min(best[name], perf_counter_ns() - start)
        for _ in range(CALLS):
            own = fresh(program, arguments)
            slots = program.native.slots(own)
            start = perf_counter_ns()
            address = compiled(*slots)
            if not program.in_place:
                native.LIBC.free(address)
            best["c++"] = min(best["c++"], perf_counter_ns() - start)
        done += CALLS
    return {**best, "rounds": done, "differs": differing(program, *answers)}


def fresh(program, arguments):
    """The arguments of one call: copies where the kernel changes them."""
    return tuple(a.copy() for a in arguments) if program.in_place else arguments


def differing(program, ours, numbas, cs):
    """What is wrong with the results, in words; empty where they are equal to the bit."""
    if ours.dtype != numbas.dtype or not np.array_equal(ours, numbas):
        return f"{np.count_nonzero(ours != numbas)} elements differ from numba's"
    if not program.contracts and not np.allclose(cs, numbas, rtol=1e-12, atol=0):
        return "the C++ loop computes something else"
    return ""


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "allocating")
