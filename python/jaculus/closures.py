"""Closures whose variables keep the values that they had when a function was compiled, as Numba's do."""

from types import CellType, CodeType, FunctionType


class FrozenClosure:
    """The cells of a function's own, and those that the function around it has."""

    def __init__(self, pairs):
        self._pairs = pairs
        self.lacks = bool(pairs)  # whether a variable had no value when the cells were filled: its function comes later

    def fill(self):
        """Takes the values that the variables have now; whether any was another before."""
        self.lacks, before = False, [_content(own) for own, _ in self._pairs]
        for own, around in self._pairs:
            value = _content(around)
            if value is _EMPTY:
                self.lacks = True
            else:
                own.cell_contents = value
        return any(_content(own) is not old for (own, _), old in zip(self._pairs, before, strict=True))


_EMPTY = object()


def _content(cell):
    try:
        return cell.cell_contents
    except ValueError:
        return _EMPTY


def frozen_closure(function):
    """The function with cells of its own, and what fills them. A variable that it assigns stays shared."""
    names = function.__code__.co_freevars
    shared = _assigned(function.__code__) & set(names)
    if len(shared) == len(names):
        return function, FrozenClosure([])
    cells = [cell if name in shared else CellType() for name, cell in zip(names, function.__closure__, strict=True)]
    made = function_like(function, function.__code__, dict(zip(names, cells, strict=True)))
    return made, FrozenClosure(
        [pair for pair in zip(cells, function.__closure__, strict=True) if pair[0] is not pair[1]]
    )


def _assigned(code):
    """The variables of functions around that this one assigns or deletes, or a function in it."""
    import dis

    found = {one.argval for one in dis.get_instructions(code) if one.opname in ("STORE_DEREF", "DELETE_DEREF")}
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return (found.union(*map(_assigned, inner))) & set(code.co_freevars)


def function_like(like, code, cells, own=True):
    """A function with this code and all else as `like` has it; without its signature where that is not `own`."""
    closure = tuple(cells[name] for name in code.co_freevars)
    made = FunctionType(code, like.__globals__, like.__name__, like.__defaults__ if own else None, closure)
    made.__qualname__, made.__module__ = like.__qualname__, like.__module__
    if own:
        made.__kwdefaults__, made.__doc__, made.__dict__ = like.__kwdefaults__, like.__doc__, dict(like.__dict__)
        made.__annotations__ = like.__annotations__
    return made
