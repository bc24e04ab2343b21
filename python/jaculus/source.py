"""The source text of a function: of files, notebooks, the REPL, exec, `python -c`; lambdas too."""

import linecache
from collections import namedtuple
from functools import cache

from jaculus import texts
from jaculus.diagnostics import no_source

_ONLY_AST = 0x400  # ast.PyCF_ONLY_AST; importing ast itself takes longer than what we do with the tree
_FUTURE = 0x1FE0000  # the flags of code that `from __future__ import` sets


# A function's text as it stands in its file, from line `line` on, and the parsed function (ast.FunctionDef).
Source = namedtuple("Source", ["text", "file", "line", "tree"])


def noted(function):
    """What will tell the function's source later on, taken while it is there: its file, or the source, or None."""
    code = function.__code__
    found = texts.file(code.co_filename)
    if found is None and code.co_filename not in linecache.cache:
        found = _compiled(code)
    return found


def source_of(function, note):
    """Finds the source, or raises UnsupportedError that says what to do. `note`: what `noted` gave."""
    if isinstance(note, Source):
        return note
    code = function.__code__
    name = code.co_filename
    if note is not None:
        lines = note.lines()
        if note.changed > _process_began():  # perhaps after the function was made of it
            code = _now(code, lines)
            if code is None:
                raise no_source(function, "its file has changed since it was loaded; load it again")
    else:
        linecache.checkcache(name)
        lines = linecache.getlines(name, function.__globals__)
    if not 0 < code.co_firstlineno <= len(lines):
        raise no_source(function, "there is no source text for it")
    found = _found(code, lines, name)
    if found is None:
        raise no_source(function, "the text there is not this function")
    return found


def _found(code, lines, name):
    found = _lambda(code, lines) if code.co_name == "<lambda>" else _definition(code, lines)
    return found and Source(found[0], name, *found[1:])


def _compiled(code):
    """The source among what was compiled without a file."""
    name = code.co_filename
    candidates = [texts.of_command, texts.of_input] if name in ("<string>", "<stdin>") else []
    for lines in texts.compiled(name):
        found = _same(code, lines)
        if found is not None:
            return found
    for lines in (one() for one in candidates):
        found = lines and _same(code, lines)
        if found:
            return found
    from jaculus import trees

    return next(filter(None, (trees.source(code, tree) for tree in texts.trees())), None)


def _same(code, lines):
    """The source in these lines, if they are what the code was compiled from."""
    if not 0 < code.co_firstlineno <= len(lines):
        return None
    now = _now(code, lines)
    return now and _found(now, lines, code.co_filename)


@cache
def _process_began():
    """When this process did, in nanoseconds since 1970, as files' times are counted."""
    import os
    import time

    with open("/proc/self/stat", "rb") as file:
        ticks = int(file.read().rpartition(b")")[2].split()[19])
    age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    return time.time_ns() - int(age * 1e9)


def _now(code, lines):
    """The code of the same function in these lines, or None where there is none that does the same."""
    text, flags = "".join(lines), code.co_flags & _FUTURE
    try:
        everything = compile(text, texts.OURS, "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    pending, wanted, same = [everything], _without_lines(code), []
    while pending:
        one = pending.pop()
        if one.co_name == code.co_name and _without_lines(one) == wanted:
            same.append(one)
        pending += [inner for inner in one.co_consts if hasattr(inner, "co_code")]
    return min(same, key=lambda one: abs(one.co_firstlineno - code.co_firstlineno), default=None)


def _without_lines(code):
    inner = tuple(_without_lines(one) if hasattr(one, "co_code") else one for one in code.co_consts)
    return code.replace(co_firstlineno=1, co_consts=inner)


def _definition(code, lines):
    start = code.co_firstlineno - 1
    for end in _ends(code, lines, start):
        text = "".join(lines[start:end])
        tree = parse_definition(text)
        if tree is not None and tree.name == code.co_name:
            return text, code.co_firstlineno, tree
    return None


def _ends(code, lines, start):
    """Where the function may end: by its bytecode and indentation, else where the tokenizer says."""
    end = max(_last_line(code), code.co_firstlineno)
    indent = _indent(lines[start])
    last = end
    while last < len(lines):
        line = lines[last]
        bare = line.strip()
        if bare and not bare.startswith("#") and _indent(line) <= indent:
            break
        last += 1
        if bare and _indent(line) > indent:
            end = last
    yield end
    import inspect

    yield start + len(inspect.getblock(lines[start:]))


def _last_line(code):
    last = max((end or 0 for _, end, _, _ in code.co_positions()), default=0)
    return max([last, *(_last_line(one) for one in code.co_consts if hasattr(one, "co_code"))])


def _indent(line):
    return len(line) - len(line.lstrip(" \t\f"))


def _parse(text):
    try:
        return compile(text, texts.OURS, "exec", _ONLY_AST, dont_inherit=True).body
    except (SyntaxError, ValueError):
        return None


def parse_definition(text):
    """The one function in this text, which may be indented."""
    body = _parse("if 1:\n" + text)[0].body if text[:1] in " \t" and _parse("if 1:\n" + text) else _parse(text)
    if body and len(body) == 1 and type(body[0]).__name__ in ("FunctionDef", "AsyncFunctionDef"):
        return body[0]
    return None


def _lambda(code, lines):
    """A lambda becomes a function `_lambda` whose body stays at its line and column."""
    positions = [one for one in code.co_positions() if None not in one]
    spots = [(line, column) for line, _, column, end in positions if column or end]  # the first instruction has 0, 0
    first = code.co_firstlineno
    if not spots:  # Python 3.12 forgets where the body is that is only a constant
        before, _, after = lines[first - 1].encode().rpartition(b"lambda")
        parameters, colon, body = after.partition(b":")
        spots = [(first, len(before + b"lambda" + parameters + colon) + len(body) - len(body.lstrip()))]
        positions = [(first, first, 0, 0)]
    body_line, body_column = min(spots)
    head = "".join(lines[first - 1 : body_line - 1]) + _characters(lines[body_line - 1], body_column)
    rest = _characters(lines[body_line - 1], None, body_column) + "".join(lines[body_line : body_line + 200])
    keyword = head.rfind("lambda")
    if keyword < 0:
        return None
    parameters, _, opened = head[keyword + len("lambda") :].rpartition(":")
    if opened.strip(" \t\n\\("):
        return None
    opening = opened.count("(")
    end_line, end_column = max((end, column) for _, end, _, column in positions)
    end_text = _characters(lines[end_line - 1], end_column, body_column if end_line == body_line else 0)
    body = _expression("(" * opening, rest, (end_line - body_line + 1, len(end_text)))
    if body is None:
        return None
    column = len(head) - head.rfind("\n") - 1
    before = max(column - len("return (") - opening, 1)
    pad = " " * before
    text = f"def _lambda({' '.join(parameters.split())}):\n{pad}return ({'(' * opening}{body}\n{pad})\n"
    tree = parse_definition(text)
    if tree is None:
        return None
    if body_line > 1:
        return text, body_line - 1, tree
    joined = text.replace("\n", "", 1)  # no line is before the file's first: columns are off there
    return joined, 1, parse_definition(joined)


def _characters(line, end, start=None):
    """A slice of a line by the UTF-8 bytes that positions count."""
    return line.encode()[start:end].decode(errors="replace")


def _expression(opening, rest, least):
    """The start of `rest` that is an expression and goes at least as far as `least` (a line from 1, a column)."""
    import io
    import tokenize

    lines = rest.splitlines(keepends=True)
    try:
        # In parentheses, so that a line's end is none of the expression's.
        for token in tokenize.generate_tokens(io.StringIO("(" + rest).readline):
            line, column = token.end
            column -= line == 1
            if (line, column) < max(least, (1, 1)):
                continue
            text = "".join(lines[: line - 1]) + lines[line - 1][:column]
            if _parse(f"({opening}{text}\n)") is not None:
                return text
    except (tokenize.TokenError, IndentationError, IndexError):
        pass  # the text behind the lambda's body is cut off somewhere
    return None
