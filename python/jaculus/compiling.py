"""From a specialisation to its kernel's file: what the cache has, else what the server makes of the request.

The server may ask what implements an overload for some types: the user's function is called, and the request sent again
with the answer in it. Questions are kept in the cache too, so that a program that has run needs no server.
"""

import json
import os
import time
import warnings

from jaculus import cache, errors, log, private
from jaculus.home import compiler_id, switched_on
from jaculus.host import cpu_id
from jaculus.literals import LiteralArguments
from jaculus.request import Request

MOST_QUESTIONS = 1000  # an overload that is implemented by itself would be asked for ever
waited = 0.0  # seconds that this process has waited for the server to compile
watch = None  # called with each specialisation that is loaded
watch_call = None  # called with the dispatcher, the specialisation and the arguments of its first call
_warned = []  # a cache that cannot be written is worth one warning


def compiled(dispatcher, arguments, result, files=None):
    """(the request, the cache entry, whether it was there already). What is read goes into the list `files`."""
    answers, sources = {}, {}
    folder, elsewhere = cache.place()
    if elsewhere:
        _warn(elsewhere, stacklevel=7)
    for _ in range(MOST_QUESTIONS):
        request = Request(dispatcher, arguments, result, answers, sources)
        key = request.key(compiler_id(), cpu_id())
        path = os.path.join(folder, f"{key}.so")
        entry = cache.read(path)
        if files is not None:
            files.append(path if entry else _question_file(path))
        if entry is not None:
            _note("loaded", path)
            log.debug("%s is in the cache: %s", _named(dispatcher, arguments), path)
            return request, entry, True
        question = _kept(path)
        if question is None:
            what = f"jaculus: compiling `{_name(dispatcher)}`"
            began = time.monotonic()
            answer = _ask(key, folder, request.body, what)
            question = answer.get("needs")
            if question is None:
                entry = _written(answer)
                seconds = time.monotonic() - began
                log.info("compiled %s in %.3f s: %s", _named(dispatcher, arguments), seconds, entry.path)
                return request, entry, False
            _keep(path, question)
        if "literals" in question:
            raise LiteralArguments(question["literals"])
        overload = request.overloads[question["overload"]]
        answers[overload, question["key"]] = _implementation(
            overload, question["arguments"], request.classes, getattr(dispatcher, "targetoptions", {})
        )
    raise errors.TypingError(f"`{dispatcher.__name__}`: its overloads need one another without end")


def _name(dispatcher):
    function = getattr(dispatcher, "py_func", dispatcher)  # a ufunc's loop has neither
    return getattr(function, "__name__", "a function")


def _named(dispatcher, arguments):
    return f"`{_name(dispatcher)}` for ({', '.join(str(one.plain) for one in arguments)})"


def _ask(key, folder, request, what):
    from jaculus import client  # only where the cache has nothing

    began = time.monotonic()
    answer = client.ask({"op": "compile", "key": key, "cache": folder, "request": request}, what)
    global waited
    waited += time.monotonic() - began
    if "path" not in answer and "needs" not in answer:
        raise errors.from_server(answer)
    if "warning" in answer:
        _warn(answer["warning"], stacklevel=8)
    return answer


def _warn(text, stacklevel):
    if not _warned:
        _warned.append(text)
        warnings.warn(errors.NumbaSystemWarning(text), stacklevel=stacklevel)


def _written(answer):
    entry = cache.read(answer["path"])
    if entry is None:
        state = "damaged" if os.path.exists(answer["path"]) else "gone"
        raise errors.CompilerError(f"the kernel that the server has just written is {state}: {answer['path']}")
    _note("saved", answer["path"])
    return entry


def _note(what, path):
    if switched_on("DEBUG_CACHE"):
        print(f"[cache] data {what} {'from' if what == 'loaded' else 'to'} {path!r}")


def _implementation(overload, arguments, classes, options):
    """The dispatcher for a question's arguments, or None. Constants are tried as what they are, and by their types."""
    either = any("literal" in one for one in arguments)
    asked = refused = None
    for literal in (overload.literal_first, not overload.literal_first) if either else (overload.literal_first,):
        try:
            found = overload.implementation(*_types(arguments, literal, classes), options)
        except errors.ForceLiteralArg as e:
            asked = e
            continue
        except errors.TypingError as e:  # that these are constants, or that they are none, may be why
            refused = e
            continue
        if found is not None:
            return found
    if asked is None and refused is not None:
        raise refused
    if asked is None:
        return None
    keywords = [one["keyword"] for one in arguments if "keyword" in one]
    places = [str(i) for i in range(len(arguments) - len(keywords))] + keywords
    return LiteralArguments([places[i] for i in sorted(asked.requested_args)])


def _types(arguments, literal, classes):
    from jaculus.numba import types
    from jaculus.types import parse_type

    def kind(given):
        if literal and "literal" in given:
            return types.literal(given["literal"])
        name = given["type"]
        if name.startswith("class("):
            return types.NumberClass(parse_type(name[6:-1], classes))
        return types.Opaque(name) if name.startswith("object(") else parse_type(name, classes)

    positional = [kind(one) for one in arguments if "keyword" not in one]
    return positional, {one["keyword"]: kind(one) for one in arguments if "keyword" in one}


def _kept(path):
    """The question that this request was answered with, or None."""
    file = private.open_file(_question_file(path))
    if file is None:
        return None
    try:
        with file:
            return json.loads(file.readall())
    except (OSError, ValueError):
        return None


def _keep(path, question):
    import tempfile
    from contextlib import suppress

    with suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=os.path.dirname(path), delete=False, encoding="utf-8") as file:
            json.dump(question, file)
        os.replace(file.name, _question_file(path))


def _question_file(path):
    return path.removesuffix(".so") + ".json"
