package dev.jaculus.compiler.types;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a value of a type lies: the one place that knows. A value is one value of the IR, or several fields side by side, each with a layout of
 * its own. From this follow the values that it is in the IR, the eight-byte slots (jac_slot) that kernels and hosts share, which of them
 * refer to counted blocks, and how an item lies in a list. Hosts have the same of their own types: python/ext/layout.c, the Java
 * host in Slots.
 */
public sealed interface Layout {
    /** Of an item of a list: the runtime has a bit for each slot. */
    int MOST_OF_AN_ITEM = 64;

    /** Of an exception's run-time arguments (JAC_ARGUMENTS). */
    int MOST_OF_AN_EXCEPTION = 32;

    /** One value of the IR, of this type, in these slots. */
    record One(Type type, List<Slot> slots) implements Layout {}

    /** Fields side by side: a tuple's items; nothing for None; whether it is there, and the value, for an optional. */
    record Fields(List<Layout> fields) implements Layout {}

    /** What lies in a slot. */
    enum Slot {
        /** A whole number or a truth value, with 64 bits. */
        INTEGER,
        /** A float in the low four bytes. */
        FLOAT32,
        FLOAT64,
        /** The address of an array's first element. */
        DATA,
        /** A counted block, a host's handle (odd) or nobody (0): what an array lies in. */
        OWNER,
        /** A counted block, which is all that the value is: a list, a generator, an object. */
        BLOCK;

        /** Whether it refers to a block whose references are counted. */
        public boolean isReference() {
            return this == OWNER || this == BLOCK;
        }
    }

    /** The layout of a type's values. A new type does not compile until it is here. */
    static Layout of(Type type) {
        return switch (type) {
            case Type.Float f -> new One(f, List.of(f.bits() == 32 ? Slot.FLOAT32 : Slot.FLOAT64));
            case Type.Complex c ->
                new One(
                        c,
                        List.of(
                                of(c.part()).slots().getFirst(),
                                of(c.part()).slots().getFirst()));
            case Type.Time _ -> of(Type.INT64);
            case Type.Bool _, Type.Int _ -> new One(type, List.of(Slot.INTEGER));
            case Type.Str _ -> of(Type.CODE_POINTS);
            case Type.Array a -> new One(plain(a), array(a.rank()));
            case Type.ListOf _, Type.Generator _, Type.Instance _ -> new One(type, List.of(Slot.BLOCK));
            case Type.None _ -> new Fields(List.of());
            case Type.Optional o -> new Fields(List.of(of(Type.BOOL), of(o.item())));
            case Type.Tuple t -> new Fields(t.items().stream().map(Layout::of).toList());
        };
    }

    private static List<Slot> array(int rank) {
        return Stream.concat(
                        Stream.of(Slot.OWNER, Slot.DATA),
                        Stream.generate(() -> Slot.INTEGER).limit(2L * rank))
                .toList();
    }

    /** Times are whole numbers, arrays of them arrays of whole numbers; other types of the IR stay what they are. */
    static Type plain(Type type) {
        return switch (type) {
            case Type.Time _ -> Type.INT64;
            case Type.Array(Type.Time _, int rank, Type.Layout layout, boolean readOnly, int last) ->
                new Type.Array(Type.INT64, rank, layout, readOnly, last);
            default -> type;
        };
    }

    /** The slots of a value, one after the other. */
    default List<Slot> slots() {
        return switch (this) {
            case One one -> one.slots();
            case Fields f ->
                f.fields().stream().flatMap(field -> field.slots().stream()).toList();
        };
    }

    /** The types of the IR values that a value consists of. */
    default List<Type> leaves() {
        return switch (this) {
            case One one -> List.of(one.type());
            case Fields f ->
                f.fields().stream().flatMap(field -> field.leaves().stream()).toList();
        };
    }

    /** A bit for each of a value's slots that refers to a counted block. */
    default long references() {
        List<Slot> slots = slots();
        long bits = 0;
        for (int i = 0; i < slots.size(); i++) if (slots.get(i).isReference()) bits |= 1L << i;
        return bits;
    }

    /** How many slots a value of this type takes. */
    static int slots(Type type) {
        return of(type).slots().size();
    }

    /** How many slots values of these types take. */
    static int slots(List<? extends Type> types) {
        return types.stream().mapToInt(Layout::slots).sum();
    }

    /** The types of the IR values that a type consists of. */
    static List<Type> leaves(Type type) {
        return of(type).leaves();
    }

    /** Whether a value of the IR lies in a block whose references are counted. */
    static boolean isReference(Type type) {
        return type instanceof Type.Array || isPointer(type);
    }

    /** Whether such a value is nothing but the pointer to its block. */
    static boolean isPointer(Type type) {
        return type instanceof Type.ListOf || type instanceof Type.Generator || type instanceof Type.Instance;
    }

    /** Whether an item of a list lies there as in an array: one number does. */
    static boolean isPacked(Type item) {
        return item instanceof Type.Scalar;
    }

    /** How many bytes an item takes in its list. */
    static int itemBytes(Type item) {
        return item instanceof Type.Scalar scalar ? scalar.size() : 8 * slots(item);
    }
}
