"""Signatures as the user writes them, and which one a call takes."""

from jaculus import types
from jaculus.typeclasses import Array, BaseTuple, Optional, Type
from jaculus.types import Signature

# Numba's conversions between numbers. The rank of a conversion orders overloads: fewest unsafe ones first.
EXACT, PROMOTE, SAFE, UNSAFE = range(4)


_ARRAY_NAME = r"\b(readonly )?array\(([\w.]+), (\d+)d, ([CFA])\)"


def parse(text):
    """The signature or type in a string such as 'int32(int32, float64[:, ::1])'."""
    import re

    plain = re.sub(_ARRAY_NAME, r"Array(\2, \3, '\4', '\1' != '')", text.strip())  # as types print themselves
    try:
        return eval(plain, {"__builtins__": {}}, _names(plain))
    except NameError as e:
        raise NameError(
            f"there is no type `{e.name}`{_hint(e.name)}\n{_marked(text, text.find(e.name), len(e.name))}"
        ) from None
    except SyntaxError as e:
        place = min((e.offset or 1) - 1, len(text)) if plain == text else 0
        raise SyntaxError(f"the signature is not well formed: {e.msg}\n{_marked(text, place, 1)}") from None
    except (AttributeError, KeyError, TypeError, ValueError) as e:
        raise TypeError(f"the signature {text!r} is not well formed: {e.args[0] if e.args else e}") from None


def _names(text):
    import re

    names = vars(types)
    words = re.findall(r"[A-Za-z_]\w*", text)
    if all(isinstance(names.get(word), (Type, type)) for word in words):
        return names
    from jaculus.numba import types as more  # the less usual ones

    return vars(more)


def _marked(text, start, length):
    return f"  {text}\n  {' ' * max(start, 0)}{'^' * length}"


def _hint(name):
    import difflib

    close = difflib.get_close_matches(name or "", [*types.__all__, "Array", "List"], 1)
    return f"; did you mean `{close[0]}`?" if close else ""


def normalise(given):
    """A signature from what decorators take: a Signature, a tuple of types, or a string with either."""
    one = parse(given) if isinstance(given, str) else given
    if isinstance(one, Signature):
        return one
    if isinstance(one, (tuple, list)) and all(isinstance(item, Type) for item in one):
        return Signature(None, tuple(one))
    shown = f" evaluates to a {type(one).__name__}, not to a signature such as 'int64(float64)'"
    raise TypeError(f"invalid signature: {given!r} (of type {type(given).__name__}){shown if one is not given else ''}")


def is_signature(given):
    """Whether a decorator's first argument is a signature (and not a function or a list of signatures)."""
    return isinstance(given, (str, Signature, tuple, Type))


def is_signatures(given):
    """Whether it is a signature or a list of them."""
    return isinstance(given, list) or is_signature(given)


def conversion(source, target):
    """How a value of one type gets to another: EXACT … UNSAFE, or None where it does not."""
    if source == target:
        return EXACT
    if isinstance(source, Array) and isinstance(target, Array):
        return _array_conversion(source, target)
    if isinstance(target, Optional):
        inner = EXACT if source.name == "none" else conversion(source, target.type)
        return None if inner is None else max(inner, PROMOTE)
    if isinstance(source, BaseTuple) and isinstance(target, BaseTuple):
        if len(source) != len(target):
            return None
        ranks = [conversion(a, b) for a, b in zip(source, target, strict=True)]
        return None if None in ranks else max(ranks, default=EXACT)
    return _number_conversion(source.name, target.name)


def _array_conversion(source, target):
    if source.words() == target.words():  # those of records say neither a layout nor an alignment
        return EXACT
    same = (source.dtype, source.ndim, source.aligned) == (target.dtype, target.ndim, target.aligned)
    if target.short not in (0, source.short):
        return None
    if source.plain == target:
        return EXACT
    if not same or target.layout not in (source.layout, "A") or (source.readonly and not target.readonly):
        return None
    return SAFE


def either_layout(candidates, actual, arguments):
    """The candidate that takes arrays which lie in both orders, as empty ones do, in the other order; or None."""

    def takes(target, kind, value):
        if not (isinstance(target, Array) and isinstance(kind, Array)):
            return target == kind
        other = kind.plain.copy(layout="F")
        return target in (kind.plain, other) and (target != other or value.flags.f_contiguous)

    for one in candidates:
        if len(one) == len(actual) and all(map(takes, one, actual, arguments)):
            return one
    return None


def _split(name):
    kind = name.rstrip("0123456789")
    return kind, int(name[len(kind) :] or 1)


_CHAINS = [
    ["int8", "int16", "int32", "int64"],
    ["uint8", "uint16", "uint32", "uint64"],
    ["float32", "float64"],
    ["complex64", "complex128"],
]


def _number_conversion(source, target):
    kinds = {"bool": 0, "int": 1, "uint": 1, "float": 2, "complex": 3}
    (from_kind, from_bits), (to_kind, to_bits) = _split(source), _split(target)
    if from_kind not in kinds or to_kind not in kinds:
        return None
    if from_kind == to_kind:
        return PROMOTE if from_bits < to_bits else UNSAFE
    if kinds[from_kind] > kinds[to_kind]:
        return None if from_kind == "complex" else UNSAFE
    if from_kind == "bool":
        return SAFE
    if to_kind == "int":
        return SAFE if from_bits < to_bits else UNSAFE
    if to_kind == "uint":
        return UNSAFE
    return SAFE if _fits_float(from_kind, from_bits, to_bits // (2 if to_kind == "complex" else 1)) else UNSAFE


def _fits_float(kind, bits, float_bits):
    # Numba calls int64 to float64 safe, to prefer it over int32, and uint16 to float32 unsafe.
    if kind == "float" or float_bits == 64:
        return bits <= float_bits
    return bits < (float_bits if kind == "int" else float_bits // 2)


def best(candidates, actual):
    """The candidate (a sequence of argument types) that takes these arguments best, or None. Ties are an error."""
    rated = []
    for candidate in candidates:
        if len(candidate) != len(actual):
            continue
        ranks = [conversion(a, b) for a, b in zip(actual, candidate, strict=True)]
        if None not in ranks:
            rated.append(((ranks.count(UNSAFE), ranks.count(SAFE), ranks.count(PROMOTE)), candidate))
    if not rated:
        return None
    least = min(rate for rate, _ in rated)
    winners = [candidate for rate, candidate in rated if rate == least]
    if len(winners) > 1:
        shown = "\n".join(f"  ({', '.join(map(str, one))})" for one in winners)
        raise TypeError(f"ambiguous call: ({', '.join(map(str, actual))}) converts equally well to\n{shown}")
    return winners[0]
