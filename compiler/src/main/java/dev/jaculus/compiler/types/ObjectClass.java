package dev.jaculus.compiler.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an instance of a class lies in its block (jac_object): its fields one after the other, each in the slots of its {@link Layout}. */
public record ObjectClass(List<Field> fields) {
    /** Where the slots begin in the block's data, in bytes. */
    public static final int SLOTS = 16;

    /** @param slot the first of its slots */
    public record Field(String name, Type type, int slot) {}

    public ObjectClass {
        fields = List.copyOf(fields);
    }

    /** Fields in this order. */
    public static ObjectClass of(List<String> names, List<Type> types) {
        var fields = new ArrayList<Field>();
        int slot = 0;
        for (int i = 0; i < names.size(); i++) {
            fields.add(new Field(names.get(i), types.get(i), slot));
            slot += Layout.slots(types.get(i));
        }
        return new ObjectClass(fields);
    }

    /** The field of this name. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** How many slots the fields take. */
    public int slots() {
        return Layout.slots(fields.stream().map(Field::type).toList());
    }

    /** The numbers of the slots that refer to counted blocks. */
    public List<Integer> references() {
        var all = new ArrayList<Integer>();
        for (Field field : fields) {
            List<Layout.Slot> slots = Layout.of(field.type()).slots();
            for (int i = 0; i < slots.size(); i++) if (slots.get(i).isReference()) all.add(field.slot() + i);
        }
        return all;
    }
}
