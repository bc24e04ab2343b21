"""`generated_jit`, which old programs use: a function that gets types and returns what to compile for them."""

from jaculus import forks
from jaculus.dispatcher import Dispatcher
from jaculus.errors import TypingError
from jaculus.extending import Overload as UserOverload
from jaculus.overload import Overload


class GeneratedDispatcher(Dispatcher):
    """For each call's argument types, the function that the decorated one returns."""

    def __init__(self, py_func, options, source=None):
        super().__init__(py_func, options, source)
        self.overload = UserOverload("function", py_func.__name__)
        self.overload.makers.append((None, py_func, options))

    def implementation(self, arguments):
        """The dispatcher for these types."""
        found = self.overload.implementation([one.plain for one in arguments], {})
        if found is None:
            shown = ", ".join(str(one.plain) for one in arguments)
            raise TypingError(f"`{self.__name__}` returned no implementation for ({shown})")
        return found

    def _compiled(self, arguments, result):
        with forks.Compiling():
            return self.overloads.setdefault(arguments, Overload(self.implementation(arguments), arguments, result))
