"""C functions that kernels call: of ctypes, and of objects that say an address (Numba's WrapperAddressProtocol)."""

import sys

_GIL = 4  # ctypes' FUNCFLAG_PYTHONAPI


def described(value):
    """A function's name, parameters and result in the words of a request; a text says why it cannot be called.

    None for what is no C function.
    """
    if _is_of_ctypes(value):
        return _of_ctypes(value)
    if hasattr(type(value), "__wrapper_address__") and hasattr(type(value), "signature"):
        return _of_protocol(value)
    return None


def address(value):
    """The address of a function."""
    if _is_of_ctypes(value):
        import ctypes

        return ctypes.cast(value, ctypes.c_void_p).value
    return value.__wrapper_address__()


def _is_of_ctypes(value):
    ctypes = sys.modules.get("ctypes")  # not loaded: there is none
    return ctypes is not None and isinstance(value, ctypes._CFuncPtr)


def _of_ctypes(function):
    name = getattr(function, "__name__", "C function")
    if function._flags_ & _GIL:
        return f"the function `{name}` of Python's own, which needs the interpreter's lock"
    if function.argtypes is None:
        return f"the C function `{name}`, whose types are not said (set its argtypes and restype)"
    parameters = [_of_ctype(one) for one in function.argtypes]
    result = "none" if function.restype is None else _of_ctype(function.restype)
    return _function(name, parameters, "uint64" if result == "pointer" else result)


def _of_ctype(kind):
    """A type of ctypes in the words of a request, or None."""
    import ctypes

    if not isinstance(kind, type):
        return None
    if kind is ctypes.c_void_p:
        return "pointer"
    if issubclass(kind, ctypes._Pointer):
        inner = _of_ctype(kind._type_)
        return inner and (inner if inner.startswith("pointer") else f"pointer({inner})")
    if kind is ctypes.c_bool:
        return "bool"
    if kind in (ctypes.c_float, ctypes.c_double):
        return f"float{8 * ctypes.sizeof(kind)}"
    if getattr(kind, "_type_", None) in tuple("bBhHiIlLqQ"):
        return f"{'u' * kind._type_.isupper()}int{8 * ctypes.sizeof(kind)}"
    return None


def _of_protocol(value):
    from jaculus import types

    sig = value.signature()
    name = getattr(value, "__name__", type(value).__name__)
    parameters = [_of_type(one) for one in sig.args]
    return _function(name, parameters, "none" if sig.return_type == types.none else _of_type(sig.return_type))


def _of_type(kind):
    """A type of Numba's in the words of a request, or None."""
    from jaculus.typeclasses import Boolean, Float, Integer

    if isinstance(kind, (Integer, Float, Boolean)):
        return kind.spelling
    if str(kind) == "void*":
        return "pointer"
    return f"pointer({kind.dtype})" if type(kind).__name__ == "CPointer" else None


def _function(name, parameters, result):
    if None in parameters or result is None or result.startswith("pointer"):
        return f"the C function `{name}`, which takes or gives something else than numbers and pointers"
    return {"name": name, "parameters": parameters, "result": result}


def cython_function_address(module, function):
    """The address of a function that a module of Cython's exports (called `cpdef` or declared in its .pxd)."""
    import ctypes
    import importlib

    exported = getattr(importlib.import_module(module), "__pyx_capi__", {})
    if function not in exported:
        raise ValueError(f"No function '{function}' found in __pyx_capi__ of '{module}'")
    api = ctypes.pythonapi
    api.PyCapsule_GetName.restype, api.PyCapsule_GetName.argtypes = ctypes.c_char_p, [ctypes.py_object]
    pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(("PyCapsule_GetPointer", api))
    return pointer(exported[function], api.PyCapsule_GetName(exported[function]))
