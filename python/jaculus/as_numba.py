"""`import jaculus.as_numba`, before anything imports numba: from then on `import numba` gets Jaculus.

In this process and in the Python processes that it starts; it is said once, when the first of them imports
numba. Where Jaculus was installed by pip, JACULUS_AS_NUMBA=1 in the environment does the same for programs
that cannot be changed (pytest, jupyter, gunicorn, dask workers). Raises ImportError where another numba is
there already: two would not mix.
"""

import os
import sys

from jaculus import _alias

_TOLD = "JACULUS_AS_NUMBA_TOLD"

_there = getattr(sys.modules.get("numba"), "__file__", None)
if _there is not None and not _alias.is_ours(_there):
    raise ImportError(f"numba is imported already, from {_there}: import jaculus.as_numba before it")


def _tell():
    if _TOLD not in os.environ:
        os.environ[_TOLD] = "1"
        print("jaculus: `import numba` gets Jaculus in this process and its children", file=sys.stderr)


_alias.install(_tell)
_alias.install_for_children()
