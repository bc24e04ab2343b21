"""Measures ways to do the same: which is faster, which needs less memory, do they agree. Java makes the reports.

    options.py      what was asked for
    functions.py    measures functions: `workers.py` starts a process for each, several times (a launch), and asks it
                    for one measurement at a time; `worker.py` runs in it, with `loading.py`, `timing.py`, `memory.py`,
                    `results.py`
    live.py         `jaculus.compare` and `%%compare`: the same for functions of this process, by forks of it
    journal.py      the file to which each measurement is written at once; an interrupted comparison goes on from it

What a measurement means, and when a difference is one, is said in Java: dev.jaculus.profiler.compare.
"""
