package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Parameters;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Slices;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Ufunc;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ufuncs that the user made with {@code @vectorize}: called, they fuse with what surrounds them. */
public final class VectorizedCalls {
    /** The methods, which library functions do. */
    private static final Map<String, String> METHODS = Map.of(
            "reduce", "jaculus.ufunc_reduce",
            "accumulate", "jaculus.ufunc_accumulate",
            "reduceat", "jaculus.ufunc_reduceat",
            "outer", "jaculus.ufunc_outer",
            "at", "jaculus.ufunc_at");

    private VectorizedCalls() {}

    static void register(Map<String, Known> known) {
        known.put("jaculus.intrinsics.kind", (f, arguments) -> {
            Value given = arguments.bind("kind", "x").getFirst().orElseThrow();
            return new Value.Fixed(new Frozen.Str(kind(given)));
        });
    }

    private static String kind(Value value) {
        if (Tuples.is(value)) {
            return "tuple";
        }
        if (Slices.is(value)) {
            return "slice";
        }
        return switch (value) {
            case Computed c when c.type() instanceof Scalar -> "number";
            case Computed c when c.type() instanceof Type.Array -> "array";
            case Computed c when c.type() instanceof Type.ListOf -> "list";
            default -> "other";
        };
    }

    static Value call(Scope f, Frozen.Vectorized ufunc, CallArguments arguments) {
        if (ufunc.layout().isPresent()) {
            return GeneralisedCalls.call(f, ufunc, ufunc.layout().get(), arguments);
        }
        int inputs = inputs(f, ufunc);
        List<Optional<Value>> bound = arguments.bind(ufunc.name(), parameters(inputs));
        List<Expr> operands = new ArrayList<>();
        for (Optional<Value> one : bound.subList(0, inputs)) {
            operands.add(operand(ufunc, one.orElseThrow(), arguments));
        }
        Place place = arguments.place();
        List<Scalar> elements = operands.stream().map(VectorizedCalls::element).toList();
        Optional<List<Type>> loop = loop(ufunc, elements);
        if (loop.isEmpty() && !ufunc.open()) {
            String what = String.join(
                    " and ", elements.stream().map(one -> Describe.type(one)).toList());
            throw Errors.argument(place, ufunc.name(), what, "operands that one of its signatures takes");
        }
        Expr result = f.broadcasting()
                .elementwise(operands, scalars -> element(f, ufunc, loop, scalars, place), place.span());
        return f.calls().into(bound.get(inputs), bound.getLast(), result, ufunc.name(), arguments);
    }

    /** The function's result for one element of each operand. */
    private static Expr element(
            Scope f, Frozen.Vectorized ufunc, Optional<List<Type>> loop, List<Expr> scalars, Place place) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < scalars.size(); i++) {
            Expr one = scalars.get(i);
            values.add(new Computed(
                    loop.isPresent() ? Conversions.cast(one, loop.get().get(i)) : one));
        }
        Value value = f.functions().kernelCall(f, ufunc.function(), new CallArguments(place, values));
        Expr result = ((Computed) value).tree();
        if (!(result.type() instanceof Scalar)) {
            throw Errors.argument(
                    place,
                    ufunc.name(),
                    Describe.type(result.type()) + " as the result",
                    "a function whose result is a number");
        }
        return loop.isPresent() ? Conversions.cast(result, loop.get().getLast()) : result;
    }

    private static Expr operand(Frozen.Vectorized ufunc, Value value, CallArguments arguments) {
        if (value instanceof Computed c && (c.type() instanceof Scalar || c.type() instanceof Type.Array)) {
            return c.tree();
        }
        throw Errors.argument(arguments.at(value), ufunc.name(), Describe.value(value), "numbers or arrays");
    }

    private static Scalar element(Expr operand) {
        return operand.type() instanceof Type.Array array ? array.element() : (Scalar) operand.type();
    }

    /** The first loop that takes these elements with NumPy's safe conversions. */
    private static Optional<List<Type>> loop(Frozen.Vectorized ufunc, List<Scalar> elements) {
        boolean ints = elements.stream().anyMatch(Type.Int.class::isInstance);
        boolean floats = elements.stream().anyMatch(Type.Float.class::isInstance);
        for (List<Type> loop : ufunc.loops()) {
            boolean takes = true;
            for (int i = 0; i < elements.size(); i++) {
                takes &= Ufunc.converts(elements.get(i), (Scalar) loop.get(i), ints && floats);
            }
            if (takes) {
                return Optional.of(loop);
            }
        }
        return Optional.empty();
    }

    private static int inputs(Scope f, Frozen.Vectorized ufunc) {
        return Parameters.positional(f.functions().kernel(ufunc.function()).tree.args())
                .size();
    }

    private static String[] parameters(int inputs) {
        String[] names = new String[inputs + 2];
        for (int i = 0; i < inputs; i++) {
            names[i] = "x" + (i + 1);
        }
        names[inputs] = "out?";
        names[inputs + 1] = "*where?";
        return names;
    }

    /** {@code ufunc.nin} and its like, which are constants, and its methods. */
    static Value attribute(Scope f, Frozen.Vectorized ufunc, String name, Span span) {
        int inputs = ufunc.layout().map(layout -> layout.inputs().size()).orElseGet(() -> inputs(f, ufunc));
        int outputs = ufunc.layout().map(layout -> layout.outputs().size()).orElse(1);
        return switch (name) {
            case "nin" -> new Computed(Trees.integer(inputs, span));
            case "nout" -> new Computed(Trees.integer(outputs, span));
            case "nargs" -> new Computed(Trees.integer(inputs + outputs, span));
            case "identity" ->
                new Computed(ufunc.identity()
                        .<Expr>map(identity -> Trees.integer(identity, span))
                        .orElseGet(() -> Trees.none(span)));
            case "ntypes" -> new Computed(Trees.integer(ufunc.loops().size(), span));
            default -> {
                if (!METHODS.containsKey(name) || ufunc.layout().isPresent()) {
                    throw Errors.attribute(f.place(span), "the ufunc `" + ufunc.name() + "`", name);
                }
                yield new Value.Bound(new Value.Fixed(ufunc), METHODS.get(name));
            }
        };
    }
}
