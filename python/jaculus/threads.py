"""The threads of parallel kernels: how many, which one, and how loops are cut for them. Numba's names and errors.

Inside kernels the compiler knows these functions by their names; there they do the same.
"""

from contextlib import contextmanager

__all__ = [
    "get_num_threads",
    "get_parallel_chunksize",
    "get_thread_id",
    "parallel_chunksize",
    "set_num_threads",
    "set_parallel_chunksize",
    "threading_layer",
]


def _native(name, *number):
    from jaculus.host import _host  # not when Jaculus is imported: it needs NumPy

    return _host.native(name, *number)


def _integer(value, what):
    import numbers

    if not isinstance(value, numbers.Integral):
        raise TypeError(f"The {what} must be an integer")
    return int(value)


def set_num_threads(n):
    """Parallel kernels that this thread calls use n threads from now on, from 1 to NUMBA_NUM_THREADS."""
    n = _integer(n, "number of threads specified")
    if n < 1 or n.bit_length() > 62 or _native("jac_set_num_threads", n) < 0:
        raise ValueError(f"The number of threads must be between 1 and {_native('jac_max_threads')}")


def get_num_threads():
    """How many threads the parallel kernels use that this thread calls."""
    return _native("jac_get_num_threads")


def get_thread_id():
    """In a parallel loop, which thread this is: from 0 to get_num_threads() - 1. Elsewhere 0."""
    return _native("jac_get_thread_id")


def set_parallel_chunksize(n):
    """Loops are cut into pieces of about n iterations from now on, 0: as Jaculus likes. Gives what was set before."""
    n = _integer(n, "parallel chunksize")
    if n < 0 or n.bit_length() > 62:
        raise ValueError("chunksize must be greater than or equal to zero")
    return _native("jac_set_parallel_chunksize", n)


def get_parallel_chunksize():
    """How many iterations a piece of a loop has; 0: as Jaculus likes."""
    return _native("jac_get_parallel_chunksize")


@contextmanager
def parallel_chunksize(n):
    """Sets the chunk size for a block."""
    before = set_parallel_chunksize(n)
    try:
        yield
    finally:
        set_parallel_chunksize(before)


def threading_layer():
    """The name of what runs parallel loops: always Jaculus's own threads."""
    return "jaculus"


for _one in __all__:
    globals()[_one].__module__ = "jaculus"  # under this name the compiler knows them


def diagnostics(dispatcher, signature=None, level=1):
    """Prints how each parallel loop of the kernel runs, and what may go wrong in it."""
    from jaculus import signatures

    wanted = None if signature is None else signatures.normalise(signature).args
    for key, one in dispatcher.overloads.items():
        if wanted is None or wanted in (key, one.signature.args):
            print(_report(dispatcher, one, level))


def _report(dispatcher, overload, level):
    code = dispatcher.py_func.__code__
    lines = [f"{dispatcher.__name__}{tuple(overload.signature.args)}, {code.co_filename}:{code.co_firstlineno}"]
    remarks = [one for one in overload.metadata.get("remarks", ()) if one["kind"] == "loop" or level > 0]
    loops = sorted((one for one in remarks if one["kind"] == "loop"), key=lambda one: one["line"])
    if not loops:
        lines.append("  no loop over prange and no work on whole arrays: nothing runs in parallel")
    for one in loops:
        lines.append(f"  line {one['line']}: " + one["text"].replace("\n", "\n  "))
    for one in remarks:
        if one["kind"] == "safety":
            lines.append("  " + one["text"].replace("\n", "\n  "))
    return "\n".join(lines)


def warn(function, remarks, stacklevel):
    """Warns of what the compiler remarked about a kernel, as Numba does."""
    import warnings

    from jaculus import errors
    from jaculus.home import switched_on

    kinds = {"performance": errors.NumbaPerformanceWarning, "safety": errors.NumbaParallelSafetyWarning}
    if switched_on("DISABLE_PERFORMANCE_WARNINGS"):
        del kinds["performance"]
    for one in remarks:
        if one["kind"] in kinds:
            place = f'\n\nFile "{one["file"]}", line {one["line"]}, in {function.__name__}'
            warnings.warn(kinds[one["kind"]](one["text"] + place), stacklevel=stacklevel)
