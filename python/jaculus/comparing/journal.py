"""The file of measurements: its head says what is compared, each further line what was measured."""

import json
import os

FORMAT = "jaculus-measurements"
VERSION = 1


class Journal:
    """Written line by line, so that an interrupt, or a crash of the computer, loses no more than the last one."""

    def __init__(self, path):
        self.path = path

    def begin(self, head):
        """Starts a new file."""
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(json.dumps({"format": FORMAT, "version": VERSION, **head}) + "\n")

    def write(self, **event):
        """Adds a line, which is in the file when this returns."""
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(event) + "\n")

    def read(self):
        """(its head, the events of what was finished). Raises ValueError where it is no such file."""
        with open(self.path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        try:
            head = json.loads(lines[0])
            if head["format"] != FORMAT or head["version"] != VERSION:
                raise ValueError
        except (ValueError, LookupError, TypeError):
            raise ValueError(f"{self.path} has no measurements of this Jaculus") from None
        return head, [one for one in map(_parsed, lines[1:]) if one]

    def keep(self, events):
        """Drops all other events: what an interrupted step has left."""
        with open(self.path, encoding="utf-8") as file:
            head = file.readline()
        with open(self.path + ".new", "w", encoding="utf-8") as file:
            file.write(head + "".join(json.dumps(one) + "\n" for one in events))
        os.replace(self.path + ".new", self.path)


def _parsed(line):
    try:
        return json.loads(line)
    except ValueError:  # the computer stopped while it was written
        return None
