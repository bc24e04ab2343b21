"""One compiled specialisation of a function."""

import os
import warnings

from jaculus import cache, errors, types
from jaculus.home import compiler_id
from jaculus.host import _host
from jaculus.request import Request

_warned = []  # a cache that cannot be written is worth one warning


class Overload:
    """A loaded kernel, its types and where its exceptions come from."""

    def __init__(self, dispatcher, arguments, result=None):
        self.function = dispatcher.py_func
        request = Request(dispatcher, arguments, result)
        self.arguments, self.request, self.exceptions = arguments, request.body, request.exceptions
        key = request.key(compiler_id(), _host.cpu_id())
        entry = cache.read(cache.path_of(key))
        self.from_cache = entry is not None
        if entry is None:
            entry = _compile(key, request.body)
        self.path, self.metadata = entry.path, entry.metadata
        self.result = types.parse_type(self.metadata["result"])
        self.kernel = _host.Kernel(
            entry.path,
            self.metadata["symbol"],
            types.to_words([self.result]),
            bool(dispatcher.targetoptions.get("nogil")),
            self,
        )

    @property
    def signature(self):
        """The argument types and the result type."""
        return types.Signature(self.result, [one.plain for one in self.arguments])

    def exception(self, status, slots, trace):
        """The exception of a failed call (called by the C extension)."""
        from jaculus.raising import exception

        return exception(self, status, slots, trace)

    def inspect(self, what):
        """A text about the kernel: "llvm", "asm", "types" or "ir"."""
        from jaculus import client

        answer = client.ask({"op": "inspect", "what": what, "request": self.request})
        if "text" not in answer:
            raise errors.from_server(answer)
        return answer["text"]


def _compile(key, request):
    from jaculus import client  # only where the cache has nothing

    answer = client.ask({"op": "compile", "key": key, "cache": cache.folder(), "request": request})
    if "path" not in answer:
        raise errors.from_server(answer)
    if "warning" in answer and not _warned:
        _warned.append(answer["warning"])
        warnings.warn(errors.NumbaSystemWarning(answer["warning"]), stacklevel=6)
    entry = cache.read(answer["path"])
    if entry is None:
        state = "damaged" if os.path.exists(answer["path"]) else "gone"
        raise errors.CompilerError(f"the kernel that the server has just written is {state}: {answer['path']}")
    return entry
