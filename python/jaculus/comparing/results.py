"""In a worker: how far two results are apart."""

import math
import pickle


def keep(value, path):
    """Writes a result for the other workers; gives whether it can be written."""
    try:
        with open(path, "wb") as file:
            pickle.dump(value, file, protocol=5)
    except Exception:  # whatever an object of the user's does when it is pickled
        return False
    return True


def kept(path):
    """What was written."""
    with open(path, "rb") as file:
        return pickle.load(file)


def agreement(value, reference):
    """(state, text): equal, close (but for rounding), differs, or unknown."""
    found = _compared(value, reference, "")
    worst = max(found, key=lambda one: STATES.index(one[0]))
    return worst


STATES = ("equal", "close", "differs", "unknown")


def _compared(value, reference, where):
    """A list of (state, text), one at least."""
    import numpy as np

    at = f"{where}: " if where else ""
    if isinstance(value, (list, tuple)) and isinstance(reference, (list, tuple)):
        if len(value) != len(reference):
            return [("differs", f"{at}{len(value)} items, not {len(reference)}")]
        parts = [_compared(a, b, f"{where}[{i}]") for i, (a, b) in enumerate(zip(value, reference, strict=True))]
        return [one for part in parts for one in part] or [("equal", "")]
    if isinstance(value, dict) and isinstance(reference, dict):
        if value.keys() != reference.keys():
            return [("differs", f"{at}other keys")]
        parts = [_compared(value[key], reference[key], f"{where}[{key!r}]") for key in value]
        return [one for part in parts for one in part] or [("equal", "")]
    numbers = (np.ndarray, np.generic, bool, int, float, complex)
    if isinstance(value, numbers) and isinstance(reference, numbers):
        try:
            return [_numbers(np.asarray(value), np.asarray(reference), at)]
        except (TypeError, ValueError, OverflowError):  # arrays of objects
            pass
    if type(value) is not type(reference):
        return [("differs", f"{at}a {type(value).__name__}, not a {type(reference).__name__}")]
    try:
        same = bool(value == reference)
    except Exception as e:
        return [("unknown", f"{at}cannot be compared: {type(e).__name__}")]
    if same:
        return [("equal", "")]
    if type(value).__eq__ is object.__eq__:
        return [("unknown", f"{at}a {type(value).__name__} equals itself only")]
    return [("differs", f"{at}not equal")]


def _numbers(value, reference, at):
    import numpy as np

    if value.shape != reference.shape:
        return "differs", f"{at}shape {value.shape}, not {reference.shape}"
    other = "" if value.dtype == reference.dtype else f"{value.dtype}, not {reference.dtype}"
    equal = value == reference
    if value.dtype.kind in "fc" and reference.dtype.kind in "fc":
        equal |= np.isnan(value) & np.isnan(reference)
    if equal.all():
        if other:
            return "close", f"{at}equal values; {other}"
        return ("equal", "bit for bit" if _bits(value, reference) else f"{at}but for the signs of zeros or NaNs")
    wrong = int(equal.size - np.count_nonzero(equal))
    where = "" if equal.ndim == 0 else f" in {wrong:,} of {equal.size:,} values".replace(",", "\u202f")
    if value.dtype.kind not in "biufc" or reference.dtype.kind not in "biufc":
        return "differs", f"{at}not equal{where}"
    wide = complex if "c" in value.dtype.kind + reference.dtype.kind else float
    with np.errstate(all="ignore"):
        apart = np.abs(value[~equal].astype(wide) - reference[~equal].astype(wide)).max()
    if not math.isfinite(apart):
        return "differs", f"{at}NaN or infinity{where}"
    said = f"{at}by at most {apart:.2g}{where}" + (f"; {other}" if other else "")
    return ("close" if apart <= _rounding(value, reference) else "differs"), said


def _rounding(value, reference):
    """As much as sums in another order may differ: half of the digits, of the largest value."""
    import numpy as np

    kinds = [one.dtype for one in (value, reference) if one.dtype.kind in "fc"]
    if not kinds:
        return 0
    finite = np.abs(reference[np.isfinite(reference)])
    return max(math.sqrt(np.finfo(kind).eps) for kind in kinds) * float(finite.max(initial=0))


def _bits(value, reference):
    return value.tobytes() == reference.tobytes()


def described(value):
    """An argument for people: float64[1000000], 3.5, 'text'."""
    import numpy as np

    if isinstance(value, np.ndarray):
        return f"{value.dtype}[{', '.join(f'{one:,}' for one in value.shape)}]".replace(",", "\u202f").replace(
            "\u202f ", ", "
        )
    if isinstance(value, (tuple, list)) and len(value) <= 4:
        return f"({', '.join(map(described, value))})"
    text = repr(value) if isinstance(value, (int, float, complex, str, bytes, bool, type(None))) else ""
    return text if text and len(text) <= 24 else type(value).__name__
