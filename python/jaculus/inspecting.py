"""What a dispatcher tells about its kernels: texts of all stages, and what Numba's dispatchers answer."""

from collections import Counter, namedtuple

from jaculus import signatures

_Stats = namedtuple("_CompileStats", ["cache_path", "cache_hits", "cache_misses"])


class Inspection:
    """The part of a dispatcher that changes nothing."""

    __slots__ = ()

    @property
    def signatures(self):
        """The argument types that are compiled."""
        return list(dict.fromkeys(tuple(one.plain for one in arguments) for arguments in self.overloads))

    @property
    def nopython_signatures(self):
        """The signatures that are compiled, with their results."""
        return list(dict.fromkeys(one.signature for one in self.overloads.values()))

    @property
    def stats(self):
        """How many specialisations came from the cache and how many from the compiler."""
        from jaculus import cache

        hits = Counter(key for key, one in self.overloads.items() if one.from_cache)
        misses = Counter(key for key, one in self.overloads.items() if one.from_cache is False)
        return _Stats(cache.folder(), hits, misses)

    @property
    def func_code(self):
        """The code object of the Python function."""
        return self.py_func.__code__

    @property
    def doc(self):
        """The docstring."""
        return self.py_func.__doc__

    @property
    def is_compiling(self):
        """Whether a compilation of this function goes on in this thread: nothing calls back while one does."""
        return False

    @property
    def locals(self):
        """The types that the decorator gave for local variables."""
        return self.targetoptions.get("locals", {})

    def inspect_llvm(self, signature=None):
        """The optimised LLVM text of one signature, or of each in a dict."""
        return self._inspect("llvm", signature)

    def inspect_asm(self, signature=None):
        """The assembly text of one signature, or of each in a dict."""
        return self._inspect("asm", signature)

    def inspect_types(self, file=None, pretty=False, style="default", signature=None, **_):
        """Prints the source with the types of its variables; with pretty, returns the text."""
        texts = self._inspect("types", signature)
        text = texts if isinstance(texts, str) else "\n".join(texts.values())
        if pretty:
            return text
        print(text, file=file)
        return None

    def inspect_cfg(self, signature=None, show_wrapper=None, **_):
        """The control flow of the optimised code as a graph, of one signature, or of each in a dict."""
        from jaculus.graphs import Graph

        return self._graphs("llvm", signature, Graph)

    def inspect_disasm_cfg(self, signature=None):
        """The control flow of the machine code as a graph, of one signature, or of each in a dict."""
        from jaculus.graphs import AssemblyGraph

        return self._graphs("asm", signature, AssemblyGraph)

    def _graphs(self, what, signature, kind):
        texts = self._inspect(what, signature)
        return kind(texts) if isinstance(texts, str) else {key: kind(text) for key, text in texts.items()}

    def get_metadata(self, signature=None):
        """What is known of one signature's kernel, or of each in a dict."""
        if signature is None:
            return {key: one.metadata for key, one in self.overloads.items()}
        return self._overload_of(signature).metadata

    def get_annotation_info(self, signature=None):
        """The source lines and types of one signature, or of all, in a dict."""
        chosen = self.overloads.values() if signature is None else [self._overload_of(signature)]
        code = self.py_func.__code__
        return {
            (f"{code.co_filename}:{code.co_firstlineno}", one.signature): {
                "filename": code.co_filename,
                "funcname": self.__name__,
                "lines": one.inspect("types").splitlines(),
            }
            for one in chosen
        }

    def get_overload(self, signature):
        """What runs the calls of one signature."""
        return self._overload_of(signature).entry_point

    def get_compile_result(self, signature):
        """The specialisation of one signature, compiled if need be."""
        return self.compile(signature)

    def get_call_template(self, args, kws):
        """Compiles for these types, and those of defaults where some are missing; what Numba's typing takes then."""
        import inspect

        signature = inspect.signature(self.py_func)
        bound = signature.bind(*args, **dict(kws))
        given = set(bound.arguments)
        bound.apply_defaults()
        types = [one if name in given else self.typeof_pyval(one) for name, one in bound.arguments.items()]
        self.compile(tuple(types))
        return self, signature, tuple(types), {}

    def typeof_pyval(self, val):
        """The type of a value."""
        from jaculus.valuetypes import typeof

        return typeof(val)

    def enable_caching(self):
        """Kernels are always cached."""

    def parallel_diagnostics(self, signature=None, level=1):
        """Prints how each loop over prange runs, and what may go wrong in it."""
        from jaculus.threads import diagnostics

        diagnostics(self, signature, level)

    def _inspect(self, what, signature):
        if signature is None:
            return {tuple(one.plain for one in key): one.inspect(what) for key, one in self.overloads.items()}
        return self._overload_of(signature).inspect(what)

    def _overload_of(self, signature):
        wanted = signatures.normalise(signature).args
        for key, one in self.overloads.items():
            if wanted in (key, one.signature.args):
                return one
        raise KeyError(f"{self.__name__} is not compiled for ({', '.join(map(str, wanted))})")
