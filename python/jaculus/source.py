"""The source text of a function: of files, notebooks, the REPL and exec (whatever linecache knows), lambdas too."""

import linecache
import os
from collections import namedtuple

from jaculus.diagnostics import no_source

_ONLY_AST = 0x400  # ast.PyCF_ONLY_AST; importing ast itself takes longer than what we do with the tree


# A function's text as it stands in its file, from line `line` on, and the parsed function (ast.FunctionDef).
Source = namedtuple("Source", ["text", "file", "line", "tree"])


def stamp(function):
    """Tells whether the function's file is still what it was when the function was made. None: it is in no file."""
    try:
        status = os.stat(function.__code__.co_filename)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size


def source_of(function, made):
    """Finds the source, or raises UnsupportedError that says what to do. `made`: the stamp when it was made."""
    code = function.__code__
    linecache.checkcache(code.co_filename)
    lines = linecache.getlines(code.co_filename, function.__globals__)
    if stamp(function) != made:  # touched, or changed: the function may be what it was, perhaps on other lines
        code = _now(code, lines)
        if code is None:
            raise no_source(function, "its file has changed since it was loaded; load it again")
    if not 0 < code.co_firstlineno <= len(lines):
        raise no_source(function, "there is no source text for it")
    found = _lambda(code, lines) if code.co_name == "<lambda>" else _definition(code, lines)
    if found is None:
        raise no_source(function, "the text there is not this function")
    text, line, tree = found
    return Source(text, code.co_filename, line, tree)


def _now(code, lines):
    """The code of the same function in these lines, or None where there is none that does the same."""
    try:
        everything = compile("".join(lines), code.co_filename, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    pending, wanted = [everything], _without_lines(code)
    while pending:
        one = pending.pop()
        if one.co_name == code.co_name and _without_lines(one) == wanted:
            return one
        pending += [inner for inner in one.co_consts if hasattr(inner, "co_code")]
    return None


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
        return compile(text, "<kernel>", "exec", _ONLY_AST, dont_inherit=True).body
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
