"""Numba's `numba.core.caching`: Jaculus's kernels are cached by content, so there is nothing to locate."""

from jaculus.not_yet import NotYet

_NAMES = ("Cache", "CacheImpl", "CompileResultCacheImpl", "FunctionCache", "IndexDataCacheFile", "NullCache",
          "_Cache", "_CacheLocator", "_IPythonCacheLocator", "_UserProvidedCacheLocator",
          "make_library_cache")  # fmt: skip
globals().update({name: NotYet(f"numba.core.caching.{name}") for name in _NAMES})
