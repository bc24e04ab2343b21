"""The values of the names that a kernel reads, frozen for the compiler: VALUEs of the request, `{"int": "3"}` say."""

import sys
import types as python_types

from jaculus import extending, standins
from jaculus.not_yet import NotYet
from jaculus.types import Type

# Modules whose functions the compiler knows by name.
KNOWN = {"numpy", "math", "cmath", "builtins", "random", "operator", "functools", "heapq", "jaculus"}
LARGEST_ARRAY = 16 << 20  # bytes; a larger constant belongs into an argument


class Frozen:
    """What freezing one root kernel collects: the kernels it reaches, and the exception classes it may raise."""

    def __init__(self):
        self.functions, self.exceptions, self.overloads, self.classes = [], [], [], []
        self.foreign = []  # what has an address that the kernel is told when it is loaded
        self.compiled_classes = []  # those among the classes whose instances kernels use

    def function(self, dispatcher):
        """The index of this kernel's function in the request."""
        index = self._index(dispatcher.py_func)
        if index is None:
            index = len(self.functions)
            self.functions.append(dispatcher)
        return index

    def _index(self, function):
        known = (index for index, one in enumerate(self.functions) if one.py_func is function)
        return next(known, None)

    def value(self, value, paths=()):
        """One VALUE. `paths` are the attribute chains that are read of it: ("pi",), ("sub", "size")."""
        simple = _constant(value, self)
        if simple is not None:
            return simple
        if isinstance(value, python_types.ModuleType):
            return self._module(value, paths)
        if isinstance(value, NotYet):
            return {"unsupported": str(value)}
        if isinstance(value, Type):
            from jaculus.constants import spelled

            return {"type": spelled(value, self)}
        ufunc = _ufunc(value)
        if ufunc is not None:
            return {"ufunc": {**ufunc.for_kernels(), "function": self.function(ufunc.dispatcher)}}
        if _is_jitclass(value):
            return {"class": self.instances_of(value)}
        if hasattr(value, "definition") and hasattr(value, "frozen"):  # the code of an intrinsic
            return {"inlined": value.frozen()}
        value = getattr(value, "kernel_of_cfunc", value)
        foreign = self._foreign(value)
        if foreign is not None:
            return foreign
        if hasattr(value, "py_func") and hasattr(value, "targetoptions"):
            if value.targetoptions.get("forceobj"):
                return {"unsupported": f"the function `{value.__name__}`, which forceobj leaves to Python"}
            generated = getattr(value, "overload", None)
            return {"overload": self.overload(generated)} if generated else {"function": self.function(value)}
        if isinstance(value, type) and issubclass(value, tuple) and hasattr(value, "_fields"):
            defaults = [value._field_defaults[name] for name in value._fields if name in value._field_defaults]
            return {"namedtuple": self.names(value), "defaults": [self.value(one) for one in defaults]}
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return {"namedtuple": self.names(type(value)), "items": [self.value(one) for one in value]}
        if isinstance(value, type) and issubclass(value, BaseException):
            return self._exception(value)
        if isinstance(value, BaseException):
            return self._raised(value)
        if "enum" in sys.modules and isinstance(value, (sys.modules["enum"].Enum, sys.modules["enum"].EnumMeta)):
            return self._enum(value, paths)
        return self._object(value)

    def _module(self, module, paths):
        name = canonical_module(module.__name__)
        known = name.partition(".")[0]
        # Numba's own modules hold settings too, which are constants as a user's are: numba.config.NUMBA_NUM_THREADS.
        if known in KNOWN and not (known == "jaculus" and paths):
            return {"module": name}
        frozen = {}
        for first in sorted({path[0] for path in paths}):
            rest = [path[1:] for path in paths if path[0] == first and len(path) > 1]
            if hasattr(module, first):
                frozen[first] = self.value(getattr(module, first), rest)
        return {"namespace": frozen}

    def _exception(self, kind):
        name = f"{kind.__module__}.{kind.__qualname__}"
        if kind.__module__ == "builtins":
            return {"exception": name}
        if not any(one is kind for one in self.exceptions):
            self.exceptions.append(kind)
        bases = [self._exception(base) for base in kind.__mro__[1:] if issubclass(base, BaseException)]
        keys = [base["exception"] + (f"#{base['index']}" if "index" in base else "") for base in bases]
        return {"exception": name, "index": self.exceptions.index(kind), "bases": keys}

    def _raised(self, exception):
        """An exception that exists already: raised, it is this very object."""
        own = self._exception(type(exception))
        self.exceptions.append(exception)
        key = own["exception"] + (f"#{own['index']}" if "index" in own else "")
        bases = [key, *own.get("bases", ())]
        return {"exception": own["exception"], "index": len(self.exceptions) - 1, "bases": bases}

    def _enum(self, value, paths):
        """A member; of a class, those that are read. One of an IntEnum is its number, of a StrEnum its text."""
        if isinstance(value, type):
            names = {path[0]: {rest[1:] for rest in paths if rest[0] == path[0]} for path in paths}
            known = sorted(name for name in names if name in value.__members__)
            return {"namespace": {name: self.value(value[name], names[name]) for name in known}}
        if isinstance(value, (int, str)):
            asked = () not in paths and {path[0] for path in paths}  # nothing but `Shape.SQUARE.value`
            parts = {"value": self.value(value.value), "name": self.value(value.name)}
            plain = int(value) if isinstance(value, int) else str.__str__(value)
            return {"namespace": parts} if asked and asked <= set(parts) else self.value(plain)
        return {"namedtuple": self.names(type(value)), "items": [self.value(value.value)]}

    def names(self, cls):
        """A namedtuple's class in the compiler's spelling: name, number, fields. A member of an enum has one."""
        number = getattr(cls, "_number_in_requests", None)
        if number is None:
            if cls not in self.classes:
                self.classes.append(cls)
            number = self.classes.index(cls)
        return ":".join([cls.__name__, str(number), *getattr(cls, "_fields", ("value",))])

    def instances_of(self, cls):
        """The number of a compiled class in this request."""
        if cls not in self.classes:
            self.classes.append(cls)
            self.compiled_classes.append(cls)
        return self.classes.index(cls)

    def _object(self, value):
        index = self._index(value)  # a kernel may know itself by its undecorated function
        if index is not None:
            return {"function": index}
        jitable = extending.jitable(value)
        if jitable is not None and hasattr(jitable, "targetoptions"):
            return {"function": self.function(jitable)}
        models = sys.modules.get("jaculus.models")  # not loaded: there is none
        kind = models and models.kind_of(value)
        if kind is not None:
            from jaculus.boxing import unboxed

            return self.value(unboxed(kind, value))
        name = canonical_name(value)
        overload = extending.overloaded(value)
        if overload is not None and not name:
            return {"overload": self.overload(overload)}
        return {"attribute": name} if name else {"unsupported": described(value)}

    def _foreign(self, value):
        """A C function, or a random Generator."""
        what = _foreign_function(value)
        if isinstance(what, str):
            return {"unsupported": what}
        if what is not None:
            return {"foreign": {**what, "symbol": self._symbol(value)}}
        if standins.is_generator(value):
            from jaculus.randoms import Stream

            return {"namedtuple": self.names(Stream), "items": [{"address": self._symbol(value)}]}
        return None

    def _symbol(self, value):
        """What the kernel asks for the object's address by."""
        if not any(one is value for one in self.foreign):
            self.foreign.append(value)
        return f"object:{next(i for i, one in enumerate(self.foreign) if one is value)}"

    def overload(self, overload):
        """The index of what the user implements for kernels."""
        if overload not in self.overloads:
            self.overloads.append(overload)
        return self.overloads.index(overload)

    def note_overloads(self, source):
        """Includes the overloads of members and of known modules' functions whose names this function reads."""
        containers = _makes_containers(source)
        if containers:
            import jaculus.dicts
            import jaculus.sets  # noqa: F401 - the two implement them, as overloads
        known = extending.by_name(canonical_name)
        if known:
            words = _words(source.tree) | ({"empty"} if containers else set())
            for overload in known:
                last = overload.name.rpartition(".")[2]
                if last in words or overload.name.startswith(("operator.", "__")):
                    self.overload(overload)


def _ufunc(value):
    """The ufunc of ours that this is, or that NumPy holds, or None."""
    kinds = sys.modules.get("jaculus.ufunc_kinds")  # not loaded: there is none
    return kinds and kinds.ours(value)


def _foreign_function(value):
    """What a C function is in a request, why it cannot be in one, or None."""
    if "ctypes" not in sys.modules and not hasattr(type(value), "__wrapper_address__"):
        return None
    from jaculus import foreign

    return foreign.described(value)


def _is_jitclass(value):
    jitclasses = sys.modules.get("jaculus.jitclass")  # not loaded: there is none
    return jitclasses is not None and jitclasses.is_jitclass(value)


def described(value):
    """What a value is, in words: for the compiler's message where it is read."""
    if isinstance(value, python_types.FunctionType):
        return f"the Python function `{value.__name__}`, which is not compiled (decorate it with @njit)"
    if isinstance(value, type):
        return f"the class `{value.__name__}`"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def canonical_module(name):
    """Numba's names in our module are the compiler's own."""
    if name == "jaculus.numba" or name.startswith("jaculus.numba."):
        return "jaculus" + name[len("jaculus.numba") :]
    if name.startswith("_") and name[1:] in KNOWN:
        return name[1:]  # what `functools` and `operator` are written in
    return "numpy" + name[len("numpy._core") :] if name == "numpy._core" else name


def canonical_name(value):
    """`numpy.linalg.norm` for that function however it was imported; None for what no known module holds."""
    module = getattr(value, "__module__", None) or ("numpy" if type(value).__name__ == "ufunc" else "")
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    if type(value).__module__.startswith("numpy") and type(value).__name__.endswith("DType"):
        module, name = "numpy", value.name
    if not isinstance(module, str) or not isinstance(name, str):
        return None
    module = canonical_module(module)
    if module.partition(".")[0] not in KNOWN or module not in sys.modules:
        return None
    found = sys.modules[module]
    for part in name.split("."):
        found = getattr(found, part, None)
    if type(value).__name__.endswith("DType"):
        return f"{module}.{name}"
    return f"{module}.{name}" if found is value else None


def _constant(value, frozen):
    """Numbers, strings, None, tuples of such, and arrays."""
    kind = type(value)
    if value is None:
        return {"none": True}
    if kind is bool:
        return {"bool": value}
    if kind is int:
        return {"int": str(value)}
    if kind is float:
        return {"float": value.hex()}
    if kind is complex:
        return {"complex": [value.real.hex(), value.imag.hex()]}
    if kind is str:
        return {"str": value}
    if kind is bytes:
        import base64

        return {"array": {"dtype": "uint8", "shape": [len(value)], "data": base64.b64encode(value).decode("ascii")}}
    if kind is slice and all(one is None or hasattr(one, "__index__") for one in (value.start, value.stop, value.step)):
        return {"slice": [frozen.value(one) for one in (value.start, value.stop, value.step)]}
    if value is Ellipsis:
        return {"attribute": "builtins.Ellipsis"}
    if kind is tuple:
        return {"tuple": [frozen.value(item) for item in value]}
    if kind.__module__ == "numpy":
        return _numpy_constant(value, frozen)
    return None


def _numpy_constant(value, frozen):
    import numpy

    if isinstance(value, numpy.generic) and value.dtype.kind in "biufc" and value.dtype.itemsize <= 16:
        return {**_constant(value.item(), frozen), "type": str(value.dtype)}  # a NumPy scalar keeps its width
    if isinstance(value, numpy.generic) and _time(value.dtype):
        return {"int": str(value.astype(numpy.int64)), "type": _time(value.dtype)}
    if isinstance(value, (numpy.ndarray, numpy.void)) and (value.dtype.names or value.dtype.kind in "US"):
        from jaculus import records

        return frozen.value(records.of(value))
    if not isinstance(value, numpy.ndarray):
        return None
    time = _time(value.dtype)
    if (not time and value.dtype.kind not in "biufc") or value.dtype.itemsize > 16 or not value.dtype.isnative:
        return {"unsupported": f"an array of {value.dtype}"}
    if value.nbytes > LARGEST_ARRAY:
        return {
            "unsupported": f"an array of {value.nbytes >> 20} MiB: constants may have {LARGEST_ARRAY >> 20} MiB; "
            "pass it as an argument"
        }
    import base64

    data = base64.b64encode(value.tobytes()).decode("ascii")
    return {"array": {"dtype": time or str(value.dtype), "shape": list(value.shape), "data": data}}


def _time(dtype):
    """The type of dates or durations that these are, spelled, or None; several units at once, 10 days, are no type."""
    import numpy

    from jaculus.valuetypes import from_dtype

    return from_dtype(dtype).spelling if dtype.kind in "mM" and numpy.datetime_data(dtype)[1] == 1 else None


def _words(tree):
    """All names and attributes in a function."""
    import ast

    found = getattr(tree, "jaculus_words", None)  # one request may be made several times
    if found is None:
        found = {getattr(node, "attr", None) or getattr(node, "id", None) for node in ast.walk(tree)}
        tree.jaculus_words = found
    return found


def _makes_containers(source):
    """Whether a function may make dictionaries or sets."""
    import ast

    if not any(word in source.text for word in ("{", "dict", "Dict", "set")):
        return False
    displays = (ast.Dict, ast.DictComp, ast.Set, ast.SetComp)
    return not _words(source.tree).isdisjoint({"dict", "Dict", "set", "frozenset"}) or any(
        isinstance(node, displays) for node in ast.walk(source.tree)
    )
