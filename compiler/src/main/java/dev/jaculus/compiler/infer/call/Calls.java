package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.InOrder;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Raises;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Ufunc;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.infer.ops.Complexes;
import dev.jaculus.compiler.infer.ops.Dictionaries;
import dev.jaculus.compiler.infer.ops.LiteralDictOps;
import dev.jaculus.compiler.infer.ops.OperatorOverloads;
import dev.jaculus.compiler.infer.ops.Randoms;
import dev.jaculus.compiler.infer.ops.Sets;
import dev.jaculus.compiler.infer.ops.TextOps;
import dev.jaculus.compiler.infer.ops.Ufuncs;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls: finds what a function's name stands for. */
public final class Calls implements Topics.OfCalls {
    private static final Map<String, Known> KNOWN = new HashMap<>();

    static {
        Builtins.register(KNOWN);
        Casting.register(KNOWN);
        MathCalls.register(KNOWN);
        Creation.register(KNOWN);
        Rounding.register(KNOWN);
        Shapes.register(KNOWN);
        Permutations.register(KNOWN);
        ArrayLiterals.register(KNOWN);
        Selection.register(KNOWN);
        Iterators.register(KNOWN);
        TypeTests.register(KNOWN);
        Introspection.register(KNOWN);
        HeapCalls.register(KNOWN);
        ListCalls.register(KNOWN);
        Pointers.register(KNOWN);
        Dictionaries.register(KNOWN);
        LiteralDictOps.register(KNOWN);
        Sets.register(KNOWN);
        KNOWN.put("jaculus.literally", Literals::literally);
        LiteralUnroll.register(KNOWN);
        OperatorCalls.register(KNOWN);
        Threads.register(KNOWN);
        Stretching.register(KNOWN);
        Contractions.register(KNOWN);
        FortranCalls.register(KNOWN);
        RandomCalls.register(KNOWN);
        ForeignCalls.register(KNOWN);
        TypeQueries.register(KNOWN);
        Scaling.register(KNOWN);
        Complexes.register(KNOWN);
        TextCalls.register(KNOWN);
        VectorizedCalls.register(KNOWN);
    }

    private final Scope f;

    public Calls(Scope f) {
        this.f = f;
    }

    @Override
    public Value call(dev.jaculus.syntax.ast.Expr.Call e) {
        Value callee = f.expressions().value(e.func());
        // What is pushed tells what the list holds.
        boolean heap = callee instanceof Value.Fixed(Frozen.Attribute(String name)) && name.equals("heapq.heappush");
        InOrder given = new InOrder(f);
        List<Span> spans = new ArrayList<>();
        for (dev.jaculus.syntax.ast.Expr argument : e.args()) {
            given.next(() -> argument instanceof dev.jaculus.syntax.ast.Expr.Starred starred
                    ? spread(starred)
                    : List.of(
                            heap
                                    ? f.expressions().operand(argument)
                                    : f.expressions().value(argument)));
            spans.addAll(Collections.nCopies(given.values().size() - spans.size(), argument.span()));
        }
        List<Value> positional = new ArrayList<>(given.values());
        Map<String, Value> keywords = new LinkedHashMap<>();
        for (dev.jaculus.syntax.ast.Expr.Keyword keyword : e.keywords()) {
            if (keyword.arg().isEmpty()) {
                throw Errors.unsupported(f.place(keyword.span()), "`**` in a call", "name the arguments");
            }
            keywords.put(keyword.arg().get(), f.expressions().value(keyword.value()));
            spans.add(keyword.value().span());
        }
        return call(callee, new CallArguments(f.place(e.span()), positional, keywords, spans));
    }

    @Override
    public List<Value> spread(dev.jaculus.syntax.ast.Expr.Starred starred) {
        Value value = f.expressions().value(starred.value());
        if (Tuples.is(value)) {
            return Tuples.items(f, value, starred.span());
        }
        throw Errors.unsupported(f.place(starred.span()), "`*` of " + Describe.value(value), "use a tuple");
    }

    @Override
    public Value call(Value callee, CallArguments arguments) {
        return switch (callee) {
            case Value.Fixed(Frozen.Attribute(String name)) -> named(name, arguments);
            case Value.Fixed(Frozen.TypeObject(Type type))
            when type instanceof Scalar scalar -> Casting.cast(f, scalar, arguments);
            case Value.Fixed(Frozen.Kernel(int index)) -> f.functions().kernelCall(f, index, arguments);
            case Value.Fixed(Frozen.Vectorized ufunc) -> VectorizedCalls.call(f, ufunc, arguments);
            case Value.Fixed(Frozen.ExceptionClass exception) -> Raises.made(exception, arguments);
            case Value.Bound bound -> bound(bound, arguments);
            case Value.Fixed(Frozen.Overloaded(int index)) ->
                f.functions().overloads().call(f, index, arguments);
            case Value.Ours ours -> f.functions().call(f, f.parallelLoops().form(ours.definition()), arguments);
            case Value.Fixed(Frozen.Class cls) -> f.objects().make(cls, arguments);
            case Value.Fixed(Frozen.Inlined inlined) -> inlined(inlined, arguments);
            case Value.Fixed(Frozen.Foreign foreign) -> ForeignCalls.call(f, foreign, arguments);
            case Value.Fixed(Frozen.NamedClass named) -> NamedTuples.make(f, named, arguments);
            case Value.Closure closure -> f.closures().call(closure, arguments);
            case Value.Method method -> method(method, arguments);
            case Value.OneOf one -> ChosenFunctions.call(f, one, arguments);
            case Computed c when OperatorOverloads.isUsers(c) -> method(new Value.Method(c, "__call__"), arguments);
            default -> throw Errors.notCallable(arguments.place(), Describe.value(callee));
        };
    }

    private static Value inlined(Frozen.Inlined inlined, CallArguments arguments) {
        List<Value> given = arguments.positional();
        if (given.size() != inlined.parameters().size() || !arguments.keywords().isEmpty()) {
            String wanted = inlined.parameters().size() + " positional arguments";
            throw Errors.argumentCount(arguments.place(), inlined.name(), wanted, given.size());
        }
        List<Expr> trees = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Scalar parameter = inlined.parameters().get(i);
            if (!(given.get(i) instanceof Computed c && Conversions.toScalar(c.type(), parameter))) {
                throw Errors.argument(
                        arguments.at(given.get(i)),
                        inlined.name(),
                        Describe.value(given.get(i)),
                        Describe.type(parameter));
            }
            trees.add(Conversions.cast(c.tree(), parameter));
        }
        return new Computed(new Expr.Inlined(
                inlined.result(), inlined.definition(), trees, arguments.place().span()));
    }

    /** A method of what exists only here is a library function with it as the first argument. */
    private Value bound(Value.Bound bound, CallArguments arguments) {
        List<Value> positional = new ArrayList<>();
        positional.add(bound.self());
        positional.addAll(arguments.positional());
        return named(
                bound.function(), new CallArguments(arguments.place(), positional, arguments.keywords(), List.of()));
    }

    /** A method of an array is the NumPy function with the array as its first argument. */
    private Value method(Value.Method method, CallArguments arguments) {
        if (method.self().type() instanceof Scalar && method.name().equals("item")) {
            return method.self();
        }
        Optional<Value> special = f.ask(ops -> ops.method(method, arguments));
        if (special.isPresent()) {
            return special.get();
        }
        List<Value> positional = new ArrayList<>();
        positional.add(method.self());
        positional.addAll(arguments.positional());
        List<Span> spans = new ArrayList<>();
        if (!arguments.spans().isEmpty()) {
            spans.add(arguments.place().span());
            spans.addAll(arguments.spans());
        }
        CallArguments all = new CallArguments(arguments.place(), positional, arguments.keywords(), spans);
        Optional<Value> overloaded = f.functions().overloads().method(f, method, all);
        if (overloaded.isPresent()) {
            return overloaded.get();
        }
        if (OperatorOverloads.isUsers(method.self())) {
            throw method.name().equals("__call__")
                    ? Errors.notCallable(arguments.place(), Describe.value(method.self()))
                    : Errors.attribute(arguments.place(), Describe.value(method.self()), method.name());
        }
        if (method.self().type() instanceof Type.ListOf) {
            return named("list." + method.name(), all);
        }
        if (Randoms.is(method.self())) {
            return named(Randoms.name(method.name()), all);
        }
        if (method.self().type() instanceof Type.Str) {
            return TextOps.call(f, method.name(), all);
        }
        String own = "numpy.ndarray." + method.name();
        boolean differs = KNOWN.containsKey(own) || f.functions().library(own).isPresent();
        return named(differs ? own : "numpy." + method.name(), all);
    }

    @Override
    public Value named(String name, List<Value> arguments, Span span) {
        return named(name, new CallArguments(f.place(span), arguments));
    }

    @Override
    public Value named(String name, CallArguments given) {
        // A list may hold what may be None.
        boolean asItIs =
                name.startsWith("list.") || name.startsWith("jaculus.intrinsics.") || TypeQueries.asksTypes(name);
        CallArguments arguments = asItIs ? given : given.present();
        Optional<Value> special = f.ask(ops -> ops.call(name, arguments));
        if (special.isPresent()) {
            return special.get();
        }
        if (arguments.positional().stream().anyMatch(OperatorOverloads::isUsers)) {
            Optional<Value> overloaded = f.functions().overloads().named(f, name, arguments);
            if (overloaded.isPresent()) {
                return overloaded.get();
            }
        }
        Known known = KNOWN.get(name);
        if (known != null) {
            return known.call(f, arguments);
        }
        Optional<Scalar> dtype = Dtypes.named(name);
        if (dtype.isPresent()) {
            return Casting.cast(f, dtype.get(), arguments);
        }
        if (name.startsWith("numpy.")) {
            Ufunc ufunc = Ufuncs.find(name.substring("numpy.".length()));
            if (ufunc != null) {
                return ufunc(ufunc, arguments);
            }
        }
        Optional<Definition> library = f.functions().library(name);
        if (library.isPresent()) {
            return f.functions().call(f, f.parallelLoops().form(library.get()), arguments);
        }
        return f.functions()
                .overloads()
                .named(f, name, arguments)
                .orElseThrow(() -> Errors.unsupportedFunction(arguments.place(), name));
    }

    private Value ufunc(Ufunc ufunc, CallArguments arguments) {
        Place place = arguments.place();
        String name = "np." + ufunc.name();
        String[] parameters = ufunc.arity() == 1
                ? new String[] {"x", "out?", "*where?", "*dtype?"}
                : new String[] {"x1", "x2", "out?", "*where?", "*dtype?"};
        List<Optional<Value>> bound = arguments.bind(name, parameters);
        List<dev.jaculus.compiler.tree.Expr> operands = new ArrayList<>();
        for (int i = 0; i < ufunc.arity(); i++) {
            operands.add(ArrayOperands.operand(f, bound.get(i).orElseThrow(), arguments, name));
        }
        dev.jaculus.compiler.tree.Expr result = f.broadcasting()
                .ufunc(ufunc, operands, ArrayOperands.dtype(bound.getLast(), arguments, name), place.span());
        return into(bound.get(ufunc.arity()), bound.get(ufunc.arity() + 1), result, name, arguments);
    }

    private static boolean isTrue(Value value) {
        return value instanceof Computed c
                && c.tree() instanceof dev.jaculus.compiler.tree.Expr.Const constant
                && constant.type() instanceof Type.Bool
                && constant.value().equals(1L);
    }

    @Override
    public Value into(
            Optional<Value> out, dev.jaculus.compiler.tree.Expr result, String name, CallArguments arguments) {
        return into(out, Optional.empty(), result, name, arguments);
    }

    @Override
    public Value into(
            Optional<Value> out,
            Optional<Value> where,
            dev.jaculus.compiler.tree.Expr result,
            String name,
            CallArguments arguments) {
        if (out.isEmpty() || (out.get() instanceof Computed none && none.type() instanceof Type.None)) {
            return new Computed(result);
        }
        if (!(out.get() instanceof Computed target && target.type() instanceof Type.Array type)) {
            throw Errors.argument(arguments.at(out.get()), name, Describe.value(out.get()), "an array as `out`");
        }
        if (type.readOnly()) {
            String what = "ufunc '%s' called with an explicit output that is read-only";
            throw Errors.readOnly(arguments.at(out.get()), what.formatted(name.replace("np.", "")));
        }
        dev.jaculus.compiler.tree.Expr kept = f.once(target.tree(), "out");
        Span span = arguments.place().span();
        dev.jaculus.compiler.tree.Expr stored = where.filter(condition -> !isTrue(condition))
                .map(condition -> f.broadcasting()
                        .chosen(ArrayOperands.operand(f, condition, arguments, name), result, kept, span))
                .orElse(result);
        f.indexing().storeArray(kept, new Computed(stored), span);
        return new Computed(kept);
    }
}
