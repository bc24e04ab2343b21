"""Numba's `numba.testing`."""

from jaculus.not_yet import NotYet

run_tests = test = NotYet("numba.testing")
