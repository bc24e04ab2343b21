"""Numba's `numba.experimental.jitclass`."""

from jaculus.jitclass import jitclass

__all__ = ["jitclass"]
