"""What the command line of `jaculus compare` asks for."""

import argparse
import os
import re

from jaculus.comparing.loading import COMPILERS

USAGE = """\
jaculus compare [options] FILE.py::FUNCTION,FUNCTION… [FILE.py::FUNCTION…]…
       jaculus compare [options] [-L NAME VALUE,VALUE…]… -- PROGRAM ARGS…
       jaculus compare --resume FILE"""
DESCRIPTION = """\
Says which of several functions, or programs, is faster, which needs less memory, and whether their results agree.
`numba:f`, `jaculus:f`, `python:f` and `numpy:f` are f compiled by Numba, by Jaculus, and not at all. In a program's
words {NAME} stands for each of the values of -L NAME in turn."""
DECIMAL = re.compile(r"\d+(\.\d+)?")
REPORTS = ("output", "html", "markdown", "csv", "json")


def parsed(arguments):
    """The options; ends this process with a sentence and status 2 where they make no sense."""
    own, dashes, program = list(arguments), "--" in arguments, []
    if dashes:
        at = own.index("--")
        own, program = own[:at], own[at + 1 :]
    parser = _parser()
    asked = parser.parse_args(own)
    asked.program = program
    if asked.resume:
        if asked.functions or program or asked.lists:
            parser.error("--resume goes on with what the file says: name nothing else")
        return asked
    if bool(asked.functions) == bool(program):
        parser.error("name either functions (FILE.py::f,g) or a program (-- python main.py)")
    if asked.functions and asked.lists:
        parser.error("-L is for programs: they stand behind --")
    if program:
        own = [f"--{one}" for one in ("sizes", "threads", "setup", "processes", "no_memory") if getattr(asked, one)]
        if own:
            one = own[0].replace("_", "-")
            parser.error(f"{one} is for functions; for programs there are -L NAME VALUES and --rounds")
        _check_lists(parser, asked.lists, program)
    else:
        asked.ways = _functions(parser, asked.functions)
    return asked


def without_python(arguments):
    """The same arguments for the interpreter that --python names."""
    kept, rest = [], list(arguments)
    while rest and rest[0] != "--":
        word = rest.pop(0)
        if word == "--python":
            del rest[:1]
        elif not word.startswith("--python="):
            kept.append(word)
    return kept + rest


def _parser():
    parser = argparse.ArgumentParser(
        "jaculus compare", usage=USAGE, description=DESCRIPTION, formatter_class=_Formatter, allow_abbrev=False
    )
    add = parser.add_argument
    add("functions", nargs="*", help=argparse.SUPPRESS)
    add("--setup", action="append", default=[], metavar="[F=]NAME",
        help="function of the file, or of another (FILE.py::NAME), that gives the arguments: a tuple, or one value; "
        "with F= for F alone")  # fmt: skip
    add("--sizes", type=_sizes, metavar="N,N", help="calls the setup with each; how the time grows with n")
    add("--threads", type=_counts, metavar="N,N", help="each function with so many threads")
    add("-L", dest="lists", action="append", nargs=2, default=[], metavar=("NAME", "VALUES"),
        help="runs the program with each of the values, which have commas between them")  # fmt: skip
    add("--processes", type=_count, default=None, metavar="N", help="launches of each function; 6")
    add("--rounds", type=_count, default=None, metavar="N", help="times in a launch; 8. Runs of each program; 5")
    add(
        "--time",
        type=_seconds,
        default=3.0,
        metavar="S",
        help="seconds for each function at most; 3, but one call in each launch",
    )
    add(
        "--timeout",
        type=_seconds,
        default=None,
        metavar="S",
        help="a call, or program, that takes longer is ended; 60, 3600",
    )
    add("--no-memory", action="store_true", help="does not measure functions' memory")
    add("-o", "--output", metavar="FILE", help="writes the table there, as text")
    for name in REPORTS[1:]:
        add(
            f"--{name}",
            metavar="FILE",
            help={"html": "as a page, with plots", "json": "all data"}.get(name, "the table"),
        )
    add("--baseline", metavar="FILE", help="what --json has written earlier: says what has changed")
    add("--fail-if", action="append", default=[], type=_limit, metavar="slower:5%",
        help="status 1 where something is slower than the baseline, or than the first without one, by more, and "
        "not by chance; larger:5%% of memory; differs, of results")  # fmt: skip
    add("--state", metavar="FILE", help="keeps each measurement there as soon as it is made")
    add("--resume", metavar="FILE", help="goes on with an interrupted comparison")
    add(
        "--python",
        metavar="INTERPRETER",
        help="Python 3.11 or newer with NumPy, or a virtual environment that has them",
    )
    return parser


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog):
        super().__init__(prog, max_help_position=26, width=110)


def _functions(parser, named):
    """(name, compiler, function, module) of each."""
    ways = []
    stems = [_stem(module) for module in {one.partition("::")[0] for one in named}]
    for one in named:
        module, colons, names = one.partition("::")
        if not colons or not names.strip(","):
            parser.error(f"{one} names no functions: FILE.py::f,g")
        if module.endswith(".py") and not os.path.isfile(module):
            parser.error(f"there is no file {module}")
        stem = _stem(module)
        prefix = "" if len(stems) < 2 else f"{stem if stems.count(stem) == 1 else module.removesuffix('.py')}."
        ways += [_way(parser, module, prefix, name.strip()) for name in names.split(",") if name]
    names = [one[0] for one in ways]  # the same one twice shows what is chance
    shown = [
        f"{name} ({names[: i + 1].count(name)})" if names.count(name) > 1 else name for i, name in enumerate(names)
    ]
    return [(name, *one[1:]) for name, one in zip(shown, ways, strict=True)]


def _stem(module):
    return os.path.basename(module).removesuffix(".py")


def _way(parser, module, prefix, named):
    compiler, colon, name = named.rpartition(":")
    if colon and compiler not in COMPILERS:
        parser.error(f"{named}: there is no `{compiler}:`; there are {', '.join(COMPILERS)}")
    return compiler + colon + prefix + name, compiler, name, module


def _check_lists(parser, lists, program):
    names = [name for name, _ in lists]
    for name, values in lists:
        if names.count(name) > 1:
            parser.error(f"-L {name} is given twice")
        if not any("{" + name + "}" in word for word in program):
            parser.error(f"-L {name}: no word of the program has {{{name}}}")
        if not values.strip(","):
            parser.error(f"-L {name} has no values")


def _sizes(text):
    sizes = []
    for one in text.split(","):
        try:
            size = float(one)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{one!r} is no number") from None
        if size != int(size) or not 1 <= size <= 1e15:
            raise argparse.ArgumentTypeError(f"{one}: whole numbers from 1 on")
        sizes.append(int(size))
    return sorted(set(sizes))


def _count(text):
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text}: a whole number from 1 on")
    return int(text)


def _counts(text):
    return [_count(one) for one in text.split(",")]


def _seconds(text):
    if not DECIMAL.fullmatch(text) or not float(text) > 0:
        raise argparse.ArgumentTypeError(f"{text}: seconds, above 0")
    return float(text)


def _limit(text):
    if text != "differs" and not re.fullmatch(r"(slower|larger):\d+(\.\d+)?%", text):
        raise argparse.ArgumentTypeError(f"{text}: slower:5%, larger:5% or differs")
    return text
