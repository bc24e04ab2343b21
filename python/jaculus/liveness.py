"""What of a function's variables is needed where: live after each loop, and bound before it.

Two walks over the statements of one function: `Live` backwards, `Bound` forwards. Both err on the safe side: live
is what may be read, bound is what certainly has a value.
"""

import ast

from jaculus.scopes import assigned, caught, deleted, reads

LOOPS = (ast.For, ast.While)
_NONE = frozenset()


class Live:
    """The variables that may be read later."""

    def __init__(self):
        self.after = {}  # loop → what may be read after it
        self.handled = {}  # loop → what may be read after an exception in it, in this function
        self._breaks = self._continues = self._raises = self._finals = _NONE

    def block(self, statements, live):
        """What may be read at the start of these statements, when `live` may be at their end."""
        for one in reversed(statements):
            live = self._statement(one, live) | self._raises
        return live

    def _statement(self, one, live):
        match one:
            case ast.If():
                return reads(one.test) | self.block(one.body, live) | self.block(one.orelse, live)
            case ast.For() | ast.AsyncFor() | ast.While():
                return self._loop(one, live)
            case ast.With() | ast.AsyncWith():  # what it suppresses goes on behind it
                body = self._within(live, one.body, live)
                return reads(one.items) | (
                    body - assigned([item.optional_vars for item in one.items if item.optional_vars])
                )
            case ast.Try() | ast.TryStar():
                return self._try(one, live)
            case ast.Match():
                cases = [reads([case.pattern, case.guard]) | self.block(case.body, live) for case in one.cases]
                return live.union(reads(one.subject), *cases)
            case ast.Return():
                return reads(one.value) | self._finals
            case ast.Raise():
                return reads([one.exc, one.cause])
            case ast.Break():
                return self._breaks
            case ast.Continue():
                return self._continues
        return (live - _certain(one)) | reads(one)

    def _loop(self, one, live):
        outer = self._breaks, self._continues
        self.after[one], self.handled[one] = live, self._raises
        head = exit_ = self.block(one.orelse, live)
        for _ in range(2):  # what the second iteration reads is live at the end of the first
            self._breaks, self._continues = live, head
            body = self.block(one.body, head)
            head |= exit_ | (reads(one.test) | body if isinstance(one, ast.While) else self._iteration(one, body))
        self._breaks, self._continues = outer
        return head if isinstance(one, ast.While) else head | reads(one.iter)

    def _iteration(self, one, body):
        return (body - assigned(one.target)) | reads(one.target)

    def _within(self, raises, body, live):
        """The body of a statement in which exceptions lead to where `raises` may be read."""
        outer, self._raises = self._raises, self._raises | raises
        live = self.block(body, live)
        self._raises = outer
        return live

    def _try(self, one, live):
        outer = self._breaks, self._continues, self._finals
        if one.finalbody:  # every way out leads through it
            every = live.union(self._raises, *outer)
            live = self.block(one.finalbody, every)
            self._breaks = self._continues = self._finals = live
        raises = live if one.finalbody else _NONE
        handlers = [
            reads(handler.type) | (self._within(raises, handler.body, live) - {handler.name})
            for handler in one.handlers
        ]
        raised = raises.union(*handlers)
        body = self._within(raised, one.body, self._within(raises, one.orelse, live))
        self._breaks, self._continues, self._finals = outer
        return body


class Bound:
    """The variables that certainly have a value. None stands for a place that is never reached."""

    def __init__(self, body):
        self.before = {}  # loop → what is bound where it begins
        self._never = deleted(body) | caught(body)
        self._breaks = []

    def block(self, statements, state):
        """What is bound at the end of these statements."""
        for one in statements:
            if state is not None:
                state = self._statement(one, state)
        return state

    def _statement(self, one, state):
        match one:
            case ast.If():
                return _both(self.block(one.body, state), self.block(one.orelse, state))
            case ast.For() | ast.AsyncFor() | ast.While():
                return self._loop(one, state)
            case ast.With() | ast.AsyncWith():
                state |= self._new([item.optional_vars for item in one.items if item.optional_vars])
                return _both(self.block(one.body, state), state)
            case ast.Try() | ast.TryStar():
                ends = [self.block(handler.body, state) for handler in one.handlers]
                end = self.block(one.orelse, self.block(one.body, state))
                for other in ends:
                    end = _both(end, other)
                final = self.block(one.finalbody, state)
                return None if end is None or final is None else end | final
            case ast.Match():
                end = state
                for case in one.cases:
                    end = _both(end, self.block(case.body, state | self._new(case.pattern)))
                return end
            case ast.Break():
                self._breaks[-1].append(state)
                return None
            case ast.Return() | ast.Raise() | ast.Continue():
                return None
        return state | (_certain(one) - self._never)

    def _new(self, target):
        return assigned(target) - self._never

    def _loop(self, one, state):
        self.before[one] = state
        self._breaks.append([])
        inner = state if isinstance(one, ast.While) else state | self._new(one.target)
        self.block(one.body, inner)
        breaks = self._breaks.pop()
        endless = isinstance(one, ast.While) and isinstance(one.test, ast.Constant) and bool(one.test.value)
        end = None if endless else self.block(one.orelse, state)
        for other in breaks:
            end = _both(end, other)
        return end


def _certain(one):
    """What a simple statement assigns whatever happens; := may stand where it is not reached."""
    match one:
        case ast.Assign(targets=targets):
            return assigned(targets)
        case ast.AnnAssign(target=target, value=ast.AST()) | ast.AugAssign(target=target):
            return assigned(target)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Import() | ast.ImportFrom():
            return assigned(one)
    return _NONE


def _both(one, other):
    """What is bound where two ways meet."""
    if one is None or other is None:
        return other if one is None else one
    return one & other
