"""Arguments that kernels take in a form of their own: sets, Generators, records, texts, a library's own objects.

A call with such arguments passes what stands in for them; after it, also after one that fails, they get what the kernel
changed in that: reflection, as Numba calls it. One object is one stand-in, wherever it is among the arguments.
"""

import sys
from functools import cache, partial

from jaculus import forks
from jaculus.errors import TypingError, user_error


class Call:
    """One call's stand-ins."""

    def __init__(self):
        self._made = {}  # id of a value → the value, and what stands in for it
        self._taken = {}  # id of a stand-in → the value
        self._locks = []  # of the Generators: a thread of NumPy's may draw from one without the interpreter's lock

    def passed(self, value):
        """What is passed for a value: itself, where it needs nothing else."""
        kind = type(value)
        if issubclass(kind, tuple):
            items = [self.passed(item) for item in value]
            if all(new is old for new, old in zip(items, value, strict=True)):
                return value
            return kind(*items) if hasattr(kind, "_fields") else tuple(items)
        maker = _maker(value)
        if maker is None:
            return value
        if id(value) not in self._made:
            if maker is _stream:
                self._locks.append(value.bit_generator.lock)
            new = maker(value)
            self._made[id(value)], self._taken[id(new)] = (value, new), value
        return self._made[id(value)][1]

    def begin(self):
        """Nobody else draws from the Generators any more; the order keeps two calls from waiting for one another."""
        for lock in sorted(self._locks, key=id):
            lock.acquire()

    def reflect(self):
        """The values get what became of them."""
        for lock in self._locks:
            lock.release()
        for value, new in self._made.values():
            now = new._python_set() if isinstance(value, set) else value
            if now is not value and now != value:
                value &= now
                value |= now

    def back(self, result):
        """What a call gives, with the caller's own values for stand-ins."""
        kind = type(result)
        if kind.__name__ == "[random]":
            return next((value for value, new in self._made.values() if type(new) is kind and new == result), result)
        if issubclass(kind, tuple):
            items = [self.back(item) for item in result]
            return kind(*items) if hasattr(kind, "_fields") else tuple(items)
        if kind is list:
            return [self.back(item) for item in result]
        if kind.__name__ == "ndarray" and (result.dtype.names or result.dtype.kind in "US"):
            return next((value for value, _ in self._made.values() if _same_memory(value, result)), result)
        return self._taken.get(id(result), result)

    def __bool__(self):
        return bool(self._made)


def call(dispatcher, arguments, varargs):
    """Calls with stand-ins: whether there are any, and what the call gives."""
    made = Call()
    passed = [made.passed(value) for value in arguments]
    if not made:
        return False, None
    if varargs:
        passed[-1:] = passed[-1]
    made.begin()
    try:
        return True, made.back(dispatcher(*passed))
    finally:
        made.reflect()


def _is_record(value):
    dtype = getattr(value, "dtype", None)
    if getattr(dtype, "kind", "") in ("U", "S") and dtype.isnative:
        return type(value).__name__ == "ndarray"
    return getattr(dtype, "names", None) is not None and hasattr(value, "setfield")


def is_generator(value):
    """Whether it is a random Generator of NumPy's own class."""
    kind = type(value)
    return kind.__name__ == "Generator" and kind.__module__.startswith("numpy.random")


def _maker(value):
    """What makes the stand-in for a value; None where it needs none."""
    if isinstance(value, set):
        return _set
    if is_generator(value):
        return _stream
    return _views if _is_record(value) else _maker_of_models(value)


def _stream(value):
    with forks.Compiling():
        from jaculus.randoms import stand_in  # needs ctypes

    return stand_in(value)


def _maker_of_models(value):
    models = sys.modules.get("jaculus.models")  # not loaded: there is none
    kind = models and models.kind_of(value)
    if kind is None:
        return None
    from jaculus.boxing import unboxed

    return partial(unboxed, kind)


def _views(value):
    return _records().of(value)


def _same_memory(value, result):
    if type(value).__name__ not in ("ndarray", "recarray"):
        return False
    return (value.ctypes.data, value.shape, value.strides) == (result.ctypes.data, result.shape, result.strides)


@cache
def _records():
    with forks.Compiling():
        from jaculus import records  # needs NumPy
    return records


def _set(value):
    from jaculus.sets import stand_in

    try:
        return stand_in(value)
    except TypingError:
        raise
    except TypeError as e:
        raise user_error(TypeError(str(e).replace("heterogeneous list", "heterogeneous set"))) from None
