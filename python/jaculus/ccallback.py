"""`cfunc`: kernels that C code calls through a pointer; `carray` and `farray` outside of kernels."""

import ctypes
from functools import cached_property, update_wrapper

from jaculus import signatures, types
from jaculus.errors import TypingError, UnsupportedError
from jaculus.typeclasses import Array, Boolean, Float, Integer

_SYMBOL = "jaculus_native"
_failures = {}  # the address of a kernel's entry → its CFunc


class CFunc:
    """A function compiled for one signature. Called from Python it is the Python function, as in Numba."""

    def __init__(self, function, signature, options):
        from jaculus.decorators import decorated

        update_wrapper(self, function)
        self._signature = signature
        arguments = tuple(_kernel_type(one) for one in signature.args)
        natives = [_native(one) for one in signature.args if one != types.none]
        names = {"arguments": natives, "result": _native(signature.return_type)}
        self._dispatcher = decorated(function, (), {**options, "native": names})
        if self._dispatcher is not function:  # unless kernels are switched off
            self._compiled = self._dispatcher.compile(signature.return_type(*arguments))
            self._dispatcher.disable_compile()
            if self._compiled.metadata.get("hosts"):
                raise UnsupportedError(
                    f"error[not-yet]: `{function.__name__}` is called by C, where print, text and objmode do not work"
                )

    def __repr__(self):
        return f"<Numba C callback {self.__qualname__!r}>"

    def __call__(self, *args, **kwargs):
        return self.__wrapped__(*args, **kwargs)

    @property
    def kernel_of_cfunc(self):
        """What kernels call when they call this."""
        return self._dispatcher

    @property
    def native_name(self):
        """The name of the function in its library."""
        return _SYMBOL

    @cached_property
    def address(self):
        """The function's address."""
        _listen()
        kernel = self._compiled.kernel
        _failures[kernel.address(self._compiled.metadata["symbol"])] = self
        return kernel.address(_SYMBOL)

    @cached_property
    def ctypes(self):
        """The function for ctypes."""
        result = self._signature.return_type
        return ctypes.CFUNCTYPE(
            None if result == types.none else _ctype(result),
            *(_ctype(one) for one in self._signature.args if one != types.none),
        )(self.address)

    @cached_property
    def cffi(self):
        """The function for cffi."""
        import cffi

        return cffi.FFI().cast("void *", self.address)

    def inspect_llvm(self):
        """The optimised LLVM text of the kernel."""
        return self._compiled.inspect("llvm")

    def failed(self, env, status):
        """An exception that no caller takes is printed, as Python prints those of destructors."""
        runtime = _runtime()
        runtime.jac_arguments.restype = ctypes.c_void_p
        slots = ctypes.string_at(runtime.jac_arguments(ctypes.c_void_p(env)), 32 * 8)
        sites = (ctypes.c_int32 * 64)()
        count = runtime.jac_env_trace(ctypes.c_void_p(env), sites, 64)
        exception = self._compiled.exception(status, slots, tuple(sites[:count]), None)
        type("", (), {"__del__": _Ignored(self, exception)})()


class _Ignored:
    """Raises where nobody takes it, as a destructor does: then Python itself prints "Exception ignored in"."""

    def __init__(self, function, exception):
        self.function, self.exception = function, exception

    def __call__(self, *_):
        raise self.exception

    def __repr__(self):
        return repr(self.function)


def cfunc(sig, cache=False, pipeline_class=None, **options):
    """Compiles a function for C callers, for this signature: numbers, and pointers as CPointer(float64)."""
    from jaculus.decorators import checked

    del cache, pipeline_class
    signature = signatures.normalise(sig)
    if signature.return_type is None:
        raise TypingError(f"cfunc needs a signature with a result, such as 'float64(float64)', not {sig!r}")
    return lambda function: CFunc(function, signature, checked(options))


def array_at(pointer, shape, dtype, order):
    """What carray and farray do outside of kernels."""
    import numpy

    if isinstance(pointer, (int, ctypes.c_void_p)):
        address = pointer if isinstance(pointer, int) else pointer.value
        if dtype is None:
            raise TypeError("a pointer without a type needs a dtype")
        kind = numpy.dtype(dtype)
    else:
        address = ctypes.cast(pointer, ctypes.c_void_p).value
        kind = numpy.dtype(pointer._type_)
        if dtype is not None and numpy.dtype(dtype) != kind:
            raise TypeError(f"mismatching dtype {numpy.dtype(dtype)} for pointer to {kind}")
    lengths = (shape,) if isinstance(shape, int) else tuple(shape)
    size = kind.itemsize
    for length in lengths:
        size *= length
    return numpy.frombuffer((ctypes.c_char * size).from_address(address), kind).reshape(lengths, order=order)


def _kernel_type(kind):
    """How a kernel sees an argument: a pointer is an array of unknown length."""
    from jaculus.numba import types as more

    if isinstance(kind, more.CPointer):
        return Array(kind.dtype, 1, "C")
    return Array(types.uint8, 1, "C") if isinstance(kind, more.RawPointer) else kind


def _native(kind):
    """A type as the compiler's NativeEntry spells it."""
    from jaculus.numba import types as more

    if isinstance(kind, more.CPointer) and isinstance(kind.dtype, (Boolean, Float, Integer)):
        return f"{kind.dtype}*"
    if isinstance(kind, more.RawPointer):
        return "uint8*"
    if kind == types.none or isinstance(kind, (Boolean, Float, Integer)):
        return str(kind)
    raise TypingError(f"a cfunc takes and gives numbers and pointers to them, not yet {kind}")


def _ctype(kind):
    name = _native(kind)
    if name.endswith("*"):
        return ctypes.c_void_p if str(kind) == "void*" else ctypes.POINTER(_ctype(kind.dtype))
    return {"float64": ctypes.c_double, "float32": ctypes.c_float}.get(name) or getattr(ctypes, f"c_{name}")


def _runtime():
    from jaculus.home import home

    return ctypes.CDLL(f"{home()}/lib/libjaculus_rt.so")


@ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int32)
def _hook(env, entry, status):
    _failures[entry].failed(env, status)


def _listen():
    _runtime().jac_native_tell(_hook)
