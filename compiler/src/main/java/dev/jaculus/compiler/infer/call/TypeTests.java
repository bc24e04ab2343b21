package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Slices;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code isinstance}: known while compiling. As in Numba a class stands for exactly one type: an int32 is no {@code int}. */
public final class TypeTests {
    private TypeTests() {}

    static void register(Map<String, Known> known) {
        known.put("builtins.isinstance", (f, a) -> {
            List<Optional<Value>> bound = a.bind("isinstance", "object", "class_or_tuple");
            Value classes = bound.getLast().orElseThrow();
            if (bound.getFirst().orElseThrow() instanceof Value.CaughtException caught) {
                return new Computed(
                        new Caught(f).isOf(caught, classes, a.place().span()));
            }
            boolean holds = test(bound.getFirst().orElseThrow(), classes, a);
            return new Computed(Trees.bool(holds, a.place().span()));
        });
    }

    private static boolean test(Value value, Value classes, CallArguments arguments) {
        return switch (classes) {
            case Value.Sequence s -> s.items().stream().anyMatch(one -> test(value, one, arguments));
            case Value.Fixed(Frozen.Attribute(String name)) -> named(value, name, arguments);
            case Value.Fixed(Frozen.TypeObject(Type type)) ->
                value instanceof Computed c && c.type().equals(type);
            case Value.Fixed(Frozen.Class cls) ->
                value instanceof Computed c && c.type() instanceof Type.Instance i && i.index() == cls.index();
            case Value.Fixed(Frozen.NamedClass named) ->
                value instanceof Computed c
                        && c.type() instanceof Type.Tuple t
                        && t.names().equals(Optional.of(named.names()));
            default ->
                throw Errors.argument(
                        arguments.place(), "isinstance", Describe.value(classes), "a class, or a tuple of classes");
        };
    }

    private static boolean isInteger(Optional<Type> type) {
        return type.orElse(null) instanceof Type.Int;
    }

    private static boolean isInexact(Optional<Type> type) {
        return type.orElse(null) instanceof Type.Float || type.orElse(null) instanceof Type.Complex;
    }

    private static boolean named(Value value, String name, CallArguments arguments) {
        Optional<Type> type = value instanceof Computed c ? Optional.of(c.type()) : Optional.empty();
        return switch (name) {
            case "builtins.int" -> type.equals(Optional.of(Type.INT64));
            case "builtins.float" -> type.equals(Optional.of(Type.FLOAT64));
            case "builtins.bool" -> type.equals(Optional.of(Type.BOOL));
            case "builtins.range" -> value instanceof Value.Range;
            case "builtins.str" -> Texts.is(value);
            case "builtins.tuple" -> Tuples.is(value);
            case "builtins.slice" -> Slices.is(value);
            case "builtins.list" -> type.orElse(null) instanceof Type.ListOf || value instanceof Value.Listing;
            case "builtins.dict", "builtins.set", "builtins.bytes" -> false;
            case "numpy.ndarray" -> type.orElse(null) instanceof Type.Array;
            case "numpy.datetime64" -> type.orElse(null) instanceof Type.Datetime;
            case "numpy.timedelta64" -> type.orElse(null) instanceof Type.Timedelta;
            // Of the abstract classes a kernel's numbers are as NumPy's are, whichever they were outside.
            case "numpy.generic" -> type.orElse(null) instanceof Type.Scalar;
            case "numpy.number" -> isInteger(type) || isInexact(type);
            case "numpy.integer" -> isInteger(type);
            case "numpy.signedinteger" -> isInteger(type) && ((Type.Int) type.get()).signed();
            case "numpy.unsignedinteger" -> isInteger(type) && !((Type.Int) type.get()).signed();
            case "numpy.inexact" -> isInexact(type);
            case "numpy.floating" -> type.orElse(null) instanceof Type.Float;
            case "numpy.complexfloating" -> type.orElse(null) instanceof Type.Complex;
            default -> {
                Optional<Type.Scalar> dtype =
                        name.equals("builtins.complex") ? Dtypes.named("numpy.complex128") : Dtypes.named(name);
                if (dtype.isEmpty()) {
                    throw Errors.argument(
                            arguments.place(), "isinstance", "`" + name + "`", "a class that kernels have values of");
                }
                yield type.equals(Optional.<Type>of(dtype.get()));
            }
        };
    }
}
