"""`vectorize` and `guvectorize`, with all of Numba's arguments."""

from jaculus.errors import UnsupportedError

_TARGETS = ("cpu", "parallel")


def vectorize(ftylist_or_function=(), **kws):
    """Makes a NumPy ufunc of a function of numbers.

    `@vectorize` compiles for the types that it meets; `@vectorize([float64(float64, float64)])` for these, now, in this
    order. Options: `target` ("cpu", "parallel"), `identity` (0, 1, None, "reorderable"), `fastmath`, `boundscheck`.
    """
    if callable(ftylist_or_function) and hasattr(ftylist_or_function, "__code__"):
        return _vectorized(ftylist_or_function, (), kws)
    given = _signatures(ftylist_or_function)
    return lambda function: _vectorized(function, given, kws)


def _vectorized(function, given, kws):
    if kws.get("forceobj"):
        return _interpreted(function)
    return _with(Vectorize(function, **kws), given)


def Vectorize(func, **kws):  # noqa: N802 (Numba's name)
    """A ufunc to `add` signatures to; `build_ufunc` gives what `vectorize` does."""
    from jaculus.ufunc_elementwise import DUFunc

    options = dict(kws)
    parallel = _target(options)
    identity = options.pop("identity", None)
    options.pop("cache", None)
    return DUFunc(func, identity, targetoptions=options, parallel=parallel)


def _with(made, given):
    for one in given:
        made.add(one)
    if given:
        made.disable_compile()
    return made.build_ufunc()


def guvectorize(*args, **kwargs):
    """Makes a generalised NumPy ufunc of a function that writes its results into its last arguments.

    `@guvectorize([(float64[:], float64, float64[:])], "(n),()->(n)")`, or with the layout alone: then it compiles for
    the types that it meets. Options: those of `vectorize`, and `writable_args`.
    """
    if len(args) not in (1, 2):
        raise TypeError("guvectorize() takes one or two positional arguments")
    given = _signatures(args[0] if len(args) == 2 else ())
    kwargs.setdefault("is_dynamic", len(args) == 1)
    return lambda function: _with(GUVectorize(function, args[-1], **kwargs), given)


def GUVectorize(func, signature, **kwargs):  # noqa: N802 (Numba's name)
    """A generalised ufunc to `add` signatures to; `build_ufunc` gives what `guvectorize` does."""
    from jaculus.ufunc_general import GUFunc

    options = dict(kwargs)
    parallel = _target(options)
    names = ("identity", "cache", "writable_args", "is_dynamic")
    own = {key: options.pop(key) for key in names if key in options}
    return GUFunc(func, signature, targetoptions=options, parallel=parallel, **own)


def _signatures(given):
    if given is None:
        raise TypeError("the signatures are a list; leave them out to compile for the types of each call")
    return [given] if isinstance(given, str) else list(given)


def _target(options):
    target = options.pop("target", "cpu")
    if target == "cuda":
        raise UnsupportedError(
            "error[not-yet]: there is no CUDA target yet\n  help: target='parallel' uses all cores of the CPU"
        )
    if target not in _TARGETS:
        raise ValueError(f"Unsupported target: {target}; there are {' and '.join(map(repr, _TARGETS))}")
    return target == "parallel"


def _interpreted(function):
    """What Numba calls object mode."""
    import numpy

    return numpy.vectorize(getattr(function, "py_func", function))
