"""What @njit makes of a function: finds or compiles the specialisation for each call's argument types."""

from functools import update_wrapper

from jaculus import constants, diagnostics, forks, signatures, standins, types
from jaculus.errors import TypingError, user_error
from jaculus.host import _host
from jaculus.inspecting import Inspection
from jaculus.literals import LiteralArguments
from jaculus.source import noted, source_of


class Dispatcher(_host.Dispatcher, Inspection):
    """A function compiled for the types it is called with.

    The C base class handles a call whose types were seen before; it calls `_miss`, `_reject` or `_bad_call` otherwise.
    """

    def __init__(self, py_func, options, source=None):
        code = py_func.__code__
        named = code.co_argcount + code.co_kwonlyargcount
        super().__init__(
            code.co_varnames[:named],
            code.co_argcount,
            code.co_posonlyargcount,
            py_func.__defaults__ or (),
            py_func.__kwdefaults__,
            bool(code.co_flags & 0x04),  # inspect.CO_VARARGS
        )
        update_wrapper(self, py_func)
        self.py_func = py_func
        self._source, self._note = source, source or noted(py_func)
        self.targetoptions = options
        self.overloads, self.given_signatures = {}, ()
        self._literals, self._by_value = (
            {},
            {},
        )  # words → parameters; words and types with values → what such calls go to
        self._can_compile = True

    def __repr__(self):
        return f"{type(self).__name__}({self.py_func!r})"

    def __reduce__(self):
        from jaculus.pickling import reduced

        return reduced(self)

    def __setstate__(self, state):
        from jaculus.pickling import restore

        restore(self, state)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def source(self):
        """The function's source text: found when it is first needed, unless the kernel came with it."""
        return self._source or source_of(self.py_func, self._note)

    def give(self, given):
        """Compiles for these signatures now, and later for no others."""
        self.given_signatures = tuple(given)
        self._can_compile = True
        for signature in given:
            self.compile(signature)
        self.disable_compile(bool(given))

    # ---- Calls from C ----

    def _miss(self, words, arguments):
        if words in self._literals:
            return self._call_for_values(words, arguments)
        actual = types.from_words(words)
        for position, one in enumerate(actual):
            if constants.is_mixed(one):
                what, help_ = "a tuple of functions and of other values", "pass the functions as arguments of their own"
                raise diagnostics.argument_type(self.py_func, position, what, help_)
        try:
            exact = self._overload_for(actual)
        except LiteralArguments as e:
            self._literals[words] = e.parameters
            return self._call_for_values(words, arguments)
        if exact is not None:
            from jaculus import compiling

            if compiling.watch_call is not None:
                compiling.watch_call(self, exact, arguments)
            self._add(words, exact.kernel, None)
            return NotImplemented
        target = signatures.best(self.overloads, actual) if not self._can_compile else None
        if target is None:
            either = self.overloads.get(signatures.either_layout(self.overloads, actual, arguments))
            if either is not None:
                return self._call_of(words, either.kernel, actual)(*arguments)
            shown = ", ".join(str(one.plain) for one in actual)
            error = TypeError(f"No matching definition for argument type(s) {shown}")
            known = "; ".join(f"({', '.join(str(one.plain) for one in types_)})" for types_ in self.overloads)
            error.add_note(
                f"`{self.__qualname__}` is compiled for these types alone: {known or 'none'}. "
                "Convert the argument, or name its type in the decorator"
            )
            raise user_error(error)
        self._add(words, self.overloads[target].kernel, types.to_words(target))
        return NotImplemented

    def _call_for_values(self, words, arguments):
        """A call whose kernel is compiled for values too: those that it asks for with `literally`."""
        from jaculus.numba.types import literal

        names = self.py_func.__code__.co_varnames
        while True:
            wanted = [names.index(one) for one in self._literals[words]]
            kinds = list(types.from_words(words))
            for position in wanted:
                kinds[position] = literal(arguments[position])
            call = self._by_value.get((words, tuple(kinds)))
            if call is None:
                try:
                    overload = self._overload_for(tuple(kinds))
                except LiteralArguments as e:
                    self._literals[words] = [*self._literals[words], *e.parameters]
                    continue
                call = self._call_of(words, overload.kernel, tuple(kinds))
            return call(*arguments)

    def _call_of(self, words, kernel, kinds):
        """What calls this kernel with arguments of these words, as long as they are of these types."""
        call = self._by_value.get((words, kinds))
        if call is None:
            names = tuple(f"a{i}" for i in range(len(kinds)))
            call = _host.Dispatcher(names, len(kinds), 0, (), None, False)
            call._add(words, kernel, None)
            self._by_value[words, kinds] = call
        return call

    def _overload_for(self, actual):
        """The overload of exactly these types, compiled now if that is allowed."""
        found = self.overloads.get(actual)
        return self._compiled(actual, None) if found is None and self._can_compile else found

    def _compiled(self, arguments, result):
        with forks.Compiling():
            from jaculus.overload import Overload  # nothing of the compiler's is loaded before a kernel is called

            return self.overloads.setdefault(arguments, Overload(self, arguments, result))

    def _reject(self, position, arguments):
        there, result = standins.call(self, arguments, bool(self.py_func.__code__.co_flags & 0x04))
        if there:
            return result
        with forks.Compiling():
            from jaculus.valuetypes import unsupported

            raise diagnostics.argument_type(self.py_func, position, *unsupported(arguments[position]))

    def _bad_call(self, arguments, keywords):
        with forks.Compiling():
            import inspect

        signature = inspect.signature(self.py_func)
        try:
            signature.bind(*arguments, **keywords)
        except TypeError as e:
            counts = diagnostics.counts(signature, arguments, keywords)
            raise diagnostics.bad_call(self.py_func, f"{counts}{e}") from None
        raise diagnostics.bad_call(self.py_func, "it cannot be called with these arguments")

    # ---- Numba's interface ----

    def compile(self, signature):
        """Compiles for one signature now."""
        one = signatures.normalise(signature)
        overload = self.overloads.get(one.args)
        if overload is None:
            if not self._can_compile:
                raise RuntimeError("compilation disabled")
            try:
                overload = self._compiled(one.args, one.return_type)
            except LiteralArguments as e:
                raise TypingError(
                    f"Cannot request literal type: `{self.__name__}` is compiled for each value of "
                    f"{', '.join(f'`{name}`' for name in e.parameters)}, which a signature does not tell"
                ) from None
        return overload

    @property
    def can_compile(self):
        """Whether a call may compile; else it takes only what is compiled already."""
        return self._can_compile

    def reached(self, arguments, result):
        """Notes types for which a part of another kernel is this function."""
        if self._can_compile and arguments not in self.overloads:
            from jaculus.overload import Reached

            self.overloads[arguments] = Reached(self, arguments, result)

    def disable_compile(self, val=True):
        """With True, calls take only what is compiled already, with conversions; with False, they compile again."""
        self._can_compile = not val

    def recompile(self):
        """Compiles all specialisations again: globals that changed since are seen."""
        old, self.overloads = list(self.overloads), {}
        self._literals, self._by_value = {}, {}
        self._forget()
        for arguments in old:
            self._compiled(arguments, None)
