"""Exceptions that kernels raise: the class, its arguments, and a traceback that ends at the kernel's own line."""

import builtins
import struct
import sys
import types as python_types

from jaculus.errors import CompilerError

_NATIVE = {
    -1: (MemoryError, ()),
    -2: (KeyboardInterrupt, ()),
    -3: (RecursionError, ("maximum recursion depth exceeded in a kernel",)),
}


_FIRST_OF_HOST = -16  # from here down: its class has a status of its own
_HOST_RAISED = -4  # a host function (print, a block in object mode) raised the exception itself


def exception(overload, status, slots, trace, raised):
    """The exception object, with its traceback, for an entry's status other than 0."""
    sites = overload.metadata.get("sites", [])
    if raised is not None and status < 0 and (status == _HOST_RAISED or status <= _FIRST_OF_HOST):
        return _through_kernel(overload, raised, [sites[one - 1] for one in trace])
    if status > len(sites) or status == 0 or (status < 0 and status not in _NATIVE):
        return CompilerError(f"the kernel `{overload.function.__name__}` ended with an unknown status, {status}")
    if status < 0:
        kind, arguments = _NATIVE[status]
        passed = [sites[one - 1] for one in trace]
    else:
        site = sites[status - 1]
        kind = _class(overload, site)
        arguments = [_argument(one, slots) for one in site.get("arguments", [])]
        passed = [site, *(sites[one - 1] for one in trace)]
    return _through_kernel(overload, kind(*arguments), passed)


def _through_kernel(overload, raised, passed):
    """The exception, whose traceback goes through these sites of the kernel, innermost first."""
    traceback = raised.__traceback__
    for site in passed:
        traceback = python_types.TracebackType(traceback, _frame(site, overload.function.__globals__), 0, site["line"])
    return raised.with_traceback(traceback)


def _class(overload, site):
    index = site.get("index")
    if index is not None:
        return overload.exceptions[index]
    return getattr(builtins, site["class"].rpartition(".")[2])


def _argument(given, slots):
    if "const" in given:
        return _constant(given["const"])
    return _unboxed(given["type"], slots, given["slot"])


def _constant(value):
    """A VALUE of the protocol as a Python object."""
    ((kind, content), *_) = value.items()
    match kind:
        case "int":
            return int(content)
        case "float":
            return float.fromhex(content)
        case "none":
            return None
        case "tuple":
            return tuple(map(_constant, content))
        case "complex":
            return complex(*map(float.fromhex, content))
        case _:
            return content  # a bool, a str


def _unboxed(kind, slots, slot):
    """The Python object in these argument slots (bytes)."""
    at = slot * 8
    if kind == "none":
        return None
    if kind == "bool":
        return slots[at] != 0
    if kind == "unicode_type":
        import ctypes

        _, data, length, _ = struct.unpack_from("<4q", slots, at)
        return ctypes.string_at(data, 4 * length).decode("utf-32-le", "surrogatepass")
    if kind.startswith("complex"):
        code = "d" if kind == "complex128" else "f"
        return complex(*(struct.unpack_from(f"<{code}", slots, at + 8 * part)[0] for part in range(2)))
    code = {"float64": "d", "float32": "f", "uint64": "Q"}.get(kind, "q")
    number = struct.unpack_from(f"<{code}", slots, at)[0]
    return _time(kind, number) if kind.startswith(("datetime64", "timedelta64")) else number


def _time(kind, ticks):
    """The date or the duration of this type, such as `datetime64[ns]`."""
    import numpy

    return numpy.array(ticks).astype(kind.removesuffix("[]"))[()]


def _frame(site, namespace):
    """A frame that says it is in the kernel's file and function, at this site's line."""
    template = _give_frame.__code__
    # One line for all instructions, and no columns: the compiler does not know where the expression ends.
    name = "<lambda>" if site["function"] == "_lambda" else site["function"]
    units = len(template.co_code) // 2
    table = b"".join(bytes([0x80 | 13 << 3 | min(8, units - at) - 1, 0]) for at in range(0, units, 8))
    code = template.replace(
        co_filename=site["file"],
        co_name=name,
        co_qualname=name,
        co_firstlineno=site["line"],
        co_linetable=table,
    )
    return python_types.FunctionType(code, {"sys": sys, "__name__": namespace.get("__name__")})()


def _give_frame():
    return sys._getframe()
