"""What Jaculus raises: Numba's classes, so that programs which catch them go on working."""

from jaculus import cells
from jaculus.home import switched_on


def user_error(exception):
    """Marks an exception whose traceback ends at the user's call; JACULUS_FULL_TRACEBACKS=1 shows our frames too."""
    if not switched_on("FULL_TRACEBACKS"):
        exception.hides_internal_frames = True  # the C extension looks for this
    return exception


class NumbaError(Exception):
    """A kernel that does not compile. The message is the rendered diagnostic; its parts are attributes."""

    def __init__(self, msg, loc=None, highlighting=True):
        del highlighting
        super().__init__(msg)
        self.msg, self.loc = msg, loc
        user_error(self)
        self.diagnostic = {}  # id, message, file, line, column, where a compiler made it

    def add_context(self, msg):
        """Appends a note to the message."""
        self.msg = f"{self.msg}\n{msg}"
        self.args = (self.msg, *self.args[1:])
        return self


class UnsupportedError(NumbaError):
    """Something that Python has and kernels do not, yet."""


class UnsupportedBytecodeError(Exception):
    """See Numba. We compile no bytecode: what is not supported is an UnsupportedError."""


class UnsupportedRewriteError(UnsupportedError):
    """See Numba."""


class UnsupportedParforsError(NumbaError):
    """See Numba."""


class IRError(NumbaError):
    """See Numba."""


class RedefinedError(IRError):
    """See Numba."""


class NotDefinedError(IRError):
    """A name that nothing defines."""

    def __init__(self, name, loc=None):
        super().__init__(f"The compiler failed to analyze the bytecode: variable {name!r} is not defined", loc)
        self.name = name


class VerificationError(IRError):
    """See Numba."""


class DeprecationError(NumbaError):
    """A feature that is gone."""


class LoweringError(NumbaError):
    """A typed kernel that cannot be translated."""


class ForbiddenConstruct(LoweringError):
    """See Numba."""


class TypingError(NumbaError):
    """Types that do not fit."""


class UntypedAttributeError(TypingError):
    """An attribute that a type does not have."""


class ByteCodeSupportError(NumbaError):
    """See Numba."""


class CompilerError(NumbaError):
    """The compiler or its server failed: a mistake in Jaculus, not in the program."""


class ConstantInferenceError(NumbaError):
    """See Numba."""


class InternalError(NumbaError):
    """See Numba."""


class InternalTargetMismatchError(InternalError):
    """See Numba."""


class NonexistentTargetError(InternalError):
    """See Numba."""


class RequireLiteralValue(TypingError):
    """An argument that must be a constant."""


class ForceLiteralArg(NumbaError):
    """What an overload raises that must know the values of some arguments: those at these places."""

    def __init__(self, arg_indices, fold_arguments=None, loc=None):
        super().__init__("these arguments must be constants", loc)
        self.requested_args, self.fold_arguments = frozenset(arg_indices), fold_arguments

    def bind_fold_arguments(self, fold_arguments):
        """The same with a function that binds a call's arguments."""
        return ForceLiteralArg(self.requested_args, fold_arguments, self.loc)

    def combine(self, other):
        """What both ask for."""
        if not isinstance(other, ForceLiteralArg):
            raise TypeError(f"*other* must be a {ForceLiteralArg} but got a {type(other)} instead")
        return ForceLiteralArg(self.requested_args | other.requested_args)

    __or__ = combine


class LiteralTypingError(TypingError):
    """See Numba."""


class NumbaValueError(TypingError):
    """See Numba."""


class NumbaTypeError(TypingError):
    """See Numba."""


class NumbaAttributeError(TypingError):
    """See Numba."""


class NumbaAssertionError(TypingError):
    """See Numba."""


class NumbaNotImplementedError(TypingError):
    """See Numba."""


class NumbaKeyError(TypingError):
    """See Numba."""


class NumbaIndexError(TypingError):
    """See Numba."""


class NumbaRuntimeError(NumbaError):
    """See Numba."""


class NumbaWarning(Warning):
    """The base of all warnings."""


class NumbaPerformanceWarning(NumbaWarning):
    """Something slower than it looks."""


class NumbaDeprecationWarning(NumbaWarning, DeprecationWarning):
    """A feature that will go."""


class NumbaPendingDeprecationWarning(NumbaWarning, PendingDeprecationWarning):
    """A feature that will be deprecated."""


class NumbaParallelSafetyWarning(NumbaWarning):
    """A race."""


class NumbaTypeSafetyWarning(NumbaWarning):
    """An unsafe conversion."""


class NumbaExperimentalFeatureWarning(NumbaWarning):
    """A feature that may change."""


class NumbaInvalidConfigWarning(NumbaWarning):
    """A setting that means nothing."""


class NumbaPedanticWarning(NumbaWarning):
    """See Numba."""


class NumbaIRAssumptionWarning(NumbaPedanticWarning):
    """See Numba."""


class NumbaDebugInfoWarning(NumbaWarning):
    """See Numba."""


class NumbaSystemWarning(NumbaWarning):
    """Something about the machine: a cache folder that cannot be written."""


class NoSuchAttribute(TypingError, AttributeError):
    """`np.sinn`: Numba lets Python's AttributeError through."""


def _mistyped(error):
    """The error about a function that its module does not have, which is no question of support; else None."""
    import difflib
    import sys

    name, attribute = error.get("module"), error.get("name")
    module = sys.modules.get(name)
    if module is None or hasattr(module, attribute):
        return None

    close = difflib.get_close_matches(attribute, dir(module), 1)
    lines = error["text"].splitlines()
    where = "\n".join(line.replace("not supported", "not found") for line in lines[1:] if "help:" not in line)
    shown = "np" + name.removeprefix("numpy") if name.partition(".")[0] == "numpy" else name
    hint = f"\n  help: did you mean `{shown}.{close[0]}`?" if close else ""
    text = f"error[undefined-name]: module '{module.__name__}' has no attribute '{attribute}'\n{where}{hint}"
    return NoSuchAttribute(headed(NoSuchAttribute, text))


def headed(kind, text):
    """The text below the line with which Numba begins its messages, which programs look for."""
    steps = {TypingError: "nopython frontend", UnsupportedError: "analyzing bytecode", LoweringError: "native lowering"}
    step = next((steps[base] for base in kind.__mro__ if base in steps), None)
    return f"Failed in nopython mode pipeline (step: {step})\n{text}" if step else text


def from_server(answer):
    """The exception for a server's answer other than a result."""
    error = answer.get("error")
    if error is None:
        text = answer.get("internal", f"the compile server gave an answer that makes no sense: {answer}")
        saved = answer.get("saved")
        note = f"\nThe request is saved in {saved}; please report it." if saved else ""
        return CompilerError(f"a mistake in the compiler, not in your program: {text}{note}")
    if error.get("kind") == "OSError":
        return OSError(error.get("text") or error.get("message"))
    mistyped = _mistyped(error)
    if mistyped is not None:
        return mistyped
    kind = globals().get(error.get("kind"), CompilerError)
    if not (isinstance(kind, type) and issubclass(kind, NumbaError)):
        kind = CompilerError
    exception = kind.__new__(kind)
    text = cells.named(error.get("text") or error.get("message", ""))
    NumbaError.__init__(exception, headed(kind, text))
    exception.diagnostic = error
    return exception


loc_info = {}
__all__ = [name for name, one in list(globals().items()) if isinstance(one, type) and name != "NoSuchAttribute"]
