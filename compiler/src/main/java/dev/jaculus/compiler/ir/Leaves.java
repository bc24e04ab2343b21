package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.stream.Stream;

/** What the values of the types of a program are in the IR, which has scalars, arrays, lists and generators only. */
public final class Leaves {
    private Leaves() {}

    /** The types of the IR values that a type consists of. */
    public static List<Type> of(Type type) {
        return switch (type) {
            case Type.Tuple t ->
                t.items().stream().flatMap(item -> of(item).stream()).toList();
            case Type.None _ -> List.of();
            case Type.Optional o ->
                Stream.concat(Stream.of(Type.BOOL), of(o.item()).stream()).toList();
            case Type.Str _ -> List.of(Type.CODE_POINTS);
            case Type.Scalar _, Type.Array _ -> List.of(plain(type));
            case Type.ListOf _, Type.Generator _ -> List.of(type);
        };
    }

    /** Times are whole numbers, arrays of them arrays of whole numbers; other types stay what they are. */
    public static Type plain(Type type) {
        return switch (type) {
            case Type.Time _ -> Type.INT64;
            case Type.Array(Type.Time _, int rank, Type.Layout layout, boolean readOnly, int last) ->
                new Type.Array(Type.INT64, rank, layout, readOnly, last);
            default -> type;
        };
    }

    /** Whether a value of the IR lies in a block whose references are counted. */
    public static boolean isReference(Type type) {
        return type instanceof Type.Array || isPointer(type);
    }

    /** Whether such a value is nothing but the pointer to its block. */
    public static boolean isPointer(Type type) {
        return type instanceof Type.ListOf || type instanceof Type.Generator;
    }
}
