"""The text that says which dimensions the operands of a generalised ufunc have: "(m,n),(n)->(m)"."""

import re

_TOKEN = re.compile(r"\s*(->|[(),]|[A-Za-z_]\w*|\S|$)")


class Layout:
    """A parsed signature: for each input and output the names of its core dimensions."""

    def __init__(self, text):
        if not isinstance(text, str):
            raise TypeError(f"the layout of a generalised ufunc is a string like '(n),()->(n)'; {text!r} is not")
        self.text, self._at = text, 0
        self.inputs, ended = self._operands()
        self.outputs = self._operands(last=True)[0] if ended == "->" else []
        known = {name for one in self.inputs for name in one}
        unknown = sorted({name for one in self.outputs for name in one} - known)
        if unknown:
            place = text.index("->") + re.search(rf"\b{unknown[0]}\b", text.partition("->")[2]).start() + 2
            raise self._error(NameError, place, f"undefined output symbols: {','.join(unknown)}", "no input has it")

    @property
    def operands(self):
        """Inputs, then outputs."""
        return [*self.inputs, *self.outputs]

    @property
    def dimensions(self):
        """The names of the core dimensions, in NumPy's order: as they come first."""
        return list(dict.fromkeys(name for one in self.operands for name in one))

    def _next(self):
        found = _TOKEN.match(self.text, self._at)
        self._at = found.end()
        return found.group(1), found.start(1)

    def _operands(self, last=False):
        """The operands up to `->` or the end, and which of them it is."""
        ends = ("",) if last else ("->", "")
        found = []
        while True:
            token, place = self._next()
            if token in ends and not found:
                return found, token
            if token != "(":
                raise self._bad(token, place, "`(` begins an operand")
            found.append(self._names())
            token, place = self._next()
            if token in ends:
                return found, token
            if token != ",":
                wanted = "`,` or the end" if last else "`,` or `->`"
                raise self._bad(token, place, f"after an operand comes {wanted}")

    def _names(self):
        names = []
        while True:
            token, place = self._next()
            if token == ")":
                return tuple(names)
            if token == "," and names:
                continue
            if not token.isidentifier():
                raise self._bad(token, place, "a dimension's name, or `)`")
            names.append(token)

    def _bad(self, token, place, wanted):
        return self._error(ValueError, place, f'bad token in signature "{token}"', wanted)

    def _error(self, kind, place, message, label):
        return kind(f"{message}\n  {self.text}\n  {' ' * place}^ {label}")
