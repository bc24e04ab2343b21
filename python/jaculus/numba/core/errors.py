"""Numba's `numba.core.errors`."""

from jaculus.errors import *  # noqa: F403
from jaculus.errors import __all__ as __all__
from jaculus.errors import loc_info as loc_info
