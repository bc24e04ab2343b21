package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** What an expression gives: one value, or the items of a tuple. None is a tuple without items; an optional one of a bool and the value. */
sealed interface Datum {
    record Single(Value value) implements Datum {}

    record Several(List<Datum> items) implements Datum {}

    Datum NONE = new Several(List.of());

    /** The values in order. */
    default List<Value> leaves() {
        var all = new ArrayList<Value>();
        collect(this, all);
        return all;
    }

    default Value value() {
        return switch (this) {
            case Single s -> s.value();
            case Several s -> throw new IllegalStateException("a tuple where one value is expected: " + s);
        };
    }

    private static void collect(Datum datum, List<Value> into) {
        switch (datum) {
            case Single s -> into.add(s.value());
            case Several s -> s.items().forEach(item -> collect(item, into));
        }
    }

    /** Makes a datum of a type out of one value for each leaf. */
    static Datum of(Type type, Function<Type, Value> leaf) {
        return of(Layout.of(type), leaf);
    }

    private static Datum of(Layout layout, Function<Type, Value> leaf) {
        return switch (layout) {
            case Layout.One one -> new Single(leaf.apply(one.type()));
            case Layout.Fields f ->
                new Several(f.fields().stream().map(field -> of(field, leaf)).toList());
        };
    }

    /** Puts leaves together again. */
    static Datum of(Type type, List<Value> leaves) {
        Iterator<Value> next = leaves.iterator();
        return of(type, (Type t) -> next.next());
    }
}
