"""The types that Python's annotations mean: `int`, `list[float]`, `Optional[Point]`."""

import types as python_types
import typing

from jaculus import types
from jaculus.errors import TypingError
from jaculus.typeclasses import BaseTuple, Type


class Registry:
    """Called with a class or an annotation it gives the type that kernels have for it, or raises TypingError."""

    def __init__(self):
        self.lookup = {
            int: types.int64,
            float: types.float64,
            complex: types.complex128,
            str: types.unicode_type,
            bool: types.boolean,
            type(None): types.none,
        }
        self.functions = []

    def __call__(self, py_type):
        """The type; TypingError where there is none."""
        found = self.try_infer(py_type)
        if found is None:
            raise TypingError(f"Cannot infer Numba type of Python type {py_type}")
        return found

    infer = __call__

    def try_infer(self, py_type):
        """The type, or None."""
        if isinstance(py_type, Type):
            return py_type
        known = self.lookup.get(py_type) or getattr(py_type, "_numba_type_", None)
        if isinstance(known, Type):
            return known
        asked = (one(py_type) for one in self.functions)
        return next((one for one in asked if one is not None), None) or self._generic(py_type)

    def register(self, func_or_py_type, numba_type=None):
        """Adds a class and its type, or (as a decorator) a function from annotations to types or None."""
        if numba_type is None:
            self.functions.append(func_or_py_type)
        else:
            self.lookup[func_or_py_type] = numba_type
        return func_or_py_type

    def _generic(self, py_type):
        origin, args = typing.get_origin(py_type), typing.get_args(py_type)
        if origin in (typing.Union, python_types.UnionType):
            return self._union(args)
        from jaculus.numba import typeclasses

        containers = {list: "ListType", set: "SetType", dict: "DictType"}
        if origin in containers and hasattr(typeclasses, containers[origin]):
            return getattr(typeclasses, containers[origin])(*map(self, args))
        return BaseTuple.from_types(list(map(self, args))) if origin is tuple else None

    def _union(self, args):
        if len(args) != 2:
            raise TypingError(f"Cannot type Union of more than two types. Attempted to unify '{len(args)}' types.")
        if type(None) not in args:
            raise TypingError(f"Cannot type Union that is not an Optional (neither type {args[1]} is not NoneType")
        return types.Optional(self(args[0] if args[1] is type(None) else args[1]))


as_numba_type = Registry()
