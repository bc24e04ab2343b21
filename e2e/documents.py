"""The programs and the commands that the documents show, so that tests can run them."""

import re

BLOCK = re.compile(r"```(\w+)\n(.*?)```\n", re.S)


def blocks(path, kind):
    """The texts of the fenced blocks of a kind, in order."""
    return [text for name, text in BLOCK.findall(path.read_text(encoding="utf-8")) if name == kind]


def write_programs(path, folder):
    """Each program that begins with its name, as a file."""
    for text in blocks(path, "python"):
        named = re.match(r"# file: (\S+)\n", text)
        if named:
            (folder / named[1]).write_text(text)


def commands(path):
    """Each line of the shell blocks."""
    return [line for text in blocks(path, "sh") for line in text.splitlines() if line]
