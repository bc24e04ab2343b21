package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.ObjectClass;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** The operations of a random function that are about objects: of numbers, arrays and lists, and of another class, so that there are no circles. */
final class RandomObjects {
    private static final Type.Instance INNER = new Type.Instance("Inner", 0), OUTER = new Type.Instance("Outer", 1);
    private static final ObjectClass OF_INNER = ObjectClass.of(
            List.of("n", "array", "small", "list", "flag"),
            List.of(
                    Type.INT64,
                    new Type.Array(Type.FLOAT64, 1, Type.Layout.A),
                    Type.INT8,
                    new Type.ListOf(Type.INT64, false),
                    Type.BOOL));
    private static final ObjectClass OF_OUTER = ObjectClass.of(
            List.of("inner", "other", "x", "pair"),
            List.of(
                    INNER,
                    INNER,
                    Type.FLOAT32,
                    new Type.Tuple(List.of(new Type.Array(Type.INT32, 1, Type.Layout.A), Type.UINT16))));

    private final Random random;
    private final RandomValues values;
    private final Supplier<Op.Terminator> otherwise;
    private final Function<List<Type>, List<Value>> all;

    /** @param all gives values of these types */
    RandomObjects(
            Random random,
            RandomValues values,
            Supplier<Op.Terminator> otherwise,
            Function<List<Type>, List<Value>> all) {
        this.random = random;
        this.values = values;
        this.otherwise = otherwise;
        this.all = all;
    }

    Type.Instance type() {
        return random.nextBoolean() ? INNER : OUTER;
    }

    private static ObjectClass layout(Type type) {
        return type.equals(INNER) ? OF_INNER : OF_OUTER;
    }

    /** An object of this type: one that is there, or a new one. */
    Value object(Type.Instance type) {
        List<Value> there =
                values.visible().stream().filter(v -> v.type().equals(type)).toList();
        if (!there.isEmpty() && random.nextInt(5) > 0) {
            return Numerals.pick(random, there);
        }
        Value object = values.define(type);
        values.emit(new Op.New(object, layout(type).slots(), layout(type).references()));
        return object;
    }

    void statement() {
        Value object = object(type());
        ObjectClass.Field field = Numerals.pick(random, layout(object.type()).fields());
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> values.emit(new Op.FieldSet(object, field.slot(), all.apply(Layout.leaves(field.type()))));
            case 3 ->
                values.emit(new Op.SameObject(values.define(Type.BOOL), object, object((Type.Instance) object.type())));
            default -> get(object, field);
        }
    }

    private void get(Value object, ObjectClass.Field field) {
        if (!Layout.isPointer(field.type())) {
            values.emit(new Op.FieldGet(values.define(Layout.leaves(field.type())), object, field.slot(), false));
            return;
        }
        // Nobody may have set it: nothing else sees it before that is known.
        Value pointer = values.fresh(field.type()), bound = values.fresh(Type.BOOL);
        values.emit(new Op.FieldGet(List.of(pointer), object, field.slot(), false));
        values.emit(new Op.IsBound(bound, pointer));
        values.emit(new Op.Guard(bound, otherwise.get()));
        values.show(pointer);
    }
}
