"""How a kernel's values become the elements of a typed container: safely, with a warning, or not."""

import warnings

from jaculus import extending
from jaculus.errors import NumbaTypeSafetyWarning, TypingError
from jaculus.jitclass import function
from jaculus.signatures import SAFE, conversion
from jaculus.typeclasses import Boolean, Complex, Float, Integer, Number


def safe_cast(source, target):
    """Whether values of one type may become another's: TypingError where the domain changes, a warning for less."""
    rank = conversion(source, target)
    if rank is not None and rank <= SAFE:
        return
    same = any(isinstance(source, kind) and isinstance(target, kind) for kind in (Integer, Float, Complex))
    if isinstance(target, Number) and not same and not (isinstance(source, Integer) and isinstance(target, Float)):
        raise TypingError(f"cannot safely cast {source} to {target}. Please cast explicitly.")
    if isinstance(target, (Number, Boolean)):
        text = f"unsafe cast from {source} to {target}. Precision may be lost."
        warnings.warn(NumbaTypeSafetyWarning(text), stacklevel=2)


_casters = {}


def _cast_of(kind):
    """What makes a kernel's value one of this type, for kernels."""
    if kind not in _casters:

        def cast(x):
            return kind(x)

        @extending.overload(cast)
        def _implemented(x):
            if x == kind:
                return lambda x: x
            safe_cast(x, kind)
            return lambda x: kind(x)

        _casters[kind] = cast
    return _casters[kind]


def caster(name, kind):
    """A method that makes a value one of this type where that is safe."""
    if isinstance(kind, (Number, Boolean)):
        return function(name, f"def {name}(self, x):\n    return cast(x)\n", {"cast": _cast_of(kind)})
    return function(name, f"def {name}(self, x):\n    return x\n", {})


def named(given):
    """The type that a kernel names."""
    if not hasattr(given, "instance_type"):
        raise TypingError(f"expecting a Numba Type, got {given}")
    return given.instance_type
