"""Numba's `numba.core.config`: the settings that programs read."""

import os

from jaculus.home import setting, switched_on

DISABLE_JIT = int(switched_on("DISABLE_JIT"))
BOUNDSCHECK = int(switched_on("BOUNDSCHECK"))
CACHE_DIR = setting("CACHE_DIR", "")
DEBUG = 0
DISABLE_PERFORMANCE_WARNINGS = int(switched_on("DISABLE_PERFORMANCE_WARNINGS"))
FULL_TRACEBACKS = int(switched_on("FULL_TRACEBACKS"))
NUMBA_DEFAULT_NUM_THREADS = len(os.sched_getaffinity(0))
NUMBA_NUM_THREADS = int(setting("NUM_THREADS", NUMBA_DEFAULT_NUM_THREADS))
THREADING_LAYER = setting("THREADING_LAYER", "default")
