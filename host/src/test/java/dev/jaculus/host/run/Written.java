package dev.jaculus.host.run;

import dev.jaculus.host.Array;
import dev.jaculus.syntax.ast.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A value as a test writes it, and the type a kernel gets for it: {@code 3}, {@code -0.5}, {@code True}, {@code (1, 2.0)},
 * {@code int32(7)}, {@code inf}, {@code float64[[1, 2], [3, 4]]}, {@code uint8[]}, and of an array {@code a.T} and
 * {@code a[::-1]}.
 */
record Written(Object value, String type) {

    static Written of(Expr e) {
        return switch (e) {
            case Expr.Constant constant -> literal(constant.value());
            case Expr.UnaryOp op when op.op() == Expr.UnaryOperator.USUB -> negative(of(op.operand()));
            case Expr.Tuple tuple ->
                tuple(tuple.elts().stream().map(Written::of).toList());
            case Expr.Name name when name.id().equals("inf") -> new Written(Double.POSITIVE_INFINITY, "float64");
            case Expr.Name name when name.id().equals("nan") -> new Written(Double.NaN, "float64");
            case Expr.Call call
            when call.func() instanceof Expr.Name name ->
                scalar(name.id(), of(call.args().getFirst()));
            case Expr.Attribute of when of.attr().equals("T") -> of(transposed((Array) of(of.value()).value));
            case Expr.Subscript of when of.slice() instanceof Expr.Slice -> of(reversed((Array) of(of.value()).value));
            case Expr.Subscript of when of.value() instanceof Expr.Name name -> of(array(name.id(), of.slice()));
            default -> throw new IllegalArgumentException("a test cannot write this: " + e);
        };
    }

    private static Written literal(Expr.Literal literal) {
        return switch (literal) {
            case Expr.Literal.Int(var number) ->
                new Written(number.longValue(), number.bitLength() > 63 ? "uint64" : "int64");
            case Expr.Literal.Float(double number) -> new Written(number, "float64");
            case Expr.Literal.Bool(boolean truth) -> new Written(truth, "bool");
            case Expr.Literal.None _ -> new Written(null, "none");
            default -> throw new IllegalArgumentException("a test cannot write this: " + literal);
        };
    }

    private static Written negative(Written written) {
        return switch (written.value) {
            case Long number -> new Written(-number, "int64");
            case Double number -> new Written(-number, written.type);
            case null, default -> throw new IllegalArgumentException("no number: " + written);
        };
    }

    private static Written scalar(String type, Written number) {
        return switch (type) {
            case "float32" -> new Written((double) ((Number) number.value).floatValue(), type);
            case "float64" -> new Written(((Number) number.value).doubleValue(), type);
            default -> new Written(number.value, type);
        };
    }

    private static Written tuple(List<Written> items) {
        List<Object> values = new ArrayList<>();
        items.forEach(item -> values.add(item.value));
        List<String> types = items.stream().map(Written::type).toList();
        boolean uniform = !types.isEmpty() && types.stream().distinct().count() == 1;
        return new Written(
                values,
                uniform
                        ? "UniTuple(%s, %d)".formatted(types.getFirst(), types.size())
                        : types.stream().collect(Collectors.joining(", ", "Tuple(", ")")));
    }

    private static Written of(Array array) {
        return new Written(array, array.type());
    }

    private static Array array(String dtype, Expr elements) {
        List<Long> shape = new ArrayList<>();
        List<Number> flat = new ArrayList<>();
        flatten(elements instanceof Expr.Tuple items ? items.elts() : List.of(elements), 0, shape, flat);
        long[] lengths = shape.stream().mapToLong(n -> n).toArray();
        return switch (dtype) {
            case "float64" ->
                Array.of(flat.stream().mapToDouble(Number::doubleValue).toArray(), lengths);
            case "float32" -> {
                float[] values = new float[flat.size()];
                IntStream.range(0, values.length)
                        .forEach(i -> values[i] = flat.get(i).floatValue());
                yield Array.of(values, lengths);
            }
            case "int64", "uint64" ->
                Array.of(flat.stream().mapToLong(Number::longValue).toArray(), lengths)
                        .as(dtype);
            case "int32", "uint32" ->
                Array.of(flat.stream().mapToInt(Number::intValue).toArray(), lengths)
                        .as(dtype);
            case "int16", "uint16" -> {
                short[] values = new short[flat.size()];
                IntStream.range(0, values.length)
                        .forEach(i -> values[i] = flat.get(i).shortValue());
                yield Array.of(values, lengths).as(dtype);
            }
            default -> {
                byte[] values = new byte[flat.size()];
                IntStream.range(0, values.length)
                        .forEach(i -> values[i] = flat.get(i).byteValue());
                yield Array.of(values, lengths).as(dtype);
            }
        };
    }

    private static void flatten(List<Expr> items, int depth, List<Long> shape, List<Number> flat) {
        if (shape.size() == depth) {
            shape.add((long) items.size());
        }
        if (shape.get(depth) != items.size()) {
            throw new IllegalArgumentException("rows of different lengths: " + items);
        }
        for (Expr item : items) {
            if (item instanceof Expr.ListExpr row) {
                flatten(row.elts(), depth + 1, shape, flat);
            } else {
                Object value = of(item).value;
                flat.add(value instanceof Boolean truth ? (truth ? 1 : 0) : (Number) value);
            }
        }
    }

    private static Array transposed(Array array) {
        return Array.over(array.memory(), 0, array.dtype(), reversed(array.shape()), reversed(array.strides()));
    }

    private static long[] reversed(long[] values) {
        return IntStream.range(0, values.length)
                .mapToLong(i -> values[values.length - 1 - i])
                .toArray();
    }

    /** Along its first axis. */
    private static Array reversed(Array array) {
        long[] shape = array.shape();
        long[] strides = array.strides();
        long last = strides[0] * (shape[0] - 1);
        strides[0] = -strides[0];
        return Array.over(array.memory(), last, array.dtype(), shape, strides);
    }

    /** The same text for equal values; a float is not equal to an integer, nor -0.0 to 0.0, but NaN to NaN. */
    static String show(Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean truth -> truth ? "True" : "False";
            case List<?> items -> items.stream().map(Written::show).collect(Collectors.joining(", ", "(", ")"));
            case Array array ->
                array.dtype()
                        + Arrays.toString(array.shape())
                        + (array.dtype().startsWith("float")
                                ? Arrays.toString(array.toDoubles())
                                : Arrays.toString(array.toLongs()));
            default -> value.toString();
        };
    }
}
