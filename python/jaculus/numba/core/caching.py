"""Numba's `numba.core.caching`: Jaculus's kernels are cached by content, so there is nothing to locate."""

from jaculus.not_yet import NotYet

_NAMES = ("Cache", "CompileResultCacheImpl", "FunctionCache", "IndexDataCacheFile", "NullCache", "_Cache",
          "make_library_cache")  # fmt: skip
globals().update({name: NotYet(f"numba.core.caching.{name}") for name in _NAMES})


class CacheImpl:
    """Libraries add their locators to its list; nobody asks them."""

    _locator_classes = []  # noqa: RUF012 (Numba's name and kind)


class _CacheLocator:
    """What libraries derive their locators from."""


class _UserProvidedCacheLocator(_CacheLocator):
    """Likewise."""


class _IPythonCacheLocator(_CacheLocator):
    """Likewise."""
