"""The loops of ufuncs: kernels that apply a function to each element, one for each way in which the operands lie."""

from jaculus import forks, types
from jaculus.host import _host
from jaculus.source import Source, parse_definition

# Keys of kernels, as ext/loop.c makes them. Others have bit i set where input i is one value for all elements.
ANY_STRIDES, REDUCE, REDUCE_ANY_STRIDE = ((1 << 64) - one for one in (1, 2, 3))
CONTIGUOUS = 0


class _Wrapper:
    """A function that we write around the user's; for requests, it is like a dispatcher."""

    reads_status = True  # NumPy warns of what its loops have done to the processor's status flags

    def __init__(self, inner, lines, names):
        source = inner.source()
        loop = next(place for place, one in enumerate(lines) if one.startswith(" for "))
        line = max(source.line + source.tree.lineno - 1 - loop, 1)  # the loop itself is on the line of the user's `def`
        text = "".join(f"{one}\n" for one in lines)
        exec(compile("\n" * (line - 1) + text, source.file, "exec", dont_inherit=True), names)
        self.py_func = names[source.tree.name]
        self.targetoptions = inner.targetoptions
        self._source = Source(text, source.file, line, parse_definition(text))

    def source(self):
        """The text that is compiled."""
        return self._source


class Elementwise(_host.Loop):
    """The loop of an ordinary ufunc for one list of types; the last is the result's."""

    def __init__(self, inner, operands, parallel=False):
        self.inner, self.operands = inner, operands
        super().__init__(len(operands) - 1, bytes(word for one in operands for word in one.words()), parallel)

    def _variant(self, key):
        with forks.Compiling():
            return self._compiled(key)

    def _compiled(self, key):
        from jaculus.overload import Overload

        inputs = [f"x{i}" for i in range(len(self.operands) - 1)]
        if key in (REDUCE, REDUCE_ANY_STRIDE):
            layouts, body = "CCC" if key == REDUCE else "CAC", _REDUCTION
        elif key == ANY_STRIDES:
            layouts, body = "A" * len(self.operands), _elementwise(inputs, 0)
        else:
            layouts, body = "C" * len(self.operands), _elementwise(inputs, key)
        names = {"function": self.inner, "result": self.operands[-1]}
        head = f"def {self.inner.source().tree.name}({', '.join([*inputs, 'out'])}):"
        arrays = [types.Array(*one) for one in zip(self.operands, [1] * len(layouts), layouts, strict=True)]
        return Overload(_Wrapper(self.inner, [head, *body], names), tuple(arrays), types.none).kernel


_REDUCTION = [" x = x0[0]", " for i in range(len(x1)): x = result(function(x, x1[i]))", " out[0] = x"]


def _elementwise(inputs, fixed):
    before = [f" {x} = {x}[0]" for i, x in enumerate(inputs) if fixed >> i & 1]
    values = ", ".join(x if fixed >> i & 1 else f"{x}[i]" for i, x in enumerate(inputs))
    return [*before, f" for i in range(len(out)): out[i] = function({values})"]


class Generalised(_host.Loop):
    """The loop of a generalised ufunc for one signature: its kernel is the function itself, called for each core."""

    def __init__(self, inner, arguments, layout, parallel=False):
        self.inner, self.arguments = inner, arguments
        self.operands = tuple(one.dtype if isinstance(one, types.Array) else one for one in arguments)
        numbers = {name: i for i, name in enumerate(layout.dimensions)}
        cores = [bytes(numbers[name] for name in one) for one in layout.operands]
        for number, (one, core) in enumerate(zip(arguments, cores, strict=True), start=1):
            _check_rank(one, core, number)
        super().__init__(
            len(layout.inputs),
            bytes(word for one in self.operands for word in one.words()),
            parallel,
            bytes(one.ndim if isinstance(one, types.Array) else 255 for one in arguments),
            tuple(cores),
        )

    def _variant(self, key):
        layout = "A" if key == ANY_STRIDES else "C"
        one = self.inner.compile(tuple(
            one.copy(layout=layout) if isinstance(one, types.Array) else one for one in self.arguments
        ))  # fmt: skip
        if one.result != types.none:
            raise TypeError(f"gufunc kernel must have void return type; `{self.inner.__name__}` returns {one.result}")
        return one.kernel


def _check_rank(one, core, number):
    if not isinstance(one, types.Array):
        if core:
            raise TypeError(f"scalar type {one} given for non scalar argument #{number}")
    elif one.ndim != len(core) and not (one.ndim == 1 and not core):
        raise TypeError(f"type and shape signature mismatch for arg #{number}")
