"""Numba's `numba.core.dispatcher`, for isinstance."""

from jaculus.dispatcher import Dispatcher
from jaculus.not_yet import NotYet

LiftedCode, LiftedLoop, LiftedWith = (
    type(name, (Dispatcher,), {"__doc__": "See Numba."}) for name in ("LiftedCode", "LiftedLoop", "LiftedWith")
)
ObjModeLiftedWith = type("ObjModeLiftedWith", (LiftedWith,), {"__doc__": "See Numba."})
OmittedArg = NotYet("numba.core.dispatcher.OmittedArg")
__all__ = ["Dispatcher", "LiftedCode", "LiftedLoop", "LiftedWith", "ObjModeLiftedWith", "OmittedArg"]
