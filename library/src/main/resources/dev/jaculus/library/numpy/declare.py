"""The decorator of the library's functions, for CPython; the compiler knows it by name."""


def numpy_function(original):
    """Marks a function as our form of NumPy's (or math's) `original`."""

    def mark(function):
        function.original = original
        return function

    return mark
