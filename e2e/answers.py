"""Numba's answers, kept as digests: Numba takes 0.3 s for a function, Jaculus some milliseconds.

A case is equal when the digest of our results is the one kept. Where it is not, Numba itself is asked, on this
machine: the digests are only a quick yes, and a failure shows both answers. `--update-answers` asks Numba for all.
"""

import hashlib
import json
import warnings
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

DATA = Path(__file__).resolve().parent / "data"


def encode(value):
    """A result as text that tells types and bits apart; all NaN are one."""
    if isinstance(value, BaseException):
        return f"{type(value).__name__}: {value}"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(encode, value)) + ")"
    if isinstance(value, np.ndarray):
        items = value.ravel(order="C")
        if items.dtype.kind == "f":
            items = np.where(np.isnan(items), np.array(np.nan, items.dtype), items)
        large = items.size > 1000
        shown = hashlib.sha256(items.tobytes()).hexdigest() if large else ", ".join(map(str, items.tolist()))
        return f"array({value.dtype}, {value.shape}, {shown})"
    return f"{type(value).__name__} {value!r}"


def outcome(function, arguments):
    """What a call gives, encoded: its result, its exception, or that the compiler refuses it."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return encode(function(*arguments))
    except Exception as e:  # an answer like any other
        return "refused" if refused(e) else encode(e)


def refused(error):
    """Whether a compiler says that it does not take the program (Numba's classes and ours have the same names)."""
    names = {c.__name__ for c in type(error).__mro__}
    return bool(names & {"TypingError", "UnsupportedError", "LoweringError", "NumbaError"})


class Answers:
    """The digests of one file of data/."""

    def __init__(self, name, update):
        self.path = DATA / f"{name}.json"
        self.update = update
        self.digests = json.loads(self.path.read_text(encoding="utf-8")) if self.path.exists() else {}

    def check(self, key, ours, numbas, calls):
        """Asserts that `ours` and `numbas` (made when needed) give the same for each of the calls' arguments.

        Arguments are made anew for each, `calls` being functions without parameters.
        """
        if self.update:
            numba = numbas()
            self.digests[key] = digest([outcome(numba, call()) for call in calls])
            return
        with scalar_math():
            found = [outcome(ours, call()) for call in calls]
        if self.digests.get(key) == digest(found):
            return
        numba = numbas()
        expected = [outcome(numba, call()) for call in calls]
        for call, mine, theirs in zip(calls, found, expected, strict=True):
            # Where Numba gives up on a combination of types, we need not.
            assert mine == theirs or theirs == "refused", f"{key}{call()}: jaculus gives {mine}, numba {theirs}"

    def save(self):
        """Writes the digests, sorted, a line each."""
        if self.update:
            DATA.mkdir(exist_ok=True)
            self.path.write_text(json.dumps(self.digests, indent=0, sort_keys=True) + "\n", encoding="utf-8")


@contextmanager
def scalar_math():
    """What is compiled meanwhile has libm's elementary functions in loops too, as Numba has them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JACULUS_SCALAR_MATH", "1")
        yield


def digest(encoded):
    return hashlib.sha256("\n".join(encoded).encode()).hexdigest()[:16]
