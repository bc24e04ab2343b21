"""`njit` and `jit`, with all of Numba's arguments."""

from jaculus import home, signatures
from jaculus.errors import NumbaError

# What each of Numba's options does here. Options without effect are accepted, so that programs need no edit.
OPTIONS = {
    "nopython": "always on",
    "forceobj": "the function stays a Python function",
    "looplift": "no effect: there is no object mode to lift loops out of",
    "nogil": "the GIL is released while the kernel runs",
    "cache": "no effect: all kernels are cached, by content",
    "parallel": "part of the request to the compiler",
    "error_model": "'python' (default): division by zero raises; 'numpy': it gives inf, nan or 0",
    "fastmath": "a bool or LLVM's flags; lets the compiler reorder floating-point operations",
    "locals": "no effect yet: types of local variables",
    "boundscheck": "an index out of range raises IndexError",
    "inline": "no effect: the compiler decides",
    "forceinline": "no effect: the compiler decides",
    "debug": "no effect: kernels always have line tables",
    "no_cpython_wrapper": "no effect: kernels have none",
    "no_cfunc_wrapper": "no effect: kernels have none",
    "no_rewrites": "no effect",
    "writable_args": "no effect: arrays are writable as they come",
    "pipeline_class": "no effect: Numba's compiler pipelines do not exist here",
    "target_backend": "no effect: the CPU is the only target",
}


def jit(signature_or_function=None, **options):
    """Compiles a function for the types it is called with, or for the given signatures at once.

    `@jit`, `@jit(nogil=True)`, `@jit("int32(int32)")`, `@jit([float64(float64), int64(int64)])`.
    """
    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        raise TypeError(f"jit() got an unexpected keyword argument {unknown[0]!r}; it takes {', '.join(OPTIONS)}")
    options = checked({key: value for key, value in options.items() if value is not None})
    if callable(signature_or_function) and not signatures.is_signature(signature_or_function):
        return _decorated(signature_or_function, (), options)
    if signature_or_function is None:
        given = ()
    elif isinstance(signature_or_function, list):
        given = tuple(map(signatures.normalise, signature_or_function))
    else:
        given = (signatures.normalise(signature_or_function),)

    def decorate(function):
        try:
            return _decorated(function, given, options)
        except NumbaError as e:  # the signature does not compile: that is said at the decorator's line
            raise e.with_traceback(e.__traceback__ if home.switched_on("FULL_TRACEBACKS") else None) from None

    return decorate


def njit(*args, **options):
    """`jit`, which here is never anything else than nopython."""
    return jit(*args, **options)


def checked(options):
    """The options in the form that requests have them in."""
    model = options.get("error_model", "python")
    if model not in ("python", "numpy"):
        raise ValueError(f"error_model is 'python' or 'numpy', not {model!r}")
    fastmath = options.get("fastmath")
    if isinstance(fastmath, (set, frozenset, list, tuple)):
        options["fastmath"] = sorted(fastmath)
    elif isinstance(fastmath, dict):
        options["fastmath"] = sorted(key for key, on in fastmath.items() if on)
    if options.get("boundscheck") is None and home.switched_on("BOUNDSCHECK"):
        options["boundscheck"] = True
    return options


def _decorated(function, given, options):
    from jaculus.dispatcher import Dispatcher

    if isinstance(function, Dispatcher):
        function = function.py_func
    if isinstance(function, (staticmethod, classmethod)):
        raise TypeError(f"put @{type(function).__name__} above the decorator that compiles, not below it")
    if not hasattr(function, "__code__"):
        raise TypeError(f"only Python functions can be compiled; {function!r} is none")
    if options.get("forceobj") or home.switched_on("DISABLE_JIT"):
        return function
    dispatcher = Dispatcher(function, options)
    dispatcher.give(given)
    return dispatcher
