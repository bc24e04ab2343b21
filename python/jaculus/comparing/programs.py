"""Measures whole programs: in rounds, in each of which every one runs once, in random order.

Before, each runs once for its memory: looking at it takes time, and a first run has to read files from the disk.
"""

import itertools
import random

from jaculus.comparing import trees
from jaculus.comparing.workers import Failed


def ways(lists, program):
    """All combinations of the values, each with its words: {NAME} stands for a value."""
    names = [name for name, _ in lists]
    choices = [[one for one in values.split(",") if one] for _, values in lists]
    made = []
    for values in itertools.product(*choices):
        command = [_filled(word, dict(zip(names, values, strict=True))) for word in program]
        made.append({"name": " ".join(values) or " ".join(program), "values": list(values), "command": command})
    return made


def _filled(word, values):
    for name, value in values.items():
        word = word.replace("{" + name + "}", value)
    return word


class Measurer:
    """Runs the programs of some ways, or those that have not run yet."""

    def __init__(self, ways, journal, progress, *, rounds, timeout):
        self._ways, self._journal, self._progress = ways, journal, progress
        self._rounds, self._timeout = rounds, timeout
        self._done, self._failed = set(), set()

    def resume(self, events):
        """Learns what was measured already."""
        for one in events:
            if "memory" in one:
                self._done.add((one["way"], None))
            if "seconds" in one:
                self._done.add((one["way"], one["launch"]))
            if "failed" in one:
                self._failed.add(one["way"])

    def run(self):
        """Everything that has not run."""
        for turn in (None, *range(self._rounds)):
            order = list(range(len(self._ways)))
            random.shuffle(order)
            for number in order:
                if number not in self._failed and (number, turn) not in self._done:
                    self._one(number, turn)

    def _left(self):
        good = [number for number in range(len(self._ways)) if number not in self._failed]
        return sum((number, turn) not in self._done for number in good for turn in (None, *range(self._rounds)))

    def _one(self, number, turn):
        way, count = self._ways[number], f"[{len(self._done) + 1}/{len(self._done) + self._left()}]"
        self._progress.show(f"{count} {way['name']}")
        try:
            ended = trees.run(way["command"], self._timeout, watch=turn is None)
        except Failed as e:
            self._failed.add(number)
            self._journal.write(way=number, failed=e.event)
            self._progress.line(f"{count} {way['name']}: {e}")
            return
        self._done.add((number, turn))
        if turn is None:
            self._journal.write(way=number, memory={"bytes": ended.peak, "traced": 0})
            told = f"{ended.seconds:.3g} s, {ended.peak / 1e6:.1f} MB"
        else:
            self._journal.write(way=number, launch=turn, seconds=[ended.seconds], cpu_s=ended.cpu_seconds)
            told = f"{ended.seconds:.3g} s"
        self._progress.line(f"{count} {way['name']}: {told}")
