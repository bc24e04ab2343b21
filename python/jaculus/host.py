"""The C extension `_host`, loaded with the runtime library that it and all kernels need. It imports NumPy."""

import os
import sys
from functools import cache

from jaculus import extensions
from jaculus.home import home


def _load():
    module = extensions.load("_host")
    module.open_runtime(os.path.join(home(), "lib", "libjaculus_rt.so"), _blas())
    return module


def _blas():
    """What NumPy calls BLAS and LAPACK through: its own copy, so that there is one set of threads."""
    return getattr(sys.modules.get("numpy.linalg._umath_linalg"), "__file__", None)


_host = _load()


@cache
def cpu_id():
    """Names what a kernel may depend on in this machine. Asked once: a virtual machine takes a millisecond for it."""
    return _host.cpu_id()
