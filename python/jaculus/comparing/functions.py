"""Measures functions: in several launches, each with a process for every way, which take turns in random order.

In the first launch what compiles does so, results are compared, and memory is measured; times come from all launches.
"""

import os
import random
import shutil
import tempfile
from dataclasses import dataclass, field

from jaculus.comparing import workers
from jaculus.comparing.workers import Failed


@dataclass
class Plan:
    """What is measured, and how long."""

    ways: list  # of functions: dicts that a worker understands, with "name" and "values", maybe "threads"
    start: object  # way, environment -> what starts its worker
    sizes: list = field(default_factory=lambda: [None])
    processes: int = 6
    rounds: int = 8
    seconds: float = 3.0
    timeout: float = 60.0
    memory: bool = True


class Measurer:
    """Runs a plan, or the rest of it."""

    def __init__(self, plan, journal, progress=lambda text: None):
        self._plan, self._journal, self._progress = plan, journal, progress
        self._failed = {}  # way: the sizes at which it is not measured any more are from here on
        self._changes = {}  # way: whether its function changes its arguments

    def run(self, done=0):
        """All launches but the first `done`. Whatever happens, no process is left."""
        self._folder = tempfile.mkdtemp(prefix="jaculus-compare-")
        try:
            for launch in range(done, self._plan.processes):
                self._launch(launch)
                self._journal.write(launched=launch)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def resume(self, events):
        """Gives how many launches are complete, having learnt from them what fails."""
        for one in events:
            if "failed" in one:
                self._failed.setdefault(one["way"], one.get("size"))
            if "changes" in one:
                self._changes[one["way"]] = one["changes"]
        return sum("launched" in one for one in events)

    def _launch(self, launch):
        alive = {}
        try:
            for number, way in enumerate(self._plan.ways):
                if self._failed.get(number, 1) is None:
                    continue
                self._progress(f"launch {launch + 1} of {self._plan.processes}: {way['name']}")
                alive[number] = workers.Worker(
                    self._plan.start(way, self._environment(number, way)), self._plan.timeout
                )
                place = self._guarded(alive, number, None, lambda worker: worker.ask("load"))
                if launch == 0 and place:
                    self._journal.write(way=number, **place)
            for size in self._plan.sizes:
                self._size(launch, size, {n: w for n, w in alive.items() if self._may(n, size)}, alive)
        finally:
            for one in alive.values():
                one.close()

    def _may(self, number, size):
        return number not in self._failed or (size is not None and size < self._failed[number])

    def _environment(self, number, way):
        """A cache of its own, so that the first launch shows what compiling takes."""
        cache = os.path.join(self._folder, f"cache-{number}")
        given = {"JACULUS_CACHE_DIR": cache, "NUMBA_CACHE_DIR": cache + "-numba"}
        if way.get("threads"):
            given |= dict.fromkeys(workers.THREADS, str(way["threads"]))
        return given

    def _size(self, launch, size, asked, alive):
        """All of a launch for one size of the input."""
        name = "" if size is None else f", n = {size}"
        digests = {}
        for number, worker in list(asked.items()):
            self._progress(f"launch {launch + 1} of {self._plan.processes}: {self._plan.ways[number]['name']}{name}")
            digests[number] = self._guarded(
                alive, number, size, lambda worker, number=number: self._first(launch, size, number, worker)
            )
        asked = {number: worker for number, worker in asked.items() if number in alive and self._may(number, size)}
        if launch == 0:
            self._agree(size, asked, alive, digests)
        self._rounds(launch, size, {n: w for n, w in asked.items() if n in alive and self._may(n, size)}, alive)
        if (
            launch == 0 and self._plan.memory and size == self._plan.sizes[-1]
        ):  # behind the times, which it would disturb
            for number in [one for one in asked if one in alive]:
                self._progress(f"memory: {self._plan.ways[number]['name']}")
                self._guarded(alive, number, size, lambda worker, number=number: self._memory(number, worker))

    def _guarded(self, alive, number, size, act):
        """What `act` gives; a failure is written, and the way's process ended. The other ways go on."""
        try:
            return act(alive[number])
        except Failed as e:
            at = {} if size is None else {"size": size}
            self._journal.write(way=number, failed={**e.event, **at})
            self._failed[number] = size
            alive.pop(number).close()
            return None

    def _first(self, launch, size, number, worker):
        made = worker.ask("prepare", size=size)
        fresh = launch == 0
        got = worker.ask("first", digest=made["digest"] if fresh else None)
        if fresh:
            self._changes[number] = got["changes"] or self._changes.get(number, False)
            self._journal.write(way=number, changes=self._changes[number])
        if size == self._plan.sizes[0]:  # later sizes are compiled already
            self._journal.write(way=number, launch=launch, first_s=got["first_s"], compile_s=got["compile_s"])
        return made

    def _agree(self, size, asked, alive, made):
        """Compares the results with the first way's that can be kept."""
        reference = None
        path = os.path.join(self._folder, "result")
        for number in list(asked):
            if reference is None:
                kept = self._guarded(alive, number, size, lambda worker: worker.ask("keep", path=path))
                if kept is None:
                    continue
                reference = number
                state = ("reference", "") if kept["kept"] else ("unknown", "its result cannot be pickled")
                self._journal.write(argument=made[number]["argument"])
            elif made[number]["digest"] != made[reference]["digest"]:
                state = ("unknown", f"called with {made[number]['argument']}: its setup gives other arguments")
            elif not os.path.exists(path):
                state = ("unknown", "nothing to compare with")
            else:
                got = self._guarded(alive, number, size, lambda worker: worker.ask("agree", path=path))
                if got is None:
                    continue
                state = got["state"], got["text"]
            self._journal.write(way=number, result={"state": state[0], "text": state[1]})
        if os.path.exists(path):
            os.remove(path)

    def _memory(self, number, worker):
        call = worker.ask("calibrate", patience=12, changes=self._changes[number])["call_s"]
        got = worker.ask("memory", patience=10, traced=call < 2)
        self._journal.write(way=number, memory=got)

    def _rounds(self, launch, size, asked, alive):
        plan, calls, left, times = self._plan, {}, {}, {}
        for number in list(asked):
            got = self._guarded(
                alive, number, size,
                lambda worker, number=number: worker.ask("calibrate", patience=12, changes=self._changes[number]),
            )  # fmt: skip
            if got is not None:
                calls[number] = got["calls"]
                each = max(got["calls"] * got["call_s"], 1e-6)
                left[number] = max(1, min(plan.rounds, int(plan.seconds / plan.processes / each)))
                times[number] = []
        turn = 0
        while any(left.values()):
            turn += 1
            order = [number for number, rounds in left.items() if rounds]
            random.shuffle(order)
            for number in order:
                self._progress(f"launch {launch + 1} of {plan.processes}: round {turn}, {plan.ways[number]['name']}")
                left[number] -= 1
                got = self._guarded(
                    alive, number, size,
                    lambda worker, number=number: worker.ask("time", calls=calls[number]),
                )  # fmt: skip
                if got is None:
                    left[number] = 0
                else:
                    times[number].append(got["seconds"])
        at = {} if size is None else {"size": size}
        for number, seconds in times.items():
            if seconds:
                self._journal.write(way=number, launch=launch, calls=calls[number], seconds=seconds, **at)
