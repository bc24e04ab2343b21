"""Errors that are found on this side, in the form that the compiler gives its own."""

import linecache
import sys

from jaculus import cells
from jaculus.errors import TypingError, UnsupportedError, headed, user_error


def argument_type(function, position, what, help_text):
    """An argument whose type kernels do not take."""
    code = function.__code__
    name = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 0x04)][position]
    message = f"argument `{name}` of `{function.__name__}` is {what}"
    return _made(TypingError, "argument-type", message, function, name, help_text)


def bad_call(function, reason):
    """Arguments that do not fit the parameters."""
    place = _place(function, function.__name__, reason)
    return user_error(TypeError(f"error[bad-call]: {function.__qualname__}(): {reason}\n{place}"))


def counts(signature, arguments, keywords):
    """How many arguments are too many or too few, in Numba's words; nothing where that is not why they do not fit."""
    every = signature.parameters.values()
    named = [one for one in every if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]
    least = sum(one.default is one.empty for one in named)
    given = len(arguments) + len(keywords)
    if len(named) < len(every):
        return "some keyword arguments unexpected: " if keywords else ""
    if given > len(named):
        return f"too many arguments: expected {len(named)}, got {given}: "
    if given < least:
        return f"not enough arguments: expected {'at least ' if least < len(named) else ''}{least}, got {given}: "
    unknown = set(keywords) - {one.name for one in named}
    missing = [one.name for one in named[len(arguments) :] if one.default is one.empty and one.name not in keywords]
    return f"missing argument '{missing[0]}': " if missing and not unknown else ""


def no_source(function, reason):
    """A function whose text cannot be found."""
    code = function.__code__
    error = UnsupportedError(
        f"error[no-source]: cannot find the source of `{function.__name__}`: {reason}\n"
        f"  --> {cells.shown(code.co_filename)}:{code.co_firstlineno}\n"
        f"  help: Jaculus compiles source text: {_where_text_is_kept(code.co_filename)}"
    )
    error.diagnostic = {"id": "no-source", "file": code.co_filename, "line": code.co_firstlineno}
    return error


def _where_text_is_kept(file):
    if file == "<stdin>" and hasattr(sys, "ps1"):
        return "Python keeps what is typed from version 3.13 on; `jaculus run` without a program does so in any"
    if file == "<stdin>":
        return "what comes through a pipe is read once; put it into a file, or run it by `jaculus run -`"
    if file.startswith("<"):
        return "what exec, eval and compile are given is kept from `import numba` on; import it first"
    return "put the function into a file that stays there, or into a notebook cell"


def _made(kind, name, message, function, word, help_text):
    text = f"error[{name}]: {message}\n{_place(function, word, 'this parameter')}\n  help: {help_text}"
    error = kind(headed(kind, text))
    error.diagnostic = {
        "id": name, "kind": kind.__name__, "message": message,
        "file": function.__code__.co_filename, "line": function.__code__.co_firstlineno,
    }  # fmt: skip
    return error


def _place(function, word, label):
    """Where the function says this word in its `def`, with the line; without where it is written otherwise."""
    import re

    file, first = function.__code__.co_filename, function.__code__.co_firstlineno
    for line in range(first, first + 50):
        text = linecache.getline(file, line, function.__globals__)
        found = re.search(rf"\bdef\s+{re.escape(function.__name__)}\b", text)
        if found:
            break
    found = found and re.compile(rf"\b{re.escape(word)}\b").search(text, found.start())
    if not found:
        return f"  --> {cells.shown(file)}:{first}"
    start, end = found.span()
    return (
        f"  --> {cells.shown(file)}:{line}:{start + 1}\n{line:>4} | {text.rstrip()}\n"
        f"     | {' ' * start}{'^' * (end - start)} {label}"
    )
