"""Numba's `numba.cuda`: there is no CUDA target. Programs that ask are told; kernels say so when they are called."""

from jaculus.errors import UnsupportedError
from jaculus.not_yet import NotYet

_TEXT = "error[no-cuda]: `{}` needs a CUDA target, which Jaculus does not have\n  help: decorate with @njit for the CPU"


class CudaSupportError(RuntimeError):
    """There is no CUDA."""


class _Kernel:
    """A function that was decorated for CUDA."""

    def __init__(self, function):
        self.py_func = function
        self.__name__, self.__doc__ = getattr(function, "__name__", "kernel"), function.__doc__

    def __call__(self, *args, **kwargs):
        raise UnsupportedError(_TEXT.format(self.__name__))

    def __getitem__(self, configuration):
        return self


def jit(func_or_sig=None, **options):
    """Takes the function, which cannot be called."""
    return _Kernel(func_or_sig) if hasattr(func_or_sig, "__code__") else _Kernel


def is_available():
    """No."""
    return False


def detect():
    """Nothing is found."""
    return False


def cuda_error():
    """Why there is none."""
    return CudaSupportError("Jaculus has no CUDA target")


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    if name == "gpus":
        return ()
    return NotYet(f"numba.cuda.{name}")
