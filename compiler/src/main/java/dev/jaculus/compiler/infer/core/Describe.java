package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Type;

/** Values and types in the words of the user, with their article. */
public final class Describe {
    private Describe() {}

    public static String value(Value value) {
        return switch (value) {
            case Value.Computed c -> type(c.type());
            case Value.Fixed fixed -> frozen(fixed.what());
            case Value.Ours ours -> "the function `" + ours.definition().name + "`";
            case Value.Undeclared u -> "`" + u.name() + "` of an objmode block";
            case Value.Method m -> "the method `" + m.name() + "`";
            case Value.Bound b -> "the method `" + shortName(b.function()) + "`";
            case Value.OneOf _ -> "one of several functions";
            case Value.Sequence _ -> "a tuple";
            case Value.Listing _ -> "a list";
            case Value.Unrolled u -> value(u.over());
            case Value.SliceOf _ -> "a slice";
            case Value.Ellipsis _ -> "`...`";
            case Value.Range _ -> "a range";
            case Value.Enumerate _ -> "an enumerate";
            case Value.Zip _ -> "a zip";
            case Value.Reversed _ -> "a reversed range";
            case Value.Mapped _ -> "a map";
            case Value.Filtered _ -> "a filter";
            case Value.Iterator _ -> "an iterator";
            case Value.Flags _ -> "the flags of an array";
            case Value.Ctypes _ -> "the ctypes of an array";
            case Value.Indices _, Value.Elements _ -> "an iterator over an array";
            case Value.Generated _ -> "a generator";
            case Value.Untyped u -> "an empty " + u.what();
            case Value.Closure c -> "the function `" + c.definition().name + "`";
            case Value.NewException _, Value.CaughtException _ -> "an exception";
        };
    }

    public static String variable(Variable variable) {
        return switch (variable) {
            case Variable.Unknown _ -> "unknown";
            case Variable.Typed t -> type(t.type());
            case Variable.Static s -> value(s.value());
            case Variable.Conflict c -> variable(c.one());
        };
    }

    /** The type as Numba spells it, but for tuples that the program does not see as such. */
    public static String spelled(Type type) {
        return switch (type) {
            case Type.Tuple t when t.isStruct() -> structure(t);
            case Type.Tuple t when t.isRecord() -> type(t).replaceFirst("^a ", "");
            case Type.Tuple t when t.isBytes() -> "bytes";
            default -> type.toString();
        };
    }

    /** The class of types whose value it is. */
    private static String structure(Type.Tuple struct) {
        return struct.names().orElseThrow().name().substring(Type.STRUCT.length());
    }

    public static String type(Type type) {
        return switch (type) {
            case Type.None _ -> "None";
            case Type.ListOf l -> ListSite.isUndecided(l) ? "an empty list" : "a list of " + l.item();
            case Type.Generator _ -> "a generator";
            case Type.Instance i -> "an instance of `" + i.name() + "`";
            case Type.Str _ -> "a str";
            case Type.Int _ -> (type.toString().startsWith("i") ? "an " : "a ") + type;
            case Type.Bool _, Type.Float _, Type.Complex _, Type.Time _ -> "a " + type;
            case Type.Optional o -> type(o.item()) + " or None";
            case Type.Tuple t when t.isSlice() -> "a slice";
            case Type.Tuple t when t.isEllipsis() -> "`...`";
            case Type.Tuple t when t.isRandom() -> "a random Generator";
            case Type.Tuple t when t.isBytes() -> "bytes";
            case Type.Tuple t when t.isLiteralDict() -> "a literal dictionary";
            case Type.Tuple t when t.isStruct() -> "a value of `" + structure(t) + "`";
            case Type.Tuple t
            when t.isRecord() -> {
                int rank = RecordTypes.rank(t);
                if (RecordTypes.isTexts(t)) {
                    yield "a %dd array of texts".formatted(rank);
                }
                String fields = String.join(", ", RecordTypes.fields(t));
                yield (rank == 0 ? "a record" : "a %dd array of records".formatted(rank)) + " of " + fields;
            }
            case Type.Tuple t ->
                "a tuple of %d item%s".formatted(t.items().size(), t.items().size() == 1 ? "" : "s");
            case Type.Array a -> "a %dd array of %s".formatted(a.rank(), a.element());
        };
    }

    private static String frozen(Frozen what) {
        return switch (what) {
            case Frozen.Module module -> "the module `" + module.name() + "`";
            case Frozen.Namespace _ -> "a module";
            case Frozen.Attribute attribute -> "`" + attribute.name() + "`";
            case Frozen.Kernel _ -> "a function";
            case Frozen.Vectorized ufunc -> "the ufunc `" + ufunc.name() + "`";
            case Frozen.Overloaded _ -> "an overloaded function";
            case Frozen.ExceptionClass exception -> "the exception class `" + shortName(exception.name()) + "`";
            case Frozen.Class _ -> "a class";
            case Frozen.Foreign foreign -> "the C function `" + foreign.name() + "`";
            case Frozen.Inlined inlined -> "the intrinsic `" + inlined.name() + "`";
            case Frozen.NamedClass named -> "the class `" + named.names().name() + "`";
            case Frozen.TypeObject type -> "the type `" + type.type() + "`";
            case Frozen.Str _ -> "a str";
            case Frozen.Unsupported unsupported -> unsupported.what();
            case Frozen.Int _,
                    Frozen.Float _,
                    Frozen.Complex _,
                    Frozen.Typed _,
                    Frozen.Bool _,
                    Frozen.None _,
                    Frozen.Tuple _,
                    Frozen.Slice _,
                    Frozen.NamedItems _,
                    Frozen.Address _,
                    Frozen.Array _ -> "a constant";
        };
    }

    public static String shortName(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }

    /** A function as the user writes its name. */
    public static String function(String name) {
        if (name.startsWith("builtins.")) {
            return name.substring("builtins.".length());
        }
        return name.startsWith("numpy.") ? "np." + name.substring("numpy.".length()) : name;
    }
}
