"""The C extension `_host`, loaded with the runtime library that it and all kernels need. It imports NumPy."""

import contextlib
import os
import sys
from functools import cache

from jaculus import extensions, runtime
from jaculus.home import home


def _load():
    module = extensions.load("_host")
    library = os.path.join(home(), "lib", "libjaculus_rt.so")
    module.open_runtime(library, _blas())
    with contextlib.suppress(ImportError, OSError):  # then nobody can attach to this process
        extensions.load("_frames").attachable(library, runtime.path())
    return module


def _blas():
    """What NumPy calls BLAS and LAPACK through: its own copy, so that there is one set of threads."""
    return getattr(sys.modules.get("numpy.linalg._umath_linalg"), "__file__", None)


_host = _load()


@cache
def cpu_id():
    """Names what a kernel may depend on in this machine. Asked once: a virtual machine takes a millisecond for it."""
    return _host.cpu_id()
