"""Numba's `numba.core.config`: settings from the environment; assigning one changes it in this process."""

import os
import platform
import sys
from types import ModuleType

from jaculus import home

# What Numba has by that name when nothing is set. Those that JACULUS_/NUMBA_ variables change are read from there.
_SWITCHES = (
    "DISABLE_JIT", "DEBUG", "DEBUG_CACHE", "DEBUG_JIT", "DEBUG_FRONTEND", "DEBUG_TYPEINFER", "DEBUG_ARRAY_OPT",
    "DEVELOPER_MODE", "DISABLE_PERFORMANCE_WARNINGS", "DUMP_ASSEMBLY", "DUMP_BYTECODE", "DUMP_CFG",
    "DUMP_FUNC_OPT", "DUMP_IR", "DUMP_LLVM", "DUMP_OPTIMIZED", "DUMP_SSA", "ENABLE_CUDASIM", "ENABLE_PROFILING",
    "FULL_TRACEBACKS", "SHOW_HELP", "TRACE", "ANNOTATE", "NRT_STATS", "DISABLE_CUDA", "PARALLEL_DIAGNOSTICS",
    "ALWAYS_WARN_UNINIT_VAR", "ENABLE_SYS_MONITORING", "JIT_COVERAGE",
)  # fmt: skip
_FIXED = {
    "PYVERSION": sys.version_info[:2], "MACHINE_BITS": 64, "IS_32BITS": False, "IS_WIN32": False,
    "IS_OSX": sys.platform == "darwin", "COLOR_SCHEME": "no_color", "LOOP_VECTORIZE": 1, "SLP_VECTORIZE": 0,
    "DISABLE_INTEL_SVML": True, "USING_SVML": False, "ENABLE_AVX": platform.machine() == "x86_64",
    "CUDA_LOW_OCCUPANCY_WARNINGS": 1,
    "THREADING_LAYER_PRIORITY": ["tbb", "omp", "workqueue"], "FUNCTION_CACHE_SIZE": 128, "LLVM_REFPRUNE_PASS": 1,
    "RUNNING_UNDER_PROFILER": False, "HTML": None, "GDB_BINARY": "gdb", "CACHE_LOCATOR_CLASSES": "",
    "CUDA_WARN_ON_IMPLICIT_COPY": 1, "DIFF_IR": 0, "USE_LEGACY_TYPE_SYSTEM": 1,
}  # fmt: skip


def _processors():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _threads():
    return int(home.setting("NUM_THREADS") or _processors())


def _boundscheck():
    return int(home.switched_on("BOUNDSCHECK")) if home.setting("BOUNDSCHECK") else None


_READ = {
    "BOUNDSCHECK": _boundscheck,
    "CACHE_DIR": lambda: home.setting("CACHE_DIR") or "",
    "CPU_FEATURES": lambda: home.setting("CPU_FEATURES"),
    "CPU_NAME": lambda: home.setting("CPU_NAME"),
    "DEBUGINFO_DEFAULT": lambda: int(home.switched_on("DEBUGINFO")),
    "NUMBA_DEFAULT_NUM_THREADS": _processors,
    "NUMBA_NUM_THREADS": _threads,
    "OPT": lambda: int(home.opt_level()),
    "THREADING_LAYER": lambda: home.setting("THREADING_LAYER") or "default",
    **{name: (lambda name=name: int(home.switched_on(name))) for name in _SWITCHES},
}
# Where the name of a setting is not the variable's.
_VARIABLES = {"NUMBA_NUM_THREADS": "NUM_THREADS", "DEBUGINFO_DEFAULT": "DEBUGINFO"}


def reload_config():
    """Forgets what was assigned: the environment's settings hold again."""
    home.assigned.clear()


class _Config(ModuleType):
    """The module: its settings are read when they are asked for."""

    def __getattr__(self, name):
        if name in _READ:
            return _READ[name]()
        if name in _FIXED:
            return _FIXED[name]
        raise AttributeError(f"module 'numba.core.config' has no attribute {name!r}")

    def __setattr__(self, name, value):
        if name in _READ:
            home.assigned[_VARIABLES.get(name, name)] = value
        else:
            super().__setattr__(name, value)

    def __delattr__(self, name):
        if home.assigned.pop(_VARIABLES.get(name, name), None) is None and name not in _READ:
            super().__delattr__(name)

    def __dir__(self):
        return sorted({*super().__dir__(), *_READ, *_FIXED})


sys.modules[__name__].__class__ = _Config
