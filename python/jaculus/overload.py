"""One compiled specialisation of a function."""

from jaculus import compiling, errors, types
from jaculus.host import _host


class Overload:
    """A loaded kernel, its types and where its exceptions come from."""

    # What Numba's compile results say too: all of it is compiled.
    objectmode, lifted, typing_error = False, (), None

    def __init__(self, dispatcher, arguments, result=None):
        self.entry_point = dispatcher  # which takes this kernel for these types
        self.function = dispatcher.py_func
        request, entry, self.from_cache = compiling.compiled(dispatcher, arguments, result)
        self.functions = request.functions
        self.asked_result = result  # of a signature that names one
        self.arguments, self.request, self.exceptions = arguments, request.body, request.exceptions
        self.classes = request.classes  # alive as long as the words of the result name them
        self.path, self.metadata = entry.path, entry.metadata
        if self.metadata.get("remarks"):
            from jaculus.threads import warn

            warn(dispatcher.py_func, self.metadata["remarks"], stacklevel=6)
        self.result = types.parse_type(self.metadata["result"], request.classes)
        self.kernel = _host.Kernel(
            entry.path,
            entry.file.fileno(),
            self.metadata["symbol"],
            types.to_words([self.result]),
            bool(dispatcher.targetoptions.get("nogil")) or _has_threads(request.body),
            self.metadata.get("long", True),
            self,
            len(self.metadata.get("hosts", ())),
            bool(request.body.get("classes")),
        )
        entry.file.close()
        self.foreign = request.foreign  # alive as long as the kernel has their addresses
        if self.metadata.get("addresses"):
            from jaculus import addresses

            addresses.fill(self.kernel, self.metadata["addresses"], self.foreign)
        if compiling.watch is not None:
            compiling.watch(self)
        for one in self.metadata.get("parts", ()):
            _note_part(request.functions[one["function"]], one, request.classes)

    @property
    def signature(self):
        """The argument types and the result type."""
        return types.Signature(self.result, [one.plain for one in self.arguments])

    def __call__(self, *arguments):
        return self.entry_point(*arguments)

    @property
    def library(self):
        """Itself: the texts of its code."""
        return self

    def get_llvm_str(self):
        """The optimised LLVM text."""
        return self.inspect("llvm")

    def get_asm_str(self):
        """The assembly text."""
        return self.inspect("asm")

    def exception(self, status, slots, trace, raised):
        """The exception of a failed call (called by the C extension)."""
        from jaculus.raising import exception

        return exception(self, status, slots, trace, raised)

    def host_function(self, number):
        """What the kernel asks Python to do under this number (called by the C extension)."""
        from jaculus.hostcalls import host_function

        return host_function(self, self.metadata["hosts"][number])

    def host_status(self, raised):
        """The status of an exception that a host function raised (called by the C extension)."""
        from jaculus.hostcalls import status

        return status(self.metadata["host_classes"], raised)

    def inspect(self, what):
        """A text about the kernel: "llvm", "asm", "types" or "ir"."""
        from jaculus import client

        answer = client.ask({"op": "inspect", "what": what, "request": self.request})
        if "text" not in answer:
            raise errors.from_server(answer)
        return answer["text"]


class Reached:
    """A function as a part of a kernel: compiled by itself when it is called from Python, or looked into."""

    objectmode, lifted, typing_error, from_cache = False, (), None, None

    def __init__(self, dispatcher, arguments, result):
        self.entry_point = dispatcher
        self.arguments, self.result = arguments, result
        self._own = None

    @property
    def signature(self):
        """The argument types and the result type."""
        return types.Signature(self.result, self.arguments)

    def __call__(self, *arguments):
        return self.entry_point(*arguments)

    def __getattr__(self, name):
        if self._own is None:
            overloads = self.entry_point.overloads
            if overloads.get(self.arguments) is self:
                del overloads[self.arguments]
            self._own = self.entry_point.compile(self.arguments)
        return getattr(self._own, name)


def _note_part(dispatcher, part, classes):
    if not hasattr(dispatcher, "reached"):
        return  # a loop of a ufunc
    from jaculus.numba.types import literal

    given = part["arguments"]
    arguments = [
        literal(one["literal"]) if "literal" in one else types.parse_type(one["type"], classes) for one in given
    ]
    dispatcher.reached(tuple(one.plain for one in arguments), types.parse_type(part["result"], classes))


def _has_threads(request):
    """Whether other threads may run parts of the kernel: one that prints there waits for the GIL."""
    return any(one["options"].get("parallel") for one in request["functions"])
