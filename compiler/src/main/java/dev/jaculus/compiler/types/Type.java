package dev.jaculus.compiler.types;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of a value in a kernel. {@code toString} is Numba's spelling, which is also the protocol's. No default methods here: with them
 * the first use of a record from two threads could deadlock on the constants below.
 */
public sealed interface Type {
    /** Truth values: one bit in a register, one byte in memory and in arrays. */
    record Bool() implements Scalar {
        @Override
        public String toString() {
            return "bool";
        }
    }

    /** Two's complement of 8, 16, 32 or 64 bits. */
    record Int(int bits, boolean signed) implements Scalar {
        @Override
        public String toString() {
            return (signed ? "int" : "uint") + bits;
        }
    }

    /** IEEE 754 binary32 or binary64. */
    record Float(int bits) implements Scalar {
        @Override
        public String toString() {
            return "float" + bits;
        }
    }

    /** Two floats of half the bits: real part, imaginary part. 64 or 128 bits. */
    record Complex(int bits) implements Scalar {
        /** The type of each part. */
        public Float part() {
            return new Float(bits / 2);
        }

        @Override
        public String toString() {
            return "complex" + bits;
        }
    }

    /** A date (datetime64) or a duration (timedelta64): a whole number of units; the least int64 is NaT, not a time. */
    sealed interface Time extends Scalar {
        /** NumPy's name of the unit; empty for the generic one. */
        String unit();
    }

    /** A point in time: units since 1970. */
    record Datetime(String unit) implements Time {
        @Override
        public String toString() {
            return "datetime64[" + unit + "]";
        }
    }

    /** How long something is. */
    record Timedelta(String unit) implements Time {
        @Override
        public String toString() {
            return "timedelta64[" + unit + "]";
        }
    }

    /** Python's None; it has no representation at run time. */
    record None() implements Type {
        @Override
        public String toString() {
            return "none";
        }
    }

    /** A value or None: at run time a bool, whether it is there, beside the value. */
    record Optional(Type item) implements Type {
        @Override
        public String toString() {
            return "OptionalType(" + item + ")";
        }
    }

    /** Text. Its representation is {@link #CODE_POINTS}: the code points side by side, never changed. */
    record Str() implements Type {
        @Override
        public String toString() {
            return "unicode_type";
        }
    }

    /** A tuple of known length; its items lie side by side, so it needs no memory of its own. */
    record Tuple(List<Type> items, java.util.Optional<Names> names) implements Type {
        public Tuple {
            items = List.copyOf(items);
        }

        public Tuple(List<Type> items) {
            this(items, java.util.Optional.empty());
        }

        /** Whether it is a slice: its start and stop, and maybe its step, int64 each. */
        public boolean isSlice() {
            return names.equals(java.util.Optional.of(SLICE));
        }

        /** Whether it is {@code ...}, which has no items. */
        public boolean isEllipsis() {
            return names.equals(java.util.Optional.of(ELLIPSIS));
        }

        /** Whether it is a record of NumPy's, or an array of them: a view of each field. */
        public boolean isRecord() {
            return names.isPresent() && names.get().name().equals(RECORD);
        }

        /** Whether it is a random Generator of NumPy's: the address of its bitgen_t. */
        public boolean isRandom() {
            return names.isPresent() && names.get().name().equals(RANDOM);
        }

        /** Whether it is a structure of a type of the user's own: its members. */
        public boolean isStruct() {
            return names.isPresent() && names.get().name().startsWith(STRUCT);
        }

        /** Whether it is an element of an array of bytes: a text of as many characters. */
        public boolean isBytes() {
            return names.isPresent() && names.get().name().equals(BYTES);
        }

        /** Whether it is a dictionary whose keys its class says. */
        public boolean isLiteralDict() {
            return names.isPresent() && names.get().name().equals(DICT);
        }

        /** Whether it is a tuple to the program too: its class's name is one that a program can write. */
        public boolean isTuple() {
            return !isSlice()
                    && !isEllipsis()
                    && (names.isEmpty() || !names.get().name().startsWith("["));
        }

        @Override
        public String toString() {
            if (isEllipsis()) {
                return "ellipsis";
            }
            if (isSlice()) {
                return items.size() > 2 ? "slice<a:b:c>" : "slice<a:b>";
            }
            if (names.isPresent()) {
                return Stream.concat(Stream.of(names.get()), items.stream())
                        .map(Object::toString)
                        .collect(Collectors.joining(", ", "NamedTuple(", ")"));
            }
            if (!items.isEmpty() && items.stream().distinct().count() == 1) {
                return "UniTuple(%s, %d)".formatted(items.getFirst(), items.size());
            }
            return items.stream().map(Type::toString).collect(Collectors.joining(", ", "Tuple(", ")"));
        }
    }

    /** A namedtuple's class: its name, the host's own number for it, and the names of its fields. */
    record Names(String name, int index, List<String> fields) {
        @Override
        public String toString() {
            return name + ":" + index + ":" + String.join(":", fields);
        }

        /** Reads what {@code toString} writes. */
        public static Names of(String text) {
            List<String> parts = List.of(text.split(":", -1));
            return new Names(parts.getFirst(), Integer.parseInt(parts.get(1)), parts.subList(2, parts.size()));
        }
    }

    /**
     * An N-dimensional array.
     *
     * @param last the length of the last axis where a specialisation knows it, else 0 (only with layout C)
     */
    record Array(Scalar element, int rank, Layout layout, boolean readOnly, int last) implements Type {
        public Array(Scalar element, int rank, Layout layout) {
            this(element, rank, layout, false, 0);
        }

        /** The same with a last axis of any length. */
        public Array anyLast() {
            return last == 0 ? this : new Array(element, rank, layout, readOnly, 0);
        }

        @Override
        public String toString() {
            return "%sarray(%s, %dd, %s%s)"
                    .formatted(readOnly ? "readonly " : "", element, rank, layout, last == 0 ? "" : ", " + last);
        }
    }

    /**
     * A list that grows; where kernels use it, it is one pointer. Whether a host's list is behind it is the host's matter, so the type does not
     * tell.
     *
     * @param typed whether it is a numba.typed.List for the host
     * @param site what inference learns of a list that the kernel makes, or null; no part of the type's identity
     */
    record ListOf(Type item, boolean typed, ListSite site) implements Type {
        public ListOf(Type item, boolean typed) {
            this(item, typed, null);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ListOf list && item.equals(list.item) && typed == list.typed;
        }

        @Override
        public int hashCode() {
            return 31 * item.hashCode() + (typed ? 3 : 7);
        }

        @Override
        public String toString() {
            return (typed ? "ListType[%s]" : "list(%s)<iv=None>").formatted(item);
        }
    }

    /**
     * What a generator function gives: its body, which waits before an item. Functions with items of one type give generators of one type; at run
     * time one is a pointer.
     */
    record Generator(Type item) implements Type {
        @Override
        public String toString() {
            return "generator(" + item + ")";
        }
    }

    /**
     * An instance of a class whose fields and methods are compiled; where kernels use it, it is one pointer. What the class has is the request's to
     * say, so that classes may refer to one another.
     *
     * @param index the host's own number for the class
     */
    record Instance(String name, int index) implements Type {
        @Override
        public String toString() {
            return "Instance(" + name + ":" + index + ")";
        }
    }

    /** What fits a register, and an array's element. */
    sealed interface Scalar extends Type {
        /** Bytes of an element in an array. */
        default int size() {
            return switch (this) {
                case Bool _ -> 1;
                case Int i -> i.bits() / 8;
                case Float f -> f.bits() / 8;
                case Complex c -> c.bits() / 8;
                case Time _ -> 8;
            };
        }
    }

    /** What the class of records is called, which no class of a program is. */
    String RECORD = "[record]";

    /** What the class of random Generators is called. */
    String RANDOM = "[random]";

    /** The class of dictionaries whose values have types of their own. */
    String DICT = "[dict]";

    /** The class of elements of arrays of bytes. */
    String BYTES = "[bytes]";

    /** What the names of the classes of structures begin with; no class of a program has such a name. */
    String STRUCT = "[struct]";

    /** How an array's elements lie: C: last axis fastest, F: first axis fastest, A: any strides. */
    enum Layout {
        C,
        F,
        A
    }

    Bool BOOL = new Bool();
    None NONE = new None();
    Int INT8 = new Int(8, true);
    Int INT16 = new Int(16, true);
    Int INT32 = new Int(32, true);
    Int INT64 = new Int(64, true);
    Int UINT8 = new Int(8, false);
    Int UINT16 = new Int(16, false);
    Int UINT32 = new Int(32, false);
    Int UINT64 = new Int(64, false);
    Float FLOAT32 = new Float(32);
    Float FLOAT64 = new Float(64);

    Complex COMPLEX64 = new Complex(64);
    Complex COMPLEX128 = new Complex(128);

    Str STR = new Str();

    /** The class of the tuples that slices are at run time. */
    Names SLICE = new Names("slice", -1, List.of("start", "stop", "step"));

    /** The class of the tuple that {@code ...} is at run time. */
    Names ELLIPSIS = new Names("ellipsis", -2, List.of());

    /** What a Str is in the IR and in hosts' slots. */
    Array CODE_POINTS = new Array(UINT32, 1, Layout.C, true, 0);

    /** All types of real numbers, in Numba's order. */
    List<Scalar> REALS = List.of(BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT32, FLOAT64);

    /** All types of array elements and plain numbers, in Numba's order. */
    List<Scalar> SCALARS = java.util.stream.Stream.concat(
                    REALS.stream(), java.util.stream.Stream.of(COMPLEX64, COMPLEX128))
            .toList();
}
