package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.Optionals;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.infer.ops.Times;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about types and literals that the library asks while it is compiled: each answer leaves one branch. */
public final class TypeQueries {
    private TypeQueries() {}

    static void register(Map<String, Known> known) {
        known.put("numpy.promote_types", (f, a) -> {
            List<Optional<Value>> bound = a.bind("np.promote_types", "type1", "type2");
            return common(bound.stream().map(Optional::orElseThrow).toList(), a, "np.promote_types");
        });
        known.put("numpy.result_type", (f, a) -> common(a.unnamed("np.result_type"), a, "np.result_type"));
        known.put("numpy.iscomplexobj", (f, a) -> isComplex(f, a, true));
        known.put("numpy.isrealobj", (f, a) -> isComplex(f, a, false));
        known.put("numpy.isscalar", (f, a) -> {
            Value given = a.bind("np.isscalar", "element").getFirst().orElseThrow();
            boolean scalar = Texts.is(given) || (given instanceof Computed c && c.type() instanceof Scalar);
            return new Computed(Trees.bool(scalar, a.place().span()));
        });
        known.put("jaculus.intrinsics.is_known", (f, a) -> {
            Value given = a.bind("is_known", "x").getFirst().orElseThrow();
            boolean literal =
                    given instanceof Computed c && Trees.literalInt(c.tree()).isPresent();
            return new Computed(Trees.bool(literal, a.place().span()));
        });
        known.put("jaculus.intrinsics.dtype_kind", (f, a) -> {
            Value given = a.bind("dtype_kind", "x").getFirst().orElseThrow();
            boolean number = given instanceof Computed;
            return new Value.Fixed(new Frozen.Str(
                    number ? element(given).map(TypeQueries::kind).orElse("") : ""));
        });
        known.put("jaculus.intrinsics.layout", (f, a) -> {
            Expr array = ArrayOperands.array(f, a.bind("layout", "a").getFirst().orElseThrow(), a, "layout");
            return new Value.Fixed(
                    new Frozen.Str(((Type.Array) array.type()).layout().name()));
        });
        known.put("jaculus.intrinsics.refuse", (f, a) -> {
            Value text = a.bind("refuse", "text").getFirst().orElseThrow();
            throw Errors.refused(a.place(), Texts.known(text).orElseThrow());
        });
        known.put("jaculus.intrinsics.is_readonly", (f, a) -> {
            Expr array =
                    ArrayOperands.array(f, a.bind("is_readonly", "a").getFirst().orElseThrow(), a, "is_readonly");
            return new Computed(
                    Trees.bool(((Type.Array) array.type()).readOnly(), a.place().span()));
        });
    }

    /** Of what may be None the type is asked too, where it is there; None is no complex number. */
    private static Value isComplex(Scope f, CallArguments arguments, boolean wanted) {
        Value given = arguments.bind("np.iscomplexobj", "x").getFirst().orElseThrow();
        Span span = arguments.place().span();
        Type type = given instanceof Computed c ? c.type() : Type.NONE;
        Value inside = type instanceof Type.Optional ? Optionals.present(given) : given;
        boolean asked = inside instanceof Computed c && c.type() instanceof Type.None;
        boolean complex = !asked && element(arrayOf(f, inside, arguments)).orElse(Type.BOOL) instanceof Type.Complex;
        if (complex && type instanceof Type.Optional) {
            Expr there = new Expr.Present(((Computed) given).tree(), span);
            return new Computed(wanted ? there : Logic.not(there, span));
        }
        return new Computed(Trees.bool(complex == wanted, span));
    }

    private static Value arrayOf(Scope f, Value value, CallArguments arguments) {
        boolean number = value instanceof Computed c && c.type() instanceof Scalar;
        return number || !ArrayOperands.isArrayLike(value)
                ? value
                : new Computed(ArrayOperands.array(f, value, arguments, "np.iscomplexobj"));
    }

    /** The dtype that holds values of all of these: dtypes, arrays, numbers. */
    private static Value common(List<Value> given, CallArguments arguments, String function) {
        List<Scalar> types = new ArrayList<>();
        for (Value one : given) {
            types.add(element(one).orElseGet(() -> Dtypes.required(one, arguments, function)));
        }
        Scalar type = types.stream()
                .reduce((a, b) -> Times.common(a, b, arguments.place(), function))
                .orElseThrow(() -> Errors.missingArgument(arguments.place(), function, "type1"));
        return new Value.Fixed(new Frozen.TypeObject(type));
    }

    static Optional<Scalar> element(Value value) {
        if (value instanceof Computed c) {
            return switch (c.type()) {
                case Scalar scalar -> Optional.of(scalar);
                case Type.Array array -> Optional.of(array.element());
                default -> Optional.empty();
            };
        }
        return Dtypes.of(value);
    }

    /** Whether a function asks for the types of its arguments alone, so that it may be given None. */
    static boolean asksTypes(String name) {
        return name.equals("numpy.iscomplexobj") || name.equals("numpy.isrealobj") || name.equals("numpy.isscalar");
    }

    /** {@code dtype.kind} and the other things that NumPy's dtypes say of themselves. */
    static Optional<Value> attribute(Scalar type, String name, Span span) {
        return switch (name) {
            case "itemsize" -> Optional.of(new Computed(Trees.integer(type.size(), span)));
            case "kind" -> Optional.of(new Value.Fixed(new Frozen.Str(kind(type))));
            case "name" -> Optional.of(new Value.Fixed(new Frozen.Str(type.toString())));
            case "type" -> Optional.of(new Value.Fixed(new Frozen.TypeObject(type)));
            default -> Optional.empty();
        };
    }

    private static String kind(Scalar type) {
        return switch (type) {
            case Type.Bool _ -> "b";
            case Type.Int i -> i.signed() ? "i" : "u";
            case Type.Float _ -> "f";
            case Type.Complex _ -> "c";
            case Type.Datetime _ -> "M";
            case Type.Timedelta _ -> "m";
        };
    }
}
