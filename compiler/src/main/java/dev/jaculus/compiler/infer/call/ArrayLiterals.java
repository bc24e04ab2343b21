package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.infer.ops.Times;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code np.array([...])}: an array from the items of lists and tuples in the source. */
public final class ArrayLiterals {
    private ArrayLiterals() {}

    static void register(Map<String, Known> known) {
        known.put("numpy.array", ArrayLiterals::array);
    }

    static Value array(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("np.array", "object", "dtype?");
        Span span = arguments.place().span();
        Value value = bound.getFirst().orElseThrow();
        if (value instanceof Computed c && c.type() instanceof Type.Array type) {
            Scalar element =
                    ArrayOperands.dtype(bound.getLast(), arguments, "np.array").orElse(type.element());
            return new Computed(f.broadcasting()
                    .laidOut(List.of(c.tree()), items -> Conversions.cast(items.getFirst(), element), span));
        }
        if (value instanceof Computed c && c.type() instanceof Type.ListOf list) {
            return ofList(f, c, list, bound.getLast(), arguments);
        }
        if (value instanceof Computed c && c.type() instanceof Scalar number) {
            Scalar element =
                    ArrayOperands.dtype(bound.getLast(), arguments, "np.array").orElse(number);
            Type.Array single = new Type.Array(element, 0, Type.Layout.C);
            return new Computed(new Expr.Filled(single, List.of(), Conversions.cast(c.tree(), element), span));
        }
        Optional<List<Value>> rows = rows(f, value, span);
        if (rows.isPresent()) {
            return stacked(f, rows.get(), bound.getLast(), arguments);
        }
        List<Integer> shape = new ArrayList<>();
        List<Expr> items = new ArrayList<>();
        collect(f, value, 0, shape, items, arguments);
        Scalar element = ArrayOperands.dtype(bound.getLast(), arguments, "np.array")
                .orElseGet(() -> items.stream()
                        .map(item -> (Scalar) item.type())
                        .reduce((a, b) -> Times.common(a, b, arguments.place(), "np.array"))
                        .orElse(Type.FLOAT64));
        return new Computed(make(f, element, shape, items, span));
    }

    /** The items of a list or tuple in the source, where one is an array or a list whose length only the run tells. */
    private static Optional<List<Value>> rows(Scope f, Value value, Span span) {
        List<Value> parts = value instanceof Value.Listing list
                ? list.items()
                : Tuples.is(value) ? Tuples.items(f, value, span) : List.of();
        boolean any = parts.stream()
                .anyMatch(part -> part instanceof Computed c
                        && (c.type() instanceof Type.ListOf || c.type() instanceof Type.Array));
        return any ? Optional.of(parts) : Optional.empty();
    }

    private static Value stacked(Scope f, List<Value> rows, Optional<Value> dtype, CallArguments arguments) {
        Span span = arguments.place().span();
        List<Value> arrays = new ArrayList<>();
        for (Value row : rows) {
            arrays.add(new Computed(ArrayOperands.array(f, row, arguments, "np.array")));
        }
        Value all = f.calls().named("numpy.stack", List.of(Trees.tupleOf(arrays, span)), span);
        Expr array = ((Computed) all).tree();
        Scalar element =
                ArrayOperands.dtype(dtype, arguments, "np.array").orElse(((Type.Array) array.type()).element());
        return new Computed(f.indexing().elements(array, element, span));
    }

    /** A list of numbers, or of lists, tuples or vectors of numbers that have one length. */
    static Value ofList(Scope f, Computed list, Type.ListOf type, Optional<Value> dtype, CallArguments arguments) {
        boolean nested = !(type.item() instanceof Scalar);
        Type item = switch (type.item()) {
            case Type.ListOf inner -> inner.item();
            case Type.Array inner when inner.rank() == 1 -> inner.element();
            case Type.Tuple inner
            when inner.items().stream().allMatch(Scalar.class::isInstance) ->
                inner.items().stream()
                        .map(Scalar.class::cast)
                        .reduce((a, b) -> Times.common(a, b, arguments.place(), "np.array"))
                        .orElse(Type.FLOAT64);
            default -> type.item();
        };
        if (!(item instanceof Scalar number)) {
            throw ragged(arguments, list);
        }
        Scalar element = ArrayOperands.dtype(dtype, arguments, "np.array").orElse(number);
        Value wanted = new Value.Fixed(new Frozen.TypeObject(element));
        return f.calls()
                .named(
                        !nested
                                ? "list.to_array"
                                : type.item() instanceof Type.ListOf ? "list.to_matrix" : "list.to_rows",
                        List.of(list, wanted),
                        arguments.place().span());
    }

    /** The numbers in C order, and the shape that their nesting makes. */
    private static void collect(
            Scope f, Value value, int depth, List<Integer> shape, List<Expr> items, CallArguments arguments) {
        if (value instanceof Computed c && c.type() instanceof Scalar) {
            if (depth == 0 || depth != shape.size()) {
                throw ragged(arguments, value);
            }
            items.add(c.tree());
            return;
        }
        List<Value> parts;
        if (value instanceof Value.Listing list) {
            parts = list.items();
        } else if (Tuples.is(value)) {
            parts = Tuples.items(f, value, arguments.place().span());
        } else {
            throw ragged(arguments, value);
        }
        if (depth == shape.size() && items.isEmpty()) {
            shape.add(parts.size());
        } else if (depth >= shape.size() || shape.get(depth) != parts.size()) {
            throw ragged(arguments, value);
        }
        for (Value part : parts) {
            collect(f, part, depth + 1, shape, items, arguments);
        }
    }

    private static RuntimeException ragged(CallArguments arguments, Value value) {
        return Errors.argument(
                arguments.at(value), "np.array", Describe.value(value), "a list of numbers, or lists of one length");
    }

    private static Expr make(Scope f, Scalar element, List<Integer> shape, List<Expr> items, Span span) {
        int last = shape.size() > 1 && shape.getLast() >= 2 && shape.getLast() <= 4 ? shape.getLast() : 0;
        List<Expr> converted =
                items.stream().map(item -> Conversions.cast(item, element)).toList();
        if (converted.stream().allMatch(item -> item instanceof Expr.Const)) {
            Type.Array constant = new Type.Array(element, shape.size(), Type.Layout.C, true, last);
            List<Object> values =
                    converted.stream().map(item -> ((Expr.Const) item).value()).toList();
            return Creation.copy(f, new Expr.ConstArray(constant, shape, Bytes.of(element, values), span), span);
        }
        Type.Array type = new Type.Array(element, shape.size(), Type.Layout.C, false, last);
        List<Expr> lengths =
                shape.stream().<Expr>map(length -> Trees.integer(length, span)).toList();
        List<Expr> kept = converted.stream().map(item -> f.once(item, "item")).toList();
        Expr array = f.hide(new Expr.NewArray(type, lengths, span), "array");
        for (int i = 0; i < kept.size(); i++) {
            f.emit(new Stmt.StoreElement(array, place(i, shape, span), kept.get(i), false, span));
        }
        return array;
    }

    /** The indices of the n-th element in C order. */
    private static List<Expr> place(int number, List<Integer> shape, Span span) {
        List<Expr> index = new ArrayList<>();
        int left = number;
        for (int length : shape.reversed()) {
            index.addFirst(Trees.integer(left % length, span));
            left /= length;
        }
        return index;
    }
}
