package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Diagnostic.Failure;
import dev.jaculus.syntax.diagnostic.Diagnostic.Kind;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The texts of all diagnostics of this package, in the user's terms. */
public final class Errors {
    /** What NumPy calls the first parameter of the functions that the compiler knows, where that is not {@code a}. */
    private static final Map<String, String> FIRST =
            Map.of("np.array", "object", "np.where", "condition", "np.diag", "v");

    private Errors() {}

    // Names and variables.

    public static Diagnostic undefinedName(Place at, String name, Optional<String> similar) {
        Diagnostic diagnostic = typing("undefined-name", "the name `" + name + "` is not defined", at, "not found");
        return diagnostic.withHelp(similar.map(other -> "did you mean `" + other + "`?")
                .orElse("assign it before this line, or define it at the top of the file"));
    }

    public static Diagnostic unassigned(Place at, String name) {
        return typing("undefined-name", "the variable `" + name + "` is read before it is assigned", at, "no value yet")
                .withHelp("assign `" + name + "` before this line");
    }

    public static Failure typeChanges(
            Place read, String name, Place one, String oneType, Place other, String otherType) {
        return new Failure(typing(
                        "type-changes",
                        "`%s` is %s on one path and %s on another".formatted(name, oneType, otherType),
                        read,
                        "which of them is read here?")
                .withOther(labelled(one, "`%s` is %s here".formatted(name, oneType)))
                .withOther(labelled(other, "and %s here".formatted(otherType)))
                .withHelp("give the two values different names"));
    }

    /** Two functions meet, and which one it is would be known only at run time. */
    public static Failure chosenFunction(Place at, String one, String other) {
        return fail(
                        "type-changes",
                        "which function this is must be known while the kernel is compiled",
                        at,
                        one.equals(other) ? one + ", or another" : one + ", or " + other)
                .help("call each of them on its own side: `f(x) if test else g(x)`");
    }

    public static Failure unsupportedGlobal(Place at, String name, String what) {
        return fail("unsupported-global", "`%s` is %s, which a kernel cannot use".formatted(name, what), at, what)
                .help("pass what the kernel needs as arguments: numbers, tuples or arrays");
    }

    public static Failure notAValue(Place at, String what) {
        return fail("not-a-value", what + " is not a value that a kernel can compute with", at, what)
                .help("use a number, a tuple or an array here");
    }

    // Object mode.

    public static Failure objmodeType(Place at, String what) {
        return fail("objmode-type", what + " does not tell the type of an objmode variable", at, "not a type")
                .help("write objmode(y=\"float64[:]\"): a type by its name, with brackets for an array");
    }

    public static Failure objmodeList(Place at, String name) {
        return fail("objmode-type", "a list cannot come out of an objmode block: `%s`".formatted(name), at, "a list")
                .help("let an array come out, and make a list of it after the block");
    }

    public static Failure listIntoObjmode(Place at, String name) {
        String message =
                "a list cannot go into an objmode block, where its changes would be lost: `%s`".formatted(name);
        return fail("objmode-type", message, at, "a list")
                .help("let an array or a numba.typed.List go in, or a tuple of what the block reads");
    }

    public static Failure objmodeOutput(Place at, String name, Place block) {
        return new Failure(typing(
                        "objmode-output",
                        "`" + name + "` comes out of an objmode block that does not declare it",
                        at,
                        "read here")
                .withOther(labelled(block, "this block assigns it"))
                .withHelp("declare its type: objmode(" + name + "=\"float64\")"));
    }

    // Syntax that is not supported.

    public static Failure unsupported(Place at, String construct, String instead) {
        return new Failure(Diagnostic.of(
                        "unsupported-syntax",
                        Kind.UNSUPPORTED,
                        construct + " is not supported in a kernel",
                        labelled(at, "not supported"))
                .withHelp(instead));
    }

    public static Failure emptyGenerator(Place at, String name) {
        return fail(
                        "empty-generator",
                        "Cannot type generator: it does not yield any value",
                        at,
                        "no `yield` in `%s` can be reached".formatted(name))
                .help("let it yield something somewhere, or leave it out");
    }

    /** {@code name} is the function's whole name, {@code numpy.linalg.norm}. */
    public static Failure unsupportedFunction(Place at, String name) {
        String shown = Describe.function(name);
        int dot = name.lastIndexOf('.');
        return new Failure(typing(
                        "unsupported-function", "`" + shown + "` is not supported in a kernel", at, "not supported")
                .withHelp(wayRound(name))
                .about(new Diagnostic.Member(name.substring(0, Math.max(dot, 0)), name.substring(dot + 1))));
    }

    private static String wayRound(String name) {
        if (name.startsWith("numpy.random.") || name.startsWith("random.")) {
            return "not there yet: draw the numbers outside of the kernel and pass them in an array";
        }
        if (name.startsWith("numpy.linalg.") || name.startsWith("numpy.fft.")) {
            return "not there yet: call it outside of the kernel and pass the result";
        }
        if (name.equals("builtins.breakpoint")) {
            return "set NUMBA_DISABLE_JIT=1: then the function is Python's, and a debugger stops in it";
        }
        return "call it outside of the kernel, or write it as a loop";
    }

    // Types that do not fit.

    public static Failure operator(Place at, String operator, String left, String right) {
        return fail(
                        "operator-types",
                        "`%s` does not work on %s and %s".formatted(operator, left, right),
                        at,
                        "%s %s %s".formatted(left, operator, right))
                .help("convert one of the operands");
    }

    public static Failure unary(Place at, String operator, String operand) {
        return fail("operator-types", "`%s` does not work on %s".formatted(operator, operand), at, operand)
                .help("convert the operand");
    }

    public static Failure truth(Place at, String what) {
        return fail("no-truth-value", "the truth of " + what + " is not defined", at, what)
                .help("compare it with something, or use `.any()` or `.all()`");
    }

    public static Failure argument(Place at, String function, String what, String expected) {
        return fail(
                        "argument-type",
                        "`%s` does not take %s here%s".formatted(function, what, why(function, what, expected)),
                        at,
                        what)
                .help("give it " + expected);
    }

    /** An operand of a generalised ufunc that has no core. */
    public static Failure fewDimensions(Place at, String message) {
        return fail("argument-type", message, at, "too few dimensions").help("add the dimensions: `a[np.newaxis]`");
    }

    public static Failure argumentCount(Place at, String function, String expected, int given) {
        return fail(
                        "argument-count",
                        "`%s` takes %s, not %d".formatted(function, expected, given),
                        at,
                        given + " given")
                .help("see the definition of `" + function + "`");
    }

    public static Failure noImplementation(Place at, String function, String types) {
        return fail("no-implementation", "no overload of `%s` takes (%s)".formatted(function, types), at, "these types")
                .help("each function decorated with @overload returned None for them");
    }

    /** What `literally` is called with. */
    public static Failure notLiteral(Place at, String what) {
        return fail("not-literal", "Invalid use of non-Literal type in literally: " + what, at, what)
                .help("give it a constant, or a parameter that the function does not change");
    }

    /** What a function is called with that must have a constant. */
    public static Failure noLiteral(Place at, String function, String parameters) {
        return fail(
                        "not-literal",
                        "Cannot request literal type: `%s` needs a constant for `%s`".formatted(function, parameters),
                        at,
                        "no constant")
                .help("give it a constant, or a parameter that the function around does not change");
    }

    public static Failure noSignature(
            Place at, String function, List<Argument> arguments, List<Request.Signature> signatures) {
        String given = arguments.stream()
                .map(one -> one.value() instanceof Value.Computed c ? c.type().toString() : Describe.value(one.value()))
                .collect(Collectors.joining(", "));
        String known = signatures.stream()
                .map(one -> one.arguments().stream().map(Type::toString).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining("; "));
        return fail(
                        "no-signature",
                        "No matching definition for argument type(s) %s of `%s`".formatted(given, function),
                        at,
                        "these types")
                .help("it is compiled for %s alone: convert the arguments, or add a signature to it".formatted(known));
    }

    public static Failure missingArgument(Place at, String function, String parameter) {
        return fail(
                        "missing-argument",
                        "`%s` needs the argument `%s`".formatted(function, parameter),
                        at,
                        "`" + parameter + "` is missing")
                .help("add `" + parameter + "=...`");
    }

    public static Failure unknownKeyword(Place at, String function, String keyword, Collection<String> known) {
        return fail("unknown-keyword", "`%s` has no parameter `%s`".formatted(function, keyword), at, "unknown")
                .help(meant(keyword, known, "see the definition of `" + function + "`"));
    }

    private static String meant(String name, Collection<String> known, String otherwise) {
        return Similar.to(name, known)
                .map(other -> "did you mean `" + other + "`?")
                .orElse(otherwise);
    }

    public static Failure attribute(Place at, String what, String attribute) {
        return attribute(at, what, attribute, List.of());
    }

    public static Failure attribute(Place at, String what, String attribute, Collection<String> known) {
        return fail(
                        "no-attribute",
                        "%s has no attribute `%s` in a kernel".formatted(what, attribute),
                        at,
                        "not known here")
                .help(meant(attribute, known, "README.md says what a kernel can use"));
    }

    public static Failure notCallable(Place at, String what) {
        return fail("not-callable", what + " cannot be called", at, what).help("call a function");
    }

    public static Failure notIterable(Place at, String what) {
        return fail("not-iterable", "a loop cannot go over " + what, at, what)
                .help("use `range(...)`, an array, a list or a tuple of values of one type");
    }

    public static Failure mixedItems(Place at, String what) {
        return fail("not-iterable", "a loop cannot go over " + what + " whose items have different types", at, what)
                .help("write `for ... in literal_unroll(...)`: its body is compiled once for each item");
    }

    /** What {@code literal_unroll} does not take. */
    public static Failure unrolled(Place at, String what) {
        return new Failure(Diagnostic.of(
                        "not-iterable",
                        Kind.UNSUPPORTED,
                        "`literal_unroll` does not go over " + what,
                        labelled(at, what))
                .withHelp("its argument should be a tuple or a list of constant values"));
    }

    public static Failure unpack(Place at, int targets, String what) {
        return fail("unpack-count", "%s cannot be unpacked into %d names".formatted(what, targets), at, what)
                .help("give as many names as there are items");
    }

    // Indexing.

    public static Failure notIndexable(Place at, String what) {
        return fail("not-indexable", what + " cannot be indexed", at, what).help("index an array or a tuple");
    }

    public static Failure index(Place at, String what) {
        return fail("index-type", what + " is not an index", at, what)
                .help("use an integer, a slice, `...` or `np.newaxis`");
    }

    public static Failure tooManyIndices(Place at, int rank, int given) {
        return fail(
                        "too-many-indices",
                        "an array of %d dimension%s has no index %d".formatted(rank, rank == 1 ? "" : "s", given),
                        at,
                        given + " indices")
                .help("use at most " + rank);
    }

    public static Failure tupleIndex(Place at, int length) {
        return fail("tuple-index", "the tuple has only %d items".formatted(length), at, "out of range")
                .help("use an index from %d to %d".formatted(-length, length - 1));
    }

    public static Failure mixedTuple(Place at, String what) {
        return fail(
                        "mixed-tuple-index",
                        "an item of %s cannot be chosen at run time: its items have different types".formatted(what),
                        at,
                        "its type is not known")
                .help("use a constant index");
    }

    /** A slice whose ends are known only when the kernel runs. */
    public static Failure tupleSlice(Place at, String what) {
        return fail(
                        "tuple-index",
                        "the length of a part of %s must be known while compiling: it is a part of its type"
                                .formatted(what),
                        at,
                        "its ends are known only when the function runs")
                .help("use constant ends, or an array: `np.array(t)[a:b]`");
    }

    public static Failure readOnly(Place at, String what) {
        return fail("read-only-array", "this array cannot be changed", at, what).help("copy it first: `a = a.copy()`");
    }

    public static Failure initReturns(Place at, String what) {
        return fail("store-type", "__init__() should return None, not " + what, at, "makes an instance")
                .help("`__init__` sets the fields of `self`; what it returns is lost");
    }

    public static Failure assignmentTarget(Place at, String what) {
        return fail("assignment-target", what + " cannot be assigned to", at, what)
                .help("assign to a variable or to an element of an array");
    }

    public static Failure store(Place at, String value, String target) {
        return fail("store-type", "%s cannot be stored in %s".formatted(value, target), at, value)
                .help("convert it to the array's type");
    }

    // Lists.

    public static Diagnostic untyped(Place at, String what) {
        return typing(
                        "untyped-list",
                        "what this %s holds is not known: nothing is put into it".formatted(what),
                        at,
                        "an empty " + what)
                .withHelp("put something into it, which tells");
    }

    public static Diagnostic untypedList(Place at) {
        return typing("untyped-list", "what this list holds is not known: nothing is put into it", at, "an empty list")
                .withHelp("append something to it in this function");
    }

    public static Failure listItem(Place at, String what, String list) {
        return fail("list-items", "%s does not go into %s".formatted(what, list), at, what)
                .help("a list has items of one type; convert the value");
    }

    // Functions and results.

    public static Failure results(Place one, String oneType, Place other, String otherType) {
        return new Failure(typing(
                        "return-types",
                        "the function returns %s in one place and %s in another".formatted(oneType, otherType),
                        other,
                        otherType)
                .withOther(labelled(one, oneType))
                .withHelp("return values of one type everywhere"));
    }

    public static Failure declaredResult(Place at, String type, Type declared) {
        return fail(
                        "result-type",
                        "the function returns %s, but its signature says %s".formatted(type, declared),
                        at,
                        type)
                .help("change the signature or convert the value");
    }

    public static Failure declaredLocal(Place at, String name, String type, Type declared) {
        return fail(
                        "local-type",
                        "`%s` gets %s, but the decorator's `locals` say %s".formatted(name, type, declared),
                        at,
                        type)
                .help("change `locals` or convert the value");
    }

    public static Diagnostic recursion(Place at, String function) {
        return typing(
                        "recursion-without-end",
                        "the type of `" + function + "`'s result depends on itself",
                        at,
                        "calls itself")
                .withHelp("add a path that returns without a recursive call");
    }

    public static Failure recursionGrows(Place at, String function, String one, String other) {
        return fail(
                        "recursion-without-end",
                        "the type of `%s`'s result grows with each call of itself: %s, then %s"
                                .formatted(function, one, other),
                        at,
                        "calls itself")
                .help("return values of one type from every depth: a list or an array, not a tuple in a tuple");
    }

    public static Failure inLibrary(Place at, String function, String cause) {
        return fail(
                        "argument-type",
                        "`%s` does not work on these arguments: %s".formatted(function, cause),
                        at,
                        "in this call")
                .help("convert the arguments");
    }

    /** What cannot be done with a dictionary whose keys and types of values are known while compiling. */
    public static Failure literalDict(Place at, String message) {
        return fail("literal-dict", message, at, "a literal dictionary")
                .help("give the values one type, which makes it a dict as any other");
    }

    /** What a library function itself says of arguments that it cannot take. */
    public static Failure refused(Place at, String message) {
        return fail("argument-type", message, at, "in this call").help("convert the arguments");
    }

    /** Two iterations of a prange loop get into each other's way. */
    public static Diagnostic race(Place at, String message, Optional<Place> other, String help) {
        Diagnostic diagnostic = Diagnostic.of("parallel-race", Kind.UNSUPPORTED, message, at);
        return other.map(diagnostic::withOther).orElse(diagnostic).withHelp(help);
    }

    public static Failure notADtype(Place at, String what) {
        return fail("not-a-dtype", what + " is not a type of array elements", at, what)
                .help("use for example `np.float64`");
    }

    public static Failure unknownDtype(Place at, String name) {
        return fail(
                        "not-a-dtype",
                        "Invalid NumPy dtype specified: '%s'".formatted(name),
                        at,
                        "names no type of numbers")
                .help("use for example `np.float64`, or 'f8'");
    }

    public static Failure dtypeAtRunTime(Place at, String function) {
        String message = "If %s dtype is a string it must be a string constant.".formatted(function);
        return fail("not-a-dtype", message, at, "known only at run time")
                .help("write the type where it is used, or pass the type itself: `np.float64`");
    }

    // The making of them.

    private static Diagnostic typing(String id, String message, Place at, String label) {
        return new Diagnostic(id, Kind.TYPING, message, labelled(at, label), List.of(), Optional.empty());
    }

    private static Draft fail(String id, String message, Place at, String label) {
        return new Draft(typing(id, message, at, label));
    }

    private static Place labelled(Place at, String text) {
        return new Place(at.file(), at.span(), text);
    }

    private record Draft(Diagnostic diagnostic) {
        Failure help(String text) {
            return new Failure(diagnostic.withHelp(text));
        }
    }

    /** Of a function that the compiler knows, behind what it does not take; empty where it expects something else. */
    public static String why(String function, String what, String expected) {
        boolean wantsArray = function.startsWith("np.")
                && expected.contains("array")
                && (what.equals("a str") || what.equals("None"));
        return wantsArray ? ": " + arrayLike(FIRST.getOrDefault(function, "a")) : "";
    }

    public static String arrayLike(String parameter) {
        return "The argument \"%s\" must be array-like".formatted(parameter);
    }
}
