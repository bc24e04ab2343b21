"""`njit` and `jit`, with all of Numba's arguments."""

import sys
import warnings
from collections.abc import Mapping

from jaculus import home, signatures
from jaculus.errors import DeprecationError, NumbaError, UnsupportedError
from jaculus.typeclasses import Type

# What each of Numba's options does here. Options without effect are accepted, so that programs need no edit.
OPTIONS = {
    "nopython": "always on",
    "forceobj": "Python runs the function, and its loops are compiled where they can be",
    "looplift": "with forceobj, False leaves the loops to Python too",
    "nogil": "the GIL is released while the kernel runs",
    "cache": "no effect: all kernels are cached, by content",
    "parallel": "part of the request to the compiler",
    "error_model": "'python' (default): division by zero raises; 'numpy': it gives inf, nan or 0",
    "fastmath": "a bool or LLVM's flags; lets the compiler reorder floating-point operations",
    "locals": "the types of these local variables",
    "boundscheck": "an index out of range raises IndexError",
    "inline": "no effect: the compiler decides",
    "forceinline": "no effect: the compiler decides",
    "debug": "no effect: kernels always have line tables",
    "no_cpython_wrapper": "no effect: kernels have none",
    "no_cfunc_wrapper": "no effect: kernels have none",
    "no_rewrites": "no effect",
    "writable_args": "no effect: arrays are writable as they come",
    "pipeline_class": "no effect: Numba's compiler pipelines do not exist here",
    "target": "the CPU is the only one",
    "target_backend": "no effect: the CPU is the only target",
    "device": "no effect: CUDA alone has device functions",
}


def jit(signature_or_function=None, **options):
    """Compiles a function for the types it is called with, or for the given signatures at once.

    `@jit`, `@jit(nogil=True)`, `@jit("int32(int32)")`, `@jit([float64(float64), int64(int64)])`.
    """
    options = checked(options)
    if signature_or_function is not None and not signatures.is_signatures(signature_or_function):
        return decorated(signature_or_function, (), options)
    if signature_or_function is None:
        given = ()
    elif isinstance(signature_or_function, list):
        given = tuple(map(signatures.normalise, signature_or_function))
    else:
        given = (signatures.normalise(signature_or_function),)

    def decorate(function):
        try:
            return decorated(function, given, options)
        except NumbaError as e:  # the signature does not compile: that is said at the decorator's line
            raise e.with_traceback(e.__traceback__ if home.switched_on("FULL_TRACEBACKS") else None) from None

    return decorate


def njit(*args, **options):
    """`jit`, which here is never anything else than nopython, unless it is told forceobj."""
    for name in ("nopython", "forceobj"):
        if name in options:
            warnings.warn(f"{name} is set for njit and is ignored", RuntimeWarning, stacklevel=2)
            del options[name]
    return jit(*args, **options)


def generated_jit(function=None, cache=False, pipeline_class=None, **options):
    """Decorates a function from argument types to an implementation. Numba has dropped it, programs have not."""
    del cache, pipeline_class

    options = checked(options)

    def decorate(function):
        from jaculus.generated import GeneratedDispatcher

        return decorated(function, (), options, GeneratedDispatcher)

    return decorate if function is None else decorate(function)


def jit_module(**options):
    """Compiles all functions that are defined in the module that calls this, so far."""
    import inspect

    frame = inspect.currentframe().f_back
    module = inspect.getmodule(frame)
    for name, one in list(frame.f_globals.items()):
        if inspect.isfunction(one) and (module is None or inspect.getmodule(one) is module):
            _say(one, options, frame.f_globals["__name__"])
            frame.f_globals[name] = jit(**options)(one)


def _say(function, options, module):
    """Tells the log of Numba's module of decorators, without an import of logging where nobody has a log."""
    logging = sys.modules.get("logging")
    if logging is not None:
        words = "Auto decorating function %s from module %s with jit and options: %s"
        logging.getLogger("numba.core.decorators").debug(words, function, module, options)


class UnknownOption(KeyError, TypeError):
    """An option that no decorator has: Numba's KeyError, which in Python would be a TypeError."""

    def __str__(self):
        return self.args[0]


def checked(options):
    """The options in the form that requests have them in; wrong ones are errors."""
    for name in ("argtypes", "restype"):
        if name in options:
            raise DeprecationError(
                f"Deprecated keyword argument `{name}`. Signatures should be passed as the first positional argument."
            )
    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        raise UnknownOption(
            f"Unrecognized options: {set(unknown)}. Known options are {', '.join(OPTIONS)}{_similar(unknown[0])}"
        )
    options = {key: value for key, value in options.items() if value is not None}
    if options.get("nopython") and options.get("forceobj"):
        raise ValueError("Only one of 'nopython' or 'forceobj' can be True.")
    _one_of(options, "error_model", "python", "numpy")
    if options.get("target", "cpu") != "cpu":
        raise UnsupportedError(f"error[not-yet]: there is no target {options['target']!r}; kernels run on the CPU")
    inline = options.get("inline", "never")
    if not callable(inline):
        _one_of(options, "inline", "never", "always")
    if not isinstance(options.get("locals", {}), Mapping):
        raise TypeError(f"locals is a dict from names to types, not {options['locals']!r}")
    for name, one in options.get("locals", {}).items():
        if not isinstance(one, Type):
            raise TypeError(f"locals[{name!r}] is {one!r}, which is no type")
    if "fastmath" in options:
        options["fastmath"] = _fastmath(options["fastmath"])
    if home.setting("BOUNDSCHECK"):  # as under Numba: stronger than what the program says
        options["boundscheck"] = home.switched_on("BOUNDSCHECK")
    return options


FLAGS = ("fast", "nnan", "ninf", "nsz", "arcp", "contract", "afn", "reassoc")


def _fastmath(given):
    """A bool, or LLVM's flags in a list."""
    if not isinstance(given, (bool, Mapping, set, frozenset, list, tuple)):
        raise ValueError(f"Expected fastmath option(s) to be either a bool, dict or set, not {given!r}")
    if isinstance(given, bool):
        return given
    wrong = sorted(set(given) - set(FLAGS))
    if wrong:
        raise ValueError(f"Unrecognized fastmath flags: {set(wrong)}. The flags are {', '.join(FLAGS)}")
    return sorted({one for one in given if given[one]} if isinstance(given, Mapping) else set(given))


def _one_of(options, name, *allowed):
    if name in options and options[name] not in allowed:
        raise ValueError(f"{name} is {' or '.join(map(repr, allowed))}, not {options[name]!r}")


def _similar(name):
    import difflib

    close = difflib.get_close_matches(name, OPTIONS, 1)
    return f". Did you mean {close[0]!r}?" if close else ""


def decorated(function, given, options, kind=None):
    """The dispatcher of a function; what is not compiled stays what it is."""
    from jaculus.dispatcher import Dispatcher

    if isinstance(function, Dispatcher):
        raise TypeError(
            f"A jit decorator was called on an already jitted function {function}. "
            f"If trying to access the original python function, use the {function.__name__}.py_func attribute."
        )
    if isinstance(function, (staticmethod, classmethod)):
        raise TypeError(
            f"The decorated object is not a function (got type {type(function)}): "
            f"put @{type(function).__name__} above the decorator that compiles, not below it"
        )
    if not hasattr(function, "__code__"):
        raise TypeError(f"The decorated object is not a function (got type {type(function)}).")
    if home.switched_on("DISABLE_JIT"):
        return function
    if options.get("forceobj"):
        from jaculus.object_dispatcher import ObjectDispatcher

        return ObjectDispatcher(function, options, given)
    dispatcher = (kind or Dispatcher)(function, {"nopython": True, "boundscheck": None, **options})
    dispatcher.give(given)
    return dispatcher
