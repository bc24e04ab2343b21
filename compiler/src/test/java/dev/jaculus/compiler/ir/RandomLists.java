package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** The operations of a random function that are about lists: of numbers, of arrays, of pairs, of such lists. */
final class RandomLists {
    private static final Type.ListOf NUMBERS = new Type.ListOf(Type.INT64, false);
    private static final List<Type.ListOf> TYPES = List.of(
            NUMBERS,
            NUMBERS,
            new Type.ListOf(Type.UINT8, true),
            new Type.ListOf(new Type.Array(Type.FLOAT64, 1, Type.Layout.A), false),
            new Type.ListOf(new Type.Tuple(List.of(Type.BOOL, new Type.Array(Type.INT32, 1, Type.Layout.A))), false),
            new Type.ListOf(NUMBERS, false));

    private final Random random;
    private final RandomValues values;
    private final Supplier<Op.Terminator> otherwise;
    private final Function<List<Type>, List<Value>> all;

    /** @param all gives values of these types */
    RandomLists(
            Random random,
            RandomValues values,
            Supplier<Op.Terminator> otherwise,
            Function<List<Type>, List<Value>> all) {
        this.random = random;
        this.values = values;
        this.otherwise = otherwise;
        this.all = all;
    }

    Type.ListOf type() {
        return Numerals.pick(random, TYPES);
    }

    /** A list of this type: one that is there, or a new one. */
    Value list(Type.ListOf type) {
        List<Value> there =
                values.visible().stream().filter(v -> v.type().equals(type)).toList();
        if (!there.isEmpty() && random.nextInt(5) > 0) {
            return Numerals.pick(random, there);
        }
        Value list = values.define(type);
        values.emit(new Op.ListNew(list, values.constant(Type.INT64, (long) random.nextInt(3))));
        return list;
    }

    void statement() {
        Value list = list(type());
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> append(list);
            case 3, 4 -> get(list);
            case 5 -> set(list);
            case 6 -> shorten(list);
            default -> same(list);
        }
    }

    private static Type item(Value list) {
        return ((Type.ListOf) list.type()).item();
    }

    private Value length(Value list) {
        Value length = values.define(Type.INT64);
        values.emit(new Op.ListLength(length, list));
        return length;
    }

    private void append(Value list) {
        List<Value> item = all.apply(Layout.leaves(item(list))); // before the list has an item without a value
        Value length = length(list), more = values.define(Type.INT64);
        values.emit(new Op.Binary(more, Arithmetic.ADD, length, values.constant(Type.INT64, 1L)));
        values.emit(new Op.ListResize(list, more));
        values.emit(new Op.ListSet(list, length, item));
    }

    /** An index that is in range, or the way out. */
    private Value index(Value list) {
        Value index = values.constant(Type.INT64, (long) random.nextInt(-1, 3));
        values.emit(new Op.CheckIndex(index, length(list), otherwise.get()));
        return index;
    }

    private void get(Value list) {
        Value index = index(list);
        values.emit(new Op.ListGet(values.define(Layout.leaves(item(list))), list, index));
    }

    private void set(Value list) {
        List<Value> item = all.apply(Layout.leaves(item(list)));
        values.emit(new Op.ListSet(list, index(list), item));
    }

    private void shorten(Value list) {
        Value length = length(list), shorter = values.define(Type.INT64);
        Value most = values.constant(Type.INT64, (long) random.nextInt(3));
        values.emit(new Op.Binary(shorter, Arithmetic.MIN, length, most));
        values.emit(new Op.ListResize(list, shorter));
    }

    private void same(Value list) {
        if (random.nextBoolean()) {
            values.emit(new Op.SameList(values.define(Type.BOOL), list, list((Type.ListOf) list.type())));
            return;
        }
        Value none = values.define(list.type()), bound = values.define(Type.BOOL);
        Value chosen = random.nextBoolean() ? none : list;
        values.emit(new Op.Unbound(none));
        values.emit(new Op.IsBound(bound, chosen));
        values.visible().remove(none); // nothing else asks an unbound list
        values.emit(new Op.Compare(values.define(Type.BOOL), Order.EQ, bound, bound));
    }
}
