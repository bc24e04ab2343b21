"""Why an argument cannot be passed, in words. The types that can be are in ext/arguments.c."""

from jaculus import types
from jaculus.host import _host

SUPPORTED = "pass a bool, int, float, complex, None, a NumPy scalar, an array of those, or a tuple of these"


def typeof(value):
    """The type that a kernel would see for this argument."""
    words = _host.type_words(value)
    if words is None:
        raise TypeError(f"no type for {unsupported(value)[0]}")
    return types.from_words(words)[0].plain


def unsupported(value):
    """What the value is, and what could be passed instead."""
    import numpy

    kind = type(value)
    if kind is int:
        return f"an int that does not fit 64 bits ({value if abs(value) < 10**30 else f'{value.bit_length()} bits'})", (
            "kernels calculate with 64-bit integers; pass a float"
        )
    if kind is tuple:
        place = next(i for i, item in enumerate(value) if _host.type_words(item) is None)
        what, help_text = unsupported(value[place])
        return f"a tuple whose item {place} is {what}", help_text
    if isinstance(value, numpy.ma.MaskedArray):
        return "a masked array", "pass its parts: a.data and a.mask"
    if isinstance(value, numpy.ndarray):
        if not value.dtype.isnative:
            return (
                f"an array of {value.dtype}, in foreign byte order",
                "convert: a.astype(a.dtype.newbyteorder('='))",
            )
        return f"an array of {value.dtype}", "arrays of bool, integers, float32, float64, complex64 and complex128 work"
    if kind is list:
        return "a list", "pass an array: numpy.array(…)"
    module = "" if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}."
    name = module + kind.__qualname__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}", SUPPORTED
