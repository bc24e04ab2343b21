package dev.jaculus.host;

import dev.jaculus.compiler.types.Type;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads what a kernel returned. */
final class Results {
    private final RuntimeLibrary runtime;
    private final Arguments arguments;
    private final MemorySegment slots;
    private int next;

    Results(RuntimeLibrary runtime, Arguments arguments, MemorySegment slots) {
        this.runtime = runtime;
        this.arguments = arguments;
        this.slots = slots;
    }

    Object read(Type type) {
        return switch (type) {
            case Type.Scalar scalar -> {
                int first = next;
                next += Slots.count(scalar);
                yield Slots.getScalar(slots, first, scalar);
            }
            case Type.None _ -> null;
            case Type.Optional(Type item) -> {
                if (Slots.getLong(slots, next++) != 0) {
                    yield read(item);
                }
                next += Slots.count(item);
                yield null;
            }
            case Type.Tuple(List<Type> items, var names) -> {
                List<Object> values = new ArrayList<>();
                items.forEach(item -> values.add(read(item)));
                yield Collections.unmodifiableList(values);
            }
            case Type.Str _ -> text();
            case Type.Array array -> array(array);
            case Type.ListOf _, Type.Generator _, Type.Instance _ ->
                throw new UnsupportedOperationException("a kernel's result of type " + type);
        };
    }

    private Array array(Type.Array type) {
        long owner = Slots.getLong(slots, next++);
        long data = Slots.getLong(slots, next++);
        long[] shape = longs(type.rank());
        long[] strides = longs(type.rank());
        if ((owner & 1) != 0) {
            MemorySegment memory = arguments.parent(owner).memory();
            return new Array(memory, data - memory.address(), type.element(), shape, strides, Block.NONE);
        }
        boolean empty = Arrays.stream(shape).anyMatch(n -> n == 0);
        Array.Span span = empty ? new Array.Span(0, 0) : Array.Span.of(type.element(), shape, strides);
        Block block = new Block(() -> runtime.release(owner));
        MemorySegment memory = MemorySegment.ofAddress(data + span.low())
                .reinterpret(span.high() - span.low(), Arena.ofAuto(), ignored -> block.release());
        return new Array(memory, -span.low(), type.element(), shape, strides, block);
    }

    private String text() {
        String text = Slots.getText(slots, next);
        runtime.release(Slots.getLong(slots, next));
        next += Slots.TEXT;
        return text;
    }

    private long[] longs(int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = Slots.getLong(slots, next++);
        }
        return values;
    }
}
