"""Exceptions that kernels raise: the class, its arguments, and a traceback that ends at the kernel's own line."""

import builtins
import importlib
import itertools
import struct
import sys
import types as python_types

from jaculus.errors import CompilerError

_NATIVE = {
    -1: (MemoryError, ("Allocation failed (probably too large).",)),
    -2: (KeyboardInterrupt, ()),
    -3: (RecursionError, ("maximum recursion depth exceeded in a kernel",)),
}


_FIRST_OF_HOST = -16  # from here down: its class has a status of its own
_LONGEST_FUNCTION = 1000  # lines that are looked at for its `def`
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
        passed = [site, *(sites[one - 1] for one in trace)]
        return _through_kernel(overload, _made(_class(overload, site), site, slots), passed)
    return _through_kernel(overload, kind(*arguments), passed)


def _made(kind, site, slots):
    """The exception of a `raise`: a class with its arguments, or an instance that the program has."""
    given = site.get("arguments", [])
    named = {one["name"]: _argument(one, slots) for one in given if "name" in one}
    asked = "__cause__" in named
    cause = named.pop("__cause__", None)
    if isinstance(kind, BaseException):
        made = kind.with_traceback(None)
    else:
        made = _called(kind, [_argument(one, slots) for one in given if "name" not in one], named)
    if asked:
        made.__cause__ = made.__context__ = _kept.pop(cause, None)  # this also says that the context is not shown
    return made


def _called(kind, arguments, named):
    """What `kind(...)` gives, or what it raises, from the kernel's line as in Python."""
    try:
        return kind(*arguments, **named)
    except BaseException as e:
        return e.with_traceback(e.__traceback__.tb_next)


_kept = {}  # exceptions that others are raised from, by number
_MOST_KEPT = 64  # those that the kernel catches are never asked for


def keep(exception):
    """Keeps the exception as the cause of one that is raised next; gives its number."""
    number = next(_numbers)
    _kept[number] = exception
    for old in list(_kept)[:-_MOST_KEPT]:
        _kept.pop(old, None)
    return number


_numbers = itertools.count(1)


def _through_kernel(overload, raised, passed):
    """The exception, whose traceback goes through these sites of the kernel, innermost first."""
    traceback = raised.__traceback__
    for site in passed:
        traceback = python_types.TracebackType(traceback, _frame(site, overload.function), 0, site["line"])
    return raised.with_traceback(traceback)


def _class(overload, site):
    index = site.get("index")
    if index is not None:
        return overload.exceptions[index]
    module, _, name = site["class"].rpartition(".")
    return getattr(builtins if module == "builtins" else importlib.import_module(module), name)


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
    from jaculus.types import parse_type

    return _object(parse_type(kind), slots, slot)[0]


def _object(kind, slots, slot):
    """The object of this type, and the slot behind it."""
    from jaculus.models import ByteText
    from jaculus.numba.structuretypes import CharSeq
    from jaculus.typeclasses import Array, BaseTuple

    at = slot * 8
    name = kind.spelling
    if isinstance(kind, BaseTuple):
        items = []
        for one in kind.types:
            item, slot = _object(one, slots, slot)
            items.append(item)
        return tuple(items), slot
    if isinstance(kind, Array):
        return _array(kind, slots, at), slot + 2 + 2 * kind.ndim
    if name == "none":
        return None, slot
    if name == "bool":
        return slots[at] != 0, slot + 1
    if name == "unicode_type" or isinstance(kind, CharSeq):
        _, data, length, _ = struct.unpack_from("<4q", slots, at)
        text = _memory(data, 4 * length).decode("utf-32-le", "surrogatepass")
        return ByteText((text,))._whole() if isinstance(kind, CharSeq) else text, slot + 4
    if name.startswith("complex"):
        code = "d" if name == "complex128" else "f"
        return complex(*(struct.unpack_from(f"<{code}", slots, at + 8 * part)[0] for part in range(2))), slot + 2
    code = {"float64": "d", "float32": "f", "uint64": "Q"}.get(name, "q")
    value = struct.unpack_from(f"<{code}", slots, at)[0]
    if name.startswith(("datetime64", "timedelta64")):
        import numpy

        return numpy.int64(value).view(name.removesuffix("[]")), slot + 1
    return value, slot + 1


def _memory(address, size):
    import ctypes

    return ctypes.string_at(address, size)


def _array(kind, slots, at):
    """A copy of the array: its memory may be the kernel's, which ends now."""
    import ctypes

    import numpy

    _, data, *rest = struct.unpack_from(f"<{2 + 2 * kind.ndim}q", slots, at)
    shape, strides = rest[: kind.ndim], rest[kind.ndim :]
    dtype = numpy.dtype(kind.dtype.spelling)
    if 0 in shape:
        return numpy.empty(shape, dtype)
    low = data + sum(min(0, (n - 1) * stride) for n, stride in zip(shape, strides, strict=True))
    high = data + sum(max(0, (n - 1) * stride) for n, stride in zip(shape, strides, strict=True)) + dtype.itemsize
    memory = numpy.frombuffer((ctypes.c_char * (high - low)).from_address(low), numpy.uint8)
    return numpy.ndarray(shape, dtype, memory, data - low, strides).copy()


def _frame(site, kernel):
    """A frame that says it is in the kernel's file and function, at this site's line."""
    template, namespace = _give_frame.__code__, kernel.__globals__
    name = "<lambda>" if site["function"] == "_lambda" else site["function"]
    first = _first_line(site, name, kernel)
    # One line for all instructions, and no columns: the compiler does not know where the expression ends.
    units = len(template.co_code) // 2
    table, step = b"", _varint((site["line"] - first) << 1)
    for at in range(0, units, 8):
        table += bytes([0x80 | 13 << 3 | min(8, units - at) - 1, *step])
        step = b"\0"
    code = template.replace(
        co_filename=site["file"],
        co_name=name,
        co_qualname=name,
        co_firstlineno=first,
        co_linetable=table,
    )
    return python_types.FunctionType(code, {"sys": sys, "__name__": namespace.get("__name__")})()


def _first_line(site, name, kernel):
    """Where the function begins, which IPython counts the lines that it shows from; the site's where we do not know."""
    code, line = kernel.__code__, site["line"]
    if name == code.co_name and site["file"] == code.co_filename and code.co_firstlineno <= line:
        return code.co_firstlineno
    import linecache

    lines = linecache.getlines(site["file"], kernel.__globals__)[:line]
    for number in range(len(lines), max(0, line - _LONGEST_FUNCTION), -1):
        if lines[number - 1].lstrip().startswith(f"def {name}("):
            return number
    return line


def _varint(value):
    """As tables of lines have it: six bits a byte, the lowest first."""
    parts = []
    while value >= 0x40:
        parts.append(value & 0x3F | 0x40)
        value >>= 6
    return bytes([*parts, value])


def _give_frame():
    return sys._getframe()
