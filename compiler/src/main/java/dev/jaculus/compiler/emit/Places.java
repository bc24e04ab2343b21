package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The arrays of one function. What an array's type knows is a literal or computed from the lengths, so that LLVM sees the pattern of the accesses;
 * the rest, the leaves, is what functions pass and phis join: owner, data, the lengths that are unknown, and with layout A the strides.
 */
final class Places {
    private final Map<Integer, Place> places = new HashMap<>();
    private final Code code;

    Places(Code code) {
        this.code = code;
    }

    Place get(Value array) {
        return places.get(array.id());
    }

    void put(Value array, Place place) {
        places.put(array.id(), place);
    }

    /** The types of the leaves of an array. */
    static List<String> leafTypes(Type.Array type) {
        var types = new ArrayList<>(List.of("ptr", "ptr"));
        types.addAll(Collections.nCopies(unknownLengths(type), "i64"));
        if (type.layout() == Type.Layout.A) {
            types.addAll(Collections.nCopies(type.rank(), "i64"));
        }
        return types;
    }

    static int unknownLengths(Type.Array type) {
        return type.last() == 0 ? type.rank() : type.rank() - 1;
    }

    /** Whether this one of an array's slots is a leaf: owner, data, lengths, strides. */
    static boolean isLeaf(Type.Array type, int slot) {
        return slot < 2 + unknownLengths(type) || (type.layout() == Type.Layout.A && slot >= 2 + type.rank());
    }

    static boolean isLength(Type.Array type, int slot) {
        return slot >= 2 && slot < 2 + type.rank();
    }

    /** The leaves of an array; they stand for its type. */
    List<String> leaves(Value array) {
        Type.Array type = (Type.Array) array.type();
        Place p = get(array);
        var leaves = new ArrayList<>(List.of(p.owner(), p.data()));
        leaves.addAll(p.shape().subList(0, unknownLengths(type)));
        if (type.layout() == Type.Layout.A) {
            leaves.addAll(p.strides());
        }
        return leaves;
    }

    /** An array of this type from its leaves. */
    Place of(Type.Array type, List<String> leaves) {
        int lengths = 2 + unknownLengths(type);
        return of(
                type, leaves.get(0), leaves.get(1), leaves.subList(2, lengths), leaves.subList(lengths, leaves.size()));
    }

    /** An array of this type; of `shape` and `strides` only what the type does not know counts. */
    private Place of(Type.Array type, String owner, String data, List<String> shape, List<String> strides) {
        var lengths = new ArrayList<>(shape.subList(0, unknownLengths(type)));
        if (type.last() != 0) {
            lengths.add(Integer.toString(type.last()));
        }
        return switch (type.layout()) {
            case A -> new Place(owner, data, lengths, strides);
            case C -> {
                List<String> reversed =
                        packed(lengths.reversed(), type.element().size());
                yield new Place(owner, data, lengths, reversed.reversed());
            }
            case F ->
                new Place(owner, data, lengths, packed(lengths, type.element().size()));
        };
    }

    /** Strides where the first axis is the fastest. */
    private List<String> packed(List<String> lengths, int size) {
        var strides = new ArrayList<String>();
        String stride = Integer.toString(size);
        for (String length : lengths) {
            strides.add(stride);
            if (strides.size() < lengths.size()) {
                stride = times(length, stride);
            }
        }
        return strides;
    }

    void unbound(Value array) {
        Type.Array type = (Type.Array) array.type();
        List<String> zeros = Collections.nCopies(type.rank(), "0");
        put(array, of(type, Place.UNBOUND, Place.NOBODY, zeros, zeros));
    }

    void constant(Value array, String global, List<Integer> shape) {
        List<String> lengths = shape.stream().map(n -> Integer.toString(n)).toList();
        put(array, of((Type.Array) array.type(), Place.NOBODY, global, lengths, List.of()));
    }

    void fresh(Value array, String owner, String data, List<String> shape) {
        put(array, of((Type.Array) array.type(), owner, data, shape, List.of()));
    }

    void reshape(Op.Reshape r, List<String> shape) {
        Place a = get(r.array());
        put(r.out(), of((Type.Array) r.out().type(), a.owner(), a.data(), shape, List.of()));
    }

    void strided(Op.Strided s, List<String> shape, List<String> strides) {
        Place a = get(s.array());
        put(s.out(), of((Type.Array) s.out().type(), a.owner(), a.data(), shape, strides));
    }

    void transpose(Op.Transpose t) {
        Place a = get(t.array());
        List<String> shape = t.permutation().stream().map(a.shape()::get).toList();
        List<String> strides = t.permutation().stream().map(a.strides()::get).toList();
        put(t.out(), of((Type.Array) t.out().type(), a.owner(), a.data(), shape, strides));
    }

    void view(Op.View v, Function<Value, String> name) {
        Place a = get(v.array());
        String data = a.data();
        var shape = new ArrayList<String>();
        var strides = new ArrayList<String>();
        int from = 0;
        for (Op.Axis axis : v.axes()) {
            switch (axis) {
                case Op.Axis.At(Value index) ->
                    data = step(data, name.apply(index), a.strides().get(from++));
                case Op.Axis.Slice(Value start, Value length, Value step) -> {
                    data = step(data, name.apply(start), a.strides().get(from));
                    shape.add(name.apply(length));
                    strides.add(times(a.strides().get(from++), name.apply(step)));
                }
                case Op.Axis.All _ -> {
                    shape.add(a.shape().get(from));
                    strides.add(a.strides().get(from++));
                }
                case Op.Axis.NewAxis _ -> {
                    shape.add("1");
                    strides.add("0");
                }
                case Op.Axis.Part(boolean imaginary) -> data = imaginary ? step(data, "1", size(v.out())) : data;
            }
        }
        put(v.out(), of((Type.Array) v.out().type(), a.owner(), data, shape, strides));
    }

    private static String size(Value array) {
        return Integer.toString(((Type.Array) array.type()).element().size());
    }

    /** Moves a pointer, perhaps to where no element is: the start of an empty slice. */
    private String step(String data, String index, String stride) {
        String offset = times(index, stride);
        return offset.equals("0") ? data : code.let("getelementptr i8, ptr ", data, ", i64 ", offset);
    }

    /** The address of an element that exists. */
    String element(Value array, List<String> index) {
        Place a = get(array);
        Type.Scalar type = ((Type.Array) array.type()).element();
        String pointer = a.data();
        for (int axis = 0; axis < index.size(); axis++) {
            String stride = a.strides().get(axis);
            if (stride.equals(Integer.toString(type.size()))) {
                pointer = code.let(
                        "getelementptr inbounds ",
                        Spelling.inMemory(type),
                        ", ptr ",
                        pointer,
                        ", i64 ",
                        index.get(axis));
            } else {
                String offset = times(index.get(axis), stride);
                pointer = code.let("getelementptr inbounds i8, ptr ", pointer, ", i64 ", offset);
            }
        }
        return pointer;
    }

    /** The address of the first byte that an array spans, and that after the last one; equal when it is empty. */
    List<String> span(Value array) {
        Place a = get(array);
        Type.Array type = (Type.Array) array.type();
        String low = "0", high = Integer.toString(type.element().size()), empty = "false";
        for (int axis = 0; axis < type.rank(); axis++) {
            String last = code.let("sub nsw i64 ", a.shape().get(axis), ", 1");
            String reach = times(last, a.strides().get(axis));
            String none = code.let("icmp eq i64 ", a.shape().get(axis), ", 0");
            empty = code.let("or i1 ", empty, ", ", none);
            String back = code.let("icmp slt i64 ", reach, ", 0");
            low = plus(low, code.let("select i1 ", back, ", i64 ", reach, ", i64 0"));
            high = plus(high, code.let("select i1 ", back, ", i64 0, i64 ", reach));
        }
        String data = code.let("ptrtoint ptr ", a.data(), " to i64");
        String length = code.let("select i1 ", empty, ", i64 ", low, ", i64 ", high);
        return List.of(plus(data, low), plus(data, length));
    }

    private String plus(String a, String b) {
        return a.equals("0") ? b : code.let("add i64 ", a, ", ", b);
    }

    /** A product; of literals where it can be, since LLVM's text folds nothing. */
    String times(String a, String b) {
        if (Spelling.isNumber(a) && Spelling.isNumber(b)) {
            return Long.toString(Long.parseLong(a) * Long.parseLong(b));
        }
        if (a.equals("1") || b.equals("0")) {
            return b;
        }
        if (b.equals("1") || a.equals("0")) {
            return a;
        }
        return code.let("mul nsw i64 ", a, ", ", b);
    }
}
