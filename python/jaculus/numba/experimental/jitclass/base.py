"""Numba's `numba.experimental.jitclass.base`."""

from jaculus.jitclass import JitClass as JitClassType
from jaculus.jitclass import jitclass

__all__ = ["JitClassType", "jitclass"]
